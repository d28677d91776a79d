"""Examples held out: what the topics' examples teach about questions that are not among them.

The encoder's adaptation has seen every example, so they are judged by the encoder as it was published: what
is found with the adaptation is more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import numpy as np
from ruamel.yaml import YAML

from bot.atelier.house import House
from bot.atelier.questions import Guess, choose
from bot.nlu.clues import read_clues
from bot.nlu.encoder import SentenceEncoder
from bot.nlu.encoder_graph import build_encoder
from bot.nlu.glossary import gloss
from bot.nlu.lexicon import load_lexicon
from bot.nlu.regression import Example, Regression
from bot.nlu.topics import TopicSelector

FOLDER: Final = Path(__file__).parents[2] / "data" / "nlu"
CONFIG: Final = FOLDER.parents[1] / "config.yml"
EVERY: Final = 5
"""Of how many examples of a topic one is held out."""


@dataclass(frozen=True)
class Rehearsal:
    """What a regression that has not seen it makes of an example."""

    topic: str
    ranking: tuple[Guess, ...]


def rehearse() -> list[Rehearsal]:
    """Learn from four fifths of the examples and rank the topics of the rest."""
    with TemporaryDirectory() as folder:
        build_encoder(Path(folder), changes=None)
        examples = list(_load_examples(SentenceEncoder(Path(folder))))
    settings = TopicSelector.get_default_config() | _load_settings()
    learned = {name: settings[name] for name in ("scale", "strength", "balance")}
    regression = Regression.learn([e for n, e in enumerate(examples) if n % EVERY], **learned)
    return [
        Rehearsal(example.label, _rank(regression, example, settings["best"]))
        for example in examples[::EVERY]
    ]


def rate(rehearsals: Sequence[Rehearsal], house: House) -> tuple[float, float]:
    """Say how often a house answers what it states, and leaves alone what it does not."""
    found, quiet = [], []
    for rehearsal in rehearsals:
        chosen = choose([rehearsal.ranking], house)
        if house.find_answer(rehearsal.topic):
            found.append(rehearsal.topic in chosen)
        else:
            quiet.append(not any(house.find_answer(topic) for topic in chosen))
    return sum(found) / len(found), sum(quiet) / len(quiet)


def _load_examples(encoder: SentenceEncoder) -> Iterator[Example]:
    lexicon = load_lexicon()
    for file in ("faq.yml", "unanswered.yml"):
        for block in YAML(typ="safe").load((FOLDER / file).read_text(encoding="utf-8"))["nlu"]:
            for line in block["examples"].splitlines():
                text = line.removeprefix("- ")
                labels, plain = (mention.label for mention in lexicon.mark(text)), gloss(text)
                clues = frozenset(read_clues(text, plain, labels))
                yield Example(block["metadata"]["topic"], encoder.encode(plain), clues)


def _load_settings() -> dict[str, float]:
    pipeline = YAML(typ="safe").load(CONFIG.read_text(encoding="utf-8"))["pipeline"]
    return next(part for part in pipeline if str(part["name"]).endswith(TopicSelector.__name__))


def _rank(regression: Regression, example: Example, best: int) -> tuple[Guess, ...]:
    odds = regression.judge(example.vector, example.clues)
    likely = np.argsort(odds)[::-1][:best]
    return tuple(Guess(regression.labels[number], float(odds[number])) for number in likely)
