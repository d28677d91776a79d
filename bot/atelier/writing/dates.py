"""How the trade writes dates: a day, a span of days, and when a piece is wanted."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import partial

from bot.atelier.inquiry import Language, Timing
from bot.atelier.writing.phrases import write_name, write_phrase, write_quote


def write_date(day: date, language: Language = "en") -> str:
    """Write a date: "June 14, 2027"."""
    month = write_name(language, "month", str(day.month))
    return write_phrase(language, "date", "day", month=month, day=day.day, year=day.year)


def write_window(first: date, last: date, language: Language = "en") -> str:
    """Write a span of days: "in June 2027", "June 3–14, 2027", "June 20 – July 5, 2027"."""
    say = partial(write_phrase, language, "date")
    month = write_name(language, "month", str(first.month))
    if (first.year, first.month) == (last.year, last.month):
        if first.day == 1 and (last + timedelta(days=1)).day == 1:
            return say("month", month=month, year=first.year)
        if first.day == last.day:
            return say("on", day=write_date(first, language))
        return say("days", month=month, first=first.day, last=last.day, year=last.year)
    start = say("day_of_year", month=month, day=first.day)
    if first.year != last.year:
        start = write_date(first, language)
    return say("span", first=start, last=write_date(last, language))


def write_timing(timing: Timing, language: Language = "en") -> str:
    """Write when the piece is wanted: "by June 14, 2027, for the wedding"."""
    say = partial(write_phrase, language, "timing")
    parts: list[str] = []
    if timing.from_ and timing.by:
        parts.append(write_window(timing.from_, timing.by, language))
    elif timing.by:
        parts.append(say("by", day=write_date(timing.by, language)))
    elif timing.from_:
        parts.append(say("from", day=write_date(timing.from_, language)))
    elif timing.weeks is not None:
        parts.append(say("week" if timing.weeks == 1 else "weeks", weeks=timing.weeks))
    if timing.occasion:
        occasion = write_name(language, "occasion", timing.occasion)
        parts.append(say("for" if parts else "occasion", occasion=occasion))
    if timing.flexible is not None:
        soon = not (timing.by or timing.from_ or timing.weeks or re.search("firm|hard|flexib", timing.words))
        parts.append(say("flexible" if timing.flexible else ("fixed", "soon")[soon]))
    return ", ".join(parts) or write_quote(timing.words)
