"""The transcript: what was said, derived from the inbox and the replies, never kept twice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, func, or_, select

from bot.store.album import Picture
from bot.store.database import Part
from bot.store.errors import ConversationNotFound
from bot.store.pictures import read_pictures_of
from bot.store.post import Reply, Thread
from bot.store.records import Conversation, Kin, Line, PastReply
from bot.store.tables import ConversationRow, InboxRow, InquiryRow, OutboxRow


class Transcripts(Part):
    """Reads conversations back."""

    def find_conversation(self, channel: str, house: str, sender: str) -> str | None:
        """Find the id of a sender's conversation with a house."""
        with self._database.reading() as connection:
            return connection.scalar(
                select(ConversationRow.id).where(
                    ConversationRow.channel == channel,
                    ConversationRow.house == house,
                    ConversationRow.sender == sender,
                )
            )

    def load_conversation(self, conversation_id: str) -> Conversation:
        """Load who a conversation is with. Errors: `ConversationNotFound`."""
        with self._database.reading() as connection:
            return read_conversation(connection, conversation_id)

    def load_transcript(self, conversation_id: str) -> tuple[Line, ...]:
        """Load what was said, each message followed by its replies; empty where nothing was."""
        with self._database.reading() as connection:
            return read_lines(connection, conversation_id)

    def load_thread(self, conversation_id: str) -> Thread:
        """Load what a letter about a conversation refers to."""
        with self._database.reading() as connection:
            number = connection.scalar(
                select(func.max(InquiryRow.number)).where(InquiryRow.conversation_id == conversation_id)
            )
            letters = connection.scalars(
                select(OutboxRow.message_id)
                .where(OutboxRow.conversation_id == conversation_id, OutboxRow.kind == "brief")
                .order_by(OutboxRow.id)
            )
            return Thread(number, tuple(letter for letter in letters if letter))

    def find_kin(self, conversation_id: str, house: str, contacts: Sequence[str]) -> tuple[Kin, ...]:
        """Find a person's other conversations with a house by phone numbers (E.164) and mail addresses."""
        known = [contact.removeprefix("whatsapp:") for contact in contacts if contact]
        if not known:
            return ()
        with self._database.reading() as connection:
            rows = connection.execute(
                select(ConversationRow.channel, func.max(InquiryRow.number))
                .join(InquiryRow, InquiryRow.conversation_id == ConversationRow.id)
                .where(
                    ConversationRow.house == house,
                    ConversationRow.id != conversation_id,
                    or_(
                        InquiryRow.email.in_([contact.lower() for contact in known]),
                        InquiryRow.phone.in_(known),
                        ConversationRow.sender.in_([*known, *(f"whatsapp:{contact}" for contact in known)]),
                    ),
                )
                .group_by(ConversationRow.id, ConversationRow.channel)
                .order_by(func.max(InquiryRow.number))
            )
            return tuple(Kin(channel, number) for channel, number in rows)

    def load_replies_after(self, conversation_id: str, after: int = 0) -> tuple[PastReply, ...]:
        """Load the replies past a cursor (0: from the start), oldest first."""
        with self._database.reading() as connection:
            rows = connection.execute(
                select(OutboxRow.id, OutboxRow.created_at, OutboxRow.payload)
                .where(
                    OutboxRow.conversation_id == conversation_id,
                    OutboxRow.kind == "reply",
                    OutboxRow.id > after,
                )
                .order_by(OutboxRow.id)
            )
            return tuple(PastReply(row.id, row.created_at, Reply.from_payload(row.payload)) for row in rows)


def read_conversation(connection: Connection, conversation_id: str) -> Conversation:
    """Read who a conversation is with, in the caller's transaction. Errors: `ConversationNotFound`."""
    row = connection.execute(
        select(
            ConversationRow.id,
            ConversationRow.house,
            ConversationRow.channel,
            ConversationRow.sender,
            ConversationRow.created_at,
            ConversationRow.handed_over_at,
        ).where(ConversationRow.id == conversation_id)
    ).one_or_none()
    if row is None:
        raise ConversationNotFound(conversation_id)
    return Conversation(**row._mapping)


def read_lines(connection: Connection, conversation_id: str) -> tuple[Line, ...]:
    """Read a conversation's lines, in the caller's transaction."""
    said = connection.execute(
        select(
            InboxRow.id,
            InboxRow.received_at,
            InboxRow.text,
            InboxRow.channel,
            InboxRow.details,
            InboxRow.external_id,
        )
        .where(InboxRow.conversation_id == conversation_id)
        .order_by(InboxRow.id)
    )
    replied = connection.execute(
        select(
            OutboxRow.id,
            OutboxRow.inbox_id,
            OutboxRow.position,
            OutboxRow.created_at,
            OutboxRow.payload,
            InboxRow.channel,
        )
        .join(InboxRow, InboxRow.id == OutboxRow.inbox_id)
        .where(OutboxRow.conversation_id == conversation_id, OutboxRow.kind == "reply")
    )
    # By cause rather than by clock: a clock that is set back must not put an answer before its question.
    pictures = read_pictures_of(connection, conversation_id)
    placed = [((row.id, -1), _read_message(row, pictures.get(row.id, ()))) for row in said]
    placed += [((row.inbox_id, row.position), _read_reply(row)) for row in replied]
    return tuple(line for _, line in sorted(placed, key=lambda item: item[0]))


def _read_message(row: Row[Any], pictures: Sequence[Picture]) -> Line:
    return Line(
        at=row.received_at,
        who="customer",
        text=row.text,
        channel=row.channel,
        pictures=len(pictures),
        metadata=row.details,
        external_id=row.external_id,
        sent_pictures=tuple(pictures),
    )


def _read_reply(row: Row[Any]) -> Line:
    reply = Reply.from_payload(row.payload)
    return Line(
        at=row.created_at,
        who="person" if reply.author else "loupe",
        text=reply.text,
        channel=row.channel,
        name=reply.author,
        buttons=reply.buttons,
        cursor=row.id,
        metadata=reply.metadata,
    )
