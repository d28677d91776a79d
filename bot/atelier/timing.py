"""When a piece is wanted: dates, windows, spoken durations and occasions, counted from a given today."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from bot.atelier.calendar_words import HOLIDAYS, MONTHS, SEASONS, Window, holiday, month_window, season_window
from bot.atelier.inquiry import Timing
from bot.atelier.speech import Finding, Line, Span

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_SEASON = "|".join(SEASONS)
_HOLIDAY = "|".join(f"(?P<{name}>{pattern})" for name, pattern in HOLIDAYS.items())
_YEAR = r"(?:,? (?:of |de |del )?(?P<year>20\d\d|19\d\d)|,? (?P<next_year>next year)|,? (?P<this_year>this year))?"
_DATE = re.compile(
    rf"\b(?:(?P<day1>\d{{1,2}})(?:st|nd|rd|th)?(?: of| de)? (?P<month1>{_MONTH})\b\.?"
    rf"|(?P<month2>{_MONTH})\b\.? (?:the )?(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d|[.,]\d|k\b)){_YEAR}"
)
_ISO = re.compile(r"\b(?P<year>20\d\d|19\d\d)-(?P<month>\d{1,2})-(?P<day>\d{1,2})\b")
_SLASHED = re.compile(
    r"(?<![\w/.,$])(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?:(?P=sep)(?P<year>\d{4}|\d{2}))?(?![\w/]|\.\d)"
)
_PART = r"(?:(?:the )?(?P<part>early|beginning of|start of|mid|middle of|late|end of|finales de|principios de|mediados de)[ -](?:the )?)?"
_MONTHLY = re.compile(
    rf"\b(?P<rel>next |this |coming |this coming |the following )?{_PART}(?P<rel2>next |this |coming )?(?P<month>{_MONTH})\b{_YEAR}"
)
_SEASONAL = re.compile(
    rf"\b(?P<rel>next |this |coming |this coming |following )?{_PART}(?P<rel2>next |this |coming )?(?P<season>{_SEASON})\b{_YEAR}"
)
_HOLIDAYS = re.compile(rf"\b(?P<rel>next |this )?(?:{_HOLIDAY})\b{_YEAR}")
_YEARLY = re.compile(
    rf"\b{_PART}(?P<which>next year|this year|the year|year)\b|\b(?:in|by|for|en) (?P<year>20\d\d)\b"
)
_WEEK_OF = re.compile(
    rf"\b(?P<n>1st|2nd|first|second|3rd|4th|last) (?P<unit>week|weekend) (?:of|in) (?P<month>{_MONTH})\b{_YEAR}"
)
_DAY_ONLY = re.compile(
    r"\b(?:the |el )(?P<day>\d{1,2})(?:st|nd|rd|th)\b(?! (?:of|birthday|anniversary|century))"
)
_PART_YEAR = re.compile(rf"\b{_PART[:-1]}(?P<year>20\d\d)\b")
_NEAR = re.compile(
    r"\b(?P<which>next|this|end of (?:the|this)|later this) (?P<unit>month|week|weekend)\b|\b(?P<word>tomorrow|today|manana|tonight)\b"
)
_QUARTER = re.compile(r"\bq(?P<q>[1-4])\b(?:,? (?P<year>20\d\d))?")
_SPAN = re.compile(
    r"(?:\b(?P<lead>in|within|about|around|roughly|approx(?:imately)?|under|less than|max|next|en|dentro de)\s)*"
    r"(?:(?P<low>\d+(?:\.\d+)?)\s?(?:-|to|or|a|o)\s?)?\b(?P<n>\d+(?:\.\d+)?|a|an|half a|few|a few|several|un|una)[ -]?\s?"
    r"(?P<unit>days?|dias?|weeks?|wks?|semanas?|months?|mos?|meses|mes|years?|yrs?|anos?)\b(?! (?:old|ago|anniversary|later|apart|warranty))"
)
_FLEXIBLE = re.compile(
    r"\b(?:no (?:particular |real |big |huge |great )?(?:rush|hurry|deadline|timeline|time ?frame|date|specific date|set date|time limit|time constraints?)|"
    r"not in (?:a|any) (?:rush|hurry)|(?:i'm|we're|am|are|is|pretty|very|quite|totally|completely|fully|super|fairly|timing's|timing is|it's)?\s?\b(?<!not )(?<!n't )(?:very |super |that )?flexible\b(?! (?:on|with|about) (?:the |my |our )?(?:budget|price|metal|design|stone|money|shape|color))|"
    r"whenever(?: (?:it'?s|is|you'?re|you are|works|it'?ll be) ?(?:ready|done|best)?)?|any ?time|take (?:your|all the) time|no specific (?:date|deadline|timing|timeline)|"
    r"doesn'?t matter when|open[- ]ended|sin prisa|no (?:hay|tengo) prisa|no corre prisa|don'?t (?:have|need) a (?:deadline|date|specific date|timeline)|"
    r"there'?s no (?:deadline|date)|timing (?:isn'?t|is not) (?:an issue|important|critical))"
)
_URGENT = re.compile(
    r"\b(?:asap|as soon as (?:possible|you can)|a\.s\.a\.p|urgent(?:ly)?|in a (?:rush|hurry)(?!\w)|right away|immediately|hard deadline|firm (?:date|deadline)|"
    r"not flexible|no flexibility|isn'?t flexible|lo antes posible|cuanto antes|urgente|as quickly as possible|soonest)"
)
_OCCASIONS = (
    (
        "wedding",
        r"wedding(?! (?:band|ring|set|jewelry))|getting married|get married|marry(?:ing)?|tie the knot|boda|elop(?:e|ing)|big day|nos casamos",
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
    r"\b(?P<how>before|prior to|antes de(?:l)?|ahead of|by|no later than|not later than|until|till|due|deadline(?: is|:)?|para(?: el)?|latest)"
    r"(?: (?:the|my|our|el|la|about|around|at the latest))*(?: (?P<part>early|beginning of|start of|mid|middle of|late|end of))?[ -]?\s?\Z"
)
_AFTER = re.compile(r"\b(?:after|from|starting|not before|since|a partir de)(?: (?:the|el))?\s?\Z")
_PAST = re.compile(
    r"\b(?:proposed|bought|purchased|ordered|received|emailed|mailed|called|wrote|sent|spoke|got (?:it|this|the|my|a|engaged|married)|was (?:made|born|given)|since|ago|"
    r"broke|lost|passed away|died|inherited|swell|swells|shrink|fingers?|vibes?|palette|last|dated|back in|visited|met)\b"
)
_OTHER_THAN_TIME = re.compile(r"\b(?:budget|price|metal|size|stone|shape|color|design)\b[^.;!?,]{0,14}\Z")
_MODAL = re.compile(
    r"\b(?:by|in|between|before|next|this|until|for|early|mid|late|of|and|or|to|around|about|since|from|en|de|through|sometime|,)[ -]?\s?\Z|\A\W*\Z"
)
_BETWEEN = re.compile(r"\s?(?:-|to|and|or|through|until|y|a|o|/)\s?\Z")
_VAGUE = frozenset(("a few", "few", "several"))
_DAYS = {"d": 1, "w": 7, "s": 7}


def read_timing(line: Line, asked: bool, today: date) -> Finding | None:
    """Read when the piece is wanted; a date that is past or does not exist is unclear, never moved."""
    plain = line.plain
    occasion = next((name for name, pattern in _OCCASION if pattern.search(plain)), None)
    found = _find_windows(plain, asked, today)
    flexible = _read_flexible(plain)
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
    cue = _FLEXIBLE.search(plain) or _URGENT.search(plain)
    if flexible is not None and cue:
        return Finding(Timing(flexible=flexible, occasion=occasion, words=line.words(cue.span())), cue.span())
    return None


def _read_flexible(plain: str) -> bool | None:
    loose = _FLEXIBLE.search(plain)
    if loose and _OTHER_THAN_TIME.search(plain, 0, loose.start()):
        return None
    if _URGENT.search(plain) and not re.search(r"\bnot (?:in a|urgent)|\bno rush", plain):
        return False
    return True if loose else None


_Found = tuple["Window | None", Span, "int | None"]


def _find_windows(plain: str, asked: bool, today: date) -> list[_Found]:
    """Find the first date of a message, and a second one where both make a window."""
    found = sorted(_scan(plain, asked, today), key=lambda item: (item[1][0], -item[1][1]))
    kept: list[_Found] = []
    for item in found:
        if not kept or item[1][0] >= kept[-1][1][1]:
            kept.append(item)
    if not asked:
        kept = [item for item in kept if not _is_history(plain, item, today)]
    for first, second in zip(kept, kept[1:], strict=False):
        if _BETWEEN.fullmatch(plain[first[1][1] : second[1][0]]):
            return [first, second]
    exact = [item for item in kept if item[0] is not None]
    corrected = re.search(r"\b(?:actually|instead|change|make it|sorry|rather)\b", plain)
    return [(exact or kept)[-1 if corrected else 0]] if kept else []


def _is_history(plain: str, item: _Found, today: date) -> bool:
    """Whether a date tells of what has been, or of the climate, and of no wish."""
    window, (start, _), _ = item
    before = re.split(r"[.;!?,]|\band\b", plain[:start])[-1]
    if _PAST.search(before) and not re.search(r"\b(?:by|before|need|until|in time|ready|deadline)\b", before):
        return True
    past = window is not None and window[1] < today
    return past and not re.search(r"\b(?:by|before|need|until|for|deadline|wedding|due)\b", before)


def _scan(plain: str, asked: bool, today: date) -> list[_Found]:
    found: list[_Found] = []
    for match in _ISO.finditer(plain):
        found.append((_day(int(match["year"]), int(match["month"]), int(match["day"])), match.span(), None))
    for match in _DATE.finditer(plain):
        month, day = MONTHS[match["month1"] or match["month2"]], int(match["day1"] or match["day2"])
        found.append((_dated(match, month, day, today), match.span(), None))
    for match in _SLASHED.finditer(plain):
        if window := _slashed(plain, match, asked, today):
            found.append((window[0], match.span(), None))
    for match in _HOLIDAYS.finditer(plain):
        name = match.lastgroup if match.lastgroup in HOLIDAYS else next(key for key in HOLIDAYS if match[key])
        found.append((_next_holiday(str(name), _said_year(match, today), today), match.span(), None))
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
    if asked and (day := _DAY_ONLY.search(plain)):
        found.append((_next_monthly(int(day["day"]), today), day.span(), None))
    found.extend(_durations(plain, asked, today))
    found.extend(_years(plain, asked, today))
    for match in _NEAR.finditer(plain):
        found.append((_near(match, today), match.span(), None))
    return found


def _is_month(plain: str, match: re.Match[str], asked: bool) -> bool:
    month = match["month"]
    told = match["rel"] or match["rel2"] or match["part"] or match["year"] or match["next_year"]
    if (
        told
        or len(month) > 3
        and month not in ("march", "mayo")
        or month in ("jan", "feb", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
    ):
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
    return _narrow(month_window(year, month), match["part"])


def _season(match: re.Match[str], today: date) -> Window:
    year, name = _said_year(match, today), match["season"]
    if year is None:
        windows = [season_window(today.year + offset, name) for offset in (-1, 0, 1)]
        there = next(window for window in windows if window[1] >= today)
        if "next " in (match["rel"], match["rel2"]) and there[0] <= today:
            there = season_window(there[0].year + 1, name)
        return _narrow(there, match["part"])
    return _narrow(season_window(year, name), match["part"])


def _narrow(window: Window, part: str | None) -> Window:
    """Take the early, middle or late third of a window."""
    first, last = window
    third = ((last - first).days + 1) // 3
    if part in ("early", "beginning of", "start of", "principios de"):
        return first, first + timedelta(days=third - 1)
    if part in ("mid", "middle of", "mediados de"):
        return first + timedelta(days=third), last - timedelta(days=third)
    if part in ("late", "end of", "finales de"):
        return last - timedelta(days=third - 1), last
    return window


def _quarter(match: re.Match[str], today: date) -> Window:
    first = 3 * int(match["q"]) - 2
    year = int(match["year"]) if match["year"] else today.year + (first + 2 < today.month)
    return date(year, first, 1), month_window(year, first + 2)[1]


def _durations(plain: str, asked: bool, today: date) -> list[_Found]:
    found: list[_Found] = []
    for match in _SPAN.finditer(plain):
        if not (
            asked
            or match["lead"]
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


def _years(plain: str, asked: bool, today: date) -> list[_Found]:
    found: list[_Found] = []
    for match in _PART_YEAR.finditer(plain):
        year = int(match["year"])
        found.append((_narrow((date(year, 1, 1), date(year, 12, 31)), match["part"]), match.span(), None))
    for match in _YEARLY.finditer(plain):
        if match["which"] in ("year", "the year") and match["part"] is None:
            continue
        year = int(match["year"] or today.year + (match["which"] == "next year"))
        found.append((_narrow((date(year, 1, 1), date(year, 12, 31)), match["part"]), match.span(), None))
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


def _near(match: re.Match[str], today: date) -> Window:
    if match["word"]:
        there = today + timedelta(days=1 if match["word"] in ("tomorrow", "manana") else 0)
        return there, there
    ahead = match["which"] == "next"
    if match["unit"] == "month":
        day = today + relativedelta(months=1) if ahead else today
        return month_window(day.year, day.month)
    monday = today - timedelta(days=today.weekday()) + timedelta(days=7 if ahead else 0)
    first = 5 if match["unit"] == "weekend" else 0
    return monday + timedelta(days=first), monday + timedelta(days=6)


def _bound(
    plain: str, span: Span, window: Window, weeks: int | None, *, single: bool
) -> tuple[date | None, date | None]:
    first, last = window
    before = plain[max(0, span[0] - 30) : span[0]]
    if weeks is not None:
        return (first if first != last else None), last
    if single and (cue := _BY.search(before)):
        if cue["how"] in ("before", "prior to", "antes de", "antes del", "ahead of"):
            return None, first - timedelta(days=1)
        late = bool(re.match(r"(?:the )?(?:end of|late|finales)", plain[span[0] : span[1]]))
        return None, last if late else first
    if single and _AFTER.search(before):
        return first, None
    if first == last:
        return None, last
    if re.match(r"(?:the )?(?:end of|finales de)", plain[span[0] : span[1]]):
        return None, last
    return first, last
