"""The systems that ring sizes come in, and what each is in US sizes.

US and UK sizes follow their linear definitions (US: inside diameter 11.63 mm at size 0, 0.8128 mm a size;
UK, BS 6820: inside circumference 37.5 mm at A, 1.25 mm a letter); European sizes (ISO 8653) are the inside
circumference in millimeters; Japanese sizes (JCS) are inside diameters, 13 mm
at size 1 and a third of a millimeter a size.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from bot.atelier.inquiry import Size
from bot.atelier.readers.numerals import write_decimal
from bot.atelier.readers.speech import Finding, Line, Span

System = Literal["US", "UK", "EU", "mm", "cm", "inches"]
_PI = Decimal("3.14159265")
US = (Decimal("0.5"), Decimal(16))
"""US sizes that a finger may have."""
EU = (Decimal(38), Decimal(76))
"""Inside circumferences that a finger may have, in millimeters."""
DIAMETERS = (Decimal("12.5"), Decimal(25))
"""Inside diameters that a finger may have, in millimeters."""
WRISTS = Decimal(130)
"""Millimeters from which a length is no longer of a finger."""
_MILLIMETERS = {"mm": Decimal(1), "cm": Decimal(10), "inches": Decimal("25.4")}
Length = Literal["cm", "inches"]
Wearing = Literal["ring", "wrist", "neck"]
_LENGTHS: dict[tuple[Wearing, str], tuple[Decimal, Decimal]] = {
    ("ring", "mm"): (WRISTS, Decimal(1200)),
    ("ring", "cm"): (Decimal(10), Decimal(120)),
    ("ring", "inches"): (Decimal(4), Decimal(48)),
    ("wrist", "mm"): (Decimal(130), Decimal(250)),
    ("wrist", "cm"): (Decimal(13), Decimal(25)),
    ("wrist", "inches"): (Decimal(5), Decimal(10)),
    ("neck", "mm"): (Decimal(300), Decimal(900)),
    ("neck", "cm"): (Decimal(30), Decimal(90)),
    ("neck", "inches"): (Decimal(12), Decimal(36)),
}
"""Lengths that a wrist or a neck may have; the widest where the piece is not known."""


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


def read_decimal(digits: str) -> Decimal:
    """Read a figure with a decimal point or comma."""
    return Decimal(digits.replace(",", "."))


def us_size(line: Line, digits: str, span: Span) -> Finding:
    """Take a figure for a US size; unclear where no finger has it."""
    value = read_decimal(digits)
    return _sized(line, "US", write_decimal(value), span, value if US[0] <= value <= US[1] else None)


def eu_size(line: Line, digits: str, span: Span) -> Finding:
    """Take a figure for a European size; unclear where no finger has it."""
    value = read_decimal(digits)
    us = us_from_circumference(value) if EU[0] <= value <= EU[1] else None
    return _sized(line, "EU", write_decimal(value), span, us)


def uk_size(line: Line, letter: str, half: str | None, span: Span) -> Finding:
    """Take a letter for a UK size."""
    value = letter.upper() + ("½" if half else "")
    return _sized(line, "UK", value, span, max(us_from_letter(letter, bool(half)), Decimal("0.25")))


def inside_size(
    line: Line, digits: str, span: Span, *, around: bool, system: Literal["mm", "cm", "inches"] = "mm"
) -> Finding:
    """Take a length for an inside circumference or else an inside diameter."""
    value = read_decimal(digits)
    across = value * _MILLIMETERS[system]
    limits = EU if around else DIAMETERS
    us = us_from_circumference(across) if around else us_from_diameter(across)
    return _sized(line, system, write_decimal(value), span, us if limits[0] <= across <= limits[1] else None)


def japanese_size(line: Line, digits: str, span: Span) -> Finding:
    """Take a figure for a Japanese size, which is kept as the inside diameter that it stands for."""
    across = (Decimal(13) + (read_decimal(digits) - 1) / 3).quantize(Decimal("0.01"))
    us = us_from_diameter(across) if DIAMETERS[0] <= across <= DIAMETERS[1] else None
    return _sized(line, "mm", write_decimal(across), span, us)


def fits_body(digits: str, system: Length, wearing: Wearing) -> bool:
    """Decide whether a length can only be that of the known wrist or neck."""
    least, most = _LENGTHS[wearing, system]
    return wearing != "ring" and least <= read_decimal(digits) <= most


def body_length(
    line: Line, system: Literal["inches", "cm", "mm"], digits: str, span: Span, wearing: Wearing
) -> Finding:
    """Take a figure for a wrist or neck length; unclear where nobody has it."""
    value, words = read_decimal(digits), line.words(span)
    least, most = _LENGTHS[wearing, system]
    if not least <= value <= most:
        return Finding(words, span, unclear=True)
    return Finding(Size(system=system, value=write_decimal(value), words=words), span)


def _sized(line: Line, system: System, value: str, span: Span, us: Decimal | None) -> Finding:
    words = line.words(span)
    if us is None:
        return Finding(words, span, unclear=True)
    return Finding(Size(system=system, value=value, us_equivalent=write_quarter(us), words=words), span)
