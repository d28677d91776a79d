"""Stretches of time that a message names: months, seasons, quarters and years, whole or in part."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.atelier.readers.calendar_words import (
    MONTHS,
    PART,
    SEASONS,
    Dated,
    Window,
    month_window,
    narrow_window,
    season_window,
)
from bot.atelier.readers.days import MONTH, YEAR, next_year, said_year

_SEASON = "|".join(SEASONS)
_REL = (
    r"(?P<rel>next |this coming |this |coming |the following |last |past |el proximo |la proxima |este |"
    r"esta )?"
)
_MONTHLY = re.compile(
    rf"\b{_REL}(?P<month>{MONTH})\b{YEAR}(?!'?s? ?-?birth-? ?stones?|[- ]born\b|'?s? (?:baby|babies)\b|"
    r" (?:i|we|you|be|have|not|work|need|want|also)\b)"
)
_MONTH_YEAR = re.compile(r"(?<![\d/])(?P<month>1[0-2]|0?[1-9])/(?P<year>20\d\d)\b")
_SEASONAL = re.compile(
    rf"\b{_REL}(?P<mid>mid-?)?(?P<season>{_SEASON})\b{YEAR}(?![ -](?:green|white|gold|red|orange|yellow|"
    r"blue|sky|colou?r\w*|tones?|hues?|palette|vibes?|rings?|themed?|flowers?|blossom\w*|inspired|leaves|"
    r"leaf|garden|"
    r"in love|for (?:it|this|that|him|her)|rain|sale|collection|rose|feel|look|mood)\b)"
)
_QUARTER = re.compile(
    rf"\b(?:q(?P<q>[1-4])|(?P<nth>1st|first|2nd|second|3rd|4th|last) (?:quarter|qtr)|"
    rf"(?P<rel>next|this) (?:quarter|qtr))\b{YEAR}"
)
_WEEK_OF = re.compile(
    r"\b(?:(?P<n>1st|2nd|first|second|3rd|4th|last) (?P<unit>week|weekend) (?:of|in)|"
    r"(?P<es>1ra|2nda|3ra|4ta|primera|segunda|tercera|cuarta|ultima) semana de) "
    rf"(?P<month>{MONTH})\b{YEAR}"
)
_NTH = {
    "1st": 0, "first": 0, "primera": 0, "1ra": 0, "2nd": 1, "second": 1, "segunda": 1, "2nda": 1,
    "3rd": 2, "tercera": 2, "3ra": 2, "4th": 3, "cuarta": 3, "4ta": 3,
}  # fmt: skip
_YEARLY = re.compile(
    r"\b(?P<which>next year|this year|the year|year|(?:el )?proximo ano|(?:el )?ano (?:que viene|entrante)|"
    r"este ano|ano)\b|(?P<cue>\b(?:in|by|for|en) )?\b(?P<year>20\d\d)\b(?![-/]\d)"
)
_END_OF = re.compile(
    r"\beo(?P<unit>[myq])\b|\b(?:the )?(?:end of )?year(?:'?s)?[ -]end\b|"
    r"\b(?P<m>fin(?:es|ales)? de mes|month(?:'?s)?[ -]end)\b"
)
_PART_BEFORE = re.compile(rf"(?:\bthe |\bel )?\b(?P<part>{PART})(?: in)?[ -](?:the |of |el |la )?\Z")
_PART_AFTER = re.compile(r"'?s?'? end\b(?! of)")
_ALSO_WORDS = frozenset({"may", "mar", "march", "mayo"})
"""Months that are also other words, and count only where a month is due."""
_DUE = re.compile(
    r"\b(?:by|in|between|before|after|next|this|until|for|early|mid|late|of|and|or|to|around|about|since|"
    r"from|en|de|del|entre|para|el|al|hasta|desde|o|y|"
    r"through|thru|n|&|sometime|not|,)(?: the)?[ -]?\s?\Z|\A\W*\Z"
)
_KIN = re.compile(
    r"\b(?:(?:friend|sister|brother|daughter|son|wife|husband|fiancee?|girlfriend|boyfriend|partner|mom|mum|"
    r"mother|dad|father|aunt|uncle|cousin|niece|nephew|grandma|grandmother|granddaughter|boss|coworker|dog|cat|"
    r"baby|bride|groom|amig[oa]|espos[oa]|herman[oa]|hij[oa]|novi[oa]|mama|prim[oa]|tia|tio)"
    r"(?: is| is called|'s name is|,? named|,? called)?|name(?:'s| is)|(?:named|called|se llama))\s\Z"
)
_DOES = re.compile(
    r"(?: [a-z]+)? (?:told|recommended|recommends|referred|loves|likes|wears|wore|wants|needs|said|says|sent|"
    r"showed|suggested|is (?:my|our|his|her)|will (?:wear|love)|and (?:i|me)\b|me (?:recomendo|dijo|hablo))"
    r"(?! (?:fine|good))"
)
"""What somebody called April, June or Summer is and does, and no month."""
_SWELLS = re.compile(
    r"[^.;!?,]{0,40}?\b(?:swell\w*|swollen|shrinks?|tight(?:er)?|loos\w+|puff\w*|hinchan?|aprieta)\b"
)
_FITS = re.compile(
    r"(?:\b(?:bigger|smaller|fatter|thicker|thinner|puffy|tight(?:er)?|loose[rn]?|larger|swell\w*|swollen)|"
    r"~|\b(?:size|a|an|is|at|are) \d{1,2}(?:\.\d+)?|\b\d{1,2}\.\d{1,2})"
    r" (?:in|during|en) (?:the |el )?\Z"
)
"""What a finger does at a time of the year."""
_AT_WEDDING = re.compile(r" (?:wedding|ceremony|proposal|elopement|trip|vacation|birthday|graduation)\b")


def find_spans(plain: str, asked: bool, today: date) -> list[Dated]:
    """Find the months, seasons, quarters and years of a message; a bare year counts once asked for."""
    found: list[Dated] = []
    for match in _MONTHLY.finditer(plain):
        if _is_month(plain, match, asked):
            found.append((_month(match, today), match.span(), None))
    for match in _MONTH_YEAR.finditer(plain):
        found.append((month_window(int(match["year"]), int(match["month"])), match.span(), None))
    for match in _SEASONAL.finditer(plain):
        if (match["rel"] in ("last ", "past ") and not asked) or _is_no_time(plain, match):
            continue
        if asked or match["rel"] or match["year"] or match["mid"] or _is_due(plain, match):
            found.append((_season(match, today), match.span(), None))
    for match in _QUARTER.finditer(plain):
        found.append((_quarter(match, today), match.span(), None))
    for match in _WEEK_OF.finditer(plain):
        found.append((_week_of(match, today), match.span(), None))
    for match in _YEARLY.finditer(plain):
        if window := _year(plain, match, asked, today):
            found.append((window, match.span(), None))
    for match in _END_OF.finditer(plain):
        found.append((_end_of(match["unit"] or ("m" if match["m"] else "y"), today), match.span(), None))
    return found


def narrow_part(plain: str, item: Dated) -> Dated:
    """Take the part of a stretch that is said before or after it ("early", "end of", "summer's end")."""
    window, (start, end), weeks = item
    if window is None or window[0] == window[1]:
        return item
    if before := _PART_BEFORE.search(plain, max(0, start - 24), start):
        return narrow_window(window, before["part"]), (before.start(), end), weeks
    if after := _PART_AFTER.match(plain, end):
        return (window[1], window[1]), (start, after.end()), weeks
    return item


def _is_due(plain: str, match: re.Match[str]) -> bool:
    if _DUE.search(plain, max(0, match.start() - 16), match.start()):
        return True
    return bool(_AT_WEDDING.match(plain, match.end())) or bool(
        _PART_BEFORE.search(plain, max(0, match.start() - 24), match.start())
    )


def _is_month(plain: str, match: re.Match[str], asked: bool) -> bool:
    if match["rel"] in ("last ", "past "):
        return asked
    if _is_no_time(plain, match):
        return False
    told = match["rel"] or match["year"] or match["short_year"] or match["next_year"]
    if told or match["month"] not in _ALSO_WORDS or _is_due(plain, match) or match["month"] == "mayo":
        return True
    return asked and len(plain.split()) < 4


def _is_no_time(plain: str, match: re.Match[str]) -> bool:
    """Whether a month or a season is somebody's name, or the time at which a finger swells."""
    start, end = match.span()
    before = max(0, start - 40)
    if match["rel"] or match["year"]:
        return False
    if _KIN.search(plain, before, start):
        return True
    due = _DUE.search(plain, max(0, start - 16), start)
    named = _DOES.match(plain, end) and (due is None or not due[0].strip(" -,"))
    return bool(named or _FITS.search(plain, before, start) or _SWELLS.match(plain, end))


