"""The outbox: what is to be sent is claimed under a lease, and a claim that was lost settles nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, and_, bindparam, exists, func, insert, or_, select, true, update
from sqlalchemy.orm import aliased

from bot.store.columns import ERROR_LENGTH, SENDING, WAITING, Moment
from bot.store.database import Part
from bot.store.errors import ConversationNotFound, LeaseLost
from bot.store.post import Delivery, Kind, MailDraft, Reply
from bot.store.records import PendingTurn, TurnOutcome
from bot.store.tables import ConversationRow, InboxRow, OutboxRow

LETTERS = 1_000
"""Where the places of letters about replies begin, behind everything that a message itself caused."""


class Outbox(Part):
    """Hands out deliveries, each conversation's in order, and records what became of them."""

    def claim_delivery(
        self, now: datetime, lease: timedelta, kinds: Sequence[Kind] = ("reply", "brief")
    ) -> Delivery | None:
        """Claim the next delivery that is due, or one whose claimant let its lease run out (`uncertain`)."""
        with self._database.writing() as connection:
            row = connection.execute(_FIND_DUE, {"now": now, "kinds": list(kinds)}).one_or_none()
            if row is None:
                return None
            claim = _CLAIM_AGAIN if row.state == "sending" else _CLAIM
            connection.execute(claim, {"wanted": row.id, "until": now + lease})
            return Delivery(**connection.execute(_LOAD, {"wanted": row.id}).one()._mapping)

    def mark_sent(self, delivery: Delivery, now: datetime, receipt: str | None = None) -> None:
        """Record that a delivery was accepted, with the other side's id for it. Errors: `LeaseLost`."""
        self._mark(delivery, state="sent", sent_at=now, receipt=receipt, last_error=None)

    def retry_later(self, delivery: Delivery, at: datetime, error: str, *, uncertain: bool = False) -> None:
        """Put a delivery back until `at`; `uncertain` where it may have gone out. Errors: `LeaseLost`."""
        self._mark(
            delivery,
            state="waiting",
            next_attempt_at=at,
            last_error=error[:ERROR_LENGTH],
            uncertain=uncertain or delivery.uncertain,
        )

    def park_delivery(
        self, delivery: Delivery, error: str, letter: MailDraft | None = None, now: datetime | None = None
    ) -> None:
        """Give a delivery up to people, with a letter that tells them so; it no longer holds up the next.

        Errors: `LeaseLost`.
        """
        with self._database.writing() as connection:
            _mark(connection, delivery, state="parked", last_error=error[:ERROR_LENGTH])
            write_letter(connection, delivery, letter, now)

    def list_receipts(self, receipts: Sequence[str]) -> frozenset[str]:
        """List which of these ids of the other side belong to deliveries of ours."""
        with self._database.reading() as connection:
            return frozenset(connection.scalars(_LIST_RECEIPTS, {"receipts": list(receipts)}))

    def write_reply(self, conversation_id: str, text: str, author: str, now: datetime) -> None:
        """Write what one of the house's people says to a customer, to go out as Loupe's own replies do.

        Errors: `ConversationNotFound`.
        """
        with self._database.writing() as connection:
            last = connection.execute(_LAST_MESSAGE, {"conversation": conversation_id}).one_or_none()
            if last is None:
                raise ConversationNotFound(conversation_id)
            row = {
                **_COMMON,
                **({"state": "sent", "sent_at": now} if last.channel in FETCHED else {}),
                "conversation_id": conversation_id,
                "inbox_id": last.id,
                "position": last.position,
                "payload": Reply(text, author=author).to_payload(),
                "next_attempt_at": now,
                "created_at": now,
            }
            connection.execute(_INSERT, row)

    def last_reply(self) -> int:
        """Say where the outbox ends: whoever has seen a higher number has missed nothing."""
        with self._database.reading() as connection:
            return connection.scalar(_LAST_REPLY) or 0

    def find_addressees(self, after: int) -> frozenset[str]:
        """Find the conversations in which something was said past a cursor."""
        with self._database.reading() as connection:
            return frozenset(connection.scalars(_FIND_ADDRESSEES, {"after": after}))

    def release(self, delivery: Delivery) -> None:
        """Put back a delivery that was not attempted, as if it had not been claimed. Errors: `LeaseLost`."""
        self._mark(delivery, state="waiting", attempts=delivery.attempts - 1)

    def extend_lease(self, delivery: Delivery, now: datetime, lease: timedelta) -> None:
        """Keep a delivery that takes longer than its lease. Errors: `LeaseLost`."""
        self._mark(delivery, claimed_until=now + lease)

    def _mark(self, delivery: Delivery, **values: Any) -> None:
        with self._database.writing() as connection:
            _mark(connection, delivery, **values)


def _mark(connection: Connection, delivery: Delivery, **values: Any) -> None:
    if "state" in values:
        values["claimed_until"] = None
    held = update(OutboxRow).where(
        OutboxRow.id == delivery.id, OutboxRow.state == "sending", OutboxRow.fence == delivery.fence
    )
    if not connection.execute(held.values(values)).rowcount:
        raise LeaseLost(delivery.id)


