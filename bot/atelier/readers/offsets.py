"""Days counted from another day: "two weeks before the wedding on June 5", "the week of June 14"."""

from __future__ import annotations

import re
from datetime import timedelta

from bot.atelier.readers.calendar_words import Dated, Window
from bot.atelier.readers.durations import shift_by

_COUNT = r"(?P<n>\d+|an?|the|un[oa]?|(?:un )?par de)"
_UNIT = r"(?P<unit>days?|dias?|weeks?|wks?|semanas?|fortnights?|months?|mos?|meses|mes|years?|anos?)"
_BEFORE_IT = re.compile(
    rf"\b{_COUNT} {_UNIT} (?P<way>before|prior to|ahead of|after|following|"
    r"from(?! (?:now|today)\b)|antes del?|despues del?)"
    r"(?P<between> [^.;!?]{0,30}?)?\s?\Z"
)
_AFTER_IT = re.compile(
    rf"[^.;!?]{{0,50}}?\b{_COUNT} {_UNIT} (?P<way>before(?:hand)?|earlier|prior|ahead|in advance|antes)\b"
    r"(?=\s*(?:[.,;!?)]|\Z|(?:and|please|if|if possible|so|at the latest)\b))"
)
_WEEK_OF = re.compile(r"\b(?:the )?week of (?:the )?\Z")


def move_window(plain: str, item: Dated) -> tuple[Dated, bool]:
    """Move a day by what is said around it; the flag tells that the day itself is no longer meant."""
    window, (start, end), weeks = item
    if window is None or weeks is not None:
        return item, False
    if match := _WEEK_OF.search(plain, max(0, start - 16), start):
        monday = window[0] - timedelta(days=window[0].weekday())
        return ((monday, monday + timedelta(days=6)), (match.start(), end), None), True
    if match := _BEFORE_IT.search(plain, max(0, start - 70), start):
        return (_moved(window, match), (match.start(), end), None), True
    if match := _AFTER_IT.match(plain, end):
        return (_moved(window, match), (start, match.end()), None), True
    return item, False


def _moved(window: Window, match: re.Match[str]) -> Window:
    back = match["way"].startswith(("before", "prior", "ahead", "antes", "earlier", "in advance"))
    base = window[0] if back else window[1]
    there = shift_by(base, match["n"], match["unit"], back=back)
    if match["n"] == "the" and back and not match["unit"].startswith("d"):
        return there, base - timedelta(days=1)
    return there, there
