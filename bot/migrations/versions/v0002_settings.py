"""What a chat has chosen, which answers belong to which question, links, who was here, what was reported."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the five tables."""
    op.create_table(
        "preferences",
        sa.Column("chat", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("chosen", sa.Text, nullable=False),
    )
    op.create_table(
        "questions",
        sa.Column("chat", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("message", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("answers", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False, index=True),
    )
    op.create_table(
        "links",
        sa.Column("token", sa.Text, primary_key=True),
        sa.Column("line", sa.Text, nullable=False),
        sa.Column("expires", sa.BigInteger, nullable=False, index=True),
    )
    op.create_table(
        "visits",
        sa.Column("chat", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("day", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "reports",
        sa.Column("what", sa.Text, primary_key=True),
        sa.Column("at", sa.BigInteger, nullable=False, index=True),
    )


def downgrade() -> None:
    """Drop them."""
    for table in ("reports", "visits", "links", "questions", "preferences"):
        op.drop_table(table)
