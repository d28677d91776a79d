"""Days that have a name: months, seasons and holidays, as spans of dates in a given year."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

Window = tuple[date, date]
Dated = tuple["Window | None", tuple[int, int], "int | None"]
"""A window of dates (None where there is no such day), where it stood, and the weeks of a spoken duration."""

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januray enero", "february feb febuary feburary febrero", "march mar marzo",
            "april apr abril", "may mayo", "june jun junio", "july jul julio", "august aug agosto",
            "september sept sep septmber septembre setember septiembre setiembre",
            "october oct ocotber octubre", "november nov novemeber novmber noviembre",
            "december dec decemeber decmber diciembre",
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


PART = (
    r"early|beginning(?: of)?|start(?: of)?|mid|middle(?: of)?|late|later|end(?: of)?|fin(?:ales|es)? de|"
    r"(?:princip|inic)ios de|comienzos de|mediados de|(?:first|1st) half of|(?:second|2nd|last) half of"
)


def narrow_window(window: Window, part: str | None) -> Window:
    """Take the early, middle or late third of a window, or its first or second half."""
    first, last = window
    days = (last - first).days + 1
    if part is None:
        return window
    if "half" in part:
        middle = date(first.year, 7, 1) if days > 364 else first + timedelta(days=days // 2)
        return (first, middle - timedelta(days=1)) if part[0] in "f1" else (middle, last)
    third = days // 3
    if part[0] in "ebspic" and not part.startswith("end"):
        return first, first + timedelta(days=third - 1)
    if part[0] == "m":
        return first + timedelta(days=third), last - timedelta(days=third)
    return last - timedelta(days=third - 1), last
