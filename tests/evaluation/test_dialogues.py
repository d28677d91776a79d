"""The dialogues end right with the trained model; and the judge of them finds what is not right."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest

from tests.evaluation.dialogue import Dialogue, load_dialogues
from tests.evaluation.ending import Course, Ending, Letter, judge_course
from tests.evaluation.playing import play_each

SHARE_RIGHT = 0.95

DIALOGUE = Dialogue(
    tells="A bride",
    opens=("An oval sapphire ring, 12k",),
    answers={"timing": ("do you take cards?", "june 14"), "name": ("Ana",), "confirm": ("yes",)},
    digressions=1,
    afterwards=("I dislike yellow gold",),
    inquiry={
        "piece_type": "ring",
        "budget": {"min": 12000, "max": 12000, "currency": "USD"},
        "stones": [{"gem": "sapphire", "shape": "oval"}],
        "inspiration": "river pebble",
        "declined": ["metal"],
        "phone": None,
    },
    decision={"tier": 4, "flags": []},
    mentions=("yellow gold",),
    replies=("3%",),
    house="josefina_bailleres",
    file="",
    line=0,
)
RECORD: dict[str, Any] = {
    "inquiry": {
        "piece_type": "ring",
        "budget": {"min": "12000", "max": "12000"},
        "stones": [{"gem": "sapphire", "shape": "oval cut"}, {"gem": "opal", "refused": True}],
        "inspiration": "Like a River pebble.",
        "declined": ["metal", "location"],
    },
    "decision": {"tier": 4, "route": "virtual_consultation", "flags": []},
}


def write_course(
    inquiry: Mapping[str, Any] | None = None,
    decision: Mapping[str, Any] | None = None,
    text: str = "I dislike yellow\n  gold",
    **changes: Any,
) -> Course:
    """Write a course that is right, but for what is changed."""
    record = deepcopy(RECORD)
    record["inquiry"].update(inquiry or {})
    record["decision"].update(decision or {})
    whole = {
        "questions": ["timing", "timing", "name", "confirm"],
        "replies": ["Cards cost 3% more."],
        "sent": True,
        "letters": [Letter("", {})],
        "additions": [Letter(text, record)],
    }
    return Course(**(whole | changes))


def test_a_dialogue_that_went_as_it_should_ends_right() -> None:
    ending = judge_course(DIALOGUE, write_course())
    assert (ending.outcome, ending.why, ending.questions) == ("right", "", 3)


@pytest.mark.parametrize(
    ("course", "why"),
    [
        (write_course({"budget": {"min": "9000", "max": "9000"}}), "budget: expected {min: 12000"),
        (write_course({"budget": None}), "currency: USD}, found nothing"),
        (write_course({"stones": [{"gem": "sapphire"}]}), "shape: nothing}]"),
        (write_course({"stones": [*RECORD["inquiry"]["stones"], {"gem": "ruby"}]}), "gem: ruby"),
        (write_course({"inspiration": "a river"}), "inspiration: expected river pebble, found a river"),
        (write_course({"declined": ["name"]}), "declined: expected [metal], found [name]"),
        (write_course({"phone": "+14155550100"}), "phone: expected nothing, found +14155550100"),
        (write_course({}, {"tier": 3}), "tier: expected 4, found 3"),
        (write_course({}, {"flags": ["revive"]}), "flags: expected [], found [revive]"),
        (write_course(text="I dislike gold"), "no mention of 'yellow gold'"),
        (write_course(replies=["We take cards."]), "no reply says '3%'"),
        (write_course(letters=[Letter("", {}), Letter("", {})]), "sent 2 times"),
    ],
)  # fmt: skip
def test_what_differs_is_found_and_said(course: Course, why: str) -> None:
    ending = judge_course(DIALOGUE, course)
    assert ending.outcome == "wrong brief"
    assert why in ending.why
    assert ";" not in ending.why, "one fault is one fault"


def test_digressions_do_not_count_as_questions_and_all_beyond_the_bound_do() -> None:
    at_most = ["name"] * (len(DIALOGUE.answers) + 2 + DIALOGUE.digressions)
    assert judge_course(DIALOGUE, write_course(questions=at_most)).outcome == "right"
    ending = judge_course(DIALOGUE, write_course(questions=[*at_most, "metal"]))
    assert ending.outcome == "too many questions"
    assert "6 questions" in ending.why
    assert "at most 5" in ending.why


def test_what_is_asked_along_with_something_else_need_not_be_known_where_it_was_told_to_nobody() -> None:
    told = replace(
        DIALOGUE,
        inquiry={"location": "Boston"},
        answers={**DIALOGUE.answers, "location": ("Boston",)},
    )
    assert judge_course(told, write_course()).outcome == "right"
    assert judge_course(told, write_course(questions=["name", "location"])).outcome == "wrong brief"
    assert judge_course(told, write_course({"location": "Austin"})).outcome == "wrong brief"


def test_a_missing_letter_is_found() -> None:
    assert judge_course(DIALOGUE, write_course(sent=False)).outcome == "not sent"
    assert judge_course(DIALOGUE, write_course(letters=[], additions=[])).outcome == "not sent"


def test_almost_every_dialogue_ends_right() -> None:
    endings = list(play_each(load_dialogues()))
    failed = [ending for ending in endings if ending.outcome != "right"]
    assert len(failed) <= (1 - SHARE_RIGHT) * len(endings), "\n" + "\n".join(map(write_ending, failed))


def write_ending(ending: Ending) -> str:
    """Write where a dialogue stands and why it failed."""
    dialogue = ending.dialogue
    return f"{dialogue.file}:{dialogue.line} {dialogue.tells}: {ending.outcome}: {ending.why}"