def _month(match: re.Match[str], today: date) -> Window | None:
    month, year = MONTHS[match["month"]], said_year(match, today)
    if match["rel"] in ("last ", "past "):
        return None
    if year is None:
        year = next_year(month, today)
        if match["rel"] in ("next ", "the following ") and month == today.month:
            year += 1
    return month_window(year, month)


def _season(match: re.Match[str], today: date) -> Window | None:
    year, name = said_year(match, today), match["season"]
    if match["rel"] in ("last ", "past "):
        return None
    if year is None:
        windows = [season_window(today.year + offset, name) for offset in (-1, 0, 1)]
        there = next(window for window in windows if window[1] >= today)
        if match["rel"] in ("next ", "el proximo ", "la proxima ") and there[0] <= today:
            there = season_window(there[0].year + 1, name)
    else:
        there = season_window(year, name)
    return narrow_window(there, "mid" if match["mid"] else None)


def _quarter(match: re.Match[str], today: date) -> Window:
    current = (today.month + 2) // 3
    if match["rel"]:
        number = current + (match["rel"] == "next")
        year = today.year + number // 5
        first = 3 * ((number - 1) % 4) + 1
    else:
        first = 3 * (int(match["q"]) if match["q"] else _NTH.get(match["nth"], 3) + 1) - 2
        said = said_year(match, today)
        year = today.year + (first + 2 < today.month) if said is None else said
    return date(year, first, 1), month_window(year, first + 2)[1]


