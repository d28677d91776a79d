"""Text made safe to store, to show and to mail: what no reader can see is taken out."""

from __future__ import annotations

import re
from typing import Any

INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 and C1 controls but tab and line feed
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # marks that reorder what is read
    "\ud800-\udfff"  # halves of characters, which no encoding can carry
    "\ufeff\ufff9-\ufffb]"
)
BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")


def write_legibly(text: str) -> str:
    """Take out controls, bidirectional overrides and lone surrogates; line breaks become line feeds."""
    return INVISIBLE.sub("", BREAKS.sub("\n", text))


def write_line(text: str) -> str:
    """Write text legibly on one line, with single spaces."""
    return " ".join(write_legibly(text).split())


def write_values(value: Any) -> Any:
    """Write every text within JSON values legibly, keys included."""
    if isinstance(value, dict):
        return {write_line(key): write_values(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [write_values(inner) for inner in value]
    return write_legibly(value) if isinstance(value, str) else value
