"""Rows through a statement that was compiled once: SQLAlchemy's own way for each row costs more than the database's."""

import functools
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine.interfaces import Dialect

Fit = Callable[[Any], Any]


def through(connection: sa.Connection, statement: sa.Executable, rows: Sequence[Mapping[str, Any]]) -> None:
    """Carry the statement out for each row, which has a value for each of its parameters."""
    sql, names, fits, positional = _compiled(statement, connection.dialect)
    given: Any = rows
    if fits:
        given = [{**row, **{name: fit(row[name]) for name, fit in fits}} for row in rows]
    if positional:
        given = [tuple(map(row.__getitem__, names)) for row in given]
    connection.exec_driver_sql(sql, given)


@functools.lru_cache(maxsize=64)
def _compiled(statement: Any, dialect: Dialect) -> tuple[str, tuple[str, ...], tuple[tuple[str, Fit], ...], bool]:
    """Its text; the names of its parameters in their order; what makes values fit, by name; how they are given."""
    made = statement.compile(dialect=dialect)
    names = tuple(made.positiontup or made.binds)
    found = ((name, made.binds[name].type.dialect_impl(dialect).bind_processor(dialect)) for name in names)
    return str(made), names, tuple((name, fit) for name, fit in found if fit), made.positional
