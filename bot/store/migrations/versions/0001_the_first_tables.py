"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
WAITING = sa.text("state = 'waiting'")
LIVE = sa.text("state IN ('waiting', 'sending')")


def upgrade() -> None:
    """Create every table."""
    op.create_table(
        "conversations",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("house", sa.Text, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("sender", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("state", sa.JSON, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.UniqueConstraint("channel", "house", "sender"),
    )
    op.create_table(
        "inbox",
        sa.Column("id", ROW_ID, primary_key=True, autoincrement=True),
        _conversation(),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("external_id", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("details", sa.JSON, nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
        sa.Column("claimed_until", MOMENT),
        sa.Column("last_error", sa.Text),
        sa.UniqueConstraint("channel", "external_id"),
        sa.CheckConstraint("state IN ('waiting', 'done', 'parked')", name="state"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_inbox_conversation_id_id", "inbox", ["conversation_id", "id"])
    op.create_index("ix_inbox_queue", "inbox", ["id"], sqlite_where=WAITING, postgresql_where=WAITING)
    op.create_index(
        "ix_inbox_waiting",
        "inbox",
        ["conversation_id", "id"],
        sqlite_where=WAITING,
        postgresql_where=WAITING,
    )
    op.create_table(
        "outbox",
        sa.Column("id", ROW_ID, primary_key=True, autoincrement=True),
        _conversation(),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("inbox_id", ROW_ID, sa.ForeignKey("inbox.id", ondelete="CASCADE"), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("payload", sa.JSON, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
        sa.Column("uncertain", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("fence", sa.Integer, nullable=False, server_default="0"),
        sa.Column("next_attempt_at", MOMENT, nullable=False),
        sa.Column("claimed_until", MOMENT),
        sa.Column("message_id", sa.Text, unique=True),
        sa.Column("receipt", sa.Text),
        sa.Column("last_error", sa.Text),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("sent_at", MOMENT),
        sa.CheckConstraint("kind IN ('reply', 'brief')", name="kind"),
        sa.CheckConstraint("state IN ('waiting', 'sending', 'sent', 'parked')", name="state"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_outbox_conversation_id_kind_id", "outbox", ["conversation_id", "kind", "id"])
    op.create_index("ix_outbox_inbox_id", "outbox", ["inbox_id"])
    op.create_index("ix_outbox_receipt", "outbox", ["receipt"])
    op.create_index(
        "ix_outbox_due", "outbox", ["next_attempt_at", "id"], sqlite_where=LIVE, postgresql_where=LIVE
    )
    op.create_index(
        "ix_outbox_live",
        "outbox",
        ["conversation_id", "kind", "id"],
        sqlite_where=LIVE,
        postgresql_where=LIVE,
    )
    op.create_table(
        "inquiries",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("number", sa.Integer, nullable=False),
        _conversation(),
        sa.Column("house", sa.Text, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("slots", sa.JSON, nullable=False),
        sa.Column("decision", sa.JSON),
        sa.Column("email", sa.Text),
        sa.Column("phone", sa.Text),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.Column("submitted_at", MOMENT),
        sa.UniqueConstraint("house", "number"),
        sa.CheckConstraint("status IN ('collecting', 'confirming', 'submitted')", name="status"),
    )
    for column in ("conversation_id", "email", "phone"):
        op.create_index(f"ix_inquiries_{column}", "inquiries", [column])
    op.create_table(
        "inquiry_numbers",
        sa.Column("house", sa.Text, primary_key=True),
        sa.Column("last", sa.Integer, nullable=False),
    )
    op.create_table("erased", sa.Column("digest", sa.String(64), primary_key=True))


def downgrade() -> None:
    """Drop every table with all it holds."""
    for table in ("erased", "inquiry_numbers", "inquiries", "outbox", "inbox", "conversations"):
        op.drop_table(table)


def _conversation() -> sa.Column[str]:
    owner = sa.ForeignKey("conversations.id", ondelete="CASCADE")
    return sa.Column("conversation_id", sa.String(36), owner, nullable=False)
