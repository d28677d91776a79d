"""What the store knows of a person: found, handed over whole, or erased down to the bytes."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, delete, or_, select, text

from bot.atelier.inquiry import Status
from bot.store.database import Part
from bot.store.errors import ErasureIncomplete
from bot.store.inbox import digest_of
from bot.store.permissions import is_opted_out
from bot.store.phone_tables import ConsentRow, ReportRow
from bot.store.records import Line
from bot.store.tables import ConversationRow, InboxRow, InquiryRow, OutboxRow, PictureRow
from bot.store.transcripts import read_conversation, read_lines


class Privacy(Part):
    """Answers a customer who asks what is kept of them, or wants it gone."""

    def find_conversations(self, contact: str) -> tuple[str, ...]:
        """Find the conversations of a mail address, a phone number (E.164) or a sender, oldest first."""
        contact = contact.strip()
        with self._database.reading() as connection:
            found = connection.scalars(
                select(ConversationRow.id)
                .outerjoin(InquiryRow, InquiryRow.conversation_id == ConversationRow.id)
                .where(
                    or_(
                        InquiryRow.email == contact.lower(),
                        InquiryRow.phone == contact,
                        ConversationRow.sender.in_((contact, f"whatsapp:{contact}")),
                    )
                )
                .group_by(ConversationRow.id, ConversationRow.created_at)
                .order_by(ConversationRow.created_at, ConversationRow.id)
            )
            return tuple(found)

    def export_conversation(self, conversation_id: str) -> dict[str, Any]:
        """Export all that is kept of a conversation as JSON values; the latest inquiry comes first.

        Errors: `ConversationNotFound`.
        """
        with self._database.reading() as connection:
            conversation = read_conversation(connection, conversation_id)
            *earlier, latest = _export_inquiries(connection, conversation_id)
            return {
                "conversation": conversation_id,
                "house": conversation.house,
                "channel": conversation.channel,
                "sender": conversation.sender,
                "handed_over": conversation.handed_over_at is not None,
                **latest,
                "earlier_inquiries": earlier,
                "messages": [_export_line(line) for line in read_lines(connection, conversation_id)],
                "attachments": _export_pictures(connection, conversation_id),
                "consents": _export_consents(connection, conversation_id),
                "opted_out": is_opted_out(connection, conversation.house, conversation.sender),
                "deliveries": _export_deliveries(connection, conversation_id),
            }

    def erase_conversation(self, conversation_id: str) -> bool:
        """Erase a conversation with all that hangs on it; False where there was none.

        What stays is a hash of each message's ids and of who asked for silence. Backups and a PostgreSQL
        server's own archives are out of reach. Safe to repeat. Errors: `ErasureIncomplete`,
        `StoreUnavailable`.
        """
        with self._database.writing() as connection:
            # Locked first: a message that arrives meanwhile waits, and then belongs to a new conversation.
            connection.execute(
                select(ConversationRow.id).where(ConversationRow.id == conversation_id).with_for_update()
            )
            messages = connection.execute(
                select(InboxRow.channel, InboxRow.external_id).where(
                    InboxRow.conversation_id == conversation_id
                )
            )
            digests = [{"digest": digest_of(row.channel, row.external_id)} for row in messages]
            if digests:
                connection.execute(_REMEMBER_ERASED, digests)
            connection.execute(
                delete(ReportRow).where(
                    ReportRow.receipt.in_(
                        select(OutboxRow.receipt).where(OutboxRow.conversation_id == conversation_id)
                    )
                )
            )
            erased = connection.execute(delete(ConversationRow).where(ConversationRow.id == conversation_id))
        self._overwrite()
        return erased.rowcount == 1

    def _overwrite(self) -> None:
        with self._database.outside_transactions() as connection:
            connection.execute(text("VACUUM"))
            if self._database.is_sqlite:
                # The write-ahead log holds older copies of the pages until it is emptied.
                busy = connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)")).one()[0]
                if busy:
                    raise ErasureIncomplete(self._database.where)


_REMEMBER_ERASED = text("INSERT INTO erased (digest) VALUES (:digest) ON CONFLICT DO NOTHING")
_NO_INQUIRY: dict[str, Any] = {"inquiry": {}, "decision": None, "status": Status.COLLECTING.value}


def _export_inquiries(connection: Connection, conversation_id: str) -> list[dict[str, Any]]:
    rows = connection.execute(
        select(
            InquiryRow.id.label("inquiry_id"),
            InquiryRow.number,
            InquiryRow.slots.label("inquiry"),
            InquiryRow.decision,
            InquiryRow.status,
        )
        .where(InquiryRow.conversation_id == conversation_id)
        .order_by(InquiryRow.number)
    )
    return [dict(row._mapping) for row in rows] or [_NO_INQUIRY]


def _export_line(line: Line) -> dict[str, Any]:
    exported = {"at": line.at.isoformat(), "who": line.who, "text": line.text, "channel": line.channel}
    return {**exported, "metadata": line.metadata} if line.metadata else exported


def _export_pictures(connection: Connection, conversation_id: str) -> list[dict[str, Any]]:
    rows = connection.execute(
        select(
            PictureRow.id,
            PictureRow.state,
            PictureRow.note,
            PictureRow.digest,
            PictureRow.width,
            PictureRow.height,
            PictureRow.size,
            PictureRow.created_at,
        )
        .where(PictureRow.conversation_id == conversation_id)
        .order_by(PictureRow.created_at, PictureRow.inbox_id, PictureRow.position)
    )
    return [{**row._mapping, "created_at": row.created_at.isoformat()} for row in rows]


def _export_consents(connection: Connection, conversation_id: str) -> list[dict[str, Any]]:
    rows = connection.execute(
        select(ConsentRow.channel, ConsentRow.version, ConsentRow.words, ConsentRow.given_at)
        .where(ConsentRow.conversation_id == conversation_id)
        .order_by(ConsentRow.id)
    )
    return [{**row._mapping, "given_at": row.given_at.isoformat()} for row in rows]


def _export_deliveries(connection: Connection, conversation_id: str) -> list[dict[str, Any]]:
    rows = connection.execute(
        select(
            OutboxRow.kind,
            OutboxRow.state,
            OutboxRow.attempts,
            OutboxRow.message_id,
            OutboxRow.receipt,
            OutboxRow.created_at,
            OutboxRow.sent_at,
            OutboxRow.last_error,
        )
        .where(OutboxRow.conversation_id == conversation_id)
        .order_by(OutboxRow.id)
    )
    return [
        {
            **row._mapping,
            "created_at": row.created_at.isoformat(),
            "sent_at": row.sent_at.isoformat() if row.sent_at else None,
        }
        for row in rows
    ]
