"""Who wishes to change a field of the form is asked for it again."""

from __future__ import annotations

import pytest

from bot.atelier.readers.revision import REVISABLE, find_revision
from bot.atelier.writing.phrases import load_phrases


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("I would like to change the budget", "budget"),
        ("change my ring size please", "ring_size"),
        ("Let me correct the likes and dislikes.", "likes_dislikes"),
        ("can we change the date?", "timing"),
        ("No, change the e-mail", "email"),
        ("Quisiera cambiar: presupuesto", "budget"),
        ("quiero corregir mi nombre", "name"),
    ],
)
def test_a_field_is_recognized_by_what_people_call_it(text: str, field: str) -> None:
    assert find_revision(text) == field


@pytest.mark.parametrize(
    "text",
    ["change it to 15k", "change the size to 7", "can I change the stone after production has begun?",
     "the budget", "I would like to change", "something else"],
)  # fmt: skip
def test_a_new_value_or_a_question_is_no_such_wish(text: str) -> None:
    assert find_revision(text) is None


def test_who_was_asked_what_to_change_may_name_the_field_alone() -> None:
    assert find_revision("The budget", bare=True) == "budget"
    assert find_revision("la medida", bare=True) == "ring_size"
    assert find_revision("everything", bare=True) is None


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("field", sorted(REVISABLE))
def test_every_label_of_the_summary_is_understood(language: str, field: str) -> None:
    label = load_phrases()[language]["names"]["label"][field].lower()  # type: ignore[index]
    wish = f"I would like to change the {label}" if language == "en" else f"Quisiera cambiar: {label}"

    assert find_revision(wish) == field
