"""The transcript: what was said, derived from the inbox and the replies, never kept twice."""

from __future__ import annotations

from sqlalchemy import Connection, select

from bot.store.database import Part
from bot.store.records import Line, PastReply, Reply
from bot.store.tables import ConversationRow, InboxRow, OutboxRow


class Transcripts(Part):
    """Reads conversations back."""

    def load_transcript(self, conversation_id: str) -> tuple[Line, ...]:
        """Load what was said, each message followed by its replies; empty where nothing was."""
        with self._database.reading() as connection:
            return read_lines(connection, conversation_id)

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


def read_lines(connection: Connection, conversation_id: str) -> tuple[Line, ...]:
    """Read a conversation's lines within a transaction of the caller's."""
    channel = connection.scalar(select(ConversationRow.channel).where(ConversationRow.id == conversation_id))
    said = connection.execute(
        select(InboxRow.id, InboxRow.received_at, InboxRow.text)
        .where(InboxRow.conversation_id == conversation_id)
        .order_by(InboxRow.id)
    )
    replied = connection.execute(
        select(OutboxRow.id, OutboxRow.inbox_id, OutboxRow.position, OutboxRow.created_at, OutboxRow.payload)
        .where(OutboxRow.conversation_id == conversation_id, OutboxRow.kind == "reply")
        .order_by(OutboxRow.id)
    )
    # By cause rather than by clock: a clock that is set back must not put an answer before its question.
    placed = [((row.id, -1), Line(row.received_at, "customer", row.text, str(channel))) for row in said]
    for row in replied:
        reply = Reply.from_payload(row.payload)
        line = Line(row.created_at, "loupe", reply.text, str(channel), reply.buttons, row.id)
        placed.append(((row.inbox_id, row.position), line))
    return tuple(line for _, line in sorted(placed, key=lambda item: item[0]))
