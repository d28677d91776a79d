"""Spoken durations ("in about three months"), counted from a given today."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from bot.atelier.readers.calendar_words import Dated

_SPAN = re.compile(
    r"(?:\b(?P<lead>in|within|about|around|roughly|approx(?:imately)?|under|less than|max|next|en|"
    r"dentro de)\s)*"
    r"(?:(?P<low>\d+(?:\.\d+)?)\s?(?:-|to|or|a|o)\s?)?\b(?P<n>\d+(?:\.\d+)?|a|an|half a|few|a few|several|"
    r"un|una)[ -]?\s?"
    r"(?P<unit>days?|dias?|weeks?|wks?|semanas?|months?|mos?|meses|mes|years?|yrs?|anos?)\b(?! (?:old|ago|"
    r"anniversary|later|apart|warranty))"
)
_NEXT = re.compile(
    r"\b(?:with)?in(?:side)?(?: of)?(?: the)? (?:next|coming) (?P<unit>week|month|year)\b(?! of)"
)
_LASTED = re.compile(
    r"\b(?:together|married|dating|engaged|known|knew|had (?:it|this|them)|owned|worn|wore|saving|saved|"
    r"past|last|"
    r"been(?: (?:for|about|like|almost|over|nearly))*)\b[^.;!?,]{0,20}\Z"
)
_LASTED_AFTER = re.compile(r"\s?(?:together|married|strong|of marriage|in business|so far)\b")
_ALONE = re.compile(r"(?:\A|[,;/+.])\s*\Z")
_ALONE_AFTER = re.compile(r"\s*(?:[,;/+.]|\Z)")
_VAGUE = frozenset(("a few", "few", "several"))
_DAYS = {"d": 1, "w": 7, "s": 7}


def find_durations(plain: str, asked: bool, today: date) -> list[Dated]:
    found: list[Dated] = []
    for match in _NEXT.finditer(plain):
        last = _later(today, "1", match["unit"])
        found.append(((last, last), match.span(), round((last - today).days / 7)))
    for match in _SPAN.finditer(plain):
        if _LASTED.search(plain, max(0, match.start() - 60), match.start()) or _LASTED_AFTER.match(
            plain, match.end()
        ):
            continue
        if not (
            asked
            or match["lead"]
            or (
                match["unit"][0] not in "ya"
                and _ALONE.search(plain, 0, match.start())
                and _ALONE_AFTER.match(plain, match.end())
            )
            or re.search(
                r"\A[^.;!?]{0,12}\b(?:from (?:now|today)|time|away|out|out from)\b", plain[match.end() :]
            )
            or re.search(
                r"\b(?:have|got|need (?:it|this|them)|deadline|timeline|timing)\b[^.;!?]{0,20}\Z",
                plain[: match.start()],
            )
        ):
            continue
        if match["n"] in _VAGUE:
            continue
        unit, last = match["unit"], _later(today, match["n"], match["unit"])
        first = _later(today, match["low"], unit) if match["low"] else last
        found.append(((first, last), match.span(), round((last - today).days / 7)))
    return found


def _later(today: date, count: str, unit: str) -> date:
    number = 0.5 if count == "half a" else 1.0 if not count[0].isdigit() else min(float(count), 600)
    if unit.startswith("m"):
        return today + relativedelta(months=int(number)) + timedelta(days=round(number % 1 * 30))
    if unit[0] in "ya":
        return today + relativedelta(months=min(round(number * 12), 240))
    return today + timedelta(days=round(number * _DAYS[unit[0]]))
