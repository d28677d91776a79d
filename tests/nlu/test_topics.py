"""Which topic a policy question is about, and when it is better not to answer."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from bot.atelier.packs.topics import load_topics
from tests.nlu.understanding import ROOT, Held, Pipeline, load_yaml

TOPIC_BAR = 0.90
ANSWERED_BAR = 0.90
FALSE_ANSWERS_BAR = 0.07
EXAMPLES_EACH = 12


def test_topics_are_told_apart(pipeline: Pipeline, held: Held) -> None:
    asked = [(topic, message) for topic, messages in held.topics.items() for message in messages]
    missed = []
    answered = 0
    for topic, message in asked:
        first = pipeline.parse(message)["topics"][0]
        answered += first["sure"] and first["topic"] == topic
        if first["topic"] != topic:
            missed.append((topic, first["topic"], message))
    assert len(asked) >= 60
    assert 1 - len(missed) / len(asked) >= TOPIC_BAR, missed
    assert answered / len(asked) >= ANSWERED_BAR


def test_questions_that_nobody_answers_are_left_alone(pipeline: Pipeline, held: Held) -> None:
    wrong = []
    for message in held.unanswered:
        first = pipeline.parse(message)["topics"][0]
        if first["sure"] and not first["topic"].startswith("unanswered."):
            wrong.append((first["topic"], message))
    assert len(wrong) / len(held.unanswered) <= FALSE_ANSWERS_BAR, wrong


def test_topics_come_best_first(pipeline: Pipeline) -> None:
    scores = [topic["score"] for topic in pipeline.parse("do you ship to Mexico")["topics"]]
    assert len(scores) == 3
    assert scores == sorted(scores, reverse=True)


def test_a_fact_is_never_surely_a_question(pipeline: Pipeline, held: Held) -> None:
    facts = [message for message in held.acts["inform"] if pipeline.parse(message)["topics"][0]["sure"]]
    assert len(facts) / len(held.acts["inform"]) <= FALSE_ANSWERS_BAR, facts


def test_every_topic_has_examples_and_every_example_a_topic() -> None:
    taught = _count_examples(ROOT / "data" / "nlu" / "faq.yml")
    assert set(taught) == set(load_topics())
    assert {topic: count for topic, count in taught.items() if count < EXAMPLES_EACH} == {}


def test_unanswered_questions_are_marked_as_such() -> None:
    taught = _count_examples(ROOT / "data" / "nlu" / "unanswered.yml")
    assert all(topic.startswith("unanswered.") for topic in taught)


def test_every_topic_is_measured(held: Held) -> None:
    assert set(load_topics()) - set(held.topics) == set()


def _count_examples(file: Path) -> Counter[str]:
    blocks = load_yaml(file)["nlu"]
    return Counter({block["metadata"]["topic"]: len(block["examples"].splitlines()) for block in blocks})
