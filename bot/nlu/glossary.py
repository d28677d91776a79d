"""Plain English for what the sentence encoder cannot read: shortened words, and Spanish word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from ruamel.yaml import YAML

from bot.atelier.readers.language import read_language
from bot.atelier.readers.speech import fold

WORDS: Final = Path(__file__).with_name("glossary.yml")

_WORD: Final = re.compile(r"[^\W\d_]+")
_ENGLISH: Final = frozenset({
    "a", "actual", "come", "con", "die", "final", "he", "mail", "me", "metal", "no", "once", "o", "pan",
    "par", "plan", "red", "se", "son", "te", "un", "video", "y",
})  # fmt: skip
"""Spanish words that are English as well: they say nothing of the language."""

_SMALL: Final = re.compile(r"(?<=[a-z]{3})([oa]s?)\Z")
"""The end of a Spanish word that can be made small: "anillito" is an "anillo"."""


@dataclass(frozen=True)
class Glosses:
    """What is looked for, the longest first, and the plain words for each."""

    pattern: re.Pattern[str]
    plain: dict[str, str]

    def replace(self, text: str) -> str:
        """Replace whatever is found in a text."""
        return self.pattern.sub(lambda found: self.plain[found[0]], text)


@cache
def load_glosses(kind: str) -> Glosses:
    """Load the glosses of a kind, "short" or "spanish"."""
    table = YAML(typ="safe").load(WORDS.read_text(encoding="utf-8"))[kind]
    plain = {said.strip(): str(words) for words, many in table.items() for said in str(many).split(",")}
    if kind == "spanish":
        small = {_SMALL.sub(r"it\1", said): words for said, words in plain.items() if _SMALL.search(said)}
        plain = {**small, **plain}
    either = "|".join(map(re.escape, sorted(plain, key=len, reverse=True)))
    return Glosses(re.compile(rf"(?<![\w'])(?:{either})(?![\w'])"), plain)


def gloss(text: str) -> str:
    """Write a message in plain English words as far as the glossary knows them."""
    plain = fold(text).replace("¿", "").replace("¡", "")
    if _is_spanish(text, plain):
        plain = load_glosses("spanish").replace(plain)
    return load_glosses("short").replace(plain)


def _is_spanish(text: str, plain: str) -> bool:
    """Whether the small words say so, or most of the words are Spanish that is not English too."""
    if (said := read_language(text)) is not None:
        return said == "es"
    words, spanish = _WORD.findall(plain), load_glosses("spanish").plain
    known = [word in spanish and word not in _ENGLISH for word in words]
    return 2 * sum(known) >= max(len(words), 3)
