"""A database that is opened to be read: its connections, whether it is still the present one, and its end."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import PurePath
from typing import Any

from sqlalchemy import Connection, Executable

from corpus.store import dialects
from corpus.store.lists import Lists
from corpus.store.opened import told, verify
from corpus.store.place import Place
from corpus.store.prepared import Driver
from corpus.store.queries import queries


class Reader:
    """One generation's database, verified; shared by threads."""

    def __init__(self, where: Place) -> None:
        self.where = where
        self._watch = where.watch()
        self.path: PurePath = self._watch.path
        self._engine = where.reader(self.path)
        self._speech = dialects.named(self._engine.dialect.name)
        self._asks = queries(self._engine.dialect.name)
        self._driver = Driver(where, self.path, self._engine)
        with self._connected() as connection:
            verify(where, self.path, connection)
            self.lists = Lists(self._driver, self._speech, connection)
        self._watch.begin()

    def fresh(self) -> bool:
        """Whether the pointer still names this generation, and nobody has written into it since."""
        return self._watch.fresh(self._driver)

    def close(self) -> None:
        """Let go of the file; calls that run end first."""
        self._driver.close()
        self._engine.dispose()

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        with told(self.where, self.path), self._engine.connect() as connection:
            yield connection

    def _rows(self, query: Executable) -> Sequence[Any]:
        def ask() -> Sequence[Any]:
            with self._engine.connect() as connection:
                return connection.execute(query).all()

        return self._driver.asked(ask)
