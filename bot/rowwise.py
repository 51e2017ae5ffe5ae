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
    ready = [[row[name] for name in names] for row in rows]
    for at, fit in fits:
        for values in ready:
            values[at] = fit(values[at])
    given: Any = [tuple(values) for values in ready]
    if not positional:
        given = [dict(zip(names, values, strict=True)) for values in ready]
    connection.exec_driver_sql(sql, given)


@functools.lru_cache(maxsize=64)
def _compiled(statement: Any, dialect: Dialect) -> tuple[str, tuple[str, ...], tuple[tuple[int, Fit], ...], bool]:
    """Its text; the names of its parameters in their order; what makes values fit, by place; how they are given."""
    made = statement.compile(dialect=dialect)
    names = tuple(made.positiontup or made.binds)
    found = ((at, made.binds[name].type.dialect_impl(dialect).bind_processor(dialect)) for at, name in enumerate(names))
    return str(made), names, tuple((at, fit) for at, fit in found if fit), made.positional
