"""Schedules, places, buttons and the updates that were seen."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the four tables."""
    op.create_table(
        "places",
        sa.Column("chat", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("topic", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("zone", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
    )
    op.create_table(
        "schedules",
        sa.Column("chat", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("topic", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("minute", sa.Integer, nullable=False),
        sa.Column("zone", sa.Text, nullable=False),
        sa.Column("about", sa.Text, nullable=False),
        sa.Column("due", sa.BigInteger, nullable=False, index=True),
    )
    op.create_table(
        "buttons",
        sa.Column("token", sa.Text, primary_key=True),
        sa.Column("chat", sa.BigInteger, nullable=False, index=True),
        sa.Column("asker", sa.BigInteger, nullable=True),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("requests", sa.Text, nullable=False),
        sa.Column("expires", sa.BigInteger, nullable=False, index=True),
    )
    op.create_table(
        "seen",
        sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("at", sa.BigInteger, nullable=False, index=True),
    )


def downgrade() -> None:
    """Drop them."""
    for table in ("seen", "buttons", "schedules", "places"):
        op.drop_table(table)
