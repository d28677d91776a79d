"""Questions that customers leave open, and words that answer none. The examples are our own."""

import pytest

from tests.atelier.telling import facts

LEFT_OPEN = [
    "haven't been measured",
    "will get measured",
    "I'll get sized next week",
    "need to get sized",
    "surprise me",
    "paso",
    "i'm open",
    "any",
    "not now",
    "next please",
    "da igual",
    "me da igual",
    "lo que sea",
    "como quieran",
    "saltar",
    "siguiente",
    "siguiente pregunta",
    "dealer's choice, really",
    "leave it blank",
    "move on",
    "let's move on",
    "decline",
    "beats me",
    "hard to say",
    "can't decide",
    "help me decide",
    "open",
    "I'm flexible",
    "I'm open",
    "n/a",
    "can't measure, it's a surprise",
    "I'll find out",
]


@pytest.mark.parametrize("text", LEFT_OPEN)
def test_a_question_can_be_left_open_in_many_words(text: str) -> None:
    assert facts(text, "metal").get("declined")


NO_ANSWERS = [
    ("IMG_2034.jpg", "likes_dislikes"),
    ("IMG-20240101-WA0001.jpg", "likes_dislikes"),
    ("photo_2024-01-01.jpeg", "likes_dislikes"),
    ("https://pin.it/abc123", "likes_dislikes"),
    ("this is stupid", "likes_dislikes"),
    ("talk to a human", "likes_dislikes"),
    ("IMG_2034.jpg", "stone_condition"),
    ("IMG-20240101-WA0001.jpg", "stone_condition"),
    ("photo_2024-01-01.jpeg", "stone_condition"),
    ("https://pin.it/abc123", "stone_condition"),
    ("this is stupid", "stone_condition"),
    ("talk to a human", "stone_condition"),
    ("this is stupid", "inspiration"),
    ("talk to a human", "inspiration"),
]


@pytest.mark.parametrize(("text", "asked"), NO_ANSWERS)
def test_abuse_files_and_calls_for_a_person_answer_no_question(text: str, asked: str) -> None:
    assert facts(text, asked).get(asked) is None


@pytest.mark.parametrize("text", ["IMG_2034.jpg", "https://example.com/pin/1", "photo.png"])
def test_a_link_or_a_file_may_be_what_inspires(text: str) -> None:
    assert facts(text, "inspiration") == {"inspiration": text}


def test_a_ring_that_belongs_to_somebody_may_be_what_inspires() -> None:
    assert facts("Princess Diana's ring", "inspiration")["inspiration"] == "Princess Diana's ring"


def test_not_really_leaves_a_question_open() -> None:
    assert facts("not really", "likes_dislikes") == {"declined": True}


def test_any_of_them_is_a_choice_where_one_is_offered() -> None:
    assert facts("any", "metal") == {"declined": True}
    assert facts("either", "consultation") == {"consultation": {"mode": "virtual", "times": None}}
