"""Single days that a message names, and runs of days within a month, after a given today."""

from __future__ import annotations

import re
from datetime import date

from dateutil.relativedelta import relativedelta

from bot.atelier.readers.calendar_words import MONTHS, WEEKDAYS, Dated, Window
from bot.atelier.readers.holidays import HOLIDAYS, find_holiday, nth_weekday

MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
YEAR = (
    r"(?:,? (?:of |de |del )?(?P<year>20\d\d|19\d\d)\b|,? '(?P<short_year>\d\d)\b|"
    r",? (?:of |del? )?(?:el )?(?P<next_year>next year|proximo ano|ano (?:que (?:viene|entra)|entrante|"
    r"proximo))|,? (?:of |de )?(?P<this_year>this year|este ano))?"
)
_ORDINAL = r"(?:st|nd|rd|th|ero|ro|o\b|er)?"
_DATE = re.compile(
    rf"\b(?:(?P<day1>\d{{1,2}}){_ORDINAL}(?:\s?/\s?|,? ?(?:of |de )?)(?P<month1>{MONTH})\b\.?"
    rf"|(?P<month2>{MONTH})(?:\b\.? ?(?:the )?|\s?/\s?|(?=\d))(?P<day2>\d{{1,2}}){_ORDINAL}\b"
    rf"(?!\d|[.,]\d|k\b|/)){YEAR}"
)
_JOINT = r"\s?(?:-|to|through|thru|until|till|al?|and|y|or|o)\s?(?:the |el )?"
_DAY_RANGE = re.compile(
    rf"\b(?P<month1>{MONTH})\b\.? (?:the )?\d{{1,2}}{_ORDINAL}{_JOINT}(?P<last>(?P<b>\d{{1,2}}){_ORDINAL})\b"
    rf"(?![/.,-]?\d|k\b| (?:weeks?|months?|days?|{MONTH})\b){YEAR}|"
    rf"\b(?P<first>(?P<a>\d{{1,2}}){_ORDINAL}){_JOINT}"
    rf"(?=\d{{1,2}}{_ORDINAL}(?: of)?(?: de)? (?P<month2>{MONTH})\b)"
)
"""The end of a run of days that the month does not stand beside: 15 in "June 10-15", 10 in "10-15 June"."""
_ISO = re.compile(r"\b(?P<year>20\d\d|19\d\d)(?P<sep>[-/])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})\b")
_SLASHED = re.compile(
    r"(?<![\w/.,$])(?P<a>\d{1,2})(?P<sep>/|\.|-| / )(?P<b>\d{1,2})"
    r"(?:(?P=sep)(?P<year>\d{4}|\d{2}))?(?![\w/]|\.\d)"
)
_CUED = re.compile(r"\b(?:by|on|before|until|date|deadline|is|for|el|anniversary|birthday|wedding):?\s?\Z")
_OF_NEXT = re.compile(
    r"\b(?:the |el )?(?:(?P<day>\d{1,2})(?:st|nd|rd|th)|(?P<first>first)) of (?:the )?"
    r"(?P<which>next|this|coming) month\b"
)
_DAY_ONLY = re.compile(
    r"(?P<cue>\b(?:by|before|until|till|para|antes del?|no later than)\s)?"
    r"\b(?:the (?P<day>\d{1,2})(?:st|nd|rd|th)|el (?P<dia>\d{1,2})(?!\d|[/.,:]\d))\b"
    r"(?! (?:of|birthday|anniversary|century|de|floor|time|one|aniversario|"
    rf"{MONTH})\b|%)"
)
_NTH = {"1st": 1, "first": 1, "2nd": 2, "second": 2, "3rd": 3, "4th": 4, "last": 0}
_WEEKDAY = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
_NTH_WEEKDAY = re.compile(
    rf"\b(?P<nth>{'|'.join(_NTH)}) (?P<weekday>{_WEEKDAY}) (?:of|in) (?P<month>{MONTH})\b{YEAR}"
)
_HOLIDAY = "|".join(f"(?P<{name}>{words})" for name, words in HOLIDAYS.items())
_HOLIDAYS = re.compile(
    r"(?<!happy )(?<!merry )(?<!feliz )(?<!lovely )(?<!great )(?<!good )(?<!nice )(?<!wonderful )"
    r"(?P<last>\blast )?"
    rf"\b(?:next |this )?(?:{_HOLIDAY})\b{YEAR}"
)


