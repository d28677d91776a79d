"""A customer's message and what it was read to mean."""

from __future__ import annotations

from typing import Any, Literal

from bot.atelier.inquiry import Language
from bot.atelier.model import Model
from bot.atelier.readers.speech import Mention

ASKED = (
    "piece_type", "project_kind", "stones", "stone_condition", "budget", "timing", "ring_size",
    "metal", "inspiration", "likes_dislikes", "name", "email", "phone", "location", "consent",
    "consultation", "confirm",
)  # fmt: skip


def check_asked(slot: str | None) -> str | None:
    """Check that a slot is one that the house asks for; raises ValueError where it is not."""
    if slot and slot not in ASKED:
        raise ValueError(f"{slot!r} is not a slot that is asked for; these are: {', '.join(ASKED)}")
    return slot or None


class Message(Model):
    """A customer's words with what the lexicon marked in them."""

    text: str
    mentions: tuple[Mention, ...] = ()
    act: str | None = None
    """What the customer is doing (greet, ask_policy, thank …), where the classifier is sure of it."""


class Change(Model):
    """One thing that a message says about one slot."""

    slot: str
    kind: Literal["set", "add", "remove", "decline", "unclear"]
    value: Any = None
    """The slot's value in JSON terms; for "unclear" the words that could not be right."""


class Reading(Model):
    """What one message means."""

    changes: tuple[Change, ...] = ()
    asks: bool = False
    """Whether the customer asks something back."""
    answer: Literal["yes", "no"] | None = None
    language: Language | None = None
    """The language of the message; None where it decides none. It is no fact of the wish."""