def _week_of(match: re.Match[str], today: date) -> Window:
    month, year = MONTHS[match["month"]], said_year(match, today)
    first, last = month_window(next_year(month, today) if year is None else year, month)
    nth = _NTH.get(match["n"] or match["es"])
    start = last - timedelta(days=6) if nth is None else first + timedelta(days=7 * nth)
    return start, start + timedelta(days=6)


def _year(plain: str, match: re.Match[str], asked: bool, today: date) -> Window | None:
    part = _PART_BEFORE.search(plain, max(0, match.start() - 24), match.start())
    which = match["which"]
    if which in ("year", "the year", "ano"):
        told = part or (which != "ano" and _PART_AFTER.match(plain, match.end()))
    else:
        told = which or match["cue"] or part or asked
    if not told:
        return None
    ahead = bool(which) and which.startswith(("next", "prox", "el prox", "el ano", "ano que", "ano ent"))
    year = int(match["year"] or today.year + ahead)
    return date(year, 1, 1), date(year, 12, 31)


def _end_of(unit: str, today: date) -> Window:
    if unit == "m":
        last = month_window(today.year, today.month)[1]
    elif unit == "q":
        last = month_window(today.year, (today.month + 2) // 3 * 3)[1]
    else:
        last = date(today.year, 12, 31)
    return last, last
