"""The words of the trade, marked in a message by spaCy."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from spacy.matcher import PhraseMatcher
from spacy.matcher.levenshtein import levenshtein  # type: ignore[import-not-found]
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
from spacy.tokens import Doc
from spacy.vocab import Vocab

from bot.atelier import gemstones, readers
from bot.atelier.readers.speech import Label, Mention, fold

WORDS = Path(str(readers.__file__)).with_name("lexicon.yml")

_NOT_GEMS = frozenset({"brilliant", "brillante", "roby", "spinal stone", "jet", "shell", "coral color"})
"""Names in the gem table that are mostly other words in a customer's mouth."""

_JOINED = str.maketrans("-/&", "   ")
_FUZZY_LABELS = frozenset({"gem", "metal", "piece", "cut"})
_REAL_WORDS = frozenset({
    "argollita", "argollitas", "bracket", "brackets", "crystals", "cushions", "diamondback", "earning",
    "earnings", "engagements",
    "marquee", "marquees", "neckline", "necklines", "pending", "platform", "princes", "princesses",
    "rectangles", "tournament", "trillions", "graduates", "graduated",
})  # fmt: skip
"""Words that are no misspelling of a trade word, near as they are to one."""


Tables = dict[Label, dict[str, list[str]]]
"""By label and value, the names that stand for it."""


class Lexicon:
    """Marks gems, metals, cuts, colors, pieces and the like, in English and Spanish, misspelled or not."""

    def __init__(self, tables: Tables | None = None) -> None:
        self.vocab = Vocab()
        self._tokenizer = Tokenizer(
            self.vocab,
            prefix_search=re.compile(r"^[^\w\s]").search,
            suffix_search=re.compile(r"(?:'s|'|[^\w\s'])$").search,
            infix_finditer=re.compile(r"(?<=\w)[^\w\s'](?=\w)").finditer,
        )
        self._matcher = PhraseMatcher(self.vocab, attr="ORTH")
        self._values: dict[str, tuple[Label, str]] = {}
        self._fuzzy: dict[str, tuple[tuple[str, str], ...]] = {}
        self._known: set[str] = set()
        self._fill(_load_tables() if tables is None else tables)
        self._near = lru_cache(maxsize=4096)(self._find_near)

    def _fill(self, tables: Tables) -> None:
        long: dict[str, list[tuple[str, str]]] = {}
        for label, values in tables.items():
            for value, names in values.items():
                key = f"{label}:{value}"
                self._values[key] = (label, value)
                forms = {form for name in names for form in _forms(_prepare(name), label)}
                self._matcher.add(key, [self._split(form) for form in sorted(forms)])
                self._known.update(word for form in forms for word in form.split())
                if label in _FUZZY_LABELS:
                    for form in forms:
                        if len(form) >= 7 and " " not in form:
                            long.setdefault(form[0], []).append((form, key))
        self._fuzzy = {letter: tuple(forms) for letter, forms in long.items()}

    def _split(self, form: str) -> Doc:
        if form.replace(" ", "").isalpha():
            return Doc(self.vocab, words=form.split())
        doc: Doc = self._tokenizer(form)
        return doc

    def _find_near(self, word: str) -> str | None:
        """Find the entry that a misspelled long word stands for: one slip, or two in nine letters or more."""
        if word in self._known or word in _REAL_WORDS:
            return None
        slips = 1 if len(word) < 9 else 2
        best: tuple[int, str] | None = None
        for form, key in self._fuzzy.get(word[0], ()):
            if abs(len(form) - len(word)) > slips:
                continue
            distance = levenshtein(form, word, slips)
            if distance <= slips and (best is None or distance < best[0]):
                best = (distance, key)
        return best[1] if best else None

    def mark(self, text: str) -> tuple[Mention, ...]:
        """Mark what is known in a message; of overlapping marks of a kind the longest stays."""
        doc = self._tokenizer(_prepare(text))
        found = [
            (*self._values[self.vocab.strings[key]], start, end) for key, start, end in self._matcher(doc)
        ]
        for token in doc:
            if len(token.text) >= 7 and token.text.isalpha() and (near := self._near(token.text)):
                found.append((*self._values[near], token.i, token.i + 1))
        return tuple(_mention(doc, mark) for mark in _settle(doc, found))


def _prepare(text: str) -> str:
    """Fold a text and open its joined words without moving any character."""
    return fold(text).translate(_JOINED)


def _forms(name: str, label: str) -> list[str]:
    """List a name with the plurals of its last word, and without its apostrophe."""
    name = " ".join(name.split())
    forms = [name]
    if label in ("gem", "piece", "cut", "band", "metal") and not name.endswith("s"):
        forms.append(name[:-1] + "ies" if name.endswith("y") else name + "s")
        if name.endswith(("s", "x", "z", "ch", "sh", "l", "n", "r")):
            forms.append(name + "es")
    if " de " in name:
        first, rest = name.split(" ", 1)
        forms.append(f"{first}s {rest}")
    return forms + [form.replace("'", "") for form in forms if "'" in form]


_Mark = tuple[Label, str, int, int]


def _settle(doc: Doc, found: list[_Mark]) -> list[_Mark]:
    """Let the longest mark of each stretch stand; a color inside a gem's name stays beside it."""
    found.sort(key=lambda mark: (mark[2] - mark[3], mark[2]))
    kept: list[_Mark] = []
    for mark in found:
        if all(_agree(doc, mark, other) for other in kept if mark[2] < other[3] and other[2] < mark[3]):
            kept.append(mark)
    return sorted(kept, key=lambda mark: (mark[2], -mark[3], mark[0]))


def _agree(doc: Doc, mark: _Mark, longer: _Mark) -> bool:
    """Whether two overlapping marks may both stand."""
    label, outer = mark[0], longer[0]
    if label == outer:
        return False
    if label == "color" and outer == "gem":
        return (
            mark[3] - mark[2] < longer[3] - longer[2]
            and doc[longer[2] : longer[3]].text.rstrip("s") != longer[1]
        )
    if label == "color":
        return outer not in ("metal", "cut", "color")
    if label in ("gem", "metal", "cut"):
        return outer not in ("gem", "metal", "cut", "color", "plain")
    return label != "kind" or outer != "piece"


def _mention(doc: Doc, mark: _Mark) -> Mention:
    label, value, start, end = mark
    last: Any = doc[end - 1]
    return Mention(label=label, value=value, start=doc[start].idx, end=last.idx + len(last))


def _load_tables() -> Tables:
    words: Tables = YAML(typ="safe").load(WORDS.read_text(encoding="utf-8"))
    gems = {gem.species: [name for name in gem.names if name not in _NOT_GEMS] for gem in gemstones.GEMSTONES}
    for species, names in words.pop("gem").items():
        gems[species] += names
    return {"gem": gems, **words}


@cache
def load_lexicon() -> Lexicon:
    """Load the shipped lexicon, once in a process."""
    return Lexicon()
