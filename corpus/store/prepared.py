"""Queries that are compiled once and then run by the driver: what every answer asks, without the cost of asking.

A query is written in SQLAlchemy Core like any other; its rows come as plain tuples, in the order of its columns.
"""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, Select, TextClause
from sqlalchemy.engine import Dialect
from sqlalchemy.sql.compiler import SQLCompiler

from corpus.store.opened import failure
from corpus.store.place import Place

Rows = list[tuple[Any, ...]]


class Prepared:
    """A query with named parameters."""

    def __init__(self, query: Select[Any] | TextClause) -> None:
        self._query = query
        self._compiled = lru_cache(None)(self._compile)

    def on(self, dialect: Dialect, values: dict[str, Any]) -> tuple[str, Any]:
        """Its text for a database, and the parameters as the driver takes them."""
        text, fixed, order = self._compiled(dialect)
        given = {**fixed, **values} if fixed else values
        return text, given if order is None else [given[name] for name in order]

    def _compile(self, dialect: Dialect) -> tuple[str, dict[str, Any], list[str] | None]:
        compiled = self._query.compile(dialect=dialect)
        assert isinstance(compiled, SQLCompiler)
        fixed = {name: value for name, value in compiled.params.items() if value is not None}
        return str(compiled), fixed, compiled.positiontup


class Driver:
    """Connections that wait for the next query; each is used by one thread at a time."""

    def __init__(self, where: Place, path: Path, engine: Engine) -> None:
        self._where, self._path, self._engine = where, path, engine
        self._idle: deque[Any] = deque()

    def rows(self, query: Prepared, /, **values: Any) -> Rows:
        """All rows of a query; StoreError where the database fails."""
        text, given = query.on(self._engine.dialect, values)
        with self._connection() as connection:
            cursor = connection.cursor()
            cursor.execute(text, given)
            found: Rows = cursor.fetchall()
            return found

    @contextmanager
    def _connection(self) -> Iterator[Any]:
        try:
            connection = self._idle.pop() if self._idle else self._engine.raw_connection()
            yield connection
        except self._engine.dialect.loaded_dbapi.Error as error:
            raise failure(self._where, self._path, error) from error
        self._idle.append(connection)

    def close(self) -> None:
        """Let go of the connections that wait."""
        while self._idle:
            self._idle.pop().close()
