"""The inbox: a customer's message is in the database before anybody says it was received."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, exists, or_, select, update
from sqlalchemy.orm import aliased

from bot.store.database import Part, insert_new, new_id
from bot.store.errors import AlreadyAnswered, MessageConflict, MessageErased
from bot.store.records import Inbound, Received
from bot.store.tables import ConversationRow, ErasedRow, InboxRow

ERROR_LENGTH = 500


class Inbox(Part):
    """Takes messages in, once each, and hands them out for their turn in the order of arrival."""

    def receive(self, inbound: Inbound, now: datetime) -> Received:
        """Keep a message, committed when this returns; a repeated one is recognized by its external id.

        Errors: `MessageConflict`, `MessageErased`, `StoreUnavailable`.
        """
        with self._database.writing() as connection:
            digest = digest_of(inbound.channel, inbound.external_id)
            if connection.scalar(select(ErasedRow.digest).where(ErasedRow.digest == digest)):
                raise MessageErased
            conversation_id = _find_or_create_conversation(connection, inbound, now)
            inbox_id = connection.scalar(
                insert_new(connection, InboxRow)
                .values(
                    conversation_id=conversation_id,
                    channel=inbound.channel,
                    external_id=inbound.external_id,
                    text=inbound.text,
                    details=inbound.metadata,
                    received_at=now,
                    state="waiting",
                )
                .on_conflict_do_nothing(index_elements=["channel", "external_id"])
                .returning(InboxRow.id)
            )
            if inbox_id is not None:
                return Received(inbox_id, conversation_id, duplicate=False)
            first = connection.execute(
                select(InboxRow.id, InboxRow.conversation_id, InboxRow.text).where(
                    InboxRow.channel == inbound.channel, InboxRow.external_id == inbound.external_id
                )
            ).one()
            # Whoever guesses an id must not be handed the replies of another customer.
            if (first.conversation_id, first.text) != (conversation_id, inbound.text):
                raise MessageConflict(inbound.channel)
            return Received(first.id, conversation_id, duplicate=True)

    def waiting_turns(self, now: datetime, limit: int = 1000) -> tuple[int, ...]:
        """List the messages that wait for their turn and are claimed by nobody, oldest first."""
        with self._database.reading() as connection:
            found = connection.scalars(
                select(InboxRow.id)
                .where(InboxRow.state == "waiting", _unclaimed(now))
                .order_by(InboxRow.id)
                .limit(limit)
            )
            return tuple(found)

    def find_next_turn(self, conversation_id: str) -> int | None:
        """Find the message of a conversation whose turn is next, claimed or not."""
        with self._database.reading() as connection:
            return connection.scalar(
                select(InboxRow.id)
                .where(InboxRow.conversation_id == conversation_id, InboxRow.state == "waiting")
                .order_by(InboxRow.id)
                .limit(1)
            )

    def claim_turn(self, inbox_id: int, now: datetime, lease: timedelta) -> bool:
        """Claim a message for its turn; False where it is claimed, settled, or not the next in line.

        The lease only saves double work: what keeps a turn from counting twice is the commit.
        """
        earlier = aliased(InboxRow)
        with self._database.writing() as connection:
            claimed = connection.execute(
                update(InboxRow)
                .where(
                    InboxRow.id == inbox_id,
                    InboxRow.state == "waiting",
                    _unclaimed(now),
                    ~exists().where(
                        earlier.conversation_id == InboxRow.conversation_id,
                        earlier.state == "waiting",
                        earlier.id < InboxRow.id,
                    ),
                )
                .values(claimed_until=now + lease)
            )
            return claimed.rowcount == 1

    def count_failure(
        self, inbox_id: int, error: str, now: datetime, limit: int = 3, wait: timedelta = timedelta(0)
    ) -> bool:
        """Count a failed turn and let it be claimed again after `wait`; True when the limit is reached.

        The message keeps waiting until `park_turn` settles it together with its apology, so that a process
        killed between the two parks it at the next start. Errors: `AlreadyAnswered`.
        """
        with self._database.writing() as connection:
            attempts = connection.scalar(
                update(InboxRow)
                .where(InboxRow.id == inbox_id, InboxRow.state == "waiting")
                .values(
                    attempts=InboxRow.attempts + 1, last_error=error[:ERROR_LENGTH], claimed_until=now + wait
                )
                .returning(InboxRow.attempts)
            )
            if attempts is None:
                raise AlreadyAnswered(inbox_id)
            return attempts >= limit


def digest_of(channel: str, external_id: str) -> str:
    """Hash a message's ids: enough to recognize the message, nothing to learn from."""
    return hashlib.sha256(f"{channel}\0{external_id}".encode()).hexdigest()


def _unclaimed(now: datetime) -> ColumnElement[bool]:
    return or_(InboxRow.claimed_until.is_(None), InboxRow.claimed_until <= now)


def _find_or_create_conversation(connection: Connection, inbound: Inbound, now: datetime) -> str:
    connection.execute(
        insert_new(connection, ConversationRow)
        .values(
            id=new_id(),
            house=inbound.house,
            channel=inbound.channel,
            sender=inbound.sender,
            version=0,
            state={},
            created_at=now,
        )
        .on_conflict_do_nothing(index_elements=["channel", "house", "sender"])
    )
    # Locked until the commit: on PostgreSQL, ids of one conversation then follow the order of arrival.
    return connection.scalars(
        select(ConversationRow.id)
        .where(
            ConversationRow.channel == inbound.channel,
            ConversationRow.house == inbound.house,
            ConversationRow.sender == inbound.sender,
        )
        .with_for_update()
    ).one()
