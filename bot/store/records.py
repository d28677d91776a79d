"""What goes into the store and what comes out of it: plain frozen values, no rows and no sessions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.atelier.inquiry import Status
from bot.atelier.readers.burst import join_messages
from bot.atelier.writing import transcript
from bot.store.album import Picture, SentPicture
from bot.store.post import Button, MailDraft, Reply


@dataclass(frozen=True, kw_only=True)
class Inbound:
    """One message from a customer, cleaned by its channel."""

    channel: str
    sender: str
    """Who wrote, as the channel names them: opaque, and not always a phone number."""
    house: str
    text: str
    external_id: str
    """The channel's own id of the message: the same id twice is the same message."""
    metadata: dict[str, Any] = field(default_factory=dict)
    pictures: tuple[SentPicture, ...] = ()
    quiet: timedelta | None = None
    """How long to wait for what else the sender says; None where each message is answered on its own."""

    def __post_init__(self) -> None:
        """Refuse a message without an owner: customers without a name would share one conversation."""
        for name in ("channel", "sender", "house", "external_id"):
            if not getattr(self, name):
                raise ValueError(f"an inbound message needs a {name}")


@dataclass(frozen=True)
class Received:
    """Where a message was put."""

    inbox_id: int
    conversation_id: str
    duplicate: bool
    """Whether the message had arrived before; its replies, if any, are found by `find_replies`."""


@dataclass(frozen=True)
class Message:
    """One of the messages that a turn answers."""

    id: int
    text: str
    metadata: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class PendingTurn:
    """Everything a turn needs to compute, read at one version of the conversation."""

    messages: tuple[Message, ...]
    """What the turn answers, in order: one message, or a burst that is one thought."""
    received_at: datetime
    """When the first of them arrived."""
    attempts: int
    """How often the turn has failed so far."""
    conversation_id: str
    house: str
    channel: str
    sender: str
    version: int
    state: dict[str, Any]
    """The snapshot of the dialogue as the last turn left it; empty in a new conversation."""
    inquiry_id: str | None
    """The inquiry that is still open; None where the next one would be a new one."""
    number: int | None
    """The open inquiry's number in its house."""
    thread: tuple[str, ...]
    """Message-IDs of the briefs this conversation has already caused: the first few, oldest first."""
    handed_over_at: datetime | None
    """Since when people answer in Loupe's place; None while Loupe answers."""
    last_heard_at: datetime | None
    """When the customer's message before this one arrived; None for the first one."""
    pictures: tuple[SentPicture, ...] = ()
    """The pictures that came with the message, in their order."""
    offered: tuple[Button, ...] = ()
    """The choices of the latest reply, where the channel cannot show them as buttons."""
    opted_out: bool = False
    """Whether the customer has asked the house for silence."""
    consented: bool = False
    """Whether it is on record under which words the customer writes on this channel."""

    @property
    def inbox_id(self) -> int:
        """The message that the replies hang on: the last one."""
        return self.messages[-1].id

    @property
    def text(self) -> str:
        """What the customer said, as one text."""
        return join_messages(message.text for message in self.messages)


@dataclass(frozen=True, kw_only=True)
class InquiryRecord:
    """An inquiry as it stands after a turn."""

    id: str
    """The open inquiry's id, or a new one (`new_id`) where none is open."""
    status: Status
    slots: dict[str, Any]
    decision: dict[str, Any] | None = None


@dataclass(frozen=True)
class OpenQuestion:
    """A question that a house's answers do not cover."""

    words: str
    guesses: tuple[str, ...] = ()
    """The topics that came closest, best first."""


@dataclass(frozen=True, kw_only=True)
class AskedQuestion(OpenQuestion):
    """An open question with where and when it was asked."""

    house: str
    conversation_id: str
    asked_at: datetime


@dataclass(frozen=True)
class ConsentText:
    """The words under which a customer uses a channel."""

    text: str
    version: str


@dataclass(frozen=True, kw_only=True)
class TurnOutcome:
    """All that one turn changes; the store writes it whole or not at all."""

    state: dict[str, Any]
    replies: tuple[Reply, ...] = ()
    inquiry: InquiryRecord | None = None
    brief: MailDraft | None = None
    questions: tuple[OpenQuestion, ...] = ()
    hands_over: bool = False
    """Whether people answer from now on, until the conversation is handed back."""
    consent: ConsentText | None = None
    """What the customer is told on a phone before anything of theirs becomes an inquiry."""
    silences: tuple[str, ...] = ()
    """Contacts that the house must not write to any more."""
    resumes: tuple[str, ...] = ()
    """Contacts that may be written to again."""


@dataclass(frozen=True, kw_only=True)
class Conversation:
    """Who talks with which house, and where."""

    id: str
    house: str
    channel: str
    sender: str
    created_at: datetime
    handed_over_at: datetime | None
    """Since when people answer in Loupe's place; None while Loupe answers."""


@dataclass(frozen=True)
class Kin:
    """Another conversation of the same person, as their phone number or mail address says."""

    channel: str
    number: int
    """Its latest inquiry's number."""


@dataclass(frozen=True)
class Line(transcript.Line):
    """One line of a transcript, with what a page needs to show it again."""

    buttons: tuple[Button, ...] = ()
    cursor: int | None = None
    """A reply's place for `load_replies_after`; None for the customer's lines."""
    metadata: dict[str, Any] = field(default_factory=dict)
    """What the channel or the dialogue said besides the text."""
    external_id: str | None = None
    """The channel's own id of a customer's message; None for replies."""
    sent_pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True)
class PastReply:
    """A reply that was given, with its place in the conversation."""

    cursor: int
    at: datetime
    reply: Reply
