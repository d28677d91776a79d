"""A customer's message made ready for reading: one lower-case line, its sentences, and what was marked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from bot.atelier.model import Model
from bot.atelier.readers.numerals import Shift, spell_digits

Label = Literal["gem", "metal", "cut", "color", "piece", "kind", "own", "refuse", "band", "plain"]
Span = tuple[int, int]

_FOLD = {
    ord(letter): plain
    for letter, plain in zip(
        "‘’´`“”–—−áàäâéèëêíìïîóòöôúùüûñç\u00a0\n\t", "''''\"\"---aaaaeeeeiiiioooouuuunc . ", strict=True
    )
}
_END = re.compile(
    r"[!?;]+(?=[\s~]|\Z)|"
    r"(?<!\bapprox)(?<!\bct)(?<!\bcts)(?<!\bst)(?<!\bmrs)(?<!\bmr)(?<!\bdr)(?<!\bno)\.+(?=[\s~]|\Z)"
)
MASK = "~"


class Mention(Model):
    """A stretch of the message that the lexicon knows."""

    label: Label
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Finding:
    """A value that a reader found, where it stood, and whether it could not be right."""

    value: Any
    span: Span
    unclear: bool = False


def fold(text: str) -> str:
    """Write a text in plain lower-case letters without changing the place of any character."""
    folded = text.lower()
    if len(folded) != len(text):
        folded = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    return folded.translate(_FOLD)


@dataclass(frozen=True, slots=True)
class Line:
    """The message in lower case with its numbers in digits; offsets lead back to the customer's words."""

    text: str
    plain: str
    mentions: tuple[Mention, ...] = ()
    shift: Shift = field(default_factory=Shift)

    @classmethod
    def of(cls, text: str, mentions: Iterable[Mention] = ()) -> Line:
        """Make a message ready; the mentions' places follow the rewritten numbers."""
        plain, shift = spell_digits(fold(text))
        moved = tuple(mentions)
        if shift.pieces:
            moved = tuple(
                mention.model_copy(
                    update={
                        "start": shift.to_rewritten(mention.start),
                        "end": shift.to_rewritten(mention.end),
                    }
                )
                for mention in moved
            )
        return cls(text, plain, moved, shift)

    def words(self, span: Span) -> str:
        """Quote the customer's own words at a place."""
        start = self.shift.to_original(span[0])
        end = self.shift.to_original(span[1], end=True)
        return " ".join(self.text[start:end].split())

    def without(self, spans: Iterable[Span]) -> Line:
        """Blank out what has been read already, so that no number is read twice."""
        plain = self.plain
        gone = list(spans)
        for start, end in gone:
            plain = plain[:start] + MASK * (end - start) + plain[end:]
        kept = tuple(m for m in self.mentions if not any(s < m.end and m.start < e for s, e in gone))
        return replace(self, plain=plain, mentions=kept)

    def sentences(self) -> list[Span]:
        """Split the line into sentences."""
        spans, at = [], 0
        for end in [*(match.end() for match in _END.finditer(self.plain)), len(self.plain)]:
            if self.plain[at:end].strip(" .!?;"):
                spans.append((at, end))
            at = end
        return spans

    def marked(self, *labels: Label) -> list[Mention]:
        """List what the lexicon marked with one of the labels, in the order of the text."""
        return [mention for mention in self.mentions if mention.label in labels]
