"""A message without words is recognized for what it is, and never taken for an answer."""

from __future__ import annotations

import pytest

from bot.atelier.readers.wordless import find_wordless


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("https://pinterest.com/pin/123", "link"),
        ("www.example.com/rings https://example.com/2", "link"),
        ("like this https://example.com/2", None),
        ("IMG_1234.HEIC", "photo"),
        ("[photo]", "photo"),
        ("<Media omitted>", "photo"),
        ("image attached", "photo"),
        ("foto adjunta", "photo"),
        ("here's a pic", "photo"),
        ("photos of my grandmother's ring", None),
        ("👍", "emoji"),
        ("❤️❤️", "emoji"),
        ("💍!!", "emoji"),
        ("💍 please", None),
        ("???", "gibberish"),
        ("...", "gibberish"),
        ("asdfgh jkl", "gibberish"),
        ("zxcvbnm", "gibberish"),
        ("6.5", None),
        ("M", None),
        ("€20.000", None),
        ("東京", None),
    ],
)
def test_a_message_without_words_is_told_from_one_with_words(text: str, kind: str | None) -> None:
    assert find_wordless(text) == kind
