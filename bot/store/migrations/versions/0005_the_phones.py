"""Bursts of messages, who must not be written to, consents, and what carriers report."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
UNSETTLED = sa.text("settled_at IS NULL")


def upgrade() -> None:
    """Add the columns and create the tables."""
    op.add_column("inbox", sa.Column("ready_at", MOMENT))
    op.add_column("inbox", sa.Column("answered_with", ROW_ID))
    op.create_table(
        "suppressions",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("house", sa.Text, nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("how", sa.Text, nullable=False),
    )
    op.create_table(
        "consents",
        sa.Column("id", ROW_ID, primary_key=True, autoincrement=True),
        sa.Column(
            "conversation_id",
            sa.String(36),
            sa.ForeignKey("conversations.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("given_at", MOMENT, nullable=False),
        sa.UniqueConstraint("conversation_id", "version"),
    )
    op.create_table(
        "reports",
        sa.Column("receipt", sa.Text, primary_key=True),
        sa.Column("status", sa.Text, primary_key=True),
        sa.Column("code", sa.Text),
        sa.Column("reported_at", MOMENT, nullable=False),
        sa.Column("settled_at", MOMENT),
    )
    op.create_index(
        "ix_reports_unsettled",
        "reports",
        ["reported_at"],
        sqlite_where=UNSETTLED,
        postgresql_where=UNSETTLED,
    )


def downgrade() -> None:
    """Drop them again."""
    for table in ("reports", "consents", "suppressions"):
        op.drop_table(table)
    for column in ("answered_with", "ready_at"):
        op.drop_column("inbox", column)
