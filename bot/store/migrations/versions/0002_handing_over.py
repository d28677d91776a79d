"""Since when people answer a conversation in Loupe's place."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the moment of the hand-over to the conversations."""
    op.add_column("conversations", sa.Column("handed_over_at", sa.DateTime(timezone=True)))


def downgrade() -> None:
    """Drop it again."""
    op.drop_column("conversations", "handed_over_at")
