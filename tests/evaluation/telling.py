"""The evaluation messages: what a customer wrote, and what it should and should not yield."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

FOLDER = Path(__file__).with_name("messages")
TODAY = date(2026, 11, 21)
"""The day of a message that names none: a Saturday."""


COLLECTIONS = ("first", "second", "third", "fourth")
"""The sets of messages, in the order in which they were written."""


@dataclass(frozen=True)
class Telling:
    """One message with the facts that it holds."""

    text: str
    asked: str | None
    today: date
    yields: dict[str, Any]
    """By slot, the keys that must be there; an empty mapping asks only that the slot is set."""
    unset: tuple[str, ...]
    """Slots that the message must not set."""
    file: str
    line: int

    @property
    def collection(self) -> str:
        """The set that the message belongs to: each one was written after what the one before it showed."""
        return name_collection(self.file)


def name_collection(file: str) -> str:
    """Name the set of a file: "second_budget.yml" is of the second, and "budget.yml" of the first."""
    prefix = file.partition("_")[0]
    return prefix if prefix in COLLECTIONS else COLLECTIONS[0]


def load_tellings(folder: Path = FOLDER) -> list[Telling]:
    """Load every message; raises KeyError or ValueError where an entry lacks its text or its question."""
    return [telling for path in sorted(folder.glob("*.yml")) for telling in _load_file(path)]


def _load_file(path: Path) -> Iterator[Telling]:
    written = YAML(typ="rt").load(path)["messages"]
    for position, entry in enumerate(YAML(typ="safe").load(path)["messages"]):
        if unknown := set(entry) - {"text", "asked", "today", "yields", "not"}:
            raise ValueError(f"{path.name}: {entry['text']!r} has no use for {sorted(unknown)}")
        yield Telling(
            text=entry["text"],
            asked=entry["asked"],
            today=entry.get("today", TODAY),
            yields=entry.get("yields", {}),
            unset=tuple(entry.get("not", ())),
            file=path.name,
            line=written[position].lc.line + 1,
        )
