"""A text message as carriers count it: its alphabet, its segments, and where a long one is parted."""

from __future__ import annotations

import re
from typing import Final

GSM: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
"""GSM 03.38: what a message may hold and still count seven bits a character."""
GSM_TWICE: Final = frozenset("^{}\\[~]|€\f")
"""Characters of its extension, which count twice."""
_PLAIN: Final = str.maketrans(
    {
        "‘": "'", "’": "'", "‚": "'", "‛": "'", "′": "'", "“": '"', "”": '"', "„": '"', "″": '"',
        "«": '"', "»": '"',
        "–": "-", "—": "-", "‑": "-", "−": "-", "•": "-", "·": "-", "…": "...", "×": "x",
        "½": " 1/2", "¼": " 1/4", "¾": " 3/4", "\N{NO-BREAK SPACE}": " ", "\N{NARROW NO-BREAK SPACE}": " ",
        "\N{THIN SPACE}": " ", "\t": " ", "\N{FULLWIDTH SOLIDUS}": "/",
    }
)  # fmt: skip
_SENTENCE: Final = re.compile(r"(?<=[.!?…])\s+|\n+")
_WORD: Final = re.compile(r"\s+")


def write_plainly(text: str) -> str:
    """Write typographers' punctuation as a telephone has it: one curly quote doubles a message's price.

    Letters stay as they are: an accent belongs to its word.
    """
    return re.sub(r" {2,}", " ", text.translate(_PLAIN))


def count_units(text: str) -> int:
    """Count a text in UTF-16 units, as its length is limited."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def count_segments(text: str) -> int:
    """Count the segments that a text is sent and charged in."""
    if set(text) <= GSM | GSM_TWICE:
        length = len(text) + sum(character in GSM_TWICE for character in text)
        whole, part = 160, 153
    else:
        length, whole, part = count_units(text), 70, 67
    return 1 if length <= whole else -(-length // part)


def split_text(text: str, limit: int) -> tuple[str, ...]:
    """Part a text that is too long, between sentences where it can be, else between words."""
    if count_units(text) <= limit:
        return (text,)
    for breaks in (_SENTENCE, _WORD):
        cuts = [match.end() for match in breaks.finditer(text) if count_units(text[: match.start()]) <= limit]
        if cuts and text[: cuts[-1]].strip():
            return (text[: cuts[-1]].rstrip(), *split_text(text[cuts[-1] :].lstrip(), limit))
    head = text[: limit // 2]
    return (head, *split_text(text[len(head) :], limit))
