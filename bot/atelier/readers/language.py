"""Which language a message is written in, told by the small words that no name and no gem is made of."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from ruamel.yaml import YAML

from bot.atelier.inquiry import Language
from bot.atelier.readers.speech import fold

WORDS: Final = Path(__file__).with_name("languages.yml")

_SHORT: Final = 3
"""Words up to which a single certain one is Spanish enough; English, which needs no telling, takes two."""
_NOT_PROSE: Final = re.compile(r"\S+@\S+|https?://\S+|www\.\S+")
_WORD: Final = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")


class Words(NamedTuple):
    """The small words of one language."""

    certain: frozenset[str]
    shared: frozenset[str]
    nouns: frozenset[str]


@cache
def load_words() -> dict[Language, Words]:
    """Load the words by which each language is told."""
    table = YAML(typ="safe").load(WORDS.read_text(encoding="utf-8"))
    return {
        language: Words(*(frozenset(kinds[kind].split()) for kind in Words._fields))
        for language, kinds in table.items()
    }


def read_language(text: str) -> Language | None:
    """Say which language a message is written in; None where bare facts, names or courtesies leave it open.

    Where both are mixed the language with more of the small words wins; foreign nouns among them count for
    nothing.
    """
    line = _NOT_PROSE.sub(" ", fold(text))
    words = _WORD.findall(line)
    spanish, english = _weigh(words, "es"), _weigh(words, "en")
    if "¿" in line or "¡" in line:
        spanish += 2
    if max(spanish, english) == 0:
        return "es" if load_words()["es"].nouns.intersection(words) else None
    if spanish > english:
        return "es" if spanish > 1 or len(words) <= _SHORT else None
    return "en" if english > max(spanish, 1) else None


def _weigh(words: list[str], language: Language) -> int:
    """Count the small words of a language; none where nothing among the words is certain."""
    known = load_words()[language]
    certain = sum(word in known.certain for word in words)
    if not certain and not known.nouns.intersection(words):
        return 0
    return certain + sum(word in known.shared for word in words)
