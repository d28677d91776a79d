"""Days, months, seasons and holidays that a message names, as windows of dates after a given today."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from bot.atelier.readers.calendar_words import (
    HOLIDAYS,
    MONTHS,
    SEASONS,
    Dated,
    Window,
    holiday,
    month_window,
    narrow_window,
    season_window,
)
from bot.atelier.readers.nearby import find_nearby, find_weekdays

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_SEASON = "|".join(SEASONS)
_HOLIDAY = "|".join(f"(?P<{name}>{pattern})" for name, pattern in HOLIDAYS.items())
_YEAR = (
    r"(?:,? (?:of |de |del )?(?P<year>20\d\d|19\d\d)|,? (?P<next_year>next year)|"
    r",? (?P<this_year>this year))?"
)
_DATE = re.compile(
    rf"\b(?:(?P<day1>\d{{1,2}})(?:st|nd|rd|th)?(?: of| de)? (?P<month1>{_MONTH})\b\.?"
    rf"|(?P<month2>{_MONTH})\b\.? (?:the )?(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d|[.,]\d|k\b)){_YEAR}"
)
_ISO = re.compile(r"\b(?P<year>20\d\d|19\d\d)-(?P<month>\d{1,2})-(?P<day>\d{1,2})\b")
_SLASHED = re.compile(
    r"(?<![\w/.,$])(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?:(?P=sep)(?P<year>\d{4}|\d{2}))?(?![\w/]|\.\d)"
)
_PART = (
    r"(?:(?:the )?(?P<part>early|beginning of|start of|mid|middle of|late|end of|finales de|principios de|"
    r"mediados de)[ -](?:the )?)?"
)
_MONTHLY = re.compile(
    rf"\b(?P<rel>next |this |coming |this coming |the following )?{_PART}(?P<rel2>next |this |"
    rf"coming )?(?P<month>{_MONTH})\b{_YEAR}(?!'?s? ?-?birth-? ?stones?|[- ]born\b|'?s? (?:baby|babies)\b)"
)
_SEASONAL = re.compile(
    rf"\b(?P<rel>next |this |coming |this coming |following )?{_PART}(?P<rel2>next |this |"
    rf"coming )?(?P<season>{_SEASON})\b{_YEAR}"
)
_HOLIDAYS = re.compile(
    rf"(?<!happy )(?<!merry )(?<!feliz )(?<!lovely )(?<!great )(?<!good )(?<!nice )(?<!wonderful )"
    rf"\b(?P<rel>next |this )?(?:{_HOLIDAY})\b{_YEAR}"
)
_YEARLY = re.compile(
    rf"\b{_PART}(?P<which>next year|this year|the year|year)\b|\b(?:in|by|for|en) (?P<year>20\d\d)\b(?!-\d)"
)
_WEEK_OF = re.compile(
    rf"\b(?P<n>1st|2nd|first|second|3rd|4th|last) (?P<unit>week|weekend) (?:of|"
    rf"in) (?P<month>{_MONTH})\b{_YEAR}"
)
_DAY_ONLY = re.compile(
    r"\b(?:the |el )(?P<day>\d{1,2})(?:st|nd|rd|th)\b(?! (?:of|birthday|anniversary|century))"
)
_PART_YEAR = re.compile(rf"\b{_PART[:-1]}(?P<year>20\d\d)\b")
_QUARTER = re.compile(r"\bq(?P<q>[1-4])\b(?:,? (?P<year>20\d\d))?")
_ALSO_WORDS = frozenset({"may", "mar", "march", "mayo"})
"""Months that are also other words, and count only where a month is due."""
_MODAL = re.compile(
    r"\b(?:by|in|between|before|after|next|this|until|for|early|mid|late|of|and|or|to|around|about|since|"
    r"from|en|"
    r"de|through|thru|n|&|sometime|not|,)[ -]?\s?\Z|\A\W*\Z"
)


def find_days(plain: str, asked: bool, today: date) -> list[Dated]:
    found: list[Dated] = []
    for match in _ISO.finditer(plain):
        found.append((_day(int(match["year"]), int(match["month"]), int(match["day"])), match.span(), None))
    for match in _DATE.finditer(plain):
        month, day = MONTHS[match["month1"] or match["month2"]], int(match["day1"] or match["day2"])
        found.append((_dated(match, month, day, today), match.span(), None))
    for match in _SLASHED.finditer(plain):
        if window := _slashed(plain, match, asked, today):
            found.append((window[0], match.span(), None))
    for match in _HOLIDAYS.finditer(plain):
        name = next(key for key in HOLIDAYS if match[key])
        found.append((_next_holiday(name, _said_year(match, today), today), match.span(), None))
    for match in _MONTHLY.finditer(plain):
        if _is_month(plain, match, asked):
            found.append((_month(match, today), match.span(), None))
    for match in _SEASONAL.finditer(plain):
        if (
            match["season"] not in ("fall", "spring")
            or asked
            or match["rel"]
            or match["rel2"]
            or _MODAL.search(plain, 0, match.start())
        ):
            found.append((_season(match, today), match.span(), None))
    for match in _QUARTER.finditer(plain):
        found.append((_quarter(match, today), match.span(), None))
    for match in _WEEK_OF.finditer(plain):
        found.append((_week_of(match, today), match.span(), None))
    if asked and (only := _DAY_ONLY.search(plain)):
        found.append((_next_monthly(int(only["day"]), today), only.span(), None))
    found.extend(_years(plain, asked, today))
    found.extend(find_nearby(plain, asked, today))
    return found or find_weekdays(plain, asked, today)


def _is_month(plain: str, match: re.Match[str], asked: bool) -> bool:
    month = match["month"]
    told = match["rel"] or match["rel2"] or match["part"] or match["year"] or match["next_year"]
    if told or month not in _ALSO_WORDS:
        return True
    return bool(_MODAL.search(plain, 0, match.start())) or (asked and len(plain.split()) < 4)


def _day(year: int, month: int, day: int) -> Window | None:
    try:
        there = date(year, month, day)
    except ValueError:
        return None
    return there, there


def _said_year(match: re.Match[str], today: date) -> int | None:
    if match["year"]:
        return int(match["year"])
    if match["next_year"]:
        return today.year + 1
    return today.year if match["this_year"] else None


def _dated(match: re.Match[str], month: int, day: int, today: date) -> Window | None:
    return _next_day(month, day, _said_year(match, today), today)


def _next_day(month: int, day: int, year: int | None, today: date) -> Window | None:
    if year is not None:
        return _day(year, month, day)
    this_year = _day(today.year, month, day)
    if this_year and this_year[0] >= today:
        return this_year
    later = _day(today.year + 1, month, day)
    return later or (_day(today.year + 2, month, day) if (month, day) == (2, 29) else None)


def _slashed(plain: str, match: re.Match[str], asked: bool, today: date) -> tuple[Window | None] | None:
    first, second, separator = int(match["a"]), int(match["b"]), match["sep"]
    near = re.search(r"\b(?:by|on|before|until|date|deadline|is|for|el)\s?\Z", plain[: match.start()])
    if not match["year"] and (separator != "/" or not (asked or near)):
        return None
    month, day = (second, first) if separator == "." or first > 12 else (first, second)
    year = int(match["year"]) if match["year"] else None
    if year is not None and year < 100:
        year += 2000
    return (_next_day(month, day, year, today),)


def _next_holiday(name: str, year: int | None, today: date) -> Window:
    there = holiday(name, year or today.year)
    if year is None and there < today:
        there = holiday(name, today.year + 1)
    return there, there


def _month(match: re.Match[str], today: date) -> Window:
    month, year = MONTHS[match["month"]], _said_year(match, today)
    if year is None:
        year = today.year if month >= today.month else today.year + 1
        if match["rel"] in ("next ", "the following ") and month == today.month:
            year = today.year + 1
    return narrow_window(month_window(year, month), match["part"])


def _season(match: re.Match[str], today: date) -> Window:
    year, name = _said_year(match, today), match["season"]
    if year is None:
        windows = [season_window(today.year + offset, name) for offset in (-1, 0, 1)]
        there = next(window for window in windows if window[1] >= today)
        if "next " in (match["rel"], match["rel2"]) and there[0] <= today:
            there = season_window(there[0].year + 1, name)
        return narrow_window(there, match["part"])
    return narrow_window(season_window(year, name), match["part"])


def _quarter(match: re.Match[str], today: date) -> Window:
    first = 3 * int(match["q"]) - 2
    year = int(match["year"]) if match["year"] else today.year + (first + 2 < today.month)
    return date(year, first, 1), month_window(year, first + 2)[1]


def _years(plain: str, asked: bool, today: date) -> list[Dated]:
    found: list[Dated] = []
    for match in _PART_YEAR.finditer(plain):
        year = int(match["year"])
        found.append(
            (narrow_window((date(year, 1, 1), date(year, 12, 31)), match["part"]), match.span(), None)
        )
    for match in _YEARLY.finditer(plain):
        if match["which"] in ("year", "the year") and match["part"] is None:
            continue
        year = int(match["year"] or today.year + (match["which"] == "next year"))
        found.append(
            (narrow_window((date(year, 1, 1), date(year, 12, 31)), match["part"]), match.span(), None)
        )
    return found


def _week_of(match: re.Match[str], today: date) -> Window:
    month, year = MONTHS[match["month"]], _said_year(match, today)
    if year is None:
        year = today.year if month >= today.month else today.year + 1
    first, last = month_window(year, month)
    nth = (
        ("1st", "2nd", "3rd", "4th").index({"first": "1st", "second": "2nd"}.get(match["n"], match["n"]))
        if match["n"] != "last"
        else 0
    )
    start = last - timedelta(days=6) if match["n"] == "last" else first + timedelta(days=7 * nth)
    return start, start + timedelta(days=6)


def _next_monthly(day: int, today: date) -> Window | None:
    """Take "the 20th" for the next 20th."""
    later = today + relativedelta(months=1)
    this = _day(today.year, today.month, day)
    return this if this and this[0] >= today else _day(later.year, later.month, day)
