"""The evaluation messages are well formed, and nobody has trained or built on them."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.atelier.inquiry import PieceType, ProjectKind
from bot.atelier.readers.reading import ASKED
from tests.evaluation.telling import FOLDER, Telling, load_tellings

ROOT = Path(__file__).parents[2]
TELLINGS = load_tellings()

KEYS = {
    "budget": {"min", "max", "currency", "unlimited"},
    "ring_size": {"system", "value", "us_equivalent"},
    "timing": {"by", "from", "flexible", "weeks"},
    "stones": {"gem", "owned", "carat", "shape", "color"},
}
PLAIN = {"metal", "name", "email", "phone", "piece_type", "project_kind", "declined"}
CHOICES: dict[str, set[str] | set[bool]] = {
    "piece_type": {piece.value for piece in PieceType},
    "project_kind": {kind.value for kind in ProjectKind},
    "declined": {True},
}


def normalize(text: str) -> str:
    """Leave the bare words: two messages that differ in capitals and points are the same message."""
    return " ".join(re.findall(r"\w+", text.casefold()))


@cache
def list_training() -> dict[str, str]:
    """List every example that the model is trained on, with its file."""
    examples = {}
    for path in sorted((ROOT / "data" / "nlu").glob("*.yml")):
        for text in _walk(YAML(typ="safe").load(path)):
            for line in text.splitlines():
                bare = re.sub(r"\[([^\]]+)\](\([^)]*\)|\{[^}]*\})", r"\1", line.removeprefix("- "))
                examples[normalize(bare)] = path.name
    return examples


def _walk(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _walk(item)


@cache
def list_tables() -> dict[str, str]:
    """List the messages in the tables of the readers' own tests: each row's first text, with its file."""
    rows = {}
    for path in sorted([*(ROOT / "tests" / "atelier").glob("*.py"), *(ROOT / "tests" / "nlu").glob("*.py")]):
        for table in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for row in table.elts if isinstance(table, ast.List) else ():
                first = row.elts[0] if isinstance(row, ast.Tuple) and row.elts else row
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    rows[normalize(first.value)] = path.name
    return rows


def place(telling: Telling) -> str:
    """Say where a message stands."""
    return f"{telling.file}:{telling.line}"


def test_there_are_messages_enough_to_say_something() -> None:
    assert len(TELLINGS) >= 620
    assert all(count >= 50 for count in Counter(telling.file for telling in TELLINGS).values())


def test_training_and_tables_are_found_at_all() -> None:
    assert len(list_training()) > 500
    assert len(list_tables()) > 300


def test_no_message_is_trained_on() -> None:
    trained = list_training()
    shared = {
        place(telling): trained[words]
        for telling in TELLINGS
        if (words := normalize(telling.text)) and words in trained
    }
    assert not shared, "reword the training example, or take the message out of the evaluation"


def test_no_message_stands_in_the_tables_of_the_readers_tests() -> None:
    """A single word, such as the name of a gem, is nobody's own."""
    tables = list_tables()
    shared = {
        place(telling): tables[words]
        for telling in TELLINGS
        if " " in (words := normalize(telling.text)) and words in tables
    }
    assert not shared, "choose another example for the table"


@pytest.mark.parametrize("telling", TELLINGS, ids=place)
def test_a_message_is_well_formed(telling: Telling) -> None:
    assert telling.text.strip()
    assert telling.asked is None or telling.asked in ASKED
    assert telling.yields or telling.unset, "says nothing"
    assert not set(telling.yields) & set(telling.unset)
    assert set(telling.unset) <= set(ASKED)
    for slot, value in telling.yields.items():
        assert slot in PLAIN | set(KEYS)
        for item in value if slot == "stones" else [value] if slot in KEYS else []:
            assert set(item) <= KEYS[slot]
        assert slot not in CHOICES or value in CHOICES[slot]


def test_no_message_is_counted_twice() -> None:
    counts = Counter((telling.text.casefold(), telling.asked, telling.today) for telling in TELLINGS)
    assert [key for key, count in counts.items() if count > 1] == []


def test_every_file_says_where_its_messages_come_from() -> None:
    assert all("# Provenance: " in path.read_text(encoding="utf-8") for path in FOLDER.glob("*.yml"))
