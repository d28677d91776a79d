"""Two sizes at once: of two people, of two fingers, or of one that lies between them."""

from __future__ import annotations

import re

from bot.atelier.readers.speech import Line, Span

_DIGITS = r"\d{1,2}(?:[.,]\d{1,2})?"
_UNIT = r"(?![\d$€£%:]|[.,]\d|\s?-?(?:k|mm|cms?|ct|in|inch\w*|weeks?|months?|days?|carats?|years?)\b)"
_WHOSE = r"(?: (?:is |for )*(?:me|mine|him|her|his|hers|us|my \w+|the \w+))"
_BOTH = re.compile(
    rf"(?P<called>\bsizes? (?:are |of )?)?(?<![\w.,$€£/])(?P<n>{_DIGITS})(?P<whose>{_WHOSE})?"
    rf"\s?(?:,|;|&|/|\band\b)+\s?(?:an? |size )*(?P<other>{_DIGITS})(?P<whose2>{_WHOSE})?{_UNIT}"
)
_SECOND = re.compile(
    r"(?:\s?(?:ish\b|or so\b|u\.?s\.?\b))?\s?,?\s?(?:\b(?:or|to|and|o|a|y|maybe|perhaps|possibly|sometimes|"
    r"could be|might be)\b|-|/|&)(?: ?(?:or|maybe|perhaps|even|an?|size|un|una|even))*\s?"
    rf"(?P<n>{_DIGITS})(?![\dk$%]|[.,]\d|\s?(?:ct|carat|mm|cm|months?|weeks?|years?))"
    r"(?=\W*(?:\Z|[.,;!?]| (?:i|not|depending|us|but|though|maybe|probably|roughly|if|so|please|or)\b))"
)
_LETTERS = re.compile(
    r"(?:\A|\b(?:it's|its|is|an|a|think|maybe|probably|about|around|between|either|size|uk)\s)"
    r"(?P<first>[b-z])\s?(?P<half>½|0?\.5|1/2)?\s?(?:/|-|\bor\b|\bto\b|\band\b)\s?(?P<second>[b-z])(?=\W|"
    r"\Z|0?\.5)"
)
_SOMEONE = re.compile(
    r"\b(?:he|he's|him|his|she|she's|her|hers|me|mine|my|husband|wife|fianc\w+|partner|boyfriend|girlfriend|"
    r"groom|bride|left|right|index|middle|pinky|thumb|other|el|ella|finger|band)\b"
)
SMALLEST, LARGEST = 3.0, 15.0
"""US sizes that are taken for one without the word."""
_FAR = 1.5
"""Sizes further apart are no doubt about one finger."""


def fits_finger(figure: float) -> bool:
    """Decide whether a figure is a US size that people wear, to the quarter."""
    return SMALLEST <= figure <= LARGEST and figure * 4 % 1 == 0


def read_figure(digits: str) -> float:
    """Read a figure with a decimal point or comma."""
    return float(digits.replace(",", "."))


def find_both(plain: str, asked: bool) -> re.Match[str] | None:
    """Find the sizes of two people ("5.5 for me, 10 for him", "sizes 5.75 and 9.5"); the first one counts."""
    for match in _BOTH.finditer(plain):
        first, second = read_figure(match["n"]), read_figure(match["other"])
        told = match["called"] and match["called"].startswith("sizes")
        apart = asked and abs(first - second) > _FAR
        owned = match["whose2"] and (match["whose"] or match["called"] or asked)
        if (
            fits_finger(first)
            and fits_finger(second)
            and (told or owned or apart)
            and (asked or match["called"])
        ):
            return match
    return None


def find_second(plain: str, digits: str, end: int) -> int | None:
    """Find where a second size ends that the first one is in doubt with ("6 or 6.5", "7, sometimes 7.5")."""
    match = _SECOND.match(plain, end)
    return match.end() if match and read_figure(match["n"]) != read_figure(digits) else None


def find_letters(plain: str) -> Span | None:
    """Find two letters that a size lies between ("M or N", "L/M")."""
    match = _LETTERS.search(plain)
    if match is None or not 0 < abs(ord(match["first"]) - ord(match["second"])) <= 2:
        return None
    return match.start("first"), match.end()


def tell_others(line: Line, chosen: Span, figures: list[Span]) -> Span:
    """Stretch a size over the sentences that speak of further people and fingers ("I'm a 6, he's a 10")."""
    if not figures or not _SOMEONE.search(line.plain):
        return chosen
    spans = [chosen, *figures]
    touched = [
        (start, end) for start, end in line.sentences() if any(start < b and a < end for a, b in spans)
    ]
    return touched[0][0], touched[-1][1]
