"""How the trade writes a ring size, or a wrist's or neck's length."""

from __future__ import annotations

import re
from decimal import Decimal

from bot.atelier.inquiry import Language, Size
from bot.atelier.writing.phrases import write_name, write_phrase

FRACTIONS = {Decimal(0): "", Decimal("0.25"): "¼", Decimal("0.5"): "½", Decimal("0.75"): "¾"}


def write_fraction(value: str) -> str:
    """Write quarters as the trade does: "6.5" as "6½", "6.25" as "6¼"; other values stay as they are."""
    if not re.fullmatch(r"\d+\.\d+", value):
        return value
    whole, _, part = value.partition(".")
    fraction = FRACTIONS.get(Decimal(f"0.{part}"))
    if fraction is None:
        return value
    return fraction if int(whole) == 0 and fraction else f"{whole}{fraction}"


def write_size(size: Size, language: Language = "en") -> str:
    """Write a size in the system it was given in: "US 6½", "UK M½ (about US 6½)", "7 inches"."""
    if size.system in {"mm", "inches", "cm"}:
        said = f"{size.value} {write_name(language, 'unit', size.system)}"
    else:
        value = write_fraction(size.value) if size.system in {"US", "UK"} else size.value
        said = f"{size.system} {value}"
    if size.us_equivalent and size.system != "US":
        return write_phrase(language, "size", "about_us", said=said, us=write_fraction(size.us_equivalent))
    return said
