"""The seam between the channels and the desk: a message goes in, replies come out."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.channels.cleaning import TEXT_LIMIT, clean_text
from bot.channels.refusal import Refused
from bot.store import (
    Inbound,
    Line,
    MessageConflict,
    MessageErased,
    Picture,
    Received,
    Reply,
    StoreUnavailable,
    UnknownPicture,
)

__all__ = [
    "TEXT_LIMIT",
    "Desk",
    "Inbound",
    "Pictures",
    "Reply",
    "Transcripts",
    "clean_text",
    "hand_over",
    "scope_id",
]


class Desk(Protocol):
    """Who answers: keeps the message, computes its turn once, and returns what was committed."""

    async def answer(self, inbound: Inbound) -> tuple[Reply, ...]:
        """Answer a message; a repeated one gets the replies it got before.

        Errors: `MessageConflict`, `MessageErased`, `StoreUnavailable`; `asyncio.TimeoutError` where the
        message is kept but its answer takes longer than a caller should wait.
        """

    async def keep(self, inbound: Inbound) -> Received:
        """Keep a message, to be answered later by way of the outbox.

        Errors: `MessageConflict`, `MessageErased`, `StoreUnavailable`.
        """


class Reports(Protocol):
    """Who remembers what became of messages that were sent; blocks. Errors: `StoreUnavailable`."""

    def keep_report(self, receipt: str, status: str, code: str | None, now: datetime) -> bool:
        """Keep a report; False where the same one came before."""


class Transcripts(Protocol):
    """Who remembers what was said; its verbs block. Errors: `StoreUnavailable`."""

    def find_conversation(self, channel: str, house: str, sender: str) -> str | None:
        """Find the id of a sender's conversation with a house."""

    def load_transcript(self, conversation_id: str) -> Sequence[Line]:
        """Load a conversation's lines, each message followed by its replies."""


class Pictures(Protocol):
    """Who remembers which pictures were sent in; its verbs block. Errors: `StoreUnavailable`."""

    def open_conversation(self, channel: str, house: str, sender: str, now: datetime) -> str:
        """Find a sender's conversation with a house, opened where there is none yet."""

    def find_conversation(self, channel: str, house: str, sender: str) -> str | None:
        """Find the id of a sender's conversation with a house."""

    def find_picture(self, conversation_id: str, picture_id: str) -> Picture | None:
        """Find a picture of a conversation."""

    def drop_picture(self, conversation_id: str, picture_id: str) -> bool:
        """Drop a picture that has not been sent yet; False where there is none such."""


def scope_id(house: str, sender: str, given: str) -> str:
    """Make a sender's own message id unique in its channel: two senders may both count from one."""
    return f"{house}/{sender}/{given}"


async def hand_over(desk: Desk, inbound: Inbound) -> tuple[Reply, ...]:
    """Hand a message to the desk; what the store refuses becomes a refusal that the sender understands."""
    try:
        return await desk.answer(inbound)
    except MessageConflict:
        raise Refused(
            409,
            "A different message was sent with this id.",
            where="message id",
            remedy="Give every message an id of its own; repeat an id only with the same message.",
        ) from None
    except UnknownPicture:
        raise Refused(
            409,
            "A picture of this message is not there, or was sent before.",
            where="pictures",
            remedy="Send the pictures in again.",
        ) from None
    except MessageErased:
        raise Refused(
            410, "This conversation was erased.", where="message id", remedy="Begin a new conversation."
        ) from None
    except asyncio.TimeoutError:
        raise Refused(
            503,
            "The answer takes longer than usual; the message is kept.",
            where="service",
            remedy="Send the same message with the same id again for its answer.",
            headers={"Retry-After": "5"},
        ) from None
    except StoreUnavailable:
        raise out_of_service() from None


def out_of_service() -> Refused:
    """Say that nothing can be read or kept at the moment."""
    return Refused(
        503,
        "The desk cannot be reached at the moment.",
        where="service",
        remedy="Send the same message with the same id again in a moment.",
        headers={"Retry-After": "5"},
    )
