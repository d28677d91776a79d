"""Inquiries: a row for each wish; what is added after its brief has gone changes the same row."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select, text, update

from bot.atelier.inquiry import Status
from bot.store.columns import Moment
from bot.store.errors import ForeignInquiry
from bot.store.records import InquiryRecord, PendingTurn
from bot.store.tables import InquiryRow

FIRST_NUMBER = 1001


def write_inquiry(connection: Connection, turn: PendingTurn, inquiry: InquiryRecord, now: datetime) -> None:
    """Write an inquiry as it stands after a turn, numbering it when it is new. Errors: `ForeignInquiry`."""
    email, phone = inquiry.slots.get("email"), inquiry.slots.get("phone")
    values: dict[str, Any] = {
        "status": inquiry.status.value,
        "slots": inquiry.slots,
        "decision": inquiry.decision,
        "email": email.lower() if isinstance(email, str) else None,
        "phone": phone if isinstance(phone, str) else None,
        "updated_at": now,
        "submitted_at": now if inquiry.status is Status.SUBMITTED else None,
    }
    ids = {"wanted": inquiry.id, "conversation": turn.conversation_id}
    if connection.execute(_UPDATE, {**ids, **values}).rowcount:
        return
    if connection.scalar(_FIND, {"wanted": inquiry.id}):
        raise ForeignInquiry(inquiry.id)
    connection.execute(
        _INSERT,
        {
            **values,
            "id": inquiry.id,
            "number": connection.scalar(_NEXT_NUMBER, {"house": turn.house, "first": FIRST_NUMBER}),
            "conversation_id": turn.conversation_id,
            "house": turn.house,
            "created_at": now,
        },
    )


_FIND = select(InquiryRow.id).where(InquiryRow.id == bindparam("wanted"))
_UPDATE = (
    update(InquiryRow)
    .where(
        InquiryRow.id == bindparam("wanted"),
        InquiryRow.conversation_id == bindparam("conversation"),
    )
    .values(
        {
            **{
                name: bindparam(name)
                for name in ("status", "slots", "decision", "email", "phone", "updated_at")
            },
            "submitted_at": func.coalesce(InquiryRow.submitted_at, bindparam("submitted_at", type_=Moment)),
        }
    )
)
_INSERT = insert(InquiryRow)
_NEXT_NUMBER = text(
    "INSERT INTO inquiry_numbers (house, last) VALUES (:house, :first) "
    "ON CONFLICT (house) DO UPDATE SET last = inquiry_numbers.last + 1 RETURNING last"
)
