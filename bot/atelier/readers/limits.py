"""Ceilings and floors: which way a sum that a customer names is open."""

from __future__ import annotations

import re
from typing import Literal

from bot.atelier.readers.speech import Span

Limit = Literal["ceiling", "floor"]

_FILLER = r"(?: (?:about|around|an?|the|approx(?:imately)?|roughly|maybe|say|like|unos|los|las|de))*\s?\Z"
_TO_SPEND = (
    r"(?: (?:i|we|i'd|we'd|i'm|we're|you|can|could|would|want|wanna|am|are|to|do|go|spend|pay|afford|willing|"
    r"comfortable|have|like|ever|really|on|for|it|this|range|amount))*"
)
_CEILING = re.compile(
    r"(?:[<≤]=?|=<|\b(?:if (?:i|we) (?:go|went|spend|spent) (?:over|above|past|more than)|"
    r"(?<!no )(?<!not )(?<!nothing )(?:under|below|beneath|(?:less|lower) th[ae]n)|"
    r"up to|upto|sub-?|"
    rf"(?:max(?:imum)?|most|highest|limit|ceiling|tops?|top (?:end|dollar))(?:\.|:)?{_TO_SPEND}"
    r"(?:'s| (?:is|of|at|would be|will be|being))?:?|"
    r"maximo(?: (?:de|es))?:?|"
    r"at (?:the )?(?:very |absolute )?most|"
    r"as (?:high|far) as|tope(?: (?:de|es))?|"
    r"como (?:mucho|maximo)|a lo (?:sumo|mucho|mas)|"
    r"(?:can'?t|cannot|can not|won'?t|don'?t want to|shouldn'?t|must ?n[o']t|not|not to|never|prefer not to) "
    r"(?:go (?:over|above|past|beyond)|exceed(?:ing)?|(?:spend|do|pay) more th[ae]n)|"
    r"cap(?:ped)?(?: (?:is|at|of))*|"
    r"(?:stay|keep|keeping|staying)(?: \w+)? (?:under|below|within|to|at or below)|within|hasta|"
    r"menos de|por debajo de|inferior a|"
    r"top(?:s|ping)? out(?: at)?|as much as|(?:nothing|not|\w*n'?t|no|cannot|cant|"
    r"never)\b[^.;,]{0,30}\b(?:(?:more|higher|greater) th[ae]n|over|above|exceed|past|beyond|mas (?:de|"
    r"que|a)|"
    r"mayor (?:de|que|a)|pas(?:en?|ar(?:me|nos|se)?)(?: de)?|super(?:en?|ar)|exced(?:an?|er))))"
    rf"{_FILLER}"
)
_RAISED = re.compile(
    r"\b(?:bump|raise|increase|move|take|bring|push|change|update|set|go|went|jump)"
    r"(?:ed|d|ing)?(?: (?!not\b)\w+){0,2} up to\s?\Z"
)
"""A budget that moves up to a sum is that sum ("bump it up to 15k")."""
_FLOOR = re.compile(
    r"(?:[>≥]=?|\b(?:over|above|at (?:the )?(?:very |absolute |bare )?least|"
    r"more th[ae]n|min(?:imum)?(?:\.|:)?(?: (?:of|is))?:?|"
    r"minimo(?: de)?|start(?:s|ing)? (?:at|from|around)|low end(?: (?:is|of))?|"
    r"upwards? of|north of|in excess of|from|(?:no|not|nothing) (?:less|lower) th[ae]n|not (?:under|below)|"
    r"desde|a partir de|mas de|al menos|por lo menos|exceeding|higher th[ae]n))"
    rf"{_FILLER}"
)
_CEILING_AFTER = re.compile(
    r"\s?,?\s?(?:\(?(?:(?:is|as|being|would be|about|pretty much) )*(?:(?:an?|the|my|our|like|absolute|"
    r"very|hard|"
    r"total|"
    r"upper|about|as) )*(?:max(?:imum)?|most (?:i|we)\b|much as (?:i|we)\b|"
    r"tops?|limit|ceiling|cap)\b(?!\.?:? ?(?:of |is )?[$€£]?\d)|(?:de |como )?(?:maximo|tope)\b|"
    r"como mucho\b|a lo (?:sumo|mucho|mas)\b|"
    r"(?:or|and) (?:less|under|below|lower)\b|at (?:the )?(?:very |absolute )?most\b|at a (?:push|stretch)\b|"
    r"is as (?:high|far) as (?:i|we)\b|(?:and |but )?not (?:a|one) (?:penny|cent|dollar|euro) (?:more|"
    r"over)\b|is (?:the|my|our) absolute|o menos\b)"
)
_FLOOR_AFTER = re.compile(
    r"\s?,?\s?(?:or (?:more|above|higher|over|up)\b|(?:and |on )(?:up|above|over|more)(?:wards)?\b|"
    r"plus\b(?! (?:or|tax|sales|vat|iva|shipping|gst|hst))|"
    r"(?:(?:bare|absolute|is (?:the|my|our)) )*min(?:imum)?\b(?!\.?:? ?(?:of |is )?[$€£]?\d)|"
    r"up(?:wards)?\b(?! (?:to|from))|"
    r"minimo\b|(?:o|en) (?:mas|adelante)\b|(?:and |but )?(?:no|not|nothing) (?:less|lower)\b|"
    r"at (?:the )?(?:very |absolute |bare )?least\b|por lo menos\b|al menos\b)"
)
_LOOK_BACK = 60


def find_limit(plain: str, span: Span, *, plus: bool = False, moved: bool = False) -> Limit | None:
    """Tell a ceiling from a floor by the words around a sum; `moved` where a budget is changed to it."""
    start, end = span
    before = max(0, start - _LOOK_BACK)
    if plus or _FLOOR_AFTER.match(plain, end):
        return "floor"
    if _CEILING_AFTER.match(plain, end):
        return "ceiling"
    if _CEILING.search(plain, before, start):
        return None if _RAISED.search(plain, before, start) else "ceiling"
    return "floor" if not moved and _FLOOR.search(plain, before, start) else None


def caps_range(plain: str, start: int) -> bool:
    """Whether a range as a whole is a ceiling ("under 5-6k")."""
    ceiling = _CEILING.search(plain, max(0, start - _LOOK_BACK), start)
    return bool(ceiling and "within" not in ceiling[0] and not _RAISED.search(plain, 0, start))