def write_deliveries(
    connection: Connection, turn: PendingTurn, outcome: TurnOutcome, now: datetime, answered: bool
) -> None:
    """Write what a turn has to say, within its transaction; replies count as sent where `answered`."""
    common = {
        **_COMMON,
        "conversation_id": turn.conversation_id,
        "inbox_id": turn.inbox_id,
        "next_attempt_at": now,
        "created_at": now,
    }
    handed_over = {"state": "sent", "sent_at": now} if answered else {}
    rows: list[dict[str, Any]] = [
        {**common, **handed_over, "position": position, "payload": reply.to_payload()}
        for position, reply in enumerate(outcome.replies)
    ]
    if brief := outcome.brief:
        mail = {"kind": "brief", "message_id": brief.message_id, "payload": brief.to_payload()}
        rows.append({**common, **mail, "position": len(rows)})
    if rows:
        connection.execute(_INSERT, rows)


def write_letter(
    connection: Connection, delivery: Delivery, letter: MailDraft | None, now: datetime | None
) -> None:
    """Write a letter about a delivery, in the caller's transaction; nothing where there is none to write."""
    if letter is None:
        return
    row = {
        "conversation_id": delivery.conversation_id,
        "inbox_id": delivery.inbox_id,
        "position": LETTERS + delivery.position,
        "kind": "brief",
        "state": "waiting",
        "next_attempt_at": now or delivery.created_at,
        "created_at": now or delivery.created_at,
        "message_id": letter.message_id,
        "payload": letter.to_payload(),
    }
    connection.execute(_INSERT, row)


FETCHED: Final = ("web", "rest")
"""Channels whose customers come for their replies; on the others they are sent."""
_COMMON: Final = {"sent_at": None, "message_id": None, "kind": "reply", "state": "waiting"}
_LAST_MESSAGE = (
    select(
        InboxRow.id,
        InboxRow.channel,
        (select(func.count()).where(OutboxRow.inbox_id == InboxRow.id).scalar_subquery()).label("position"),
    )
    .where(InboxRow.conversation_id == bindparam("conversation"))
    .order_by(InboxRow.id.desc())
    .limit(1)
)
_LAST_REPLY = select(func.max(OutboxRow.id))
_FIND_ADDRESSEES = select(OutboxRow.conversation_id).where(
    OutboxRow.id > bindparam("after"), OutboxRow.kind == "reply"
)
_earlier = aliased(OutboxRow)
_now = bindparam("now", type_=Moment)
# A delivery waits for the earlier ones of its conversation: neither Twilio nor mail keeps them in order.
_FIND_DUE = (
    select(OutboxRow.id, OutboxRow.state)
    .where(
        OutboxRow.state.in_((WAITING, SENDING)),
        or_(
            and_(OutboxRow.state == "waiting", OutboxRow.next_attempt_at <= _now),
            and_(OutboxRow.state == "sending", OutboxRow.claimed_until <= _now),
        ),
        OutboxRow.kind.in_(bindparam("kinds", expanding=True)),
        ~exists().where(
            _earlier.conversation_id == OutboxRow.conversation_id,
            _earlier.kind == OutboxRow.kind,
            _earlier.state.in_((WAITING, SENDING)),
            _earlier.id < OutboxRow.id,
        ),
    )
    .order_by(OutboxRow.next_attempt_at, OutboxRow.id)
    .limit(1)
    .with_for_update(skip_locked=True)
)
_CLAIM = (
    update(OutboxRow)
    .where(OutboxRow.id == bindparam("wanted"))
    .values(
        state="sending",
        claimed_until=bindparam("until"),
        fence=OutboxRow.fence + 1,
        attempts=OutboxRow.attempts + 1,
    )
)
_CLAIM_AGAIN = _CLAIM.values(uncertain=true())
_heard = aliased(InboxRow)
LOAD_DELIVERY = (
    select(
        OutboxRow.id,
        OutboxRow.kind,
        OutboxRow.conversation_id,
        ConversationRow.house,
        ConversationRow.channel,
        ConversationRow.sender,
        OutboxRow.inbox_id,
        OutboxRow.position,
        OutboxRow.payload,
        OutboxRow.message_id,
        OutboxRow.attempts,
        OutboxRow.uncertain,
        OutboxRow.fence,
        OutboxRow.created_at,
        InboxRow.details,
        select(_heard.received_at)
        .where(_heard.conversation_id == OutboxRow.conversation_id)
        .order_by(_heard.id.desc())
        .limit(1)
        .scalar_subquery()
        .label("last_heard_at"),
    )
    .join(ConversationRow, ConversationRow.id == OutboxRow.conversation_id)
    .join(InboxRow, InboxRow.id == OutboxRow.inbox_id)
)
_LOAD = LOAD_DELIVERY.where(OutboxRow.id == bindparam("wanted"))
_LIST_RECEIPTS = select(OutboxRow.receipt).where(OutboxRow.receipt.in_(bindparam("receipts", expanding=True)))
_INSERT = insert(OutboxRow)
