"""Which topic a policy question is about, and when it is better not to answer."""

from __future__ import annotations

from collections import Counter

from bot.atelier.packs.shelf import SHELF
from bot.atelier.packs.topics import load_topics
from bot.atelier.questions import Guess, choose
from tests.nlu.understanding import ROOT, Held, Pipeline, load_yaml

HOUSE = SHELF["josefina_bailleres"]
TOPIC_BAR = 0.90
ANSWERED_BAR = 0.90
FALSE_ANSWERS_BAR = 0.12
EXAMPLES_EACH = 15


def rank(pipeline: Pipeline, message: str) -> list[list[Guess]]:
    return [[Guess(**guess) for guess in ranking] for ranking in pipeline.parse(message)["questions"]]


def test_topics_are_told_apart(pipeline: Pipeline, held: Held) -> None:
    asked = [(topic, message) for topic, messages in held.topics.items() for message in messages]
    chosen = [(topic, choose(rank(pipeline, message), HOUSE), message) for topic, message in asked]
    missed = [(topic, found, message) for topic, found, message in chosen if topic not in found]
    assert len(asked) >= 60
    assert 1 - len(missed) / len(asked) >= TOPIC_BAR, missed


def test_questions_that_nobody_answers_are_left_alone(pipeline: Pipeline, held: Held) -> None:
    wrong = [
        (topic, message)
        for message in held.unanswered
        for topic in choose(rank(pipeline, message), HOUSE)
        if HOUSE.find_answer(topic)
    ]
    assert len(wrong) / len(held.unanswered) <= FALSE_ANSWERS_BAR, wrong


def test_topics_come_best_first(pipeline: Pipeline) -> None:
    (ranking,) = rank(pipeline, "do you ship to Mexico")
    scores = [guess.score for guess in ranking]
    assert len(scores) > 3
    assert scores == sorted(scores, reverse=True)


def test_two_questions_have_a_ranking_each(pipeline: Pipeline) -> None:
    first, second = rank(pipeline, "do you take credit cards? and how long does a custom ring take?")
    assert first[0].topic == "payment.cards"
    assert second[0].topic == "timeline.custom"


def test_a_fact_is_seldom_taken_for_a_question(pipeline: Pipeline, held: Held) -> None:
    facts = [message for message in held.acts["inform"] if pipeline.parse(message)["may_ask"]]
    assert len(facts) / len(held.acts["inform"]) <= FALSE_ANSWERS_BAR, facts


def test_every_topic_has_examples_and_every_example_a_topic() -> None:
    taught = _count_examples("faq.yml")
    assert set(taught) == set(load_topics())
    assert {topic: count for topic, count in taught.items() if count < EXAMPLES_EACH} == {}


def test_unanswered_questions_are_marked_as_such() -> None:
    assert all(topic.startswith("unanswered.") for topic in _count_examples("unanswered.yml"))


def _count_examples(file: str) -> Counter[str]:
    blocks = load_yaml(ROOT / "data" / "nlu" / file)["nlu"]
    return Counter({block["metadata"]["topic"]: len(block["examples"].splitlines()) for block in blocks})
