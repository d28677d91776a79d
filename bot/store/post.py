"""What goes out: replies to customers, mails to the atelier, and each as a delivery under a lease."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, Literal

from pydantic import TypeAdapter

from bot.store.album import Attachment

Kind = Literal["reply", "brief"]


@dataclass(frozen=True)
class Button:
    """A choice that is offered with a reply."""

    title: str
    payload: str


@dataclass(frozen=True)
class Reply:
    """One message to the customer."""

    text: str
    buttons: tuple[Button, ...] = ()
    metadata: dict[str, Any] = field(default_factory=dict)
    author: str | None = None
    """Who of the house's people wrote it; None for what Loupe says."""

    def to_payload(self) -> dict[str, Any]:
        """Write the reply as JSON values."""
        return asdict(self)

    @classmethod
    def from_payload(cls, payload: dict[str, Any]) -> Reply:
        """Read what `to_payload` wrote."""
        return _REPLIES.validate_python(payload)


@dataclass(frozen=True, kw_only=True)
class MailDraft:
    """A mail to the atelier, complete but for its MIME form."""

    message_id: str
    """Minted once, with its angle brackets; the same for every attempt to send it."""
    to: str
    subject: str
    text: str
    html: str | None = None
    reply_to: str | None = None
    references: tuple[str, ...] = ()
    """Message-IDs of the earlier briefs of the thread, oldest first."""
    inquiry: dict[str, Any] | None = None
    """What the JSON attachment carries."""
    attachments: tuple[Attachment, ...] = ()
    """The pictures to enclose."""

    def to_payload(self) -> dict[str, Any]:
        """Write the draft as JSON values."""
        return asdict(self)

    @classmethod
    def from_payload(cls, payload: dict[str, Any]) -> MailDraft:
        """Read what `to_payload` wrote."""
        return _DRAFTS.validate_python(payload)


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """One thing to send, held under a lease."""

    id: int
    kind: Kind
    conversation_id: str
    house: str
    channel: str
    sender: str
    inbox_id: int
    position: int
    payload: dict[str, Any]
    message_id: str | None
    attempts: int
    """How often it has been claimed, this time included."""
    uncertain: bool
    """Whether it may have gone out already: look for it before sending again."""
    fence: int
    """The number of this claim; a later claim makes it worthless."""
    created_at: datetime
    details: dict[str, Any] = field(default_factory=dict)
    """What the channel said with the message that it answers."""
    last_heard_at: datetime | None = None
    """When the customer was last heard."""

    @property
    def reply(self) -> Reply:
        """The reply to send, where `kind` is "reply"."""
        return Reply.from_payload(self.payload)

    @property
    def mail(self) -> MailDraft:
        """The mail to send, where `kind` is "brief"."""
        return MailDraft.from_payload(self.payload)


@dataclass(frozen=True)
class Report:
    """What a carrier says has become of a delivery."""

    receipt: str
    status: str
    code: str | None
    delivery: Delivery


@dataclass(frozen=True)
class Thread:
    """What a letter about a conversation refers to."""

    number: int | None
    """The latest inquiry's number in its house."""
    letters: tuple[str, ...]
    """Message-IDs of the letters so far, oldest first."""


_REPLIES = TypeAdapter(Reply)
_DRAFTS = TypeAdapter(MailDraft)
