"""The tables of the phones: who wants silence, who was told what, and what carriers report."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.columns import RowId, Table

UNSETTLED = "settled_at IS NULL"


class SuppressionRow(Table):
    """Somebody whom a house must not write to, as a hash: it outlives the person's data."""

    __tablename__ = "suppressions"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    house: Mapped[str]
    since: Mapped[datetime]
    how: Mapped[str]
    """"asked", or the code with which a carrier said so."""


class ConsentRow(Table):
    """The words under which a customer writes on a phone, said before anything became an inquiry."""

    __tablename__ = "consents"
    __table_args__ = (UniqueConstraint("conversation_id", "version"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True, autoincrement=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"))
    channel: Mapped[str]
    version: Mapped[str]
    words: Mapped[str]
    given_at: Mapped[datetime]


class ReportRow(Table):
    """What a carrier reported of a message, once for each status; it may come before our own receipt."""

    __tablename__ = "reports"
    __table_args__ = (
        Index(
            "ix_reports_unsettled",
            "reported_at",
            sqlite_where=text(UNSETTLED),
            postgresql_where=text(UNSETTLED),
        ),
    )

    receipt: Mapped[str] = mapped_column(primary_key=True)
    status: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str | None]
    reported_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    """When its consequences were drawn; null where a failure still waits for them."""
