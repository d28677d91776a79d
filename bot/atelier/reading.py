"""The one way in for facts: what a message changes, in the light of what was asked and is known."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from bot.atelier.inquiry import Inquiry
from bot.atelier.model import Model

ASKED = (
    "piece_type", "project_kind", "stones", "stone_condition", "budget", "timing", "ring_size",
    "metal", "inspiration", "likes_dislikes", "name", "email", "phone", "location", "consent",
    "consultation", "confirm",
)  # fmt: skip


class Mention(Model):
    """A stretch of the message that the lexicon knows."""

    label: Literal["gem", "metal", "cut", "color", "piece", "kind", "own", "refuse", "band", "plain"]
    value: str
    start: int
    end: int


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


def read(message: Message, asked: str | None, inquiry: Inquiry, today: date) -> Reading:
    """Say what a message changes; nothing that is a question, a refusal or abuse becomes an answer."""
    raise NotImplementedError