def find_dates(plain: str, asked: bool, today: date) -> list[Dated]:
    """Find the days that a message names by number, weekday of a month or holiday."""
    found: list[Dated] = []
    for match in _ISO.finditer(plain):
        found.append((_day(int(match["year"]), int(match["month"]), int(match["day"])), match.span(), None))
    for match in _DATE.finditer(plain):
        month, day = MONTHS[match["month1"] or match["month2"]], int(match["day1"] or match["day2"])
        found.append((_next_day(month, day, said_year(match, today), today), match.span(), None))
    for match in _DAY_RANGE.finditer(plain):
        month, group = (MONTHS[match["month2"]], "a") if match["a"] else (MONTHS[match["month1"]], "b")
        window = _next_day(month, int(match[group]), said_year(match, today), today)
        found.append((window, match.span("first" if group == "a" else "last"), None))
    for match in _SLASHED.finditer(plain):
        if slashed := _slashed(plain, match, asked, today):
            found.append((slashed[0], match.span(), None))
    for match in _NTH_WEEKDAY.finditer(plain):
        month, year = MONTHS[match["month"]], said_year(match, today)
        year = next_year(month, today) if year is None else year
        there = nth_weekday(year, month, WEEKDAYS[match["weekday"]], _NTH[match["nth"]])
        found.append(((there, there), match.span(), None))
    for match in _HOLIDAYS.finditer(plain):
        name = next(key for key in HOLIDAYS if match[key])
        if match["last"] and not asked:
            continue
        day_off = None if match["last"] else find_holiday(name, said_year(match, today), today)
        found.append(((day_off, day_off) if day_off else None, match.span(), None))
    for match in _OF_NEXT.finditer(plain):
        later = today if match["which"] == "this" else today + relativedelta(months=1)
        found.append((_day(later.year, later.month, int(match["day"] or 1)), match.span(), None))
    for match in _DAY_ONLY.finditer(plain):
        if asked or match["cue"]:
            start = match.end("cue") if match["cue"] else match.start()
            number = int(match["day"] or match["dia"])
            found.append((_next_monthly(number, today), (start, match.end()), None))
    return found


def said_year(match: re.Match[str], today: date) -> int | None:
    """Read the year that was said with a date."""
    if match["year"]:
        return int(match["year"])
    if match["short_year"]:
        return 2000 + int(match["short_year"])
    if match["next_year"]:
        return today.year + 1
    return today.year if match["this_year"] else None


def next_year(month: int, today: date) -> int:
    """Give the year in which a month comes next, this month included."""
    return today.year if month >= today.month else today.year + 1


def _day(year: int, month: int, day: int) -> Window | None:
    try:
        there = date(year, month, day)
    except ValueError:
        return None
    return there, there


def _next_day(month: int, day: int, year: int | None, today: date) -> Window | None:
    if year is not None:
        return _day(year, month, day)
    this_year = _day(today.year, month, day)
    if this_year and this_year[0] >= today:
        return this_year
    later = _day(today.year + 1, month, day)
    return later or (_day(today.year + 2, month, day) if (month, day) == (2, 29) else None)


def _slashed(plain: str, match: re.Match[str], asked: bool, today: date) -> tuple[Window | None] | None:
    first, second, separator = int(match["a"]), int(match["b"]), match["sep"].strip()
    near = _CUED.search(plain, max(0, match.start() - 16), match.start())
    if not match["year"] and (separator != "/" or not (asked or near)):
        return None
    european = second <= 12 and (separator == "." or first > 12)
    month, day = (second, first) if european else (first, second)
    year = int(match["year"]) if match["year"] else None
    if year is not None and year < 100:
        year += 2000
    return (_next_day(month, day, year, today),)


def _next_monthly(day: int, today: date) -> Window | None:
    """Take "the 20th" for the next 20th."""
    later = today + relativedelta(months=1)
    this = _day(today.year, today.month, day)
    return this if this and this[0] >= today else _day(later.year, later.month, day)
