"""Sizes told as a length: a finger's width or girth, a wrist, a neck, a chain."""

from __future__ import annotations

import re

from bot.atelier.readers.size_systems import (
    EU,
    WRISTS,
    Length,
    Wearing,
    body_length,
    fits_body,
    inside_size,
    read_decimal,
)
from bot.atelier.readers.speech import Finding, Line

_NUMBER = r"(?P<n>\d{1,3}(?:[.,]\d{1,2})?)"
_MM = re.compile(rf"(?<![\d.,x×]){_NUMBER}\s?-?(?:mms?|mill?im(?:et(?:er|re|ro)|etro)s?)\b(?!\s?x)")
_INSIDE = re.compile(
    r"\b(?:diameter|inside|inner|internal|across|around (?:my|her|his|the) finger|around\W*\Z|ring size|"
    r"size|measures?|circumference|finger|diametro)\b"
)
_AROUND = re.compile(r"\b(?:circumference|around (?:my|her|his|the) finger|around\W*\Z|perimeter)")
_FINGER_MM = re.compile(r"\b(?:diameter|inside|circumference)\b")
_STONE_MM = re.compile(
    r"\b(?:stone|sapphire|diamond|emerald|opal|pearls?|band width|wide|width|thick|thickness|tall|height|"
    r"long)\b"
)
_CM = re.compile(rf"(?<![\d.,x×]){_NUMBER}\s?-?(?:cms?|centimet(?:er|re|ro)s?)\b(?!\s?x)")
_INCHES = re.compile(
    rf"(?<![\d.,x×'])(?:{_NUMBER})\s?-?(?:inch(?:e?s)?\b|ins\b|in\b(?=\W*(?:chain|necklace|wrist|long|"
    rf"length|\Z|"
    rf"[.,;!?]))|\"|''|pulgadas?\b)"
)
_BODY = re.compile(
    r"\b(?:wrist|neck|chain|necklace|bracelet|bangle|choker|length|long|collar|pulsera|muneca|cadena|"
    r"cuello|pendant)\b"
)
_RANGED = re.compile(rf"(?<![\d.,]){_NUMBER}\s?(?:cms?|in|inch(?:es)?|\"|'')?\s?(?:-|to|or|and)\s?\Z")
_OF_BODY: dict[Length, int] = {"cm": 10, "inches": 4}
"""Lengths from which no finger has them."""


def find_measured(line: Line, asked: bool, wearing: Wearing) -> list[Finding]:
    """Find millimeters of a finger, and lengths of a wrist, a neck or a chain."""
    plain = line.plain
    found: list[Finding] = []
    of_finger = bool(_FINGER_MM.search(plain)) or not _STONE_MM.search(plain)
    if of_finger and (asked or _INSIDE.search(plain)):
        for match in _MM.finditer(plain):
            if read_decimal(match["n"]) >= WRISTS:
                continue
            around = bool(_AROUND.search(plain)) or read_decimal(match["n"]) >= EU[0]
            found.append(inside_size(line, match["n"], match.span(), around=around))
    if asked or _BODY.search(plain):
        found += [
            body_length(line, "mm", match["n"], match.span(), wearing)
            for match in _MM.finditer(plain)
            if read_decimal(match["n"]) >= WRISTS
        ]
    lengths: tuple[tuple[Length, re.Pattern[str]], ...] = (("cm", _CM), ("inches", _INCHES))
    for system, pattern in lengths:
        for match in pattern.finditer(plain):
            finger = wearing == "ring" and read_decimal(match["n"]) < _OF_BODY[system]
            if finger and (asked or _FINGER_MM.search(plain)) and _INSIDE.search(plain):
                around = bool(_AROUND.search(plain))
                found.append(inside_size(line, match["n"], match.span(), around=around, system=system))
            elif asked or _BODY.search(plain) or fits_body(match["n"], system, wearing):
                low = _RANGED.search(plain, 0, match.start())
                span = (low.start() if low else match.start(), match.end())
                found.append(body_length(line, system, match["n"], span, wearing))
    return found
