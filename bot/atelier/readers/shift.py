"""Texts rewritten piece by piece, with the way back to what was written."""

from __future__ import annotations

import re
from collections.abc import Callable


class Shift:
    """Where a rewritten text departs from the original: (start, end, original start, original end)."""

    __slots__ = ("pieces",)

    def __init__(self) -> None:
        self.pieces: list[tuple[int, int, int, int]] = []

    def to_original(self, offset: int, *, end: bool = False) -> int:
        """Find the place in the original of a place in the rewritten text."""
        delta = 0
        for start, stop, original_start, original_stop in self.pieces:
            if offset < start or (offset == start and end):
                break
            if offset < stop:
                return original_stop if end else original_start
            delta = original_stop - stop
        return offset + delta

    def to_rewritten(self, offset: int) -> int:
        """Find the place in the rewritten text of a place in the original."""
        delta = 0
        for start, stop, original_start, original_stop in self.pieces:
            if offset <= original_start:
                break
            if offset < original_stop:
                return start
            delta = stop - original_stop
        return offset + delta


def rewrite(text: str, pattern: re.Pattern[str], write: Callable[[re.Match[str]], str], shift: Shift) -> str:
    """Replace what a pattern finds, and note in the shift where the text departs from the original."""
    parts: list[str] = []
    fresh: list[tuple[int, int, int, int]] = []
    at = length = 0
    for match in pattern.finditer(text):
        new = write(match)
        parts.append(text[at : match.start()])
        length += match.start() - at
        fresh.append((length, length + len(new), match.start(), match.end()))
        parts.append(new)
        length += len(new)
        at = match.end()
    if not fresh:
        return text
    _compose(shift, fresh)
    return "".join(parts) + text[at:]


def _compose(shift: Shift, fresh: list[tuple[int, int, int, int]]) -> None:
    """Let the pieces of a second rewriting speak of the first original."""
    pieces = [
        (start, stop, shift.to_original(old_start), shift.to_original(old_stop, end=True))
        for start, stop, old_start, old_stop in fresh
    ]
    covered = [(old_start, old_stop) for _, _, old_start, old_stop in fresh]
    for start, stop, original_start, original_stop in shift.pieces:
        if any(old_start <= start and stop <= old_stop for old_start, old_stop in covered):
            continue
        delta = sum(
            (new_stop - new_start) - (old_stop - old_start)
            for new_start, new_stop, old_start, old_stop in fresh
            if old_stop <= start
        )
        pieces.append((start + delta, stop + delta, original_start, original_stop))
    shift.pieces = sorted(pieces)
