"""What is told of a picture: with its message, while it is fetched, as it is kept, and on its way by mail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True)
class SentPicture:
    """A picture that comes with a message."""

    id: str
    note: str | None = None
    """What the customer says of it."""
    source: str | None = None
    """Where it is to be fetched from; None for one that was kept before its message came."""


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A picture as it is kept, or is still to be."""

    id: str
    conversation_id: str
    state: Literal["kept", "fetching", "lost"]
    note: str | None
    digest: str | None
    """The name of its file; None until it is kept."""
    width: int | None
    height: int | None
    size: int | None
    """Bytes of the file."""
    created_at: datetime


@dataclass(frozen=True, kw_only=True)
class Fetch:
    """A picture that is to be fetched, held under a lease."""

    id: str
    conversation_id: str
    channel: str
    source: str
    attempts: int
    """How often it has been claimed, this time included."""
    created_at: datetime


@dataclass(frozen=True)
class Attachment:
    """A picture that goes with a mail, under the name that the mail calls it by."""

    picture: str
    """The picture's id: it may still be on its way when the mail is written."""
    name: str
