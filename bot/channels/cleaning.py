"""What of a customer's text is let in: readable characters on one line, capped, and never a command."""

from __future__ import annotations

import unicodedata

TEXT_LIMIT = 2_000
"""Characters of one message that are read; what follows is dropped."""

_COMMAND, _HARMLESS = "/", "\N{FULLWIDTH SOLIDUS}"
# Joiners hold emoji and Persian words together; every other format character hides or reorders text.
_JOINERS = "\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}"
# Folded away before the cap: an attack of a million blanks must not reach the slower steps.
_GLANCE = 50 * TEXT_LIMIT


def clean_text(raw: str) -> str:
    """Clean what a customer wrote; what is left may be empty.

    Every run of white space, line breaks included, becomes one space. NUL and other control characters,
    lone surrogates, bidirectional overrides and invisible characters are removed. A leading "/" becomes a
    full-width one, which reads the same to people and is no command to Rasa ("/restart", "/intent{…}").
    """
    # Blanks are split at first: control characters such as the line feed would otherwise glue words together.
    words = ("".join(filter(_is_readable, word)) for word in raw[:_GLANCE].split())
    text = " ".join(word for word in words if word)[:TEXT_LIMIT].rstrip()
    return _HARMLESS + text[1:] if text.startswith(_COMMAND) else text


def _is_readable(character: str) -> bool:
    return character in _JOINERS or unicodedata.category(character) not in {"Cc", "Cf", "Cs"}
