"""What the trade knows of each gem: its names, and how hard it is."""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

from bot.atelier.model import Model

TABLE = Path(__file__).with_name("gemstones.yml")

GEMSTONES: tuple[Gemstone, ...]
"""Every gem of the table, loaded when first asked for."""


class Gemstone(Model):
    """One gem as the trade names it: a species, or a variety that goes by its own name."""

    species: str
    """English, lower case: the name that inquiries and packs use."""
    hardness: tuple[Decimal, Decimal]
    """Lowest and highest published hardness on the Mohs scale."""
    synonyms: tuple[str, ...] = ()
    misspellings: tuple[str, ...] = ()
    spanish: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every way the gem is written, its own name first."""
        return (self.species, *self.synonyms, *self.misspellings, *self.spanish)


def find_gemstone(name: str) -> Gemstone | None:
    """Find a gem by any of its names, in the singular or plural, whatever the case and accents."""
    index = _index()
    key = _fold(name)
    singulars = (key, key.removesuffix("s"), key.removesuffix("es"), f"{key.removesuffix('ies')}y")
    return next((index[form] for form in singulars if form in index), None)


def __getattr__(name: str) -> tuple[Gemstone, ...]:
    if name == "GEMSTONES":
        return _load_gemstones()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


@cache
def _load_gemstones() -> tuple[Gemstone, ...]:
    entries = YAML(typ="safe").load(TABLE.read_text(encoding="utf-8"))
    return tuple(
        Gemstone.model_validate({**entry, "hardness": [str(figure) for figure in entry["hardness"]]})
        for entry in entries
    )


@cache
def _index() -> dict[str, Gemstone]:
    return {_fold(name): gem for gem in _load_gemstones() for name in gem.names}


def _fold(name: str) -> str:
    bare = "".join(mark for mark in unicodedata.normalize("NFKD", name) if not unicodedata.combining(mark))
    return " ".join(bare.casefold().replace("’", "'").replace("-", " ").split())
