"""A name that stands by itself, alone or with a place: "Ida Berg, Oslo", "Rob Dean, Boston; rob@…"."""

from __future__ import annotations

import re

from bot.atelier.readers.chatter import is_no_name
from bot.atelier.readers.speech import Line

_REACH = re.compile(
    r"\s{0,3}[,;:/|(<-]{0,3}\s{0,3}"
    r"(?:(?<![\w.+])[\w.+-]{1,80}@[\w.-]+|\+?\(?\d[\d\s().-]{6,30}\d)[)>]*"
)
_NAME = r"(?P<name>[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ]\.?(?= ))? (?:[A-ZÀ-Þ][\w'’-]+|[A-ZÀ-Þ]\.?))"
_WORD = r"(?:St\.|[A-ZÀ-Þ][\w'’-]*)"
_PLACED = re.compile(rf"\W*{_NAME},\s*(?P<place>{_WORD}(?:,? (?:de |del |la )?{_WORD}){{0,3}})\W*")
_ALONE = re.compile(rf"\W*{_NAME}\W*")
_NOT_FIRST = frozenset({
    "a", "about", "after", "all", "an", "and", "art", "before", "buenas", "by", "custom", "dear",
    "early", "el", "for", "good", "harry", "hello", "hey", "hi", "hola", "hong", "i", "in", "it", "la",
    "las", "late", "looks", "los", "mexico", "my", "new", "next", "no", "north", "not", "ok", "okay",
    "old", "please", "port", "puerto", "saint", "san", "santa", "sao", "size", "sounds", "south",
    "thank", "thanks", "the", "this", "two", "van", "vintage", "west", "yes",
})  # fmt: skip
"""Words that begin a place, a house of jewelers, a style or a sentence more often than a name."""
_NOT_LAST = re.compile(
    r"(?:jan|febr)uary|march|april|may|june|july|august|(?:septem|octo|novem|decem)ber|\w+day|christmas|"
    r"nouveau|deco|style|please|thanks|cut|shape|size"
)
_NO_PLACE = re.compile(r"\b(?:please|thanks|thank|yes|no|cartier|tiffany|bulgari|bvlgari|graff|chopard)\b")


def leave_out_reach(text: str) -> str:
    """Leave out mail addresses and phone numbers, with what sets them off."""
    return _REACH.sub(" ", text).strip(" ,;")


def read_signature(line: Line, *, alone: bool) -> dict[str, str]:
    """Read a name and a place that are the whole message; `alone` lets the name stand without the place."""
    said = leave_out_reach(line.text)
    match = _PLACED.fullmatch(said) or (_ALONE.fullmatch(said) if alone else None)
    if match is None or not _may_be_name(line, match["name"]):
        return {}
    place = match.groupdict().get("place")
    if place is None:
        return {"name": match["name"]}
    if _NO_PLACE.search(place.lower()) or _is_marked(line, place):
        return {}
    return {"name": match["name"], "location": place}


def _may_be_name(line: Line, name: str) -> bool:
    first, *_, last = name.split()
    if first.lower() in _NOT_FIRST or is_no_name(name.lower()):
        return False
    state = len(last) == 2 and last.isalpha() and last.isupper()
    return not (state or _NOT_LAST.fullmatch(last.lower()) or _is_marked(line, last))


def _is_marked(line: Line, words: str) -> bool:
    """Whether the lexicon knows the words as a stone, a metal or the like."""
    start = line.shift.to_rewritten(line.text.find(words))
    return any(start < m.end and m.start < start + len(words) for m in line.mentions)
