"""Figures that are a ring size though nobody calls them one: an answer to the question, or "she's a 6"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from bot.atelier.inquiry import RINGS, Inquiry
from bot.atelier.readers.size_pairs import LARGEST, SMALLEST, fits_finger, read_figure
from bot.atelier.readers.size_systems import Wearing

_NUMBER = r"(?P<n>\d{1,3}(?:[.,]\d{1,2})?)"
_QUARTER = r"(?P<n>\d{1,2}[.,](?:25|50?|75))"
_UNIT = (
    r"(?![\d$€£%:']|/(?!\d{1,2}(?:[.,]\d{1,2})?(?![\d/]))|[.,]\d|(?:st|nd|rd|th)\b|\s?-?(?:[kmgx]\b|ct|"
    r"carats?|karats?|mm\b|cms?\b|"
    r"in\b(?=\W*(?:chain|long|length|wrist|\Z|[.,;!?]))|ins\b|inch|centim|\"|grand|thousand|hundred|"
    r"million|mil\b|"
    r"seconds?|minutes?|hours?|hrs?|days?|weeks?|wks?|months?|years?|yrs?|usd|eur|dollars?|bucks|percent|"
    r"people|children|men\b|women\b|other\b|of\b|out of|am\b|pm\b|o'?clock|feet|foot))"
)
"""No unit but that of a ring size follows."""
_BARE = re.compile(rf"(?<![\w.,$€£/:])(?<!\d'){_NUMBER}{_UNIT}")
_MOST = 40
"""Figures of one message that are looked at."""
_NO_PLURAL = (
    r"(?!(?:is|us|yes|plus|this|hers|his|thanks|guess|was|sometimes|always|works|fits|less|unless|has|mens|"
    r"womens|ladies|gents|maybe|with|when|that|some|most|though|since|because|according)\b)"
)
_COUNTED = re.compile(
    rf"\s(?!(?:[a-z]+ )+(?:hands|fingers|knuckles|joints|bones)\b){_NO_PLURAL}"
    rf"(?:[a-z]{{4,}} {_NO_PLURAL})?[a-z]{{2,}}s\b(?!')"
)
"""A plural follows: "4 kids", "2 thin rings"."""
_PLACED = re.compile(
    r"(?:\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|order|number|room|floor|apt|apartment|unit|suite|flight|"
    r"gate|page|"
    r"item|model|step|option|question|aged?|turn(?:s|ing|ed)?|top|(?:call|text|meet|lands?|arrives?|"
    r"leaves?|opens?|"
    r"closes?|starts?|available|free|home|back|around|dinner|shift)\b[^.;,]{0,15}\b(?:at|by|after|before|"
    r"until|"
    r"till))|\w[ -](?:no\.|#)|\w#)\s?\Z"
)
"""A date, an hour, an age or the number of something stands here."""
_WORN = re.compile(
    r"\s?(?:(?:in )?(?:my |her |his |women'?s |men'?s )?(?:shoes?|dress(?:es)?|shirts?|t-?shirts?|jeans|"
    r"pants|boots?|"
    r"sneakers?|heels|hats?|jackets?|coats?|suits?)\b)"
)
_WORN_BEFORE = re.compile(
    r"\b(?:shoe|dress|shirt|jeans?|pants?|hat|boot|foot|bra|jacket|suit|waist)s?[^.;,\d]{0,12}\Z"
)
_SAID_OF = (
    re.compile(
        rf"\b(?:she|he|her|his|hers|mine)(?:'s| is|s)? (?:like |about |around |probably |usually |"
        rf"normally |maybe )*"
        rf"(?:an? |about |around ){_NUMBER}{_UNIT}(?=\s*(?:\Z|[,.;!?)]|(?:and|but|in|on|or|if|so|i think|"
        rf"usually)\b))"
    ),
    re.compile(
        rf"\b(?:it'?s|its|it is|i'?m|i am|do|be|wear|wears|want|need|make it|takes?) (?:like |about |"
        rf"around |probably )?"
        rf"an? {_QUARTER}{_UNIT}"
    ),
    re.compile(rf"(?<=[,;.] ){_QUARTER}{_UNIT}(?=\s?(?:[,;!?]|\.(?:\s|\Z)|\Z))"),
    re.compile(
        rf"\b(?:size|talla|measurement)\b[^.;!?]{{0,40}}?\b(?:it'?s|it is|(?<!no )es|sea|make it)"
        rf" (?:actually |really |now |an? |un |una |size )*{_NUMBER}{_UNIT}(?!\s?(?:for|each|total)\b)"
    ),
    re.compile(
        rf"\b(?:measured|sized|gauged|came (?:out|in|back))"
        rf"(?: (?:me|her|him|it|us|my finger|my ring finger|as))*"
        rf"(?: (?:at|as|to be|out at|in at))?(?: (?:about|around))?(?: an?)?(?: size)? {_NUMBER}{_UNIT}"
    ),
    re.compile(
        rf"\b(?:measured|sized?|finger|knuckle)\b[^;!?]{{0,80}}?\b(?:make it|go with|"
        rf"call it)(?: an?)? {_QUARTER}{_UNIT}"
    ),
    re.compile(
        rf"\bwrong (?:ring |finger )?size\b[^;?]{{0,40}}?\b(?:it'?s|it is|should be|should have been|make it|"
        rf"i'?m|she'?s|he'?s)(?: (?:actually|really|an?|size))* {_NUMBER}{_UNIT}"
    ),
    re.compile(
        rf"\b(?:should|needs? to|has to|must|ought to) be (?:an? |size )*{_NUMBER}{_UNIT}(?=\s*(?:\Z|"
        rf"[.,;!?]))"
    ),
)
_DIGITS = r"\d{1,2}(?:[.,]\d{1,2})?"
_MOVES = re.compile(
    rf"\bfrom(?: (?:an?|us|my|current|size))* (?P<old>{_DIGITS}) (?:up |down )?(?:in)?to"
    rf"(?: (?:an?|us|size))* (?P<n>{_DIGITS})"
    rf"(?![\d%$]|[.,]\d|\s?(?:k|mm|cm|ct|in|inch\w*|weeks?|months?|days?|carats?)\b)"
)
_ALONE = {
    "ring": re.compile(r"\W*(?:(?:about|around|size|us|maybe|it's|i'm|an?)\W+)*\d{1,2}[.,](?:25|50?|75)\W*"),
    "wrist": re.compile(
        r"\W*(?:(?:about|around|maybe|approx|it's)\W+)*\d{1,3}(?:[.,]\d{1,2})?\s?-?"
        r"(?:cms?|mm|centim\w+|ins?|inch(?:e?s)?|\"|pulgadas?)(?:\W+(?:long|please|around))*\W*"
    ),
}
_ANEW = re.compile(
    r"\W*(?:(?:actually|no|sorry|wait|oops|oh|i mean|i meant|make (?:it|that)|change (?:it|that) to|it'?s|"
    r"i'?m|"
    r"she'?s|he'?s|should be)\W+)+(?:an? \d{1,2}(?:[.,]\d{1,2})?|\d{1,2}[.,](?:25|50?|75))(?: (?:please|"
    r"instead|then))*\W*"
)
_SURE_OF = frozenset({"piece_type", "project_kind", "metal", "inspiration", "likes_dislikes", "confirm"})
"""Questions that no bare quarter answers."""


def find_move(plain: str) -> re.Match[str] | None:
    """Find a change of size ("from 6 to 7"), whose last figure is the size that counts."""
    return _MOVES.search(plain)


def _corrects(plain: str, inquiry: Inquiry) -> bool:
    """Whether a message takes back the size that is known ("6 not 7") or puts another in its place."""
    known = inquiry.ring_size
    if known is None or known.us_equivalent is None:
        return False
    denied = re.search(
        rf"\b(?:not|instead of|rather than)(?: an?| the|"
        rf" size)* {re.escape(known.value.lower())}(?![\w.,]*\w)",
        plain,
    )
    return bool(denied or _ANEW.fullmatch(plain))


def stands_alone(plain: str, asked: str | None, inquiry: Inquiry, wearing: Wearing) -> bool:
    """Decide whether a message is nothing but a size of the known piece, though something else was asked."""
    if asked not in ("budget", "timing") and _corrects(plain, inquiry):
        return True
    if wearing == "ring":
        known = inquiry.piece_type in RINGS and asked in _SURE_OF
        figure = re.search(r"[\d.,]*\d", plain)
        return bool(
            known and figure and _ALONE["ring"].fullmatch(plain)
            and fits_finger(read_figure(figure[0]))
        )  # fmt: skip
    return bool(_ALONE["wrist"].fullmatch(plain))


def find_answers(plain: str) -> Iterator[re.Match[str]]:
    """Find bare figures that can answer the question for a size."""
    for match in islice(_BARE.finditer(plain), _MOST):
        if not (
            _COUNTED.match(plain, match.end())
            or _PLACED.search(plain, max(0, match.start() - 40), match.start())
            or means_clothes(plain, match.span())
        ):
            yield match


def find_said_of(plain: str) -> Iterator[re.Match[str]]:
    """Find figures that are said of a finger without the word: "she's a 6", "it's a 6.25", "…, 7.5, …"."""
    for pattern in _SAID_OF:
        for match in pattern.finditer(plain):
            alone = match.span("n") == (0, len(plain.rstrip(" .!?")))
            if not alone and SMALLEST <= read_figure(match["n"]) <= LARGEST:
                yield match


def means_clothes(plain: str, span: tuple[int, int]) -> bool:
    """Decide whether a size is one of shoes or clothes."""
    return bool(_WORN.match(plain, span[1]) or _WORN_BEFORE.search(plain, max(0, span[0] - 40), span[0]))
