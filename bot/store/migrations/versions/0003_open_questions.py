"""Questions that a house's answers do not cover."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "questions",
        sa.Column("id", ROW_ID, primary_key=True, autoincrement=True),
        sa.Column("inbox_id", ROW_ID, sa.ForeignKey("inbox.id", ondelete="CASCADE"), nullable=False),
        sa.Column("house", sa.Text, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("guesses", sa.JSON, nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_questions_inbox_id", "questions", ["inbox_id"])
    op.create_index("ix_questions_house", "questions", ["house"])


def downgrade() -> None:
    """Drop it again."""
    op.drop_table("questions")
