"""How the trade writes what a piece is made of: stones and metals."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import partial
from typing import Final

from bot.atelier.inquiry import Language, Stone
from bot.atelier.writing.money import is_hedged
from bot.atelier.writing.phrases import write_gem, write_name, write_phrase

_TWO_METALS: Final = re.compile(r"(?P<one>.+) (?P<joint>or|and) (?P<other>.+)")
_FINE: Final = re.compile(r"(?P<karat>\d+)k (?P<metal>.+)")


def write_carat(carat: Decimal) -> str:
    """Write a weight in carats: "2 ct", "1.50 ct"."""
    if carat == carat.to_integral_value():
        return f"{carat:.0f} ct"
    places = max(2, -int(carat.as_tuple().exponent))
    return f"{carat:.{places}f} ct"


def write_stone(stone: Stone, language: Language = "en") -> str:
    """Write a stone: "oval teal sapphire, about 2 ct, to be sourced", "no emerald"."""
    say = partial(write_phrase, language, "stone")
    name = _write_stone_name(stone, language)
    if stone.refused:
        return say("refused", name=name)
    several = stone.count is not None and stone.count > 1
    parts = [say("several", count=stone.count, name=name) if several else name]
    if stone.gem is None:
        parts.append(say("unknown"))
    if stone.carat is not None:
        exact = stone.owned and not is_hedged(stone.words)
        weight = write_carat(stone.carat) if exact else say("about", weight=write_carat(stone.carat))
        parts.append(say("each", weight=weight) if several else weight)
    if stone.certificate:
        short = len(stone.certificate) < 6
        parts.append(say("certificate", name=stone.certificate) if short else stone.certificate)
    if stone.owned is not None:
        parts.append(say("owned" if stone.owned else "sourced"))
    return ", ".join(parts)


def _write_stone_name(stone: Stone, language: Language) -> str:
    gem = write_gem(language, stone.gem) if stone.gem else write_phrase(language, "stone", "unnamed")
    shape = write_name(language, "cut", stone.shape, gem) if stone.shape else ""
    color = write_name(language, "color", stone.color, gem) if stone.color else ""
    return " ".join(write_phrase(language, "stone", "name", shape=shape, color=color, gem=gem).split())


def write_metal(metal: str, language: Language = "en") -> str:
    """Write a metal, or both where there are two: "18k rose gold", "18k yellow gold or platinum"."""
    say = partial(write_phrase, language, "metal")
    if two := _TWO_METALS.fullmatch(metal):
        one, other = write_metal(two["one"], language), write_metal(two["other"], language)
        joint = "or_before_o" if two["joint"] == "or" and other.startswith("o") else two["joint"]
        return say(joint, one=one, other=other)
    if fine := _FINE.fullmatch(metal):
        return say("karat", karat=fine["karat"], metal=write_name(language, "metal", fine["metal"]))
    return write_name(language, "metal", metal)
