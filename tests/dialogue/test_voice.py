"""What the domain says, and which of its variations is said to whom."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.atelier.inquiry import Inquiry
from bot.atelier.readers.language import read_language
from bot.dialogue.voice import ASK, Voice, choose_variations
from tests.atelier.telling import tell

DOMAIN = YAML(typ="safe").load((Path(__file__).parents[2] / "domain.yml").read_text(encoding="utf-8"))
RESPONSES: dict[str, list[dict[str, Any]]] = DOMAIN["responses"]
ASKED_BY = {"utter_summary": "confirm", "utter_summary_again": "confirm", "utter_call_consent": "consent"}
BUTTONS = sorted(
    {
        (ASKED_BY.get(name, name.removeprefix(ASK)), button["payload"])
        for name, variations in RESPONSES.items()
        for variation in variations
        for button in variation.get("buttons", ())
    }
)


def choose(name: str, **slots: Any) -> list[str]:
    return [variation["text"] for variation in choose_variations(RESPONSES[name], "loupe", slots)]


def list_parts(texts: list[str]) -> set[str]:
    return {part for text in texts for part in re.findall(r"{(\w+)}", text)}


@pytest.mark.parametrize("name", RESPONSES)
def test_everything_is_said_in_both_languages_in_as_many_ways(name: str) -> None:
    for condition in ({}, {"project_kind": "revive"}, {"project_kind": "repair"}, {"piece_type": "pendant"}):
        english, spanish = choose(name, **condition), choose(name, language="es", **condition)
        assert len(english) == len(spanish) > 0
        assert list_parts(english) == list_parts(spanish)
        assert set(english).isdisjoint(spanish) or english == ["{consent}"]


@pytest.mark.parametrize("name", RESPONSES)
def test_each_text_reads_as_the_language_it_is_for(name: str) -> None:
    assert {read_language(text) for text in choose(name)} <= {"en", None}
    assert {read_language(text) for text in choose(name, language="es")} <= {"es", None}


def test_the_nearest_case_wins_within_a_language() -> None:
    assert choose("utter_ask_inspiration", project_kind="revive")[0].startswith("What would you love")
    (spanish,) = choose("utter_ask_inspiration", project_kind="revive", language="es")
    assert spanish.startswith("¿En qué le encantaría")
    assert len(choose("utter_ask_inspiration", project_kind="custom", language="es")) == 2


def test_what_a_language_does_not_word_is_said_in_english() -> None:
    variations = [{"text": "Good day."}]
    assert choose_variations(variations, "loupe", {"language": "es"}) == variations
    assert choose_variations([], "loupe", {}) == []


def test_a_variation_for_another_channel_is_not_said() -> None:
    here, elsewhere = {"text": "a", "channel": "loupe"}, {"text": "b", "channel": "sms"}
    assert choose_variations([{"text": "c"}, here, elsewhere], "loupe", {}) == [here]


def test_a_question_that_comes_back_comes_in_other_words() -> None:
    voice = Voice(RESPONSES)
    slots: dict[str, Any] = {"language": "es", "asked_before": {"metal": 1}}
    first = voice._random_response_for("utter_ask_metal", "loupe", slots)
    slots["asked_before"]["metal"] = 2
    second = voice._random_response_for("utter_ask_metal", "loupe", slots)
    slots["asked_before"]["metal"] = 3
    assert first
    assert second
    assert first["text"] != second["text"]
    assert voice._random_response_for("utter_ask_metal", "loupe", slots) == first
    assert voice._random_response_for("utter_unheard_of", "loupe", slots) is None


@pytest.mark.parametrize(("asked", "payload"), BUTTONS)
def test_a_quick_reply_answers_the_question_it_stands_under(asked: str, payload: str) -> None:
    reading = tell(payload, asked, Inquiry())
    if payload in ("How do I find my ring size?", "¿Cómo sé mi talla?"):
        assert reading.asks
        assert not reading.changes
        return
    answered = {change.slot: change for change in reading.changes}
    # Who wants no stones is answered by a plain piece.
    assert asked in answered or (asked == "stones" and answered["plain"].value is True), reading
    assert all(change.kind in ("set", "decline") for change in answered.values())


def test_quick_replies_of_one_question_mean_the_same_in_both_languages() -> None:
    for name, variations in RESPONSES.items():
        asked = ASKED_BY.get(name, name.removeprefix(ASK))
        english, spanish = (
            choose_variations(variations, "loupe", {"language": language})[0].get("buttons", [])
            for language in ("en", "es")
        )
        assert len(english) == len(spanish)
        for one, other in zip(english, spanish, strict=True):
            meant = [
                {(change.slot, change.kind) for change in tell(button["payload"], asked).changes}
                for button in (one, other)
            ]
            assert meant[0] == meant[1], (one, other)


def test_the_language_of_the_customer_decides_no_step_of_the_dialogue() -> None:
    assert DOMAIN["slots"]["language"]["type"] == "any"
