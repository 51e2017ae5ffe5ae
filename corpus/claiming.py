"""Rows as work: several workers take some each, nobody the same, nobody waiting for another."""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa


def claimed(
    connection: sa.Connection,
    key: Sequence[sa.Column[Any]],
    free: sa.ColumnElement[bool],
    values: Mapping[str, Any],
    most: int,
    *order: sa.ColumnElement[Any],
) -> list[sa.Row[Any]]:
    """Take up to `most` of the free rows of a table, which has this key, in an order; the rows as `values` make them.

    `values` say that they are taken, and until when, so that `free` is false of them. On PostgreSQL rows that somebody
    else is taking are passed over (SKIP LOCKED); SQLite has one writer at a time. The keys are looked for once, in a
    part of its own: as a mere subquery they may be looked for again, and more than `most` be taken.
    """
    few = sa.select(*key).where(free).order_by(*order).limit(most).with_for_update(skip_locked=True).cte("few")
    mine = sa.and_(*(column == few.c[column.name] for column in key))
    table = key[0].table
    assert isinstance(table, sa.Table)
    return list(connection.execute(sa.update(table).where(mine).values(**values).returning(*table.c)))
