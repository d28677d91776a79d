"""The one transaction: what a turn read, and all that it changes, whole or not at all."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, and_, bindparam, func, select, update
from sqlalchemy.orm import aliased

from bot.atelier.inquiry import Status
from bot.store.columns import WAITING, Moment
from bot.store.database import Part
from bot.store.errors import AlreadyAnswered, MessageErased, OutOfTurn, VersionRace
from bot.store.inquiries import write_inquiry
from bot.store.outbox import write_deliveries
from bot.store.permissions import has_consented, is_opted_out, write_permissions
from bot.store.pictures import read_sent_pictures
from bot.store.post import Reply
from bot.store.questions import write_questions
from bot.store.records import Message, PendingTurn, TurnOutcome
from bot.store.tables import ConversationRow, InboxRow, InquiryRow, OutboxRow
from bot.store.transcripts import read_conversation

BURST_LENGTH, BURST_TEXT = 20, 2_000
"""How many messages, and of how many characters together, are one thought; what follows is the next one."""
THREAD_LENGTH = 20
"""How many briefs a later one refers to: enough for a mail program to find the thread."""


class Turns(Part):
    """Reads what a turn needs and commits what it decided; between the two nothing is locked."""

    def load_turn(self, inbox_id: int) -> PendingTurn:
        """Load a message with its conversation. Errors: `OutOfTurn`, `AlreadyAnswered`, `MessageErased`."""
        with self._database.reading() as connection:
            row = connection.execute(_LOAD, {"wanted": inbox_id}).one_or_none()
            if row is None:
                raise MessageErased
            if row.inbox_state != "waiting":
                raise AlreadyAnswered(inbox_id)
            if row.earliest < inbox_id:
                raise OutOfTurn(inbox_id, row.earliest)
            conversation = {"conversation": row.conversation_id}
            thread = tuple(brief for brief in connection.scalars(_LIST_BRIEFS, conversation) if brief)
            told: dict[str, Any] = {"thread": thread, "messages": (Message(inbox_id, row.text, row.details),)}
            if row.ready_at:
                told |= _hear_out(connection, row.conversation_id, row.house, row.sender)
            told["pictures"] = tuple(
                picture
                for message in told["messages"]
                for picture in read_sent_pictures(connection, message.id)
            )
        return PendingTurn(**told, **{name: row._mapping[name] for name in _TURN_COLUMNS})

    def commit_turn(
        self, turn: PendingTurn, outcome: TurnOutcome, now: datetime, *, answered: bool = False
    ) -> None:
        """Write a turn in one transaction; `answered` where the caller hands the replies over itself.

        Errors: `VersionRace`, `AlreadyAnswered`, `MessageErased`, `ForeignInquiry`, `StoreUnavailable`.
        """
        self._settle(turn, outcome, now, "done", answered)

    def park_turn(
        self, turn: PendingTurn, outcome: TurnOutcome, now: datetime, *, answered: bool = False
    ) -> None:
        """Give a message up to people: its text stays, and the apology and the hand-off are written with it.

        Errors: as `commit_turn`.
        """
        self._settle(turn, outcome, now, "parked", answered)

    def hand_back(self, conversation_id: str) -> bool:
        """Let Loupe answer again; False where it does already. Errors: `ConversationNotFound`."""
        with self._database.writing() as connection:
            if connection.execute(_HAND_BACK, {"wanted": conversation_id}).rowcount:
                return True
            read_conversation(connection, conversation_id)
            return False

    def find_replies(self, inbox_id: int) -> tuple[Reply, ...] | None:
        """Find the replies that a message was given; None where it still waits or is unknown."""
        with self._database.reading() as connection:
            state = connection.scalar(_FIND_STATE, {"wanted": inbox_id})
            if state is None or state == "waiting":
                return None
            return tuple(map(Reply.from_payload, connection.scalars(_LIST_REPLIES, {"wanted": inbox_id})))

    def _settle(
        self,
        turn: PendingTurn,
        outcome: TurnOutcome,
        now: datetime,
        state: Literal["done", "parked"],
        answered: bool,
    ) -> None:
        ids = [message.id for message in turn.messages]
        together = turn.inbox_id if len(ids) > 1 else None
        messages = {"wanted": ids, "settled": state, "together": together}
        step = {
            "wanted": turn.conversation_id,
            "seen": turn.version,
            "new_state": outcome.state,
            "since": now if outcome.hands_over else None,
        }
        with self._database.writing() as connection:
            # The conversation first, as everybody who locks: two orders would be a deadlock on PostgreSQL.
            advanced = connection.execute(_ADVANCE, step).rowcount
            if not advanced or connection.execute(_CONSUME, messages).rowcount != len(ids):
                known = connection.scalar(_FIND_STATE, {"wanted": turn.inbox_id})
                if known is None:
                    raise MessageErased
                if known != "waiting":
                    raise AlreadyAnswered(turn.inbox_id)
                raise VersionRace(turn.conversation_id, turn.version)
            write_permissions(connection, turn, outcome, now)
            if outcome.inquiry:
                write_inquiry(connection, turn, outcome.inquiry, now)
            write_questions(connection, turn, outcome, now)
            write_deliveries(connection, turn, outcome, now, answered)


def _hear_out(connection: Connection, conversation_id: str, house: str, sender: str) -> dict[str, Any]:
    """Load what a turn on a phone needs besides: the whole burst, the choices offered, what is permitted."""
    conversation = {"conversation": conversation_id}
    messages: list[Message] = []
    for row in connection.execute(_LIST_BURST, conversation):
        messages.append(Message(row.id, row.text, row.details))
        if len(messages) > 1 and sum(len(message.text) for message in messages) > BURST_TEXT:
            messages.pop()
            break
    latest = connection.scalar(_FIND_LATEST_REPLY, conversation)
    return {
        "messages": tuple(messages),
        "offered": Reply.from_payload(latest).buttons if latest else (),
        "opted_out": is_opted_out(connection, house, sender),
        "consented": has_consented(connection, conversation_id),
    }


_waiting = aliased(InboxRow)
_earliest = (
    select(func.min(_waiting.id))
    .where(_waiting.conversation_id == InboxRow.conversation_id, _waiting.state == WAITING)
    .scalar_subquery()
)
_previous = aliased(InboxRow)
_last_heard = (
    select(_previous.received_at)
    .where(_previous.conversation_id == InboxRow.conversation_id, _previous.id < InboxRow.id)
    .order_by(_previous.id.desc())
    .limit(1)
    .scalar_subquery()
)
_LOAD = (
    select(
        InboxRow.state.label("inbox_state"),
        _earliest.label("earliest"),
        InboxRow.text,
        InboxRow.details,
        InboxRow.ready_at,
        InboxRow.received_at,
        InboxRow.attempts,
        ConversationRow.id.label("conversation_id"),
        ConversationRow.house,
        ConversationRow.channel,
        ConversationRow.sender,
        ConversationRow.version,
        ConversationRow.state,
        ConversationRow.handed_over_at,
        _last_heard.label("last_heard_at"),
        InquiryRow.id.label("inquiry_id"),
        InquiryRow.number,
    )
    .join(ConversationRow, ConversationRow.id == InboxRow.conversation_id)
    .outerjoin(
        InquiryRow,
        and_(
            InquiryRow.conversation_id == InboxRow.conversation_id,
            InquiryRow.status != Status.SUBMITTED.value,
        ),
    )
    .where(InboxRow.id == bindparam("wanted"))
    .order_by(InquiryRow.number.desc())
    .limit(1)
)
_TURN_COLUMNS = tuple(column.name for column in _LOAD.selected_columns)[5:]
_LIST_BURST = (
    select(InboxRow.id, InboxRow.text, InboxRow.details)
    .where(InboxRow.conversation_id == bindparam("conversation"), InboxRow.state == WAITING)
    .order_by(InboxRow.id)
    .limit(BURST_LENGTH)
)
_FIND_LATEST_REPLY = (
    select(OutboxRow.payload)
    .where(OutboxRow.conversation_id == bindparam("conversation"), OutboxRow.kind == "reply")
    .order_by(OutboxRow.id.desc())
    .limit(1)
)
_LIST_BRIEFS = (
    select(OutboxRow.message_id)
    .where(OutboxRow.conversation_id == bindparam("conversation"), OutboxRow.kind == "brief")
    .order_by(OutboxRow.id)
    .limit(THREAD_LENGTH)
)
_FIND_STATE = select(InboxRow.state).where(InboxRow.id == bindparam("wanted"))
_LIST_REPLIES = (
    select(OutboxRow.payload)
    .join(InboxRow, OutboxRow.inbox_id == func.coalesce(InboxRow.answered_with, InboxRow.id))
    .where(InboxRow.id == bindparam("wanted"), OutboxRow.kind == "reply")
    .order_by(OutboxRow.position)
)
_CONSUME = (
    update(InboxRow)
    .where(InboxRow.id.in_(bindparam("wanted", expanding=True)), InboxRow.state == WAITING)
    .values(state=bindparam("settled"), claimed_until=None, answered_with=bindparam("together"))
)
_HAND_BACK = (
    update(ConversationRow)
    .where(ConversationRow.id == bindparam("wanted"), ConversationRow.handed_over_at.is_not(None))
    .values(version=ConversationRow.version + 1, handed_over_at=None)
)
_ADVANCE = (
    update(ConversationRow)
    .where(ConversationRow.id == bindparam("wanted"), ConversationRow.version == bindparam("seen"))
    .values(
        version=ConversationRow.version + 1,
        state=bindparam("new_state"),
        handed_over_at=func.coalesce(ConversationRow.handed_over_at, bindparam("since", type_=Moment)),
    )
)
