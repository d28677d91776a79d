"""What is let in of a customer's text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.inbound import TEXT_LIMIT, clean_text


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("An oval sapphire, about 2 ct", "An oval sapphire, about 2 ct"),
        ("  a ring \r\n\r\n for my wife\t ", "a ring for my wife"),
        ("size\n6½", "size 6½"),
        ("sap\x00phire", "sapphire"),
        ("\x1b[31mred\x07", "[31mred"),
        ("lone \ud83d surrogate", "lone surrogate"),
        ("💍 and 👩‍🎨 stay", "💍 and 👩‍🎨 stay"),
        ("می‌خواهم", "می‌خواهم"),
        ("abc\u202edef\u2066g", "abcdefg"),
        ("sap\u200bphi\u00adre\ufeff", "sapphire"),
        ("one\u2028two\u2029three\x85four\xa0five", "one two three four five"),
        ("a \u202e b", "a b"),
        ("Baillères, ¿esmeralda?", "Baillères, ¿esmeralda?"),
        ("", ""),
        (" \n\x00\u200b ", ""),
    ],
)
def test_readable_text_stays_and_the_rest_goes(raw: str, clean: str) -> None:
    assert clean_text(raw) == clean


@pytest.mark.parametrize(
    "command",
    [
        "/restart",
        "//restart",
        "  /restart",
        "\n/restart",
        "\u200b/restart",
        "\x00/session_start",
        "\u202e /back",
        '\ufeff/intent{"budget": "1"}',
        '/inform{"email":"x@y.z"}',
        "\ud800/restart",
    ],
)
def test_a_typed_command_is_text_like_any_other(command: str) -> None:
    text = clean_text(command)

    assert text.startswith("／")
    assert not text.strip().startswith("/")


def test_a_slash_inside_a_message_is_left_alone() -> None:
    assert clean_text("1/2 ct and/or https://example.com/a") == "1/2 ct and/or https://example.com/a"


def test_a_very_long_message_is_cut_at_the_limit() -> None:
    assert clean_text("ring " * 20_000) == ("ring " * 400).rstrip()
    assert len(clean_text("x" * 100_000)) == TEXT_LIMIT


@given(st.text(st.characters(), max_size=300) | st.text("/ \n\x00\u200b\u202e\ud800a", max_size=30))
def test_whatever_is_typed_comes_out_safe_and_cleaning_twice_changes_nothing(raw: str) -> None:
    text = clean_text(raw)

    text.encode("utf-8")
    assert len(text) <= TEXT_LIMIT
    assert text == text.strip()
    assert not text.startswith("/")
    assert "\x00" not in text
    assert "\n" not in text
    assert clean_text(text) == text
