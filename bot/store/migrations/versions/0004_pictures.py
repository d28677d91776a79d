"""Customers' pictures: what was sent, what is still to be fetched, and what it shows."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
FETCHING = sa.text("state = 'fetching'")


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "pictures",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column(
            "conversation_id",
            sa.String(36),
            sa.ForeignKey("conversations.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("inbox_id", ROW_ID, sa.ForeignKey("inbox.id", ondelete="CASCADE")),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("note", sa.Text),
        sa.Column("source", sa.Text),
        sa.Column("digest", sa.String(64)),
        sa.Column("width", sa.Integer),
        sa.Column("height", sa.Integer),
        sa.Column("size", sa.Integer),
        sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
        sa.Column("next_attempt_at", MOMENT),
        sa.Column("claimed_until", MOMENT),
        sa.Column("last_error", sa.Text),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.CheckConstraint("state IN ('kept', 'fetching', 'lost')", name="state"),
    )
    for column in ("conversation_id", "inbox_id", "digest"):
        op.create_index(f"ix_pictures_{column}", "pictures", [column])
    op.create_index(
        "ix_pictures_due",
        "pictures",
        ["next_attempt_at"],
        sqlite_where=FETCHING,
        postgresql_where=FETCHING,
    )


def downgrade() -> None:
    """Drop it again."""
    op.drop_table("pictures")
