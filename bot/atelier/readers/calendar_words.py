"""Days that have a name: months, seasons and holidays, as spans of dates in a given year."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from dateutil.easter import easter

Window = tuple[date, date]
Dated = tuple["Window | None", tuple[int, int], "int | None"]
"""A window of dates (None where there is no such day), where it stood, and the weeks of a spoken duration."""

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan enero", "february feb febrero", "march mar marzo", "april apr abril", "may mayo",
            "june jun junio", "july jul julio", "august aug agosto", "september sept sep septiembre",
            "october oct octubre", "november nov noviembre", "december dec diciembre",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip

SEASONS = {
    "spring": 3, "primavera": 3, "summer": 6, "verano": 6, "fall": 9, "autumn": 9, "otono": 9,
    "winter": 12, "invierno": 12,
}  # fmt: skip
"""The first month of each season, as weather services count in the northern hemisphere."""


def month_window(year: int, month: int) -> Window:
    """Give the first and last day of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def season_window(year: int, name: str) -> Window:
    """Give the first and last day of the season that begins in a year."""
    first = SEASONS[name]
    last_year, last = (year + 1, 2) if first == 12 else (year, first + 2)
    return date(year, first, 1), month_window(last_year, last)[1]


def narrow_window(window: Window, part: str | None) -> Window:
    """Take the early, middle or late third of a window."""
    first, last = window
    third = ((last - first).days + 1) // 3
    if part in ("early", "beginning of", "start of", "principios de"):
        return first, first + timedelta(days=third - 1)
    if part in ("mid", "middle of", "mediados de"):
        return first + timedelta(days=third), last - timedelta(days=third)
    if part in ("late", "end of", "finales de"):
        return last - timedelta(days=third - 1), last
    return window


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def holiday(name: str, year: int) -> date:
    """Give the day of a holiday in a year, by its key in `HOLIDAYS`, as it is kept in the United States."""
    if name == "easter":
        return easter(year)
    if name == "mothers_day":
        return _nth_weekday(year, 5, 6, 2)
    if name == "fathers_day":
        return _nth_weekday(year, 6, 6, 3)
    if name == "thanksgiving":
        return _nth_weekday(year, 11, 3, 4)
    month, day = _FIXED[name]
    return date(year, month, day)


_FIXED = {
    "christmas_eve": (12, 24), "christmas": (12, 25), "new_years_eve": (12, 31), "new_year": (1, 1),
    "valentines_day": (2, 14), "halloween": (10, 31), "independence_day": (7, 4), "three_kings": (1, 6),
}  # fmt: skip

HOLIDAYS = {
    "christmas_eve": r"christmas eve|xmas eve|nochebuena",
    "christmas": r"christmas(?: day| time)?|x-?mas|navidad(?:es)?|(?:the )?holidays",
    "new_years_eve": r"new year'?s? eve|nye|fin de ano|nochevieja",
    "new_year": r"new year'?s?(?: day)?|ano nuevo",
    "valentines_day": r"valentine'?s?(?:'?s)?(?: day)?|san valentin|vday|v-day",
    "mothers_day": r"mother'?s'? day|mothers'? day|dia de (?:la|las) madres?",
    "fathers_day": r"father'?s'? day|fathers'? day|dia del padre",
    "thanksgiving": r"thanksgiving(?: day)?",
    "easter": r"easter(?: sunday)?|pascua",
    "halloween": r"halloween",
    "independence_day": r"independence day|fourth of july|4th of july",
    "three_kings": r"(?:dia de )?reyes",
}  # fmt: skip
