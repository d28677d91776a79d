"""A question put to a house on its own, with the trained model."""

from __future__ import annotations

import asyncio

import pytest

from bot.atelier.packs.shelf import SHELF
from bot.dialogue.agent import Assistant
from bot.dialogue.asking import ask

HOUSE = SHELF["josefina_bailleres"]


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("can i pay with a credit card?", "3%"),
        ("¿cómo rastreo mi paquete?", "tracking"),
        ("u ship 2 canada? wats the duty", "13–25%"),
    ],
)
def test_a_question_gets_its_decisive_fact(assistant: Assistant, question: str, fact: str) -> None:
    assert fact in asyncio.run(ask(assistant, HOUSE, question)).reply


@pytest.mark.parametrize(
    "text",
    [
        "my budget is 9k",
        "oval sapphire, 2 ct, size 6, around 12k, platinum",
        "do you take bitcoin",
        "what time do you open on sunday",
        "do you buy old gold",
        "how much is a one carat diamond",
        "are your diamonds lab grown",
        "do you do appraisals",
    ],
)
def test_facts_and_questions_that_nobody_answers_are_left_alone(assistant: Assistant, text: str) -> None:
    assert asyncio.run(ask(assistant, HOUSE, text)).abstained


def test_a_question_that_goes_on_is_taken_by_what_it_adds(assistant: Assistant) -> None:
    told = asyncio.run(ask(assistant, HOUSE, "and for mexico?", "how much are duties in canada?"))
    assert told.topics == ("duties.mexico",)
