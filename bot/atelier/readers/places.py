"""Places that customers name without more words, and that are no names of people."""

from __future__ import annotations

import re

_PLACES = frozenset({
    "amsterdam", "argentina", "arizona", "athens", "atlanta", "auckland", "australia", "austria", "baltimore",
    "bangkok", "barcelona", "beijing", "belgium", "berlin", "bogota", "boston", "brasil", "brazil",
    "brooklyn",
    "brussels", "buenos aires", "california", "canada", "cancun", "cape town", "cdmx", "chicago", "chile",
    "china", "ciudad de mexico", "cleveland", "colombia", "colorado", "connecticut", "copenhagen",
    "costa rica",
    "dc", "delhi", "denmark", "denver", "detroit", "dubai", "dublin", "edinburgh", "england", "finland",
    "florida",
    "france", "frankfurt", "geneva", "germany", "glasgow", "greece", "guadalajara", "hamburg", "hawaii",
    "helsinki", "hong kong", "honolulu", "illinois", "ireland", "istanbul", "italy", "japan", "la",
    "las vegas",
    "lisbon", "liverpool", "london", "los angeles", "lyon", "madrid", "malibu", "manchester", "manhattan",
    "maryland", "massachusetts", "melbourne", "merida", "mexico", "mexico city", "miami", "michigan", "milan",
    "minneapolis", "minnesota", "monterrey", "montreal", "moscow", "mumbai", "munich", "nashville",
    "netherlands", "new delhi", "new jersey", "new orleans", "new york", "new york city", "new zealand",
    "norway",
    "nyc", "oakland", "oaxaca", "ohio", "ontario", "oregon", "oslo", "ottawa", "oxford", "pennsylvania",
    "peru",
    "philadelphia", "philly", "pittsburgh", "poland", "portland", "portugal", "prague", "puebla",
    "puerto rico",
    "quebec", "queretaro", "rome", "sacramento", "salt lake city", "san antonio", "san diego",
    "san francisco",
    "san jose", "san miguel de allende", "sao paulo", "scotland", "seattle", "sf", "shanghai", "singapore",
    "spain", "st louis", "st. louis", "stockholm", "sweden", "switzerland", "texas", "tokyo", "toronto",
    "tulum",
    "u.k.", "u.s.", "uae", "uk", "united kingdom", "united states", "us", "usa", "utah", "vancouver",
    "vienna",
    "wales", "warsaw", "washington dc", "zurich",
})  # fmt: skip
_NAMES_TOO = frozenset({"florence", "la", "paris", "us"})
"""Places that are as often people, or other words."""


def is_place(words: str, *, alone: bool = False) -> bool:
    """Decide whether words are a well-known place; `alone` asks that they be nothing else."""
    said = " ".join(re.sub(r"[^\w. ]", " ", words.lower()).split())
    return said in _PLACES and not (alone and said in _NAMES_TOO)
