"""The plain questions that every jeweler is asked: each house answers what it states, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.atelier.house import House
from bot.atelier.inquiry import Inquiry
from bot.atelier.packs.shelf import SHELF
from bot.atelier.packs.topics import load_topics
from bot.atelier.questions import Guess, choose, resolve
from bot.atelier.readers.message import Message
from bot.nlu.lexicon import load_lexicon
from tests.nlu.understanding import ROOT, Pipeline, load_yaml, normalize

FILE = Path(__file__).with_name("plain.yml")
ANSWERED_BAR = 0.97
SILENT_BAR = 0.95
LEAST = 60


@dataclass(frozen=True)
class Plain:
    """A plain question, with the topics that answer it: none where no house does."""

    words: str
    topics: frozenset[str]


def load_plain() -> list[Plain]:
    return [Plain(entry["q"], frozenset(entry.get("topics", ()))) for entry in load_yaml(FILE)["questions"]]


def find_stated(topics: frozenset[str], house: House) -> set[str]:
    return {topic for topic in topics if house.find_answer(topic)}


def answer(pipeline: Pipeline, words: str, house: House) -> set[str]:
    """Say by which topics a house answers."""
    rankings = [[Guess(**guess) for guess in ranking] for ranking in pipeline.parse(words)["questions"]]
    message = Message(text=words, mentions=tuple(load_lexicon().mark(words)))
    asked = resolve(choose(rankings, house), message, Inquiry(), house)
    return {topic for topic, line in asked if house.find_answer(topic, line)}


@pytest.mark.parametrize("house", list(SHELF.values()), ids=list(SHELF))
def test_a_house_answers_the_plain_questions_on_what_it_states(pipeline: Pipeline, house: House) -> None:
    stated = [plain for plain in load_plain() if find_stated(plain.topics, house)]
    told = {plain: answer(pipeline, plain.words, house) for plain in stated}
    missed = {plain.words: topics for plain, topics in told.items() if not topics & plain.topics}
    assert 1 - len(missed) / len(stated) >= ANSWERED_BAR, missed


@pytest.mark.parametrize("house", list(SHELF.values()), ids=list(SHELF))
def test_a_house_is_silent_on_the_plain_questions_that_it_says_nothing_of(
    pipeline: Pipeline, house: House
) -> None:
    silent = [plain for plain in load_plain() if not find_stated(plain.topics, house)]
    told = {plain.words: topics for plain in silent if (topics := answer(pipeline, plain.words, house))}
    assert 1 - len(told) / len(silent) >= SILENT_BAR, told


def test_there_are_plain_questions_enough_and_their_topics_exist() -> None:
    questions = load_plain()
    assert sum(bool(plain.topics) for plain in questions) >= LEAST
    assert {topic for plain in questions for topic in plain.topics} <= set(load_topics())


def test_no_plain_question_stands_among_the_examples() -> None:
    blocks = [
        block for file in sorted((ROOT / "data" / "nlu").glob("*.yml")) for block in load_yaml(file)["nlu"]
    ]
    taught = {
        normalize(line.removeprefix("- ")) for b in blocks for line in b.get("examples", "").splitlines()
    }
    assert [plain.words for plain in load_plain() if normalize(plain.words) in taught] == []
