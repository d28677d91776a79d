"""The evaluation dialogues: how a customer opens and answers, and the brief that should come of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.atelier.decision import Decision
from bot.atelier.inquiry import Inquiry
from bot.atelier.readers.reading import ASKED

FOLDER = Path(__file__).with_name("dialogues")
SPARE = 2
"""Questions beyond the facts that were still open, which a good salesperson may need."""

HOUSE = "josefina_bailleres"
KEYS = {"tells", "opens", "answers", "digressions", "afterwards", "brief", "replies", "house"}
BRIEF_KEYS = {"inquiry", "decision", "mentions"}
INQUIRY_KEYS = {field.alias or name for name, field in Inquiry.model_fields.items()}


@dataclass(frozen=True)
class Dialogue:
    """One customer with a wish: what they say when, and what must come of it."""

    tells: str
    opens: tuple[str, ...]
    """What they say before they are asked anything; mostly one message."""
    answers: Mapping[str, tuple[str, ...]]
    """By slot, what they say one after another while that slot stays asked."""
    digressions: int
    """How many of these messages need no new answer, so that the same question may come again."""
    afterwards: tuple[str, ...]
    """What they say after the inquiry was sent."""
    inquiry: Mapping[str, Any]
    """By slot, the keys that the brief must hold; None where it must hold nothing."""
    decision: Mapping[str, Any]
    mentions: tuple[str, ...]
    """Words that must stand in the letter."""
    replies: tuple[str, ...]
    """Words that must occur in some reply."""
    house: str
    file: str
    line: int

    @property
    def bound(self) -> int:
        """The most questions that may be asked."""
        return len(self.answers) + SPARE

    @property
    def messages(self) -> tuple[str, ...]:
        """Everything that the customer may say."""
        said = (text for answer in self.answers.values() for text in answer)
        return (*self.opens, *said, *self.afterwards)


def load_dialogues(folder: Path = FOLDER) -> list[Dialogue]:
    """Load every dialogue; raises KeyError where an entry lacks a part, ValueError where one is unknown."""
    return [dialogue for path in sorted(folder.glob("*.yml")) for dialogue in _load_file(path)]


def _load_file(path: Path) -> Iterator[Dialogue]:
    written = YAML(typ="rt").load(path)["dialogues"]
    for position, entry in enumerate(YAML(typ="safe").load(path)["dialogues"]):
        yield _read_entry(entry, path.name, written[position].lc.line + 1)


def _read_entry(entry: Mapping[str, Any], file: str, line: int) -> Dialogue:
    brief = entry["brief"]
    dialogue = Dialogue(
        tells=entry["tells"],
        opens=_read_messages(entry["opens"]),
        answers={slot: _read_messages(said) for slot, said in (entry.get("answers") or {}).items()},
        digressions=entry.get("digressions", 0),
        afterwards=_read_messages(entry.get("afterwards", [])),
        inquiry=brief.get("inquiry") or {},
        decision=brief.get("decision") or {},
        mentions=_read_messages(brief.get("mentions", [])),
        replies=_read_messages(entry.get("replies", [])),
        house=entry.get("house", HOUSE),
        file=file,
        line=line,
    )
    unknown = (
        (set(entry) - KEYS)
        | (set(brief) - BRIEF_KEYS)
        | (set(dialogue.answers) - set(ASKED))
        | (set(dialogue.inquiry) - INQUIRY_KEYS)
        | (set(dialogue.decision) - set(Decision.model_fields))
    )
    if unknown:
        raise ValueError(f"{file}:{line}: {dialogue.tells!r} has no use for {sorted(unknown)}")
    return dialogue


def _read_messages(written: object) -> tuple[str, ...]:
    return tuple(map(str, written if isinstance(written, list) else [written]))
