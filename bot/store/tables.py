"""The tables: conversations, the inbox, the outbox, inquiries, pictures, and what is left of the erased."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.columns import LIVE_DELIVERY, TO_FETCH, WAITING_MESSAGE, RowId, Table


class ConversationRow(Table):
    """One sender on one channel with one house, and where their dialogue stands."""

    __tablename__ = "conversations"
    __table_args__ = (UniqueConstraint("channel", "house", "sender"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    house: Mapped[str]
    channel: Mapped[str]
    sender: Mapped[str]
    version: Mapped[int]
    """Counts the turns; a turn commits only on the version that it was computed from."""
    state: Mapped[dict[str, Any]]
    """The snapshot of the dialogue: its size is that of an inquiry, however long the conversation."""
    created_at: Mapped[datetime]
    handed_over_at: Mapped[datetime | None]
    """Since when people answer in Loupe's place; null while Loupe answers."""


class InboxRow(Table):
    """A message from a customer; its id is the order of arrival."""

    __tablename__ = "inbox"
    __table_args__ = (
        UniqueConstraint("channel", "external_id"),
        CheckConstraint("state IN ('waiting', 'done', 'parked')", name="state"),
        Index("ix_inbox_conversation_id_id", "conversation_id", "id"),
        Index(
            "ix_inbox_queue",
            "id",
            sqlite_where=text(WAITING_MESSAGE),
            postgresql_where=text(WAITING_MESSAGE),
        ),
        Index(
            "ix_inbox_waiting",
            "conversation_id",
            "id",
            sqlite_where=text(WAITING_MESSAGE),
            postgresql_where=text(WAITING_MESSAGE),
        ),
        # Without it SQLite hands the id of an erased message to the next one.
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True, autoincrement=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"))
    channel: Mapped[str]
    external_id: Mapped[str]
    text: Mapped[str]
    details: Mapped[dict[str, Any]]
    """What the channel said besides the text (the attribute `metadata` is SQLAlchemy's own)."""
    received_at: Mapped[datetime]
    state: Mapped[str]
    attempts: Mapped[int] = mapped_column(default=0, server_default="0")
    claimed_until: Mapped[datetime | None]
    last_error: Mapped[str | None]
    ready_at: Mapped[datetime | None]
    """When to stop waiting for what else the sender says; null where it is answered at once and alone."""
    answered_with: Mapped[int | None] = mapped_column(RowId)
    """The last message of the burst that it was answered in; null where it was answered alone."""


class OutboxRow(Table):
    """Something to send: a reply to the customer or a brief to the atelier."""

    __tablename__ = "outbox"
    __table_args__ = (
        CheckConstraint("kind IN ('reply', 'brief')", name="kind"),
        CheckConstraint("state IN ('waiting', 'sending', 'sent', 'parked')", name="state"),
        Index("ix_outbox_conversation_id_kind_id", "conversation_id", "kind", "id"),
        Index("ix_outbox_inbox_id", "inbox_id"),
        Index(
            "ix_outbox_due",
            "next_attempt_at",
            "id",
            sqlite_where=text(LIVE_DELIVERY),
            postgresql_where=text(LIVE_DELIVERY),
        ),
        Index(
            "ix_outbox_live",
            "conversation_id",
            "kind",
            "id",
            sqlite_where=text(LIVE_DELIVERY),
            postgresql_where=text(LIVE_DELIVERY),
        ),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True, autoincrement=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"))
    kind: Mapped[str]
    inbox_id: Mapped[int] = mapped_column(ForeignKey("inbox.id", ondelete="CASCADE"))
    """The message it answers."""
    position: Mapped[int]
    """Its place among what that message caused."""
    payload: Mapped[dict[str, Any]]
    state: Mapped[str]
    attempts: Mapped[int] = mapped_column(default=0, server_default="0")
    uncertain: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether an earlier attempt may have gone out."""
    fence: Mapped[int] = mapped_column(default=0, server_default="0")
    """The number of the latest claim."""
    next_attempt_at: Mapped[datetime]
    claimed_until: Mapped[datetime | None]
    message_id: Mapped[str | None] = mapped_column(unique=True)
    """Our own stable id, where the medium lets us look for it."""
    receipt: Mapped[str | None] = mapped_column(index=True)
    """The id that the other side gave it."""
    last_error: Mapped[str | None]
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]


class InquiryRow(Table):
    """One wish of one customer, projected from the slots after every turn."""

    __tablename__ = "inquiries"
    __table_args__ = (
        UniqueConstraint("house", "number"),
        CheckConstraint("status IN ('collecting', 'confirming', 'submitted')", name="status"),
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    number: Mapped[int]
    """How people refer to it; counted by house and never used twice."""
    conversation_id: Mapped[str] = mapped_column(
        ForeignKey("conversations.id", ondelete="CASCADE"), index=True
    )
    house: Mapped[str]
    status: Mapped[str]
    slots: Mapped[dict[str, Any]]
    decision: Mapped[dict[str, Any] | None]
    email: Mapped[str | None] = mapped_column(index=True)
    """The slot in lower case, to be found by."""
    phone: Mapped[str | None] = mapped_column(index=True)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]


class PictureRow(Table):
    """A picture that a customer sent; the file lies in the picture folder under its digest."""

    __tablename__ = "pictures"
    __table_args__ = (
        CheckConstraint("state IN ('kept', 'fetching', 'lost')", name="state"),
        Index(
            "ix_pictures_due",
            "next_attempt_at",
            sqlite_where=text(TO_FETCH),
            postgresql_where=text(TO_FETCH),
        ),
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(
        ForeignKey("conversations.id", ondelete="CASCADE"), index=True
    )
    inbox_id: Mapped[int | None] = mapped_column(ForeignKey("inbox.id", ondelete="CASCADE"), index=True)
    """The message it came with; null while its customer has not sent it yet."""
    position: Mapped[int]
    """Its place in the message."""
    state: Mapped[str]
    note: Mapped[str | None]
    """What the customer says of it."""
    source: Mapped[str | None]
    """Where it is to be fetched from; null where it came by itself."""
    digest: Mapped[str | None] = mapped_column(String(64), index=True)
    width: Mapped[int | None]
    height: Mapped[int | None]
    size: Mapped[int | None]
    attempts: Mapped[int] = mapped_column(default=0, server_default="0")
    next_attempt_at: Mapped[datetime | None]
    claimed_until: Mapped[datetime | None]
    last_error: Mapped[str | None]
    created_at: Mapped[datetime]


class NumberRow(Table):
    """The last inquiry number that a house has given out."""

    __tablename__ = "inquiry_numbers"

    house: Mapped[str] = mapped_column(primary_key=True)
    last: Mapped[int]


class QuestionRow(Table):
    """A question that a house's answers do not cover, for its people to turn into an answer."""

    __tablename__ = "questions"

    id: Mapped[int] = mapped_column(RowId, primary_key=True, autoincrement=True)
    inbox_id: Mapped[int] = mapped_column(ForeignKey("inbox.id", ondelete="CASCADE"), index=True)
    """The message that asks it: whoever is erased takes their questions along."""
    house: Mapped[str] = mapped_column(index=True)
    words: Mapped[str]
    guesses: Mapped[list[str]]
    """The topics that came closest, best first."""
    asked_at: Mapped[datetime]


class ErasedRow(Table):
    """The hash of an erased message's ids, so that a repeated webhook does not bring it back."""

    __tablename__ = "erased"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
