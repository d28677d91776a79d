"""Policy questions: what a house should answer, and what became of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ruamel.yaml import YAML

from bot.atelier.packs.figures import collect_figures, find_strangers
from bot.atelier.packs.shelf import SHELF
from bot.dialogue.agent import Assistant
from bot.dialogue.asking import Told, ask

FOLDER = Path(__file__).with_name("questions")

Verdict = Literal["right", "fact missing", "abstained", "false answer", "foreign"]
VERDICTS: tuple[Verdict, ...] = ("right", "fact missing", "abstained", "false answer", "foreign")
"""fact missing: answered without the decisive fact; foreign: a figure or fact that is not the house's own."""


@dataclass(frozen=True)
class Question:
    """A question as a customer types it, with what its answer must and must not say."""

    words: str
    house: str
    must: tuple[str, ...]
    must_not: tuple[str, ...]
    abstain: bool
    after: str | None
    """The question that this one follows upon."""
    hint: str
    """What the author had in mind, in words of their own."""
    file: str
    line: int


@dataclass(frozen=True)
class Reaction:
    """What became of a question."""

    question: Question
    told: Told
    verdict: Verdict
    why: str


def load_questions(folder: Path = FOLDER) -> list[Question]:
    """Load every question; raises KeyError or ValueError where an entry is incomplete."""
    return [question for path in sorted(folder.glob("*.yml")) for question in _load_file(path)]


def _load_file(path: Path) -> Iterator[Question]:
    for entry in YAML(typ="rt").load(path)["questions"]:
        if unknown := set(entry) - {"q", "house", "must", "must_not", "abstain", "after", "topic_hint"}:
            raise ValueError(f"{path.name}: {entry['q']!r} has no use for {sorted(unknown)}")
        if bool(entry.get("must")) == bool(entry.get("abstain")):
            raise ValueError(f"{path.name}: {entry['q']!r} needs either `must` or `abstain`")
        yield Question(
            words=str(entry["q"]),
            house=str(entry["house"]),
            must=tuple(map(str, entry.get("must") or ())),
            must_not=tuple(map(str, entry.get("must_not") or ())),
            abstain=bool(entry.get("abstain")),
            after=entry.get("after"),
            hint=str(entry.get("topic_hint") or ""),
            file=path.name,
            line=entry.lc.line + 1,
        )


async def react(assistant: Assistant, question: Question) -> Reaction:
    """Ask the house, after the question before it if there is one, and judge what it says."""
    told = await ask(assistant, SHELF[question.house], question.words, question.after)
    verdict, why = judge(question, told)
    return Reaction(question, told, verdict, why)


def judge(question: Question, told: Told) -> tuple[Verdict, str]:
    """Judge a reply, and say what is wrong with it."""
    if not told.abstained:
        house = SHELF[question.house]
        strangers = [str(figure) for figure in find_strangers(told.reply, collect_figures(house))]
        said = [words for words in question.must_not if re.search(words, told.reply, re.IGNORECASE)]
        if strangers or said:
            return "foreign", f"says {', '.join([*strangers, *said])}"
    if question.abstain:
        return ("right", "") if told.abstained else ("false answer", "is answered by no document")
    if told.abstained:
        return "abstained", "the house has an answer"
    missing = [words for words in question.must if not re.search(words, told.reply, re.IGNORECASE)]
    return ("fact missing", f"does not say {', '.join(missing)}") if missing else ("right", "")
