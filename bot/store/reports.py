"""What carriers report of messages that they took: kept once each, with the consequences of a failure."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, select, text, update
from sqlalchemy.orm import aliased

from bot.store.columns import ERROR_LENGTH, Moment
from bot.store.database import Part
from bot.store.outbox import LOAD_DELIVERY, write_letter
from bot.store.phone_tables import ReportRow
from bot.store.post import Delivery, MailDraft, Report
from bot.store.tables import OutboxRow

RANKS: Final = {
    status: rank
    for rank, statuses in enumerate(
        (("accepted", "scheduled", "queued"), ("sending",), ("sent", "partially_delivered"), ("delivered",),
         ("read",), ("failed", "undelivered", "canceled"))
    )
    for status in statuses
}  # fmt: skip
"""The order of the statuses, whatever order they are told in; nothing follows the last ones."""
FAILED: Final = ("failed", "undelivered")
ARRIVED: Final = ("delivered", "read")


class Reports(Part):
    """Keeps what became of messages after they were handed over."""

    def keep_report(self, receipt: str, status: str, code: str | None, now: datetime) -> bool:
        """Keep a report; False where the same one came before."""
        report = {
            "receipt": receipt,
            "status": status,
            "code": code,
            "reported_at": now,
            "settled_at": None if status in FAILED else now,
        }
        with self._database.writing() as connection:
            return bool(connection.execute(_KEEP, report).rowcount)

    def find_status(self, receipt: str) -> str | None:
        """Find how far a message has come; None where nothing was reported."""
        with self._database.reading() as connection:
            statuses = connection.scalars(_LIST_STATUSES, {"receipt": receipt}).all()
        return max(statuses, key=lambda status: RANKS.get(status, -1), default=None)

    def list_failures(self, limit: int = 20) -> tuple[Report, ...]:
        """List the failed messages whose consequences are still to be drawn, oldest first."""
        with self._database.reading() as connection:
            return tuple(
                Report(row.receipt, row.status, row.code, _read_delivery(row))
                for row in connection.execute(_LIST_FAILURES, {"limit": limit})
            )

    def settle_failure(
        self,
        report: Report,
        now: datetime,
        *,
        again_at: datetime | None = None,
        letter: MailDraft | None = None,
    ) -> bool:
        """Draw the consequences of a failure once: send again at a moment, or park it with a letter.

        False where somebody else has drawn them, or where the message has arrived after all.
        """
        key = {"wanted_receipt": report.receipt, "wanted_status": report.status}
        with self._database.writing() as connection:
            if not connection.execute(_SETTLE, {**key, "now": now}).rowcount:
                return False
            if set(connection.scalars(_LIST_STATUSES, {"receipt": report.receipt})) & set(ARRIVED):
                return False
            waits = {"state": "waiting", "next_attempt_at": again_at, "receipt": None, "sent_at": None}
            change = waits if again_at else {"state": "parked"}
            error = f"{report.status} {report.code or ''}".strip()[:ERROR_LENGTH]
            delivery = report.delivery
            sent = update(OutboxRow).where(OutboxRow.id == delivery.id, OutboxRow.state == "sent")
            if not connection.execute(sent.values(**change, last_error=error)).rowcount:
                return False
            write_letter(connection, delivery, letter, now)
        return True


def _read_delivery(row: object) -> Delivery:
    fields = dict(row._mapping)  # type: ignore[attr-defined]
    return Delivery(**{name: fields[name] for name in _DELIVERY})


_DELIVERY = tuple(column.name for column in LOAD_DELIVERY.selected_columns)
_KEEP = text(
    "INSERT INTO reports (receipt, status, code, reported_at, settled_at) "
    "VALUES (:receipt, :status, :code, :reported_at, :settled_at) "
    "ON CONFLICT (receipt, status) DO NOTHING"
).bindparams(bindparam("reported_at", type_=Moment), bindparam("settled_at", type_=Moment))
_LIST_STATUSES = select(ReportRow.status).where(ReportRow.receipt == bindparam("receipt"))
_report = aliased(ReportRow)
_LIST_FAILURES = (
    LOAD_DELIVERY.add_columns(OutboxRow.receipt, _report.status, _report.code)
    .join(_report, _report.receipt == OutboxRow.receipt)
    .where(_report.settled_at.is_(None), OutboxRow.state == "sent")
    .order_by(_report.reported_at)
    .limit(bindparam("limit"))
)
_SETTLE = (
    update(ReportRow)
    .where(
        ReportRow.receipt == bindparam("wanted_receipt"),
        ReportRow.status == bindparam("wanted_status"),
        ReportRow.settled_at.is_(None),
    )
    .values(settled_at=bindparam("now", type_=Moment))
)
