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

WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon lunes", "tuesday tues tue martes", "wednesday wed miercoles",
            "thursday thurs thu jueves", "friday fri viernes", "saturday sabado", "sunday domingo",
        )
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
    """Give the nth such weekday of a month; the last one for 0."""
    first = date(year, month, 1)
    there = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * ((nth or 5) - 1))
    return there if there.month == month else there - timedelta(days=7)


def holiday(name: str, year: int) -> date:
    """Give the day of a holiday in a year, by its key in `HOLIDAYS`, as it is kept in the United States."""
    if name == "easter":
        return easter(year)
    if name == "black_friday":
        return holiday("thanksgiving", year) + timedelta(days=1)
    if name in _MOVING:
        return _nth_weekday(year, *_MOVING[name])
    month, day = _FIXED[name]
    return date(year, month, day)


_FIXED = {
    "christmas_eve": (12, 24), "christmas": (12, 25), "new_years_eve": (12, 31), "new_year": (1, 1),
    "valentines_day": (2, 14), "halloween": (10, 31), "independence_day": (7, 4), "three_kings": (1, 6),
    "st_patricks_day": (3, 17), "cinco_de_mayo": (5, 5), "juneteenth": (6, 19), "veterans_day": (11, 11),
    "day_of_the_dead": (11, 2),
}  # fmt: skip
_MOVING = {
    "mlk_day": (1, 0, 3), "presidents_day": (2, 0, 3), "mothers_day": (5, 6, 2), "memorial_day": (5, 0, 0),
    "fathers_day": (6, 6, 3), "labor_day": (9, 0, 1), "columbus_day": (10, 0, 2), "thanksgiving": (11, 3, 4),
}  # fmt: skip
"""Month, weekday and which of them in the month; 0 for the last."""

HOLIDAYS = {
    "christmas_eve": r"christmas eve|xmas eve|nochebuena",
    "christmas": r"(?:ch?rist?mass?|chirstmas)(?: day| time)?|x-?mas|navidad(?:es)?|(?:the )?holidays",
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
    "mlk_day": r"mlk day|martin luther king(?: jr\.?)?(?: day)?",
    "presidents_day": r"presidents?'?s?'? day",
    "memorial_day": r"memorial day",
    "labor_day": r"labou?r day",
    "columbus_day": r"columbus day|indigenous peoples?'?s?'? day",
    "black_friday": r"black friday",
    "st_patricks_day": r"(?:st\.?|saint) pat(?:rick|ty)'?s?(?: day)?",
    "cinco_de_mayo": r"cinco de mayo|5 de mayo",
    "juneteenth": r"juneteenth",
    "veterans_day": r"veterans?'?s?'? day",
    "day_of_the_dead": r"dia de (?:los )?muertos|day of the dead",
}  # fmt: skip
