"""Ring sizes in the systems of the trade, and wrist and neck lengths, as the customer gave them.

US and UK sizes follow their linear definitions (US: inside diameter 11.63 mm at size 0, 0.8128 mm a size;
UK, BS 6820: inside circumference 37.5 mm at A, 1.25 mm a letter); European sizes (ISO 8653) are the inside
circumference in millimeters.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from bot.atelier.inquiry import Size
from bot.atelier.numerals import write_decimal
from bot.atelier.speech import Finding, Line, Span

_PI = Decimal("3.14159265")
_US = (Decimal("0.5"), Decimal(16))
_EU = (Decimal(38), Decimal(76))
_DIAMETER = (Decimal("12.5"), Decimal(25))
_LENGTH_CM = (Decimal(10), Decimal(120))
_LENGTH_INCHES = (Decimal(4), Decimal(48))

_NUMBER = r"(?P<n>\d{1,3}(?:[.,]\d{1,2})?)"
_LETTER = r"(?P<letter>[a-z])(?P<half>\s?0?\.5|\s?1/2| and a half| y media)?"
_SIZE_WORD = r"(?:(?:ring |finger |her |his |my )?siz(?:e|ed|ing)|talla|anillo talla|wears?|wearing|i'?m|she'?s|he'?s|ring finger)"
_FILLER = r"(?:\s|:|=|,|is|a|an|about|around|approx(?:imately)?|roughly|probably|i think|should be|would be|in|of|el|es|la|size|talla|currently|at|to be|ring|finger|maybe|think)*?\s?"
_US_SAID = re.compile(
    rf"(?:\b(?:u\.?s\.?a?|american)(?: (?:ring )?size)?(?: is)?:?\s?{_NUMBER}(?![\d$%]|\s?(?:k\b|usd|dollars)))|(?<![\d.,$]){_NUMBER.replace('?P<n>', '?P<n2>')}\s?\(?(?:u\.?s\.?a?\b(?!\$|d)|american\b)(?! dollars)"
)
_EU_SAID = re.compile(
    rf"\b(?:eu|european?|french|fr|iso|italian|german)(?: (?:ring )?size)?:?\s?{_NUMBER}(?![\dk$])|(?<![\d.,$€]){_NUMBER.replace('?P<n>', '?P<n2>')}\s?\(?(?:eu|european?|french|iso)\b(?! (?:cut|trip))"
)
_UK_SAID = re.compile(
    rf"\b(?:uk|british|australian|au|aus|aussie)(?: (?:ring )?size)?:?\s?{_LETTER}\b(?!')|\b{_LETTER.replace('?P<letter>', '?P<letter2>').replace('?P<half>', '?P<half2>')}(?:\s|\()+(?:in |for )?(?:the )?(?:uk|british|australian)\b"
)
_LETTER_SAID = re.compile(
    rf"\b(?:size|talla)(?: is| an| a|:)?\s{_LETTER}(?![a-z'+\d]|-\w| (?:bit|little|lot|ring|good|few|\w+er\b))"
)
_SIZE_SAID = re.compile(
    rf"\b{_SIZE_WORD}\b{_FILLER}{_NUMBER}(?![\d/$%kx]|[.,]\d|\s?(?:k\b|ct|carat|mm|cm|in\b|inch|\"|years|months|weeks|usd|dollars|x\s?\d|stones|diamonds|rings|th\b))"
)
_RESIZED = re.compile(
    rf"\b(?:re-?)?siz(?:e|ed|ing)\b[^.;!?]{{0,40}}?\b(?:to|into)(?: be)?(?: an?)?(?: size)? {_NUMBER}(?![\d$%kx]|[.,]\d|\s?(?:mm|cm|weeks|months|k\b))"
)
_SIZE_AFTER = re.compile(
    rf"(?<![\d.,$€£/]){_NUMBER}(?: is (?:my|her|his|the)(?: ring)? size|\s?ring size|\s(?:in )?ring finger)\b"
)
_MM = re.compile(rf"(?<![\d.,x×]){_NUMBER}\s?-?(?:mm|millimet(?:er|re)s?)\b(?!\s?x)")
_INSIDE = re.compile(
    r"\b(?:diameter|inside|inner|internal|across|ring size|size|measures?|circumference|finger|diametro)\b"
)
_AROUND = re.compile(r"\b(?:circumference|around (?:my|her|the) finger|perimeter)\b")
_STONE_MM = re.compile(
    r"\b(?:stone|sapphire|diamond|emerald|opal|pearls?|band width|wide|width|thick|thickness|tall|height|long)\b"
)
_CM = re.compile(rf"(?<![\d.,x×]){_NUMBER}\s?-?(?:cm|centimet(?:er|re)s?)\b(?!\s?x)")
_INCHES = re.compile(
    rf"(?<![\d.,x×'])(?:{_NUMBER})\s?-?(?:inch(?:es)?\b|in\b(?=\W*(?:chain|necklace|wrist|long|length|\Z|[.,;!?]))|\"|pulgadas?\b)"
)
_BODY = re.compile(
    r"\b(?:wrist|neck|chain|necklace|bracelet|bangle|choker|length|long|collar|pulsera|muneca|cadena|cuello|pendant)\b"
)
_BARE = re.compile(
    r"(?<![\d.,$€£/])(?P<n>\d{1,3}(?:[.,]\d{1,2})?)(?![\d$€£%]|[.,]\d|\s?(?:k\b|ct|carat|mm\b|cm\b|weeks?|months?|days?|years?|usd|eur))"
)
_BARE_LETTER = re.compile(
    rf"(?:\A|\b(?:it's|its|is|an|a|think|maybe|probably|about|around)\s){_LETTER}(?=\s*(?:\W|\Z))(?!\s[a-z])(?!')"
)
_OTHER = re.compile(
    r"\s?(?:or|to|-|/|and)\s?(?:maybe )?(?:a )?(\d{1,2}(?:[.,]\d{1,2})?)(?![\dk$%.,]|\s?(?:ct|carat|mm|cm|months?|weeks?|years?))(?=\W*(?:\Z|[.,;!?]| (?:i|not|depending|us)\b))"
)
_NOT = re.compile(r"\b(?:not|isn'?t|instead of|rather than|from)(?: a| size| my)*\s?\Z")


def write_quarter(size: Decimal) -> str:
    """Write a US size to the nearest quarter."""
    return write_decimal((size * 4).quantize(Decimal(1), ROUND_HALF_UP) / 4)


def us_from_diameter(diameter: Decimal) -> Decimal:
    """Turn an inside diameter in millimeters into a US size."""
    return (diameter - Decimal("11.63")) / Decimal("0.8128")


def us_from_circumference(circumference: Decimal) -> Decimal:
    """Turn an inside circumference in millimeters into a US size."""
    return us_from_diameter(circumference / _PI)


def us_from_letter(letter: str, half: bool) -> Decimal:
    """Turn a UK letter into a US size."""
    steps = Decimal(ord(letter.upper()) - ord("A")) + (Decimal("0.5") if half else 0)
    return us_from_circumference(Decimal("37.5") + Decimal("1.25") * steps)


def read_ring_size(
    line: Line, asked: bool, wearing: Literal["ring", "wrist", "neck"] = "ring"
) -> Finding | None:
    """Read a ring size or a wrist or neck length; a bare figure or letter counts only when it was asked for."""
    found = _find_said(line, asked)
    if not found and asked:
        found = _find_bare(line, wearing)
    live = [f for f in found if not _NOT.search(line.plain, max(0, f.span[0] - 15), f.span[0])] or found
    if not live:
        return None
    sound = [finding for finding in live if not finding.unclear]
    return (sound or live)[-1]


def _find_said(line: Line, asked: bool) -> list[Finding]:
    """Find sizes that name their system or are called a size."""
    plain = line.plain
    found: list[Finding] = []
    for match in _US_SAID.finditer(plain):
        number = match["n"] or match["n2"]
        if (
            re.search(rf"\b(?:{_SIZE_WORD})|u\.?s\.? (?:ring )?size|\bring\b", plain)
            or asked
            or len(plain) < 12
        ):
            found.append(_us(line, number, match.span()))
    for match in _EU_SAID.finditer(plain):
        found.append(_eu(line, match["n"] or match["n2"], match.span()))
    for match in _UK_SAID.finditer(plain):
        found.append(
            _uk(line, match["letter"] or match["letter2"], match["half"] or match["half2"], match.span())
        )
    found.extend(_uk(line, m["letter"], m["half"], m.span()) for m in _LETTER_SAID.finditer(plain))
    found.extend(_find_measured(line, asked))
    taken = [finding.span for finding in found]
    for pattern in (_RESIZED, _SIZE_SAID, _SIZE_AFTER):
        for match in pattern.finditer(plain):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            if match.group().startswith(("i'm", "im ", "she", "he'", "wear")) and not (
                asked or "size" in plain or "wear" in match.group()
            ):
                continue
            found.append(_number(line, match["n"], (match.start(), match.end())))
    return sorted(found, key=lambda finding: finding.span)


def _find_measured(line: Line, asked: bool) -> list[Finding]:
    plain = line.plain
    found: list[Finding] = []
    for match in _MM.finditer(plain):
        value = _decimal(match["n"])
        around = bool(_AROUND.search(plain)) or value >= _EU[0]
        meant = asked or _INSIDE.search(plain)
        if not meant or (
            _STONE_MM.search(plain) and not re.search(r"\b(?:diameter|inside|circumference)\b", plain)
        ):
            continue
        if around:
            found.append(_measured(line, value, match.span(), us_from_circumference(value), _EU))
        else:
            found.append(_measured(line, value, match.span(), us_from_diameter(value), _DIAMETER))
    body = bool(_BODY.search(plain)) or asked
    for match in _CM.finditer(plain):
        if body:
            found.append(_length(line, "cm", match["n"], match.span(), _LENGTH_CM))
    for match in _INCHES.finditer(plain):
        if body:
            found.append(_length(line, "inches", match["n"], match.span(), _LENGTH_INCHES))
    return found


def _find_bare(line: Line, wearing: Literal["ring", "wrist", "neck"]) -> list[Finding]:
    plain = line.plain
    match = _BARE_LETTER.search(plain)
    if match and wearing == "ring" and (match["letter"] not in "ai" or len(plain.strip(" .!")) < 4):
        return [_uk(line, match["letter"], match["half"], (match.start("letter"), match.end()))]
    for match in _BARE.finditer(plain):
        span = match.span()
        if other := _OTHER.match(plain, span[1]):
            if _decimal(other[1]) != _decimal(match["n"]):
                return [Finding(line.words((span[0], other.end())), (span[0], other.end()), unclear=True)]
        if wearing != "ring":
            system: Literal["inches", "cm"] = (
                "cm" if _decimal(match["n"]) > (10 if wearing == "wrist" else 30) else "inches"
            )
            return [_length(line, system, match["n"], span, (Decimal(4), Decimal(120)))]
        return [_number(line, match["n"], span)]
    return []


def _decimal(digits: str) -> Decimal:
    return Decimal(digits.replace(",", "."))


def _number(line: Line, digits: str, span: Span) -> Finding:
    """Take a figure without a system for the one system that it fits."""
    if other := _OTHER.match(line.plain, span[1]):
        if _decimal(other[1]) != _decimal(digits):
            return Finding(line.words((span[0], other.end())), (span[0], other.end()), unclear=True)
    value = _decimal(digits)
    if _EU[0] <= value <= _EU[1]:
        return _eu(line, digits, span)
    if _US[1] < value <= _DIAMETER[1] and value % 1:
        return _measured(line, value, span, us_from_diameter(value), _DIAMETER)
    return _us(line, digits, span)


def _us(line: Line, digits: str, span: Span) -> Finding:
    value = _decimal(digits)
    words = line.words(span)
    if not _US[0] <= value <= _US[1]:
        return Finding(words, span, unclear=True)
    size = Size(system="US", value=write_decimal(value), us_equivalent=write_quarter(value), words=words)
    return Finding(size, span)


def _eu(line: Line, digits: str, span: Span) -> Finding:
    value = _decimal(digits)
    words = line.words(span)
    if not _EU[0] <= value <= _EU[1]:
        return Finding(words, span, unclear=True)
    us = write_quarter(us_from_circumference(value))
    return Finding(Size(system="EU", value=write_decimal(value), us_equivalent=us, words=words), span)


def _uk(line: Line, letter: str, half: str | None, span: Span) -> Finding:
    us = write_quarter(max(us_from_letter(letter, bool(half)), Decimal("0.25")))
    value = letter.upper() + ("½" if half else "")
    return Finding(Size(system="UK", value=value, us_equivalent=us, words=line.words(span)), span)


def _measured(
    line: Line, value: Decimal, span: Span, us: Decimal, limits: tuple[Decimal, Decimal]
) -> Finding:
    words = line.words(span)
    if not limits[0] <= value <= limits[1]:
        return Finding(words, span, unclear=True)
    size = Size(system="mm", value=write_decimal(value), us_equivalent=write_quarter(us), words=words)
    return Finding(size, span)


def _length(
    line: Line, system: Literal["inches", "cm"], digits: str, span: Span, limits: tuple[Decimal, Decimal]
) -> Finding:
    value = _decimal(digits)
    words = line.words(span)
    if not limits[0] <= value <= limits[1]:
        return Finding(words, span, unclear=True)
    return Finding(Size(system=system, value=write_decimal(value), words=words), span)
