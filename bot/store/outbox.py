"""The outbox: what is to be sent is claimed under a lease, and a claim that was lost settles nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, and_, bindparam, exists, insert, or_, select, true, update
from sqlalchemy.orm import aliased

from bot.store.database import Part
from bot.store.errors import LeaseLost
from bot.store.inbox import ERROR_LENGTH
from bot.store.records import Delivery, Kind, PendingTurn, TurnOutcome
from bot.store.tables import SENDING, WAITING, ConversationRow, Moment, OutboxRow


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

    def park_delivery(self, delivery: Delivery, error: str) -> None:
        """Give a delivery up to people; it stays, and no longer holds up the next. Errors: `LeaseLost`."""
        self._mark(delivery, state="parked", last_error=error[:ERROR_LENGTH])

    def release(self, delivery: Delivery) -> None:
        """Put back a delivery that was not attempted, as if it had not been claimed. Errors: `LeaseLost`."""
        self._mark(delivery, state="waiting", attempts=delivery.attempts - 1)

    def extend_lease(self, delivery: Delivery, now: datetime, lease: timedelta) -> None:
        """Keep a delivery that takes longer than its lease. Errors: `LeaseLost`."""
        self._mark(delivery, claimed_until=now + lease)

    def _mark(self, delivery: Delivery, **values: Any) -> None:
        if "state" in values:
            values["claimed_until"] = None
        held = update(OutboxRow).where(
            OutboxRow.id == delivery.id, OutboxRow.state == "sending", OutboxRow.fence == delivery.fence
        )
        with self._database.writing() as connection:
            if not connection.execute(held.values(values)).rowcount:
                raise LeaseLost(delivery.id)


def write_deliveries(
    connection: Connection, turn: PendingTurn, outcome: TurnOutcome, now: datetime, answered: bool
) -> None:
    """Write what a turn has to say, within its transaction; replies count as sent where `answered`."""
    common = {
        "conversation_id": turn.conversation_id,
        "inbox_id": turn.inbox_id,
        "next_attempt_at": now,
        "created_at": now,
        "sent_at": None,
        "message_id": None,
        "kind": "reply",
        "state": "waiting",
    }
    handed_over = {"state": "sent", "sent_at": now} if answered else {}
    rows = [
        {**common, **handed_over, "position": position, "payload": reply.to_payload()}
        for position, reply in enumerate(outcome.replies)
    ]
    if brief := outcome.brief:
        mail = {"kind": "brief", "message_id": brief.message_id, "payload": brief.to_payload()}
        rows.append({**common, **mail, "position": len(rows)})
    if rows:
        connection.execute(_INSERT, rows)


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
_LOAD = (
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
    )
    .join(ConversationRow, ConversationRow.id == OutboxRow.conversation_id)
    .where(OutboxRow.id == bindparam("wanted"))
)
_INSERT = insert(OutboxRow)
