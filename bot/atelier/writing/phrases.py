"""The words of each language for one and the same thing: phrases with parts to fill in, and names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, Final

from ruamel.yaml import YAML

from bot.atelier.gemstones import find_gemstone
from bot.atelier.inquiry import Language

TABLE = Path(__file__).with_name("phrases.yml")

_BEGINS_WITH_I: Final = re.compile(r"[ií]|hi(?!e)", re.IGNORECASE)
"""Before this sound Spanish says "e" for "y"."""


@cache
def load_phrases() -> dict[Language, dict[str, Any]]:
    """Load the table of phrases, by language."""
    table: dict[Language, dict[str, Any]] = YAML(typ="safe").load(TABLE.read_text(encoding="utf-8"))
    return table


def write_phrase(language: Language, group: str, key: str, **parts: object) -> str:
    """Write a phrase of a language with its parts filled in."""
    phrase: str = load_phrases()[language][group][key]
    return phrase.format(**parts)


def has_phrase(language: Language, group: str, key: str) -> bool:
    """Whether a language words a key of a group in its own way."""
    return key in load_phrases()[language][group]


def write_name(language: Language, kind: str, key: str, beside: str = "") -> str:
    """Write what the form knows by a key ("rose gold", "wedding_band"), agreeing with a noun beside it."""
    name: str | None = load_phrases()[language]["names"][kind].get(key)
    if name is None:
        return key.replace("_", " ")
    masculine, _, feminine = name.partition("/")
    return feminine if feminine and beside.split(" ")[0].endswith("a") else masculine


def write_gem(language: Language, gem: str) -> str:
    """Write a gem as the customers of a language call it."""
    stone = find_gemstone(gem) if language == "es" else None
    if stone and stone.spanish and gem not in load_phrases()[language]["names"]["gem"]:
        return stone.spanish[0]
    return write_name(language, "gem", gem)


def write_list(parts: Iterable[str], language: Language = "en") -> str:
    """Join parts as a sentence does: "a", "a and b", "a, b, and c"."""
    *first, last = list(parts) or [""]
    if not first:
        return last
    key = f"{'pair' if len(first) == 1 else 'more'}{'_before_i' if _BEGINS_WITH_I.match(last) else ''}"
    return write_phrase(language, "list", key, first=", ".join(first), last=last)


def write_quote(words: str) -> str:
    """Write the customer's own words in quotation marks; nothing where there are none."""
    return f"“{words.strip()}”" if words.strip() else ""
