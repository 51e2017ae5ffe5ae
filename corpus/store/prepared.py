"""Queries that are compiled once and then run by the driver: what every answer asks, without the cost of asking.

A query is written in SQLAlchemy Core like any other; its rows come as plain tuples, in the order of its columns.
"""

import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Engine, Select, TextClause
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler

if TYPE_CHECKING:
    from corpus.store.place import Place

Rows = list[tuple[Any, ...]]
Made = TypeVar("Made")
PATIENCE = 5.0  # seconds for another server to take over
PAUSE = 0.1


class Prepared:
    """A query with named parameters."""

    def __init__(self, query: Select[Any] | TextClause) -> None:
        self._query = query
        self._compiled: dict[str, tuple[str, dict[str, Any], list[str] | None]] = {}

    def on(self, dialect: Dialect, values: dict[str, Any]) -> tuple[str, Any]:
        """Its text for a database, and the parameters as the driver takes them."""
        known = self._compiled.get(dialect.name)
        if known is None:
            known = self._compiled[dialect.name] = self._compile(dialect)
        text, fixed, order = known
        given = {**fixed, **values} if fixed else values
        return text, given if order is None else [given[name] for name in order]

    def _compile(self, dialect: Dialect) -> tuple[str, dict[str, Any], list[str] | None]:
        compiled = self._query.compile(dialect=dialect)
        assert isinstance(compiled, SQLCompiler)
        fixed = {name: value for name, value in compiled.params.items() if value is not None}
        return str(compiled), fixed, compiled.positiontup


class Driver:
    """Connections that wait for the next query; each is used by one thread at a time."""

    def __init__(self, where: "Place", path: PurePath, engine: Engine) -> None:
        self._where, self._path, self._engine = where, path, engine
        self._idle: deque[Any] = deque()
        self._error: type[Exception] = engine.dialect.loaded_dbapi.Error

    def rows(self, query: Prepared, /, **values: Any) -> Rows:
        """All rows of a query; StoreError where the database fails."""
        return self._rows(*query.on(self._engine.dialect, values))

    def plain(self, query: str) -> Rows:
        """All rows of a query without parameters."""
        return self._rows(query, None)

    def _rows(self, text: str, given: Any) -> Rows:
        try:
            return self._run(text, given)
        except UnicodeDecodeError as error:  # SQLite's own words, which repeat what is damaged
            raise self._where.broken("is damaged", self._path) from error
        except self._error as error:
            return self._once_more(error, partial(self._run, text, given))

    def _run(self, text: str, given: Any) -> Rows:
        connection = self._connection()
        cursor = connection.cursor()
        cursor.execute(text, given) if given is not None else cursor.execute(text)
        found: Rows = cursor.fetchall()
        self._idle.append(connection)  # one that failed is let go of
        return found

    def asked(self, ask: Callable[[], Made]) -> Made:
        """What `ask` gives, which reads by the same engine; StoreError where the database fails."""
        try:
            return ask()
        except DBAPIError as error:
            return self._once_more(error, ask)

    def _once_more(self, error: Exception, ask: Callable[[], Made]) -> Made:
        """What `ask` gives where only the connection failed: another server may take over within seconds."""
        end = time.monotonic() + PATIENCE
        while True:
            cause = error.orig if isinstance(error, DBAPIError) else error
            if not self._where.lost(cause) or time.monotonic() > end:
                raise self._where.failure(self._path, cause) from error
            self.close()
            self._engine.dispose()
            time.sleep(PAUSE)
            try:
                return ask()
            except (self._error, DBAPIError) as again:
                error = again

    def _connection(self) -> Any:
        try:
            return self._idle.pop()
        except IndexError:
            return self._engine.raw_connection()

    def close(self) -> None:
        """Let go of the connections that wait."""
        with suppress(IndexError):  # where another thread has just taken the last
            while True:
                self._idle.pop().close()
