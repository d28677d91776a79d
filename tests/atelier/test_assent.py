"""At the summary every way of saying yes sends the inquiry, and nothing that doubts does."""

from __future__ import annotations

import pytest

from bot.atelier.readers.assent import gives_assent
from bot.atelier.readers.speech import Line


@pytest.mark.parametrize(
    "words",
    [
        "you may send that off",
        "ugh, okay",
        "yesssss",
        "all of it is accurate",
        "that one is spot on, thanks",
        "hmm that'll do",
        "no further changes, submit",
        "listo, así está bien",
        "todo correcto, mándelo",
        "sin cambios, adelante",
    ],
)
def test_a_yes_in_any_words_is_a_yes(words: str) -> None:
    assert gives_assent(Line.of(words, ()))


@pytest.mark.parametrize(
    "words",
    [
        "not right yet",
        "the metal is wrong",
        "wait, let me look at it",
        "good but the date changed",
        "don't send it",
        "send it later",
        "nearly correct",
        "todavía no lo mande",
        "thank you",
        "hello",
    ],
)
def test_a_doubt_is_no_yes(words: str) -> None:
    assert not gives_assent(Line.of(words, ()))
