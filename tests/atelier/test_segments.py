"""What a text message costs, and where a long one is parted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.atelier.writing.segments import count_segments, count_units, split_text, write_plainly


@pytest.mark.parametrize(
    ("text", "segments"),
    [
        ("", 1), ("a" * 160, 1), ("a" * 161, 2), ("a" * 306, 2), ("a" * 307, 3), ("€" * 80, 1), ("€" * 81, 2),
        ("¡Hola! ¿Qué tal, señor?", 1), ("á" * 70, 1), ("á" * 71, 2), ("💍" * 35, 1), ("💍" * 36, 2),
        ("a" * 69 + "’", 1), ("a" * 70 + "’", 2),
    ],
)  # fmt: skip
def test_segments_are_counted_as_carriers_do(text: str, segments: int) -> None:
    assert count_segments(text) == segments


def test_punctuation_becomes_plain_and_letters_stay() -> None:
    assert write_plainly("“Don’t” – 6½ × 2 … ¡Hola! Baillères · María") == (
        '"Don\'t" - 6 1/2 x 2 ... ¡Hola! Baillères - María'
    )


def test_a_long_text_is_parted_between_sentences() -> None:
    sentence = "This is a sentence of the house. "
    parts = split_text(sentence * 100, 1_600)
    assert len(parts) == 3
    assert all(part.strip().endswith("house.") for part in parts)


@given(st.text(max_size=400), st.integers(min_value=20, max_value=90))
def test_parts_hold_every_word_and_none_is_too_long(text: str, limit: int) -> None:
    parts = split_text(text, limit)
    assert all(count_units(part) <= limit for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())
