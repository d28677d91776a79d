"""The evaluation messages and dialogues are well formed, and nobody has trained or built on them."""

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
from tests.evaluation import dialogue as dialogues
from tests.evaluation.asking import load_questions
from tests.evaluation.dialogue import Dialogue, load_dialogues
from tests.evaluation.telling import COLLECTIONS, FOLDER, Telling, load_tellings, name_collection

ROOT = Path(__file__).parents[2]
TELLINGS = load_tellings()
QUESTIONS = load_questions()
DIALOGUES = load_dialogues()

ALIKE = 0.75
"""The share of words in common from which on two questions are one."""
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


ABOUT_PACKS = {"test_josefina.py", "test_full_payment.py", "test_atlier.py"}
"""Tests whose tables hold what houses say, not what customers write."""


@cache
def list_tables() -> dict[str, str]:
    """List the messages in the tables of the readers' own tests: each row's first text, with its file."""
    rows = {}
    tests = [*(ROOT / "tests" / "atelier").glob("*.py"), *(ROOT / "tests" / "nlu").glob("*.py")]
    for path in sorted(path for path in tests if path.name not in ABOUT_PACKS):
        for table in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for row in table.elts if isinstance(table, ast.List) else ():
                first = row.elts[0] if isinstance(row, ast.Tuple) and row.elts else row
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    rows[normalize(first.value)] = path.name
    return rows


def place(telling: Telling | Dialogue) -> str:
    """Say where a message or a dialogue stands."""
    return f"{telling.file}:{telling.line}"


def test_there_are_messages_enough_to_say_something() -> None:
    assert len(TELLINGS) >= 1000
    assert Counter(telling.collection for telling in TELLINGS)["first"] >= 620
    assert all(count >= 20 for count in Counter(telling.file for telling in TELLINGS).values())


def test_training_and_tables_are_found_at_all() -> None:
    assert len(list_training()) > 500
    assert len(list_tables()) > 300


def test_there_are_dialogues_enough_to_say_something() -> None:
    assert len(DIALOGUES) >= 80


@pytest.mark.parametrize(
    ("file", "collection"),
    [("budget.yml", "first"), ("second_budget.yml", "second"), ("third_stones.yml", "third")],
)
def test_the_name_of_a_file_says_which_set_it_belongs_to(file: str, collection: str) -> None:
    assert collection in COLLECTIONS
    assert name_collection(file) == collection


def test_no_message_is_trained_on() -> None:
    trained = list_training()
    shared = {
        place(telling): f"{telling.text!r} in {trained[words]}"
        for telling in TELLINGS
        if (words := normalize(telling.text)) in trained and is_own(telling, words, 1)
    }
    assert not shared, list_shared(shared, "reword the training example, or the evaluation's")


def test_no_message_stands_in_the_tables_of_the_readers_tests() -> None:
    tables = list_tables()
    shared = {
        place(telling): f"{telling.text!r} in {tables[words]}"
        for telling in TELLINGS
        if (words := normalize(telling.text)) in tables and is_own(telling, words, 2)
    }
    assert not shared, list_shared(shared, "choose another example for the table")


def list_shared(shared: dict[str, str], remedy: str) -> str:
    """List what stands in two places, and what to do about it."""
    return "\n".join([f"{remedy}:", *(f"{where} {what}" for where, what in shared.items())])


def is_own(telling: Telling, words: str, least: int) -> bool:
    """Whether a message is long enough to be somebody's own.

    The first set was written beside the training examples and could keep clear of them; whoever wrote a
    later one had seen neither, and hits upon "skip" or "rose gold" like everybody.
    """
    return len(words.split()) >= (least if telling.collection == COLLECTIONS[0] else 5)


def test_no_question_is_trained_on() -> None:
    trained = list_training()
    shared = {
        f"{question.file}:{question.line}": f"{question.words!r} in {trained[words]}"
        for question in QUESTIONS
        if (words := normalize(question.words)) in trained
    }
    assert not shared, list_shared(shared, "reword the training example")


def test_no_question_is_nearly_trained_on() -> None:
    """Whoever asks "do you work saturdays" must not find "do you work on saturdays" among the examples."""
    trained = {words: frozenset(words.split()) for words in list_training()}
    shared = {
        f"{question.file}:{question.line}": f"{question.words!r} as {words!r}"
        for question in QUESTIONS
        if len(asked := frozenset(normalize(question.words).split())) >= 4
        for words, example in trained.items()
        if len(asked & example) >= ALIKE * len(asked | example)
    }
    assert not shared, list_shared(shared, "reword the training example")


def test_there_are_questions_enough_to_say_something() -> None:
    assert sum(not question.abstain for question in QUESTIONS) >= 400
    assert sum(question.abstain for question in QUESTIONS) >= 150


def test_nothing_that_is_said_in_a_dialogue_is_trained_on_or_stands_in_the_tables() -> None:
    """One or two words, such as "no rush", are nobody's own."""
    known = list_training() | list_tables()
    shared = {
        place(dialogue): f"{text!r} in {known[words]}"
        for dialogue in DIALOGUES
        for text in dialogue.messages
        if len((words := normalize(text)).split()) >= 3 and words in known
    }
    assert not shared, list_shared(shared, "reword one of the two")


@pytest.mark.parametrize("dialogue", DIALOGUES, ids=place)
def test_a_dialogue_is_well_formed(dialogue: Dialogue) -> None:
    assert all(text.strip() for text in dialogue.messages)
    assert all(dialogue.answers.values())
    assert dialogue.inquiry, "says nothing of the brief"
    assert "confirm" in dialogue.answers or dialogue.inquiry.get("wants_person"), "is never sent"
    assert dialogue.digressions < len(dialogue.messages)


def test_no_two_dialogues_are_told_alike() -> None:
    counts = Counter(dialogue.tells for dialogue in DIALOGUES)
    assert [tells for tells, count in counts.items() if count > 1] == []


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
    """Within its set: two people may well think of the same message."""
    counts = Counter(
        (telling.collection, telling.text.casefold(), telling.asked, telling.today) for telling in TELLINGS
    )
    assert [key for key, count in counts.items() if count > 1] == []


def test_every_file_says_where_it_comes_from() -> None:
    files = [*FOLDER.glob("*.yml"), *dialogues.FOLDER.glob("*.yml")]
    silent = [path.name for path in files if "written by hand for this evaluation" not in read_comment(path)]
    assert silent == []


def read_comment(path: Path) -> str:
    """Read the comments of a file as one line, in lower case."""
    lines = path.read_text(encoding="utf-8").casefold().splitlines()
    words = " ".join(line.lstrip("# ") for line in lines if line.startswith("#")).split()
    return " ".join(words)
