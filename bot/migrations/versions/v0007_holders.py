"""Who holds what: a claim that is made again after a fail-over finds that it was made."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add a token to what is claimed."""
    for table in ("deliveries", "seen"):
        op.add_column(table, sa.Column("holder", sa.Text, nullable=False, server_default=""))


def downgrade() -> None:
    """Drop it."""
    for table in ("deliveries", "seen"):
        with op.batch_alter_table(table) as changed:
            changed.drop_column("holder")
