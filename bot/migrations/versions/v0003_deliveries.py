"""What is due and claimed, what was told, who is followed, which articles came in when."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Schedules grow; when a digest is due moves into a table that alerts share."""
    for name, default in (("weekday", "-1"), ("always", "0"), ("owner", "0"), ("paused", "0")):
        op.add_column("schedules", sa.Column(name, sa.BigInteger, nullable=False, server_default=default))
    op.create_table(
        "deliveries",
        sa.Column("chat", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("topic", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("what", sa.Text, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("due", sa.BigInteger, nullable=False, index=True),
        sa.Column("since", sa.BigInteger, nullable=False),
        sa.Column("claimed", sa.BigInteger, nullable=False),
        sa.Column("tries", sa.BigInteger, nullable=False),
    )
    op.execute(
        "INSERT INTO deliveries (chat, topic, what, kind, due, since, claimed, tries) "
        "SELECT chat, topic, 'digest', kind, due, due - 86400, 0, 0 FROM schedules"
    )
    op.drop_index("ix_schedules_due", "schedules")
    with op.batch_alter_table("schedules") as schedules:
        schedules.drop_column("due")
    op.create_table(
        "told",
        sa.Column("chat", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("topic", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("item", sa.Text, primary_key=True),
        sa.Column("story", sa.Text, nullable=False),
        sa.Column("message", sa.BigInteger, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False, index=True),
    )
    op.create_table(
        "follows",
        sa.Column("chat", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("topic", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
    )
    op.create_table(
        "arrivals",
        sa.Column("article", sa.Text, primary_key=True),
        sa.Column("at", sa.BigInteger, nullable=False, index=True),
    )
    op.create_table(
        "imports",
        sa.Column("at", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("articles", sa.BigInteger, nullable=False),
        sa.Column("total", sa.BigInteger, nullable=False),
    )


def downgrade() -> None:
    """What was due becomes the schedule's again; the rest is dropped."""
    op.add_column("schedules", sa.Column("due", sa.BigInteger, nullable=False, server_default="0"))
    op.execute(
        "UPDATE schedules SET due = (SELECT due FROM deliveries WHERE deliveries.chat = schedules.chat "
        "AND deliveries.topic = schedules.topic AND deliveries.what = 'digest')"
    )
    op.create_index("ix_schedules_due", "schedules", ["due"])
    with op.batch_alter_table("schedules") as schedules:
        for name in ("weekday", "always", "owner", "paused"):
            schedules.drop_column(name)
    for table in ("imports", "arrivals", "follows", "told", "deliveries"):
        op.drop_table(table)
