"""Days that are named from today: tomorrow, this Friday, next week, "el próximo mes"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from bot.atelier.readers.calendar_words import WEEKDAYS, Dated, Window, month_window

_WEEKDAY = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
_NEAR = re.compile(
    r"\b(?P<which>next|this(?: coming)?|the|coming|last|past) "
    r"(?P<unit>month|week|weekend)\b(?! (?:of|before|after)\b)|"
    r"\b(?:the )?(?P<unit4>week|month) after next\b|"
    r"\b(?:(?:el |la )?(?P<proximo>proxim[oa]) (?P<unidad>mes|semana|fin de semana)|"
    r"(?P<este>est[ea]) (?P<unidad2>mes|semana|fin de semana)|(?:el |la )?(?P<unidad3>mes|semana) "
    r"(?:que (?P<viene>viene|entra)|entrante))\b"
)
_END_OF = re.compile(r"\b(?:(?:the )?(?:end|beginning|start|middle) of |later )\Z")
_FAREWELL = re.compile(
    r"\b(?:see|talk|speak|chat|call|come (?:in|by)|visit|stop by|drop by|meet|email|text|write)\b"
    r"[^.;!?,]{0,20}\Z"
)
"""What makes a week one to talk in, and none to have the piece in."""
_UNITS = {"mes": "month", "semana": "week", "fin de semana": "weekend"}
_WORD = re.compile(
    r"(?P<cue>\b(?:by|before|for|until|till|para)\s(?:the )?)?\b(?P<word>day after tomorrow|tomorrow|tmrw|"
    r"tmr|today|tonight|"
    r"pasado manana|(?<!la )(?<!esta )manana|hoy|yesterday|ayer)\b"
)
_DAYS_AHEAD = {
    "today": 0, "tonight": 0, "hoy": 0, "yesterday": -1, "ayer": -1, "day after tomorrow": 2,
    "pasado manana": 2,
}  # fmt: skip
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
        if _counts(plain, match, asked)
    ]
    for match in _WORD.finditer(plain):
        if asked or match["cue"]:
            there = today + timedelta(days=_DAYS_AHEAD.get(match["word"], 1))
            found.append(((there, there), match.span("word"), None))
    return found


def _counts(plain: str, match: re.Match[str], asked: bool) -> bool:
    which = match["which"]
    if which in ("last", "past"):
        return asked
    if which == "the":
        ends = bool(_END_OF.search(plain, max(0, match.start() - 20), match.start()))
        return ends or (asked and match["unit"] == "weekend")
    return asked or not _FAREWELL.search(plain, max(0, match.start() - 30), match.start())


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
    ahead = int(match["which"] == "next" or bool(match["proximo"] or match["unidad3"]))
    ahead = 2 if match["unit4"] else -1 if match["which"] in ("last", "past") else ahead
    said = match["unidad"] or match["unidad2"] or match["unidad3"]
    unit = match["unit"] or match["unit4"] or _UNITS[said]
    if unit == "month":
        day = today + relativedelta(months=ahead)
        return month_window(day.year, day.month)
    monday = today - timedelta(days=today.weekday()) + timedelta(days=7 * ahead)
    first = 5 if unit == "weekend" else 0
    return monday + timedelta(days=first), monday + timedelta(days=6)
