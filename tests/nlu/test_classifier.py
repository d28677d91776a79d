"""What the customer is doing, on messages that nothing was trained on."""

from __future__ import annotations

from collections import Counter, defaultdict

import pytest
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.clues import read_clues
from tests.nlu.understanding import Held, Pipeline, normalize

INTENT_BAR = 0.92


def test_intents_are_told_apart(pipeline: Pipeline, held: Held) -> None:
    confused: Counter[tuple[str, str]] = Counter()
    total = 0
    for intent, messages in held.acts.items():
        for message in messages:
            total += 1
            found = pipeline.parse(message)["intent"]["name"]
            if found != intent:
                confused[intent, found] += 1
    accuracy = 1 - confused.total() / total
    assert total >= 150
    assert accuracy >= INTENT_BAR, f"{accuracy:.3f}: {confused.most_common(12)}"


def test_no_held_out_message_was_trained_on(examples: TrainingData, held: Held) -> None:
    trained = {normalize(example.get("text")) for example in examples.intent_examples}
    asked = [m for group in (held.acts, held.topics) for messages in group.values() for m in messages]
    assert [m for m in (*asked, *held.unanswered) if normalize(m) and normalize(m) in trained] == []


def test_no_example_teaches_two_intents(examples: TrainingData) -> None:
    taught: defaultdict[str, set[str]] = defaultdict(set)
    for example in examples.intent_examples:
        taught[example.get("text").lower()].add(example.get("intent"))
    assert {text: intents for text, intents in taught.items() if len(intents) > 1} == {}


@pytest.mark.parametrize("answer", ["6", "6.25", "$9,500", "14k", "no stones", "by march", "zoe@mail.org"])
def test_a_bare_fact_is_a_fact(pipeline: Pipeline, answer: str) -> None:
    assert pipeline.parse(answer)["intent"]["name"] == "inform"


def test_the_marks_of_the_lexicon_come_along(pipeline: Pipeline) -> None:
    entities = pipeline.parse("my grandmother's opal in platinum")["entities"]
    assert {("gem", "opal"), ("metal", "platinum")} <= {(e["entity"], e["value"]) for e in entities}
    assert all("my grandmother's opal in platinum"[e["start"] : e["end"]] for e in entities)


def test_an_empty_message_is_nothing(pipeline: Pipeline) -> None:
    assert pipeline.parse("")["intent"] == {"name": None, "confidence": 0.0}


def see(text: str, *labels: str) -> set[str]:
    return set(read_clues(text, text.lower(), labels))


def test_clues_see_the_look_of_a_message() -> None:
    clues = see("Is $9,500 ok? write to zoe@mail.org", "gem")
    assert {"<money>", "<asks>", "<mail>", "<gem>", "^is", "#"} <= clues
    assert "<name>" in see("Zoe Parker")
    assert "<name>" not in see("rose gold")


def test_words_that_are_akin_share_clues() -> None:
    assert {"~sold", "~olde"} <= see("soldered") & see("a solder")
