"""How a message is put in plain English for the sentence encoder."""

from __future__ import annotations

import pytest

from bot.nlu.glossary import gloss


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("r u open", "are you open"),
        ("How many wks?", "how many weeks?"),
        ("cómo le hago para rastrear mi paquete", "how do i track my package"),
        ("¿cuánto tarda?", "how long does it take?"),
        ("quiero un anillito sencillito", "i want a ring simple"),
        ("mandan a mi casa?", "do you send to my house?"),
        ("Would you reset my opal?", "would you reset my opal?"),
        ("do you have a son or no", "do you have a son or no"),
        ("", ""),
    ],
)
def test_short_words_and_spanish_ones_are_put_plainly(text: str, plain: str) -> None:
    assert gloss(text) == plain


def test_a_word_inside_of_another_is_left_alone() -> None:
    assert gloss("our rubies") == "our rubies"
