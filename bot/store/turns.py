"""The one transaction: what a turn read, and all that it changes, whole or not at all."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, insert, select, update

from bot.atelier.inquiry import Status
from bot.store.database import Part, insert_new
from bot.store.errors import AlreadyAnswered, InquiryClosed, MessageErased, OutOfTurn, VersionRace
from bot.store.records import InquiryRecord, MailDraft, PendingTurn, Reply, TurnOutcome
from bot.store.tables import ConversationRow, InboxRow, InquiryRow, NumberRow, OutboxRow

FIRST_NUMBER = 1001


class Turns(Part):
    """Reads what a turn needs and commits what it decided; between the two nothing is locked."""

    def load_turn(self, inbox_id: int) -> PendingTurn:
        """Load a message with its conversation. Errors: `OutOfTurn`, `AlreadyAnswered`, `MessageErased`."""
        with self._database.reading() as connection:
            row = connection.execute(
                select(
                    InboxRow.text,
                    InboxRow.details,
                    InboxRow.received_at,
                    InboxRow.attempts,
                    InboxRow.state.label("inbox_state"),
                    ConversationRow.id,
                    ConversationRow.house,
                    ConversationRow.channel,
                    ConversationRow.sender,
                    ConversationRow.version,
                    ConversationRow.state,
                )
                .join(ConversationRow, ConversationRow.id == InboxRow.conversation_id)
                .where(InboxRow.id == inbox_id)
            ).one_or_none()
            if row is None:
                raise MessageErased
            if row.inbox_state != "waiting":
                raise AlreadyAnswered(inbox_id)
            _check_order(connection, row.id, inbox_id)
            inquiry = connection.execute(
                select(InquiryRow.id, InquiryRow.number)
                .where(InquiryRow.conversation_id == row.id, InquiryRow.status != Status.SUBMITTED.value)
                .order_by(InquiryRow.number.desc())
                .limit(1)
            ).one_or_none()
            briefs = connection.scalars(
                select(OutboxRow.message_id)
                .where(
                    OutboxRow.conversation_id == row.id,
                    OutboxRow.kind == "brief",
                    OutboxRow.message_id.is_not(None),
                )
                .order_by(OutboxRow.id)
            )
            return PendingTurn(
                inbox_id=inbox_id,
                text=row.text,
                metadata=row.details,
                received_at=row.received_at,
                attempts=row.attempts,
                conversation_id=row.id,
                house=row.house,
                channel=row.channel,
                sender=row.sender,
                version=row.version,
                state=row.state,
                inquiry_id=inquiry.id if inquiry else None,
                number=inquiry.number if inquiry else None,
                thread=tuple(brief for brief in briefs if brief),
            )

    def commit_turn(
        self, turn: PendingTurn, outcome: TurnOutcome, now: datetime, *, answered: bool = False
    ) -> None:
        """Write a turn in one transaction; `answered` where the caller hands the replies over itself.

        Errors: `VersionRace`, `AlreadyAnswered`, `MessageErased`, `InquiryClosed`, `StoreUnavailable`.
        """
        self._settle(turn, outcome, now, "done", answered)

    def park_turn(
        self, turn: PendingTurn, outcome: TurnOutcome, now: datetime, *, answered: bool = False
    ) -> None:
        """Give a message up to people: its text stays, and the apology and the hand-off are written with it.

        Errors: as `commit_turn`.
        """
        self._settle(turn, outcome, now, "parked", answered)

    def find_replies(self, inbox_id: int) -> tuple[Reply, ...] | None:
        """Find the replies that a message was given; None where it still waits or is unknown."""
        with self._database.reading() as connection:
            state = connection.scalar(select(InboxRow.state).where(InboxRow.id == inbox_id))
            if state is None or state == "waiting":
                return None
            payloads = connection.scalars(
                select(OutboxRow.payload)
                .where(OutboxRow.inbox_id == inbox_id, OutboxRow.kind == "reply")
                .order_by(OutboxRow.position)
            )
            return tuple(Reply.from_payload(payload) for payload in payloads)

    def _settle(
        self,
        turn: PendingTurn,
        outcome: TurnOutcome,
        now: datetime,
        state: Literal["done", "parked"],
        answered: bool,
    ) -> None:
        with self._database.writing() as connection:
            _consume(connection, turn, state)
            _advance(connection, turn, outcome)
            if outcome.inquiry:
                _write_inquiry(connection, turn, outcome.inquiry, now)
            _write_outbox(connection, turn, outcome.replies, outcome.brief, now, answered)


def _check_order(connection: Connection, conversation_id: str, inbox_id: int) -> None:
    earlier = connection.scalar(
        select(InboxRow.id)
        .where(
            InboxRow.conversation_id == conversation_id, InboxRow.state == "waiting", InboxRow.id < inbox_id
        )
        .order_by(InboxRow.id)
        .limit(1)
    )
    if earlier is not None:
        raise OutOfTurn(inbox_id, earlier)


def _consume(connection: Connection, turn: PendingTurn, state: str) -> None:
    consumed = connection.execute(
        update(InboxRow)
        .where(InboxRow.id == turn.inbox_id, InboxRow.state == "waiting")
        .values(state=state, claimed_until=None)
    )
    if consumed.rowcount == 0:
        known = connection.scalar(select(InboxRow.id).where(InboxRow.id == turn.inbox_id))
        raise MessageErased if known is None else AlreadyAnswered(turn.inbox_id)


def _advance(connection: Connection, turn: PendingTurn, outcome: TurnOutcome) -> None:
    advanced = connection.execute(
        update(ConversationRow)
        .where(ConversationRow.id == turn.conversation_id, ConversationRow.version == turn.version)
        .values(version=turn.version + 1, state=outcome.state)
    )
    if advanced.rowcount == 0:
        raise VersionRace(turn.conversation_id, turn.version)


def _write_inquiry(connection: Connection, turn: PendingTurn, inquiry: InquiryRecord, now: datetime) -> None:
    email = inquiry.slots.get("email")
    values = {
        "status": inquiry.status.value,
        "slots": inquiry.slots,
        "decision": inquiry.decision,
        "email": email.lower() if isinstance(email, str) else None,
        "phone": inquiry.slots.get("phone"),
        "updated_at": now,
        "submitted_at": now if inquiry.status is Status.SUBMITTED else None,
    }
    updated = connection.execute(
        update(InquiryRow)
        .where(
            InquiryRow.id == inquiry.id,
            InquiryRow.conversation_id == turn.conversation_id,
            InquiryRow.status != Status.SUBMITTED.value,
        )
        .values(values)
    )
    if updated.rowcount:
        return
    if connection.scalar(select(InquiryRow.id).where(InquiryRow.id == inquiry.id)):
        raise InquiryClosed(inquiry.id)
    connection.execute(
        insert(InquiryRow).values(
            id=inquiry.id,
            number=_next_number(connection, turn.house),
            conversation_id=turn.conversation_id,
            house=turn.house,
            created_at=now,
            **values,
        )
    )


def _next_number(connection: Connection, house: str) -> int:
    number: int = connection.scalar(
        insert_new(connection, NumberRow)
        .values(house=house, last=FIRST_NUMBER)
        .on_conflict_do_update(index_elements=["house"], set_={"last": NumberRow.last + 1})
        .returning(NumberRow.last)
    )
    return number


def _write_outbox(
    connection: Connection,
    turn: PendingTurn,
    replies: tuple[Reply, ...],
    brief: MailDraft | None,
    now: datetime,
    answered: bool,
) -> None:
    row = {
        "conversation_id": turn.conversation_id,
        "inbox_id": turn.inbox_id,
        "next_attempt_at": now,
        "created_at": now,
    }
    rows = [
        {
            **row,
            "kind": "reply",
            "position": position,
            "payload": reply.to_payload(),
            "state": "sent" if answered else "waiting",
            "sent_at": now if answered else None,
            "message_id": None,
        }
        for position, reply in enumerate(replies)
    ]
    if brief:
        rows.append(
            {
                **row,
                "kind": "brief",
                "position": len(replies),
                "payload": brief.to_payload(),
                "state": "waiting",
                "sent_at": None,
                "message_id": brief.message_id,
            }
        )
    if rows:
        connection.execute(insert(OutboxRow), rows)
