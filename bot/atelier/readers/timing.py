"""When a piece is wanted: dates, windows, spoken durations and occasions, counted from a given today."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

from dateutil.relativedelta import relativedelta

from bot.atelier.inquiry import Timing
from bot.atelier.readers.calendar_words import Dated, Window
from bot.atelier.readers.corrections import CORRECTED, DENIED
from bot.atelier.readers.days import find_dates
from bot.atelier.readers.durations import find_durations
from bot.atelier.readers.haste import find_haste
from bot.atelier.readers.nearby import find_nearby, find_weekdays
from bot.atelier.readers.occasions import find_occasion
from bot.atelier.readers.offsets import move_window
from bot.atelier.readers.spans import find_spans, narrow_part
from bot.atelier.readers.speech import Finding, Line, Span

_BY = re.compile(
    r"\b(?P<how>(?:on|by) or before|before|prior to|antes de(?:l)?|ahead of|by|no later than|not later than|"
    r"until|till|due|deadline(?: is|:)?|para(?: el)?|a mas tardar|latest)"
    r"(?: (?:the|my|our|el|la|about|around|at the latest))*(?: (?P<part>early|beginning of|start of|mid|"
    r"middle of|late|end of))?[ -]?\s?\Z"
)
_AFTER = re.compile(
    r"\b(?:after|from|starting|since|no (?:earlier|sooner) than|earliest(?: is)?|a partir del?|despues del?|"
    r"(?:not|nothing|never|\w+n'?t|no)\b[^.;,]{0,20}(?:before|until|till|antes del?|hasta))(?: (?:the|"
    r"el))?\s?\Z"
)
_BORN = re.compile(r"\b(?:born (?:in|on)|birth-? ?stone(?:'?s| is| for| of|:)*)\s?\Z")
_PAST = re.compile(
    r"\b(?:proposed|bought|purchased|ordered|received|emailed|mailed|called|wrote|sent|spoke|got (?:it|"
    r"this|the|my|a|engaged|married)|was (?:made|born|given)|since|ago|"
    r"broke|lost|passed|died|inherited|swell|swells|shrink|fingers?|vibes?|palette|last|dated|back in|"
    r"visited|met)\b"
)
_CLAUSE = re.compile(r"[.;!?,]|\band\b")
_NEEDED = re.compile(r"\b(?:by|before|need|until|in time|ready|deadline|wedding (?:is|date)|due|wrong)\b")
_PART = re.compile(
    r"(?:the )?(?:early|beginning|start|late|end of|fin(?:ales|es)? de|principios|inicios|comienzos|"
    r"(?:first|second|last|"
    r"1st|2nd) half|"
    r"(?P<mid>mid))"
)
_END = re.compile(r"(?:the )?(?:end of|fin(?:ales|es)? de)\b")
_BETWEEN = re.compile(
    r"\s?(?:-|to|and|or|'?n'?|&|through|thru|until|till|'til|y|a|al|o|hasta|/)?(?: the| el)?\s?\Z"
)
_ALSO = re.compile(r"\s?(?:and|or|'?n'?|&|y|o|/)\s?(?:the|el)?\s?")
_TO_BEFORE = re.compile(r"\s?,?\s?(?:but|and|y|pero)?\s?(?:before|by|no later than|until|antes de|hasta)\s?")
_NOT_BEFORE = re.compile(
    r"\s?,?\s?(?:(?:but|and|y|pero) )?(?:also )?(?:(?:not|no|never) (?:before|earlier than|sooner than|"
    r"until|till|"
    r"antes del?)|after|despues del?)(?: (?:the|el))?\s?"
)
"""What stands between the latest day and the earliest one ("by May 20 but not before May 3")."""
_MOVED = re.compile(
    r"\b(?:moved?|pushed|changed?|postponed|rescheduled|shift(?:ed)?|switch(?:ed)?|cambi\w+|instead of)\b"
    r"[^.;]{0,30}?(?:\bfrom)?\s?\Z"
)
_WAS = re.compile(r"\b(?:was|were|era|originally)(?: (?:on|in|for|el))*\s?\Z")
"""What stands before a date that counted once ("was May 1 but moved to June 12")."""
_NO = re.compile(
    r"(?: from (?:now|today))?\s?[,.]*\s?(?:no|sorry|i mean|wait no|"
    r"(?:(?:is |would be )?(?:fine|ok|okay|good|great|works?),? )?(?:so|(?:let'?s |i'?d )?say|meaning|"
    r"specifically|to be (?:exact|precise)|or rather|i\.e\.|that is|that'?s|which is|digamos|o sea|"
    r"es decir))\s?,?\s?(?:(?:by|on|in|around|about|maybe|perhaps|para|el|en) )*"
)
"""What stands between a date and the one that corrects it or says it more exactly."""


def read_timing(line: Line, asked: bool, today: date) -> Finding | None:
    """Read when the piece is wanted; a date that is past or does not exist is unclear, never moved."""
    plain = line.plain
    occasion = find_occasion(plain)
    found = _find_windows(plain, asked, today)
    haste = find_haste(plain, asked=asked, sure=asked or bool(found))
    if not found:
        if haste is None:
            return None
        return Finding(Timing(flexible=haste[0], occasion=occasion, words=line.words(haste[1])), haste[1])
    moved = False
    if len(found) == 1:
        found[0], moved = move_window(plain, found[0])
    span = (min(item[1][0] for item in found), max(item[1][1] for item in found))
    window, end, weeks = found[0][0], found[-1][0], found[0][2]
    words = line.words(span)
    if window is None or end is None:
        return Finding(words, span, unclear=True)
    if len(found) > 1:
        window = _join(plain[found[0][1][1] : found[1][1][0]], window, end)
    from_, by = _bound(plain, span, window, weeks, open_=len(found) == 1 and not moved)
    if (by or window[1]) < today:
        return Finding(words, span, unclear=True)
    flexible = haste[0] if haste else None
    timing = Timing(by=by, from_=from_, flexible=flexible, weeks=weeks, occasion=occasion, words=words)
    return Finding(timing, span)


def _find_all(plain: str, asked: bool, today: date) -> list[Dated]:
    named = [
        *find_dates(plain, asked, today),
        *find_spans(plain, asked, today),
        *find_nearby(plain, asked, today),
    ]
    named = [narrow_part(plain, item) for item in named] or find_weekdays(plain, asked, today)
    return sorted([*named, *find_durations(plain, asked, today)], key=lambda item: (item[1][0], -item[1][1]))


def _find_windows(plain: str, asked: bool, today: date) -> list[Dated]:
    """Find the first date of a message, and a second one where both make a window."""
    kept: list[Dated] = []
    for item in _find_all(plain, asked, today):
        if _BORN.search(plain, max(0, item[1][0] - 24), item[1][0]):
            continue
        if not kept or item[1][0] >= kept[-1][1][1]:
            kept.append(item)
    if not asked:
        kept = [item for item in kept if not _is_history(plain, item, today)]
    kept = [item for item in kept if not _WAS.search(plain, max(0, item[1][0] - 20), item[1][0])] or kept
    for first, second in pairwise(kept):
        if window := _pair(plain, first, second):
            return window
    exact = [item for item in kept if item[0] is not None]
    if not exact:
        return kept[:1]
    exact = [item for item in exact if not DENIED.search(plain, max(0, item[1][0] - 30), item[1][0])] or exact
    if CORRECTED.search(plain):
        return exact[-1:]
    needed = [item for item in exact if _BY.search(plain, max(0, item[1][0] - 30), item[1][0])]
    return (needed or exact)[:1]


def _pair(plain: str, first: Dated, second: Dated) -> list[Dated] | None:
    """Take two dates for the ends of a window, or the second for the first one's correction."""
    between = plain[first[1][1] : second[1][0]]
    if _NO.fullmatch(between):
        return [second]
    if _BETWEEN.fullmatch(between):
        if _MOVED.search(plain, max(0, first[1][0] - 50), first[1][0]):
            return [second]
        joined = between.strip() or (first[0] and second[0] and first[0][0] != first[0][1])
        return [first, second] if joined else None
    if first[0] and second[0] and _NOT_BEFORE.fullmatch(between):
        due = _BY.search(plain, max(0, first[1][0] - 30), first[1][0])
        return [second, ((first[0][0], first[0][0]), first[1], None)] if due else None
    after = _AFTER.search(plain, max(0, first[1][0] - 30), first[1][0])
    return [first, second] if after and _TO_BEFORE.fullmatch(between) else None


