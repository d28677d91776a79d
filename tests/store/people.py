"""What the store's tests share: a clock that stands still, customers, and finished turns."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from bot.atelier.inquiry import Status
from bot.store import (
    Inbound,
    InquiryRecord,
    MailDraft,
    PendingTurn,
    Received,
    Reply,
    Store,
    TurnOutcome,
    new_id,
)

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=timezone.utc)
LEASE = timedelta(seconds=30)
HOUSE = "josefina_bailleres"


def say(text: str, external_id: str, sender: str = "ann", **changes: object) -> Inbound:
    """A customer's message."""
    values = {"channel": "web", "house": HOUSE, **changes}
    return Inbound(sender=sender, text=text, external_id=external_id, **values)  # type: ignore[arg-type]


def outcome(*replies: str, **changes: object) -> TurnOutcome:
    """A turn that says something and remembers what it said."""
    values = {"state": {"said": list(replies)}, **changes}
    return TurnOutcome(replies=tuple(Reply(reply) for reply in replies), **values)  # type: ignore[arg-type]


def inquiry(inquiry_id: str, status: Status = Status.COLLECTING, **slots: object) -> InquiryRecord:
    """An inquiry as a turn leaves it."""
    return InquiryRecord(id=inquiry_id, status=status, slots=dict(slots))


def draft(message_id: str = "<first@loupe.test>") -> MailDraft:
    """A brief."""
    return MailDraft(
        message_id=message_id, to="custom@house.test", subject="A ring", text="Ann wants a ring."
    )


def take(store: Store, text: str, external_id: str, **changes: object) -> PendingTurn:
    """Receive a message and load its turn."""
    return store.load_turn(store.receive(say(text, external_id, **changes), NOW).inbox_id)  # type: ignore[arg-type]


def answer(
    store: Store, text: str, external_id: str, reply: str, sender: str = "ann", *, answered: bool = True
) -> Received:
    """Receive a message and commit a turn with one reply."""
    received = store.receive(say(text, external_id, sender), NOW)
    store.commit_turn(store.load_turn(received.inbox_id), outcome(reply), NOW, answered=answered)
    return received


def submit(
    store: Store,
    external_id: str = "1",
    message_id: str = "<first@loupe.test>",
    sender: str = "ann",
    **slots: object,
) -> str:
    """Let a customer submit an inquiry; gives the conversation's id."""
    turn = take(store, "Yes, send it", external_id, sender=sender)
    record = inquiry(turn.inquiry_id or new_id(), Status.SUBMITTED, **slots)
    finished = outcome("Thank you.", inquiry=record, brief=draft(message_id))
    store.commit_turn(turn, finished, NOW, answered=True)
    return turn.conversation_id
