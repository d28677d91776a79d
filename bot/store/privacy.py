"""What the store knows of a person: found, handed over whole, or erased down to the bytes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import delete, or_, select, text

from bot.atelier.inquiry import Status
from bot.store.database import Part, insert_new
from bot.store.errors import ErasureIncomplete
from bot.store.inbox import digest_of
from bot.store.tables import ConversationRow, ErasedRow, InboxRow, InquiryRow, OutboxRow
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
        """Export all that is kept of a conversation as JSON values. Errors: `ConversationNotFound`."""
        with self._database.reading() as connection:
            conversation = read_conversation(connection, conversation_id)
            inquiries = connection.execute(
                select(
                    InquiryRow.id, InquiryRow.number, InquiryRow.status, InquiryRow.slots, InquiryRow.decision
                )
                .where(InquiryRow.conversation_id == conversation_id)
                .order_by(InquiryRow.number)
            ).all()
            deliveries = connection.execute(
                select(
                    OutboxRow.kind,
                    OutboxRow.state,
                    OutboxRow.attempts,
                    OutboxRow.message_id,
                    OutboxRow.created_at,
                    OutboxRow.sent_at,
                    OutboxRow.last_error,
                )
                .where(OutboxRow.conversation_id == conversation_id)
                .order_by(OutboxRow.id)
            )
            records = [
                {"inquiry_id": row.id, "number": row.number, "inquiry": row.slots, "decision": row.decision,
                 "status": row.status}
                for row in inquiries
            ]  # fmt: skip
            latest = records.pop() if records else {"inquiry": {}, "decision": None,
                                                    "status": Status.COLLECTING.value}  # fmt: skip
            return {
                "conversation": conversation_id,
                "house": conversation.house,
                "channel": conversation.channel,
                "sender": conversation.sender,
                **latest,
                "earlier_inquiries": records,
                "messages": [
                    {"at": line.at.isoformat(), "who": line.who, "text": line.text, "channel": line.channel}
                    for line in read_lines(connection, conversation_id)
                ],
                "attachments": [],
                "deliveries": [
                    {
                        name: value.isoformat() if isinstance(value, datetime) else value
                        for name, value in row._mapping.items()
                    }
                    for row in deliveries
                ],
            }

    def erase_conversation(self, conversation_id: str) -> bool:
        """Erase a conversation with all that hangs on it; False where there was none.

        What stays is a hash of each message's ids. Backups and a PostgreSQL server's own archives are out of
        reach. Safe to repeat. Errors: `ErasureIncomplete`, `StoreUnavailable`.
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
            for message in messages.all():
                digest = digest_of(message.channel, message.external_id)
                connection.execute(
                    insert_new(connection, ErasedRow).values(digest=digest).on_conflict_do_nothing()
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
