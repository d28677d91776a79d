"""When a piece is wanted: dates, windows, spoken durations and occasions, counted from a given today."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise

from bot.atelier.inquiry import Timing
from bot.atelier.readers.calendar_words import Dated, Window
from bot.atelier.readers.corrections import CORRECTED, DENIED
from bot.atelier.readers.days import find_days
from bot.atelier.readers.durations import find_durations
from bot.atelier.readers.speech import Finding, Line, Span

_FLEXIBLE = re.compile(
    r"\b(?:no (?:particular |real |big |huge |great )?(?:rush|hurry|deadline|timeline|time ?frame|date|"
    r"specific date|set date|time limit|time constraints?)|"
    r"not in (?:a|any) (?:rush|hurry)|(?:i'm|we're|am|are|is|pretty|very|quite|totally|completely|fully|"
    r"super|fairly|timing's|timing is|it's)?\s?\b(?<!not )(?<!n't )(?:very |super |"
    r"that )?flexible\b(?! (?:on|with|about) (?:the |my |our )?(?:budget|price|metal|design|stone|money|"
    r"shape|color))|"
    r"sin (?:apuros?|urgencia)|no (?:hay|tengo) (?:apuro|urgencia)|no urge|"
    r"cuando (?:puedan?|sea(?! el)|quieran?|gusten?|este listo)|"
    r"whenever(?: (?:it'?s|is|you'?re|you are|works|it'?ll be) ?(?:ready|done|best)?)?|any ?time|"
    r"take (?:your|all the) time|no specific (?:date|deadline|timing|timeline)|"
    r"doesn'?t matter when|open[- ]ended|sin prisa|no (?:hay|tengo) prisa|no corre prisa|don'?t (?:have|"
    r"need) a (?:deadline|date|specific date|timeline)|"
    r"there'?s no (?:deadline|date)|timing (?:isn'?t|is not) (?:an issue|important|critical))"
)
_URGENT = re.compile(
    r"\b(?:asap|as soon as (?:(?:humanly |physically )?possible|you can|"
    r"u can|y'?all can|feasible)|a\.s\.a\.p|urgent(?:ly)?|in a (?:rush|hurry)(?!\w)|"
    r"right away|immediately|hard deadline|firm (?:date|deadline)|"
    r"not flexible|no flexibility|isn'?t flexible|lo antes posible|cuanto antes|urgente|"
    r"as quickly as possible|soonest|the sooner the better|"
    r"(?:want|need|have|ready|get|finished|done|made) (?:it |them |this |one )?"
    r"(?:very |really |pretty |quite )?soon\b)"
)
_SOON = re.compile(
    r"\W*(?:(?:i'?d like|very|pretty|really|quite|as|fairly|it|sometime|the|please|pls|preferably|ideally|"
    r"just|hopefully|pretty)\W+)*(?:soon|sooner|pronto)(?:\W+(?:as|possible|please|pls|ish|if|rather|than|later|"
    r"thanks|thank|you|the|better|por|favor))*\W*"
)
"""Nothing but "soon", as an answer to the question for a date."""
_OCCASIONS = (
    (
        "wedding",
        r"wedding(?! (?:band|ring|set|jewelry))|getting married|get married|marry(?:ing)?|tie the knot|"
        r"boda|elop(?:e|ing)|big day|nos casamos",
    ),
    ("anniversary", r"anniversary(?! band| ring)|aniversario"),
    ("birthday", r"birthday|bday|b-day|turning \d+|turns \d+|cumpleanos"),
    ("proposal", r"propos(?:e|al|ing)|pop(?:ping)? the question|proponer"),
    ("engagement_party", r"engagement party"),
    ("graduation", r"graduat(?:ion|ing|es?)|graduacion"),
    ("birth", r"push present|due date|baby'?s? (?:arriv|due|birth)\w*"),
    ("honeymoon", r"honeymoon"),
)
_OCCASION = tuple((name, re.compile(rf"\b(?:{pattern})\b")) for name, pattern in _OCCASIONS)
_BY = re.compile(
    r"\b(?P<how>before|prior to|antes de(?:l)?|ahead of|by|no later than|not later than|until|till|due|"
    r"deadline(?: is|:)?|para(?: el)?|latest)"
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
    r"broke|lost|passed away|died|inherited|swell|swells|shrink|fingers?|vibes?|palette|last|dated|back in|"
    r"visited|met)\b"
)
_PART = re.compile(r"(?:the )?(?:early|beginning|start|late|end of|finales|principios|(?P<mid>mid))")
_END = re.compile(r"(?:the )?(?:end of|finales de)\b")
_OTHER_THAN_TIME = re.compile(r"\b(?:budget|price|metal|size|stone|shape|color|design)\b[^.;!?,]{0,14}\Z")
_BETWEEN = re.compile(r"\s?(?:-|to|and|or|'?n'?|&|through|thru|until|till|'til|y|a|al|o|hasta|/)\s?\Z")
_TIME = re.compile(
    r"\b(?:tim(?:e|ing|eline|eframe)|dates?|deadline|when|schedule|delivery|wait|tiempo|fecha|plazo)\b"
)


def read_timing(line: Line, asked: bool, today: date) -> Finding | None:
    """Read when the piece is wanted; a date that is past or does not exist is unclear, never moved."""
    plain = line.plain
    occasion = next((name for name, pattern in _OCCASION if pattern.search(plain)), None)
    found = _find_windows(plain, asked, today)
    flexible = _read_flexible(plain, sure=asked or bool(found))
    if found:
        start, end = found[0][1][0], found[-1][1][1]
        window, weeks = found[0][0], found[0][2]
        if len(found) > 1 and window and found[-1][0]:
            window = (window[0], found[-1][0][1])
        words = line.words((start, end))
        if window is None:
            return Finding(words, (start, end), unclear=True)
        from_, by = _bound(plain, (start, end), window, weeks, single=len(found) == 1)
        timing = Timing(by=by, from_=from_, flexible=flexible, weeks=weeks, occasion=occasion, words=words)
        if by is not None and by < today:
            return Finding(words, (start, end), unclear=True)
        return Finding(timing, (start, end))
    if asked and (soon := _SOON.fullmatch(plain)):
        return Finding(Timing(flexible=False, occasion=occasion, words=line.text.strip()), soon.span())
    cue = _FLEXIBLE.search(plain) or _URGENT.search(plain)
    if flexible is not None and cue:
        return Finding(Timing(flexible=flexible, occasion=occasion, words=line.words(cue.span())), cue.span())
    return None


def _read_flexible(plain: str, *, sure: bool) -> bool | None:
    loose = _FLEXIBLE.search(plain)
    if loose and "flexible" in loose[0] and not (sure or _TIME.search(plain)):
        return None
    if loose and _OTHER_THAN_TIME.search(plain, 0, loose.start()):
        return None
    if _URGENT.search(plain) and not re.search(r"\bnot (?:in a|urgent)|\bno rush", plain):
        return False
    return True if loose else None


def _find_windows(plain: str, asked: bool, today: date) -> list[Dated]:
    """Find the first date of a message, and a second one where both make a window."""
    found = sorted(
        [*find_days(plain, asked, today), *find_durations(plain, asked, today)],
        key=lambda item: (item[1][0], -item[1][1]),
    )
    kept: list[Dated] = []
    for item in found:
        if _BORN.search(plain, 0, item[1][0]):
            continue
        if not kept or item[1][0] >= kept[-1][1][1]:
            kept.append(item)
    if not asked:
        kept = [item for item in kept if not _is_history(plain, item, today)]
    for first, second in pairwise(kept):
        if _BETWEEN.fullmatch(plain[first[1][1] : second[1][0]]):
            return [first, second]
    exact = [item for item in kept if item[0] is not None]
    if not exact:
        return kept[:1]
    if CORRECTED.search(plain):
        return exact[-1:]
    exact = [item for item in exact if not DENIED.search(plain, 0, item[1][0])] or exact
    needed = [item for item in exact if _BY.search(plain, max(0, item[1][0] - 30), item[1][0])]
    return (needed or exact)[:1]


def _is_history(plain: str, item: Dated, today: date) -> bool:
    """Whether a date tells of what has been, or of the climate, and of no wish."""
    window, (start, _), _ = item
    before = re.split(r"[.;!?,]|\band\b", plain[:start])[-1]
    if _PAST.search(before) and not re.search(r"\b(?:by|before|need|until|in time|ready|deadline)\b", before):
        return True
    past = window is not None and window[1] < today
    return past and not re.search(r"\b(?:by|before|need|until|deadline|wedding (?:is|date)|due)\b", before)


def _bound(
    plain: str, span: Span, window: Window, weeks: int | None, *, single: bool
) -> tuple[date | None, date | None]:
    first, last = window
    before = plain[max(0, span[0] - 30) : span[0]]
    if weeks is not None:
        return (first if first != last else None), last
    after = single and bool(_AFTER.search(before))
    if single and not after and (cue := _BY.search(before)):
        part = _PART.match(plain, span[0])
        if part:
            return None, first + (last - first) / 2 if part["mid"] else last
        strict = cue["how"] in ("before", "prior to", "antes de", "antes del", "ahead of")
        return None, first - timedelta(days=1) if strict else first
    if after:
        return first, None
    if first == last or _END.match(plain, span[0]):
        return None, last
    return first, last
