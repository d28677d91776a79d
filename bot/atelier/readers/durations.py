"""Spoken durations ("in about three months"), counted from a given today."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from bot.atelier.readers.calendar_words import Dated

_SPAN = re.compile(
    r"(?:\b(?P<lead>in|within|about|around|roughly|approx(?:imately)?|under|less than|max|next|no more than|"
    r"at most|over|another|en|dentro de|menos de|unos|unas|aproximadamente|como|maximo|exactly|just|"
    r"only)(?: the)?\s){0,4}"
    r"(?:\b(?P<low>\d{1,3}(?:\.\d{1,2})?)\s?(?:-|to|or|a|o)\s?)?\b(?P<n>\d{1,3}(?:\.\d{1,2})?|a|an|"
    r"half a|medio|few|a few|"
    r"several|"
    r"(?:un )?par de|un|una|(?=(?:week|month|year|day)s? or \d))[ -]?\s?"
    r"(?P<unit>days?|dias?|weeks?|wks?|semanas?|fortnights?|months?|mos?|meses|mes|years?|yrs?|anos?)\b"
    r"(?: or (?P<more>\d+)\b)?(?P<half> and a half\b)?'?"
    r"(?! (?:old|ago|anniversary|later|apart|warranty|before|after|prior|ahead|earlier|early|in advance|"
    r"beforehand|antes|despues|de anticipacion|de aniversario)\b)"
)
_NEXT = re.compile(
    r"\b(?:with)?in(?:side)?(?: of)?(?: the)? (?:next|coming) (?P<unit>week|month|year)\b(?! of)"
)
_LASTED = re.compile(
    r"\b(?:together|married|dating|engaged|known|knew|had (?:it|this|them)|owned|worn|wore|saving|saved|"
    r"past|last|"
    r"hace(?! falta)|llev(?:o|amos|an)|gain(?:s|ed)?|profits?|returns|roi|followers|lbs|pounds|"
    r"been(?: (?:for|about|like|almost|over|nearly))*)\b[^.;!?,]{0,20}\Z"
)
_LASTED_AFTER = re.compile(r"\s?(?:together|married|strong|of marriage|in business|so far)\b")
_ALONE = re.compile(r"(?:\A|[,;/+.])\s*\Z")
_ALONE_AFTER = re.compile(r"\s*(?:[,;/+.]|\Z)")
_VAGUE = frozenset(("a few", "few", "several"))
_DAYS = {"d": 1, "w": 7, "s": 7, "f": 14}
_COUNTS = {"half a": 0.5, "medio": 0.5, "par de": 2.0, "un par de": 2.0}


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
                and _ALONE.search(plain[max(0, match.start() - 60) : match.start()])
                and _ALONE_AFTER.match(plain, match.end())
            )
            or re.search(
                r"\A[^.;!?]{0,12}\b(?:from (?:now|today)|time|away|out|out from)\b",
                plain[match.end() : match.end() + 32],
            )
            or re.search(
                r"\b(?:have|got|tengo|tenemos|hay|need (?:it|this|them)|deadline|timeline|"
                r"timing)\b[^.;!?]{0,20}\Z",
                plain[max(0, match.start() - 40) : match.start()],
            )
        ):
            continue
        if match["n"] in _VAGUE:
            continue
        unit, low, count = match["unit"], match["low"], match["n"]
        if match["more"]:
            low, count = count, match["more"]
        last = _later(today, count, unit, 0.5 if match["half"] else 0.0)
        first = _later(today, low, unit) if low is not None else last
        first, last = min(first, last), max(first, last)
        found.append(((first, last), match.span(), round((last - today).days / 7)))
    return found


def _later(today: date, count: str, unit: str, more: float = 0.0) -> date:
    number = more + (min(float(count), 600) if count[:1].isdigit() else _COUNTS.get(count, 1.0))
    if unit.startswith("m"):
        return today + relativedelta(months=int(number)) + timedelta(days=round(number % 1 * 30))
    if unit[0] in "ya":
        return today + relativedelta(months=min(round(number * 12), 240))
    return today + timedelta(days=round(number * _DAYS[unit[0]]))


def shift_by(day: date, count: str, unit: str, *, back: bool) -> date:
    """Move a day by a spoken duration ("two weeks before")."""
    forth = _later(day, count, unit)
    if not back:
        return forth
    if unit[0] in "mya":
        months = (forth.year - day.year) * 12 + forth.month - day.month
        return day - relativedelta(months=months)
    return day - (forth - day)
