"""A customer's words as the service would read them: marked by the shipped lexicon, on a fixed day."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.atelier.inquiry import Inquiry
from bot.atelier.readers.reading import Message, Reading, fold, read, write_reading
from bot.atelier.readers.speech import Line
from bot.nlu.lexicon import load_lexicon

TODAY = date(2026, 11, 21)


def line(text: str) -> Line:
    """Make a line of the text with its marks."""
    return Line.of(text, load_lexicon().mark(text))


def tell(
    text: str, asked: str | None = None, known: Inquiry | None = None, act: str | None = None
) -> Reading:
    """Read one message."""
    message = Message(text=text, mentions=load_lexicon().mark(text), act=act)
    return read(message, asked, known or Inquiry(), TODAY)


def facts(text: str, asked: str | None = None, known: Inquiry | None = None) -> dict[str, Any]:
    """Read one message and write what it holds."""
    return write_reading(tell(text, asked, known))


def tell_all(*texts: str) -> Inquiry:
    """Read several messages, one after another."""
    inquiry = Inquiry()
    for text in texts:
        inquiry = fold(inquiry, tell(text, None, inquiry))
    return inquiry
