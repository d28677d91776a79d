"""The inbox: a customer's message is in the database before anybody says it was received."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    JSON,
    ColumnElement,
    Connection,
    bindparam,
    exists,
    func,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.orm import aliased

from bot.store.columns import ERROR_LENGTH, WAITING, Moment
from bot.store.database import Part, new_id
from bot.store.errors import AlreadyAnswered, MessageConflict, MessageErased
from bot.store.pictures import send_pictures
from bot.store.records import Inbound, Received
from bot.store.tables import ConversationRow, ErasedRow, InboxRow

LONGEST_BURST = timedelta(seconds=15)
"""How long the first message of a burst waits at most for the others."""


class Inbox(Part):
    """Takes messages in, once each, and hands them out for their turn in the order of arrival."""

    def receive(self, inbound: Inbound, now: datetime) -> Received:
        """Keep a message, committed when this returns; a repeated one is recognized by its external id.

        Errors: `MessageConflict`, `MessageErased`, `UnknownPicture`, `StoreUnavailable`.
        """
        ids = {"channel": inbound.channel, "external_id": inbound.external_id}
        with self._database.writing() as connection:
            who = (inbound.channel, inbound.house, inbound.sender)
            conversation_id = lock_conversation(connection, *who, now)
            # Looked up behind the lock, or a message could slip in while its conversation is erased.
            if connection.scalar(_FIND_ERASED, {"digest": digest_of(**ids)}):
                raise MessageErased
            message = {
                **ids,
                "conversation_id": conversation_id,
                "text": inbound.text,
                "details": inbound.metadata,
                "received_at": now,
                "ready_at": _await_burst(connection, conversation_id, inbound, now),
            }
            inbox_id = connection.scalar(_KEEP_MESSAGE, message)
            if inbox_id is not None:
                send_pictures(connection, inbound.pictures, conversation_id, inbox_id, now)
                return Received(inbox_id, conversation_id, duplicate=False)
            first = connection.execute(_FIND_MESSAGE, ids).one()
            # Whoever guesses an id must not be handed the replies of another customer.
            if (first.conversation_id, first.text) != (conversation_id, inbound.text):
                raise MessageConflict(inbound.channel)
            return Received(first.id, conversation_id, duplicate=True)

    def open_conversation(self, channel: str, house: str, sender: str, now: datetime) -> str:
        """Find a sender's conversation with a house, opened where there is none yet."""
        with self._database.writing() as connection:
            return lock_conversation(connection, channel, house, sender, now)

    def list_known(self, channel: str, external_ids: Sequence[str]) -> frozenset[str]:
        """List which of these messages are in the inbox, or were and have been erased."""
        digests = {digest_of(channel, external_id): external_id for external_id in external_ids}
        with self._database.reading() as connection:
            kept = connection.scalars(_LIST_KEPT, {"channel": channel, "external_ids": list(external_ids)})
            erased = connection.scalars(_LIST_ERASED, {"digests": list(digests)})
            return frozenset(kept) | {digests[digest] for digest in erased}

    def find_last_received(self, channels: Sequence[str]) -> datetime | None:
        """Find when the latest message of some channels came; None where none ever did."""
        with self._database.reading() as connection:
            return connection.scalar(_FIND_LATEST, {"channels": list(channels)})

    def waiting_turns(self, now: datetime, limit: int = 1000) -> tuple[int, ...]:
        """List the messages whose turn is next, may be taken now and is claimed by nobody, oldest first."""
        with self._database.reading() as connection:
            return tuple(connection.scalars(_LIST_WAITING, {"now": now, "limit": limit}))

    def find_next_turn(self, conversation_id: str) -> int | None:
        """Find the message of a conversation whose turn is next, claimed or not."""
        with self._database.reading() as connection:
            return connection.scalar(_FIND_NEXT, {"conversation_id": conversation_id})

    def claim_turn(self, inbox_id: int, now: datetime, lease: timedelta) -> bool:
        """Claim a message for its turn; False where it is claimed, settled, or not the next in line.

        The lease only saves double work: what keeps a turn from counting twice is the commit.
        """
        claim = {"wanted": inbox_id, "now": now, "until": now + lease}
        with self._database.writing() as connection:
            return connection.execute(_CLAIM, claim).rowcount == 1

    def release_turn(self, inbox_id: int) -> None:
        """Give a claim back, so that the message can be taken again at once."""
        with self._database.writing() as connection:
            connection.execute(
                update(InboxRow)
                .where(InboxRow.id == inbox_id, InboxRow.state == "waiting")
                .values(claimed_until=None)
            )

    def count_failure(
        self, inbox_id: int, error: str, now: datetime, limit: int = 3, wait: timedelta = timedelta(0)
    ) -> bool:
        """Count a failed turn and let it be claimed again after `wait`; True when the limit is reached.

        The message keeps waiting until `park_turn` settles it together with its apology, so that a process
        killed between the two parks it at the next start. Errors: `AlreadyAnswered`.
        """
        failure = {"wanted": inbox_id, "error": error[:ERROR_LENGTH], "until": now + wait}
        with self._database.writing() as connection:
            attempts: int | None = connection.scalar(_COUNT_FAILURE, failure)
        if attempts is None:
            raise AlreadyAnswered(inbox_id)
        return attempts >= limit