def _join(between: str, first: Window, second: Window) -> Window:
    """Let two dates be the ends of one window; "but before June" ends it by June.

    "September to March" ends in the year after; of "September or April" the earlier one comes first.
    """
    if second[1] < first[0]:
        later = second[0] + relativedelta(years=1), second[1] + relativedelta(years=1)
        runs = not _ALSO.fullmatch(between) and later[1] >= first[0]
        first, second = (first, later) if runs else (second, first)
    if _TO_BEFORE.fullmatch(between) and between.strip() not in ("until", "hasta"):
        return first[0], second[0]
    return first[0], second[1]


def _is_history(plain: str, item: Dated, today: date) -> bool:
    """Whether a date tells of what has been, or of the climate, and of no wish."""
    window, (start, _), _ = item
    before = _CLAUSE.split(plain[max(0, start - 120) : start])[-1]
    needed = _NEEDED.search(before)
    if _PAST.search(before) and not needed:
        return True
    return window is not None and window[1] < today and not needed


def _bound(
    plain: str, span: Span, window: Window, weeks: int | None, *, open_: bool
) -> tuple[date | None, date | None]:
    first, last = window
    before = plain[max(0, span[0] - 30) : span[0]]
    if weeks is not None or not open_:
        return (first if first != last else None), last
    if _AFTER.search(before):
        return first, None
    if _BY.search(before):
        part = _PART.match(plain, span[0])
        if part:
            return None, first + (last - first) / 2 if part["mid"] else last
        return None, first
    if first == last or _END.match(plain, span[0]):
        return None, last
    return first, last
