"""Rows as work: several workers take some each, nobody the same, nobody waiting for another."""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa


def claiming(
    key: Sequence[sa.Column[Any]],
    free: sa.ColumnElement[bool],
    values: Mapping[str, Any],
    most: int,
    *order: sa.ColumnElement[Any],
) -> sa.Executable:
    """The statement that takes up to `most` of the free rows of a table, which has this key, in an order.

    It gives the rows as `values` make them: taken, and until when, so that `free` is false of them. On PostgreSQL rows
    that somebody else is taking are passed over (SKIP LOCKED); SQLite has one writer at a time. The keys are looked for
    once, in a part of its own: as a mere subquery they may be looked for again, and more than `most` be taken.

    Who claims often builds it once, with parameters: that costs more than a server takes to carry it out.
    """
    few = sa.select(*key).where(free).order_by(*order).limit(most).with_for_update(skip_locked=True).cte("few")
    mine = sa.and_(*(column == few.c[column.name] for column in key))
    table = key[0].table
    assert isinstance(table, sa.Table)
    return sa.update(table).where(mine).values(**values).returning(*table.c)


def claimed(
    connection: sa.Connection,
    key: Sequence[sa.Column[Any]],
    free: sa.ColumnElement[bool],
    values: Mapping[str, Any],
    most: int,
    *order: sa.ColumnElement[Any],
) -> list[sa.Row[Any]]:
    """The rows that `claiming` takes now."""
    return list(connection.execute(claiming(key, free, values, most, *order)))