def digest_of(channel: str, external_id: str) -> str:
    """Hash a message's ids: enough to recognize the message, nothing to learn from."""
    return hashlib.sha256(f"{channel}\0{external_id}".encode()).hexdigest()


def lock_conversation(connection: Connection, channel: str, house: str, sender: str, now: datetime) -> str:
    """Find a sender's conversation, opened where there is none, and lock it until the commit."""
    who: dict[str, Any] = {"channel": channel, "house": house, "sender": sender}
    found = connection.scalar(_LOCK_CONVERSATION, who)
    if found is None:
        connection.execute(_OPEN_CONVERSATION, {**who, "id": new_id(), "state": {}, "created_at": now})
        found = connection.scalars(_LOCK_CONVERSATION, who).one()
    return found


def _await_burst(
    connection: Connection, conversation_id: str, inbound: Inbound, now: datetime
) -> datetime | None:
    """Say until when a message waits for others; the first of a burst does not wait for ever."""
    if inbound.quiet is None:
        return None
    first = connection.scalar(_FIND_BURST, {"conversation_id": conversation_id})
    return min(now + inbound.quiet, first + LONGEST_BURST) if first else now + inbound.quiet


def _unclaimed() -> ColumnElement[bool]:
    return or_(InboxRow.claimed_until.is_(None), InboxRow.claimed_until <= bindparam("now", type_=Moment))


# Built once: to put a statement together costs more than to run it. ON CONFLICT reads the same in both
# databases, but SQLAlchemy has it for each apart and compiles it anew at every call.

# Locked until the commit: on PostgreSQL, the ids of a conversation's messages then follow their arrival.
_LOCK_CONVERSATION = (
    select(ConversationRow.id)
    .where(
        ConversationRow.channel == bindparam("channel"),
        ConversationRow.house == bindparam("house"),
        ConversationRow.sender == bindparam("sender"),
    )
    .with_for_update()
)
_OPEN_CONVERSATION = text(
    "INSERT INTO conversations (id, channel, house, sender, version, state, created_at) "
    "VALUES (:id, :channel, :house, :sender, 0, :state, :created_at) "
    "ON CONFLICT (channel, house, sender) DO NOTHING"
).bindparams(bindparam("state", type_=JSON), bindparam("created_at", type_=Moment))
_KEEP_MESSAGE = text(
    "INSERT INTO inbox (conversation_id, channel, external_id, text, details, received_at, ready_at, state) "
    "VALUES (:conversation_id, :channel, :external_id, :text, :details, :received_at, :ready_at, 'waiting') "
    "ON CONFLICT (channel, external_id) DO NOTHING RETURNING id"
).bindparams(
    bindparam("details", type_=JSON),
    bindparam("received_at", type_=Moment),
    bindparam("ready_at", type_=Moment),
)
_FIND_BURST = select(func.min(InboxRow.received_at)).where(
    InboxRow.conversation_id == bindparam("conversation_id"),
    InboxRow.state == WAITING,
    InboxRow.ready_at.is_not(None),
)
_LIST_KEPT = select(InboxRow.external_id).where(
    InboxRow.channel == bindparam("channel"),
    InboxRow.external_id.in_(bindparam("external_ids", expanding=True)),
)
_FIND_LATEST = (
    select(InboxRow.received_at)
    .where(InboxRow.channel.in_(bindparam("channels", expanding=True)))
    .order_by(InboxRow.id.desc())
    .limit(1)
)
_LIST_ERASED = select(ErasedRow.digest).where(ErasedRow.digest.in_(bindparam("digests", expanding=True)))
_FIND_ERASED = select(ErasedRow.digest).where(ErasedRow.digest == bindparam("digest"))
_FIND_MESSAGE = select(InboxRow.id, InboxRow.conversation_id, InboxRow.text).where(
    InboxRow.channel == bindparam("channel"), InboxRow.external_id == bindparam("external_id")
)
_unfinished = aliased(InboxRow)
_burst_is_over = ~exists().where(
    _unfinished.conversation_id == InboxRow.conversation_id,
    _unfinished.state == WAITING,
    _unfinished.ready_at > bindparam("now", type_=Moment),
)
_earlier = aliased(InboxRow)
_is_next = ~exists().where(
    _earlier.conversation_id == InboxRow.conversation_id,
    _earlier.state == WAITING,
    _earlier.id < InboxRow.id,
)
_LIST_WAITING = (
    select(InboxRow.id)
    .where(InboxRow.state == WAITING, _unclaimed(), _is_next, _burst_is_over)
    .order_by(InboxRow.id)
    .limit(bindparam("limit"))
)
_FIND_NEXT = (
    select(InboxRow.id)
    .where(InboxRow.conversation_id == bindparam("conversation_id"), InboxRow.state == WAITING)
    .order_by(InboxRow.id)
    .limit(1)
)
_CLAIM = (
    update(InboxRow)
    .where(
        InboxRow.id == bindparam("wanted"),
        InboxRow.state == WAITING,
        _unclaimed(),
        _is_next,
        _burst_is_over,
    )
    .values(claimed_until=bindparam("until"))
)
_COUNT_FAILURE = (
    update(InboxRow)
    .where(InboxRow.id == bindparam("wanted"), InboxRow.state == WAITING)
    .values(attempts=InboxRow.attempts + 1, last_error=bindparam("error"), claimed_until=bindparam("until"))
    .returning(InboxRow.attempts)
)
