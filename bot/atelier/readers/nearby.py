"""Days that are named from today: tomorrow, this Friday, next week, "el próximo mes"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from bot.atelier.readers.calendar_words import WEEKDAYS, Dated, Window, month_window

_WEEKDAY = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
_NEAR = re.compile(
    r"\b(?P<end>(?:the )?end of |later )?(?P<which>next|this(?: coming)?|the|coming) "
    r"(?P<unit>month|week|weekend)\b(?! of\b)|"
    r"\b(?:(?:el |la )?(?P<proximo>proxim[oa]) (?P<unidad>mes|semana)|"
    r"(?P<este>est[ea]) (?P<unidad2>mes|semana)|(?:el |la )?(?P<unidad3>mes|semana) que (?P<viene>viene|"
    r"entra))\b"
)
_UNITS = {"mes": "month", "semana": "week"}
_WORD = re.compile(
    r"(?P<cue>\b(?:by|before|for|until|till|para)\s(?:the )?)?\b(?P<word>day after tomorrow|tomorrow|tmrw|"
    r"tmr|today|tonight|"
    r"pasado manana|(?<!la )(?<!esta )manana|hoy)\b"
)
_DAYS_AHEAD = {"today": 0, "tonight": 0, "hoy": 0, "day after tomorrow": 2, "pasado manana": 2}
_ON_WEEKDAY = re.compile(
    rf"(?P<cue>\b(?:by|before|until|till|no later than|due|para el|antes del?)\s)?"
    rf"\b(?P<rel>this coming |this |next |coming |el proximo |el )?(?P<day>{_WEEKDAY})\b(?! (?:morning|"
    rf"afternoon|evening|"
    rf"night)?s?\s?(?:at|after|around) \d)"
)


def find_nearby(plain: str, asked: bool, today: date) -> list[Dated]:
    """Find days named from today; a bare "tomorrow" counts once the date was asked for."""
    found: list[Dated] = [
        (_near(match, today), match.span(), None)
        for match in _NEAR.finditer(plain)
        if match["which"] != "the" or match["end"] or (asked and match["unit"] == "weekend")
    ]
    for match in _WORD.finditer(plain):
        if asked or match["cue"]:
            there = today + timedelta(days=_DAYS_AHEAD.get(match["word"], 1))
            found.append(((there, there), match.span("word"), None))
    return found


def find_weekdays(plain: str, asked: bool, today: date) -> list[Dated]:
    """Find weekdays; a bare "Friday" counts once the date was asked for."""
    found: list[Dated] = []
    for match in _ON_WEEKDAY.finditer(plain):
        if asked or match["cue"]:
            span = (match.end("cue") if match["cue"] else match.start(), match.end())
            found.append((_next_weekday(match["day"], match["rel"] or "", today), span, None))
    return found


def _next_weekday(name: str, said: str, today: date) -> Window:
    """Take "Friday" for the next one to come, and "next Friday" for the one of next week."""
    weekday = WEEKDAYS[name]
    if said == "next ":
        there = today - timedelta(days=today.weekday()) + timedelta(days=7 + weekday)
    else:
        there = today + timedelta(days=(weekday - today.weekday()) % 7 or 7)
    return there, there


def _near(match: re.Match[str], today: date) -> Window:
    ahead = match["which"] == "next" or bool(match["proximo"] or match["viene"])
    unit = match["unit"] or _UNITS[match["unidad"] or match["unidad2"] or match["unidad3"]]
    if unit == "month":
        day = today + relativedelta(months=1) if ahead else today
        return month_window(day.year, day.month)
    monday = today - timedelta(days=today.weekday()) + timedelta(days=7 if ahead else 0)
    first = 5 if unit == "weekend" else 0
    return monday + timedelta(days=first), monday + timedelta(days=6)
