"""The tables: conversations, the inbox, the outbox, inquiries, and what is left of the erased."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    ColumnClause,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
    false,
    literal_column,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Moment(TypeDecorator[datetime]):
    """A moment in UTC; aware in Python whatever the database makes of it."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Write in UTC, and refuse a time that does not say where it was read off."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("the store keeps aware times only")
        moment = value.astimezone(timezone.utc)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Read as UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=timezone.utc) if value.tzinfo is None else value.astimezone(timezone.utc)


RowId = BigInteger().with_variant(Integer, "sqlite")
# Spelled out in the statements too: a partial index serves only a condition that is written like its own.
WAITING: ColumnClause[str] = literal_column("'waiting'")
SENDING: ColumnClause[str] = literal_column("'sending'")
WAITING_MESSAGE = "state = 'waiting'"
LIVE_DELIVERY = "state IN ('waiting', 'sending')"


class Table(DeclarativeBase):
    """The common base; constraints are named so that migrations can speak of them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012
        dict[str, Any]: JSON(none_as_null=True),
        list[str]: JSON(none_as_null=True),
        datetime: Moment,
        str: Text,
    }


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
