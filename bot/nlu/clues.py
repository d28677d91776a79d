"""What a message gives away by its words and its look, beside its meaning."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_LOOKS = (
    ("mail", re.compile(r"\S+@\S+\.\w+")),
    ("link", re.compile(r"https?://\S+|www\.\S+")),
    ("money", re.compile(r"[$£€]\s?\d|\d\s?(?:k|grand|usd|dollars?|euros?|pesos|pounds|mil)\b")),
    ("phone", re.compile(r"\+?\d[\d\s().-]{7,}\d")),
    ("date", re.compile(r"\b\d{1,2}[/.]\d{1,2}\b|\b(?:19|20)\d\d\b")),
    ("asks", re.compile(r"\?")),
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_WORD = re.compile(r"[^\W\d_]+|#|[?!]|[^\w\s]")
_NAME = re.compile(r"[A-Z][a-z'’-]+(?: [A-Z][a-z'’-]+){1,2}")
_STARTS = 2
_PIECE = 4
"""Letters of a piece of a word: "soldered" shares some with "solder", and "waranty" with "warranty"."""


def read_clues(text: str, plain: str, labels: Iterable[str] = ()) -> Iterator[str]:
    """Yield the clues of a message: how it looks and begins, its words, pieces of them, the lexicon's labels.

    `plain` is the message as the glossary writes it.
    """
    lower = text.lower()
    for look, pattern in _LOOKS:
        if pattern.search(lower):
            yield f"<{look}>"
    if _NAME.fullmatch(text.strip()):
        yield "<name>"
    words = _WORD.findall(_NUMBER.sub("#", plain))
    yield f"<{min(len(words), 12) // 2}>"
    for word in words[:_STARTS]:
        yield f"^{word}"
    yield from words
    for word in words:
        whole = f"<{word}>"
        if len(word) >= _PIECE and word.isalpha():
            yield from (f"~{whole[at : at + _PIECE]}" for at in range(len(whole) - _PIECE + 1))
    yield from (f"<{label}>" for label in sorted(set(labels)))
