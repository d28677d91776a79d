"""The outbox: what is to be sent is claimed under a lease, and a claim that was lost settles nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, exists, or_, select, update
from sqlalchemy.orm import aliased

from bot.store.database import Part
from bot.store.errors import LeaseLost
from bot.store.inbox import ERROR_LENGTH
from bot.store.records import Delivery, Kind
from bot.store.tables import ConversationRow, OutboxRow


class Outbox(Part):
    """Hands out deliveries, each conversation's in order, and records what became of them."""

    def claim_delivery(
        self, now: datetime, lease: timedelta, kinds: Sequence[Kind] = ("reply", "brief")
    ) -> Delivery | None:
        """Claim the next delivery that is due, or one whose claimant let its lease run out (`uncertain`)."""
        earlier = aliased(OutboxRow)
        due = and_(OutboxRow.state == "waiting", OutboxRow.next_attempt_at <= now)
        abandoned = and_(OutboxRow.state == "sending", OutboxRow.claimed_until <= now)
        with self._database.writing() as connection:
            row = connection.execute(
                select(OutboxRow.id, OutboxRow.state)
                .where(
                    or_(due, abandoned),
                    OutboxRow.kind.in_(kinds),
                    ~exists().where(
                        earlier.conversation_id == OutboxRow.conversation_id,
                        earlier.kind == OutboxRow.kind,
                        earlier.state.in_(("waiting", "sending")),
                        earlier.id < OutboxRow.id,
                    ),
                )
                .order_by(OutboxRow.next_attempt_at, OutboxRow.id)
                .limit(1)
                .with_for_update(skip_locked=True)
            ).one_or_none()
            if row is None:
                return None
            claim: dict[str, Any] = {
                "state": "sending",
                "claimed_until": now + lease,
                "fence": OutboxRow.fence + 1,
                "attempts": OutboxRow.attempts + 1,
            }
            if row.state == "sending":
                claim["uncertain"] = True
            connection.execute(update(OutboxRow).where(OutboxRow.id == row.id).values(claim))
            claimed = connection.execute(
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
                .where(OutboxRow.id == row.id)
            ).one()
            return Delivery(**claimed._mapping)

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
        with self._database.writing() as connection:
            marked = connection.execute(
                update(OutboxRow)
                .where(
                    OutboxRow.id == delivery.id,
                    OutboxRow.state == "sending",
                    OutboxRow.fence == delivery.fence,
                )
                .values(values)
            )
            if marked.rowcount == 0:
                raise LeaseLost(delivery.id)
