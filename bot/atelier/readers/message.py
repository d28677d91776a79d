"""A customer's message and what it was read to mean."""

from __future__ import annotations

import re
from typing import Any, Literal

from bot.atelier.inquiry import Language
from bot.atelier.model import Model
from bot.atelier.readers.shift import Shift, rewrite
from bot.atelier.readers.speech import Mention

_RUN = re.compile(r"\s{3,}|([^\w\s])\1{7,}|(\w)\2{39,}")
"""The same character again and again, which says no more the fiftieth time and takes long to search."""

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


def squeeze(message: Message) -> Message:
    """Shorten runs of one character, blanks above all; what is marked keeps its place."""
    shift = Shift()
    text = rewrite(message.text, _RUN, _shorten, shift)
    if not shift.pieces:
        return message
    moved = tuple(
        mention.model_copy(
            update={"start": shift.to_rewritten(mention.start), "end": shift.to_rewritten(mention.end)}
        )
        for mention in message.mentions
    )
    return message.model_copy(update={"text": text, "mentions": moved})


def _shorten(run: re.Match[str]) -> str:
    if run[0].isspace():
        return "\n" if "\n" in run[0] else " "
    return run[0][: 8 if run[1] else 40]


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
