"""A corpus in a PostgreSQL database: a generation is a schema, and a row names the one that is read.

One transaction makes a generation and moves the row, so that a build that is cut off leaves nothing behind. Whoever
reads a generation holds a shared lock on it; later builds drop those that nobody holds. Reading goes to a standby
where the address names one, writing to the server that takes writes.
"""

import hashlib
import tempfile
from collections.abc import Hashable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import lru_cache
from pathlib import Path, PurePath, PurePosixPath
from typing import Any

from sqlalchemy import URL, Connection, Engine, Row, text
from sqlalchemy.exc import DBAPIError

from corpus.errors import StoreError
from corpus.names import Gazetteer
from corpus.store import reached
from corpus.store.opened import session
from corpus.store.place import AUDIT
from corpus.store.prepared import Driver
from corpus.store.schema import REBUILD

KEPT = 2  # generations: the present one and the one that a standby's readers may still have open
WORK = Path("var")  # where work files of a run lie
_LOCKS = 0x646C6E65  # the class of our advisory locks; a generation is locked by its number, the others are below zero
_BUILD, _WRITE, _MAKE = -1, -2, -3
_STATE = "SELECT generation, changed FROM dateline.present"
_CHANGED = "UPDATE dateline.present SET changed = changed + 1"
_SCHEMA = (
    "CREATE SCHEMA dateline",
    "CREATE TABLE dateline.present (generation integer, changed bigint NOT NULL)",
    "INSERT INTO dateline.present VALUES (NULL, 0)",
    'CREATE TABLE dateline.lines (list text COLLATE "C", n bigserial, line text NOT NULL, PRIMARY KEY (list, n))',
)
_NAMED = "corpus_g"


class ServerPlace:
    """A `postgresql+psycopg://user@host/database` URL, which may name several hosts."""

    def __init__(self, address: URL) -> None:
        self._address = address
        self.url = self._address.render_as_string(hide_password=True)
        whole = self._address.set(password=None).render_as_string()
        self.pointer = WORK / f"{self._address.database}-{hashlib.sha256(whole.encode()).hexdigest()[:8]}"

    def exists(self) -> bool:
        """Whether there is a generation to read."""
        return self._state() is not None

    def broken(self, reason: str, path: PurePath | None = None) -> StoreError:
        """The error for this corpus, with the command that mends it."""
        return StoreError(
            f"{self.url} {path}" if path and path.name else self.url, reason, REBUILD.format(url=self.url)
        )

    def failure(self, path: PurePath, error: BaseException | None) -> StoreError:
        """What an error of PostgreSQL means for whoever runs it."""
        found = reached.meaning(error)
        return StoreError(self.url, *found) if found else self.broken(f"is damaged ({reached.first_line(error)})", path)

    def lost(self, error: BaseException | None) -> bool:
        """Whether only the connection failed, and asking again may help."""
        return reached.lost(error)

    # -- generations

    def watch(self) -> "ServerWatch":
        """The present generation; StoreError where there is none."""
        state = self._state()
        if state is None:
            raise self.broken("no corpus here")
        return ServerWatch(*state)

    def _state(self) -> tuple[int, int] | None:
        found = self._ask(_STATE)
        return None if not found or found[0].generation is None else (found[0].generation, found[0].changed)

    def reader(self, path: PurePath) -> Engine:
        """An engine that reads a generation, and holds it."""
        return reached.engine(self._address, path.name, lock=(_LOCKS, _number(path)), isolation="AUTOCOMMIT")

    def reading(self, path: PurePath) -> AbstractContextManager[Connection]:
        """A connection that sees one state of a generation throughout."""
        return session(self, path, self._looking(path))

    def checking(self, path: PurePath) -> AbstractContextManager[Connection]:
        """The same at the server that takes writes: a standby may be behind."""
        return session(self, path, self._looking(path, write=True))

    def _looking(self, path: PurePath, *, write: bool = False) -> Engine:
        lock = (_LOCKS, _number(path))
        return reached.engine(self._address, path.name, write=write, lock=lock, isolation="REPEATABLE READ")

    @contextmanager
    def writing(self, path: PurePath) -> Iterator[Connection]:
        """A connection that alone writes into the present generation; readers are told when the block ends well."""
        with session(self, path, reached.engine(self._address, path.name, write=True)) as connection:
            _lock(connection, _WRITE)
            if _present(connection) != _number(path):
                raise StoreError(self.url, "a new generation has just taken the place of this one", "try again")
            yield connection
            connection.execute(text(_CHANGED))

    @contextmanager
    def building(self) -> Iterator[tuple[Connection, PurePath]]:
        """A new schema; the row that names it moves in the same transaction when the block ends well."""
        with session(self, PurePath(), reached.engine(self._address, write=True)) as connection:
            if not connection.scalar(text(f"SELECT pg_try_advisory_xact_lock({_LOCKS}, {_BUILD})")):
                raise StoreError(self.url, "another run works on this corpus", "wait for it, or end it and start again")
            connection.execute(text("SET LOCAL lock_timeout = 0"))
            _make(connection)
            number = max([*_numbers(connection), _present(connection) or 0]) + 1
            path = PurePosixPath(f"{_NAMED}{number}")
            connection.execute(text(f"CREATE SCHEMA {path}"))
            connection.execute(text(f"SET LOCAL search_path = {path}"))
            yield connection, path
            _lock(connection, _WRITE)
            moved = text(f"UPDATE dateline.present SET generation = {number}, changed = changed + 1")  # noqa: S608  # a number
            connection.execute(moved)
        self._drop_old(number)

    def _drop_old(self, present: int) -> None:
        """Drop the generations that nobody reads."""
        with session(self, PurePath(), reached.engine(self._address, write=True)) as connection:
            old = [number for number in sorted(_numbers(connection)) if number < present]
        for number in old[: 1 - KEPT]:
            with session(self, PurePath(), reached.engine(self._address, write=True)) as connection:
                if connection.scalar(text(f"SELECT pg_try_advisory_xact_lock({_LOCKS}, {number})")):
                    connection.execute(text(f"DROP SCHEMA IF EXISTS {_NAMED}{number} CASCADE"))

    def size(self, connection: Connection, _path: PurePath) -> int:
        """Bytes of the tables with their indexes."""
        held = "SELECT sum(pg_total_relation_size(oid)) FROM pg_class WHERE relkind = 'r'"
        return int(connection.scalar(text(f"{held} AND relnamespace = current_schema()::regnamespace")) or 0)

    def shrink(self) -> None:
        """Nothing: the server does so by itself."""

    # -- beside them

    def keep_names(self, connection: Connection, _path: PurePath, names: Gazetteer) -> None:
        """Write the list of names into its generation."""
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "names"
            names.save(file)
            connection.execute(text("DELETE FROM names"))
            connection.execute(text("INSERT INTO names VALUES (:content)"), {"content": file.read_bytes()})

    def names(self, path: PurePath) -> Gazetteer:
        """The list of names, kept in memory as long as its generation is the one that is asked for."""
        made = self._ask("SELECT oid FROM pg_namespace WHERE nspname = :name", name=path.name)
        return _names(self, path.name, made[0][0] if made else 0)

    def read_names(self, schema: str) -> Gazetteer:
        """The list of names as it was written."""
        found = self._ask(f"SELECT content FROM {schema}.names")  # noqa: S608  # own name
        if not found:
            raise StoreError(f"{self.url} {schema}", "no list of names")
        with tempfile.NamedTemporaryFile() as file:
            file.write(found[0][0])
            file.flush()
            return Gazetteer.load(file.name)

    def lines(self, name: str) -> list[str]:
        """The lines of a list."""
        return [row[0] for row in self._ask("SELECT line FROM dateline.lines WHERE list = :name ORDER BY n", name=name)]

    def append(self, name: str, line: str) -> None:
        """Add a line."""
        self._put(name, [line.replace("\n", " ")])

    def rewrite(self, name: str, lines: Iterable[str]) -> None:
        """Put lines in the place of all."""
        self._put(name, lines, anew=True)

    def _put(self, name: str, lines: Iterable[str], *, anew: bool = False) -> None:
        rows = [{"list": name, "line": line} for line in lines]
        with session(self, PurePath(), reached.engine(self._address, write=True)) as connection:
            _make(connection)
            if anew:
                connection.execute(text("DELETE FROM dateline.lines WHERE list = :name"), {"name": name})
            if rows:
                connection.execute(text("INSERT INTO dateline.lines (list, line) VALUES (:list, :line)"), rows)
            if name != AUDIT:
                connection.execute(text(_CHANGED))

    def stamp(self, _name: str) -> Hashable:
        """Nothing: who changes a list changes the count that `watch` looks at."""
        return None

    def _ask(self, query: str, **values: object) -> Sequence[Row[Any]]:
        """The rows of a short query, none where nothing was made yet.

        The server that takes writes is asked first: a standby may be behind.
        """
        for write in (True, False):
            engine = reached.engine(self._address, write=write, isolation="AUTOCOMMIT")
            try:
                with engine.connect() as connection:
                    return connection.execute(text(query), values).all()
            except DBAPIError as error:
                if reached.missing(error.orig):
                    return []
                if not write or not reached.lost(error.orig):
                    raise self.failure(PurePath(), error.orig) from error
            finally:
                engine.dispose()
        return []


class ServerWatch:
    """Looks at the row that names the present generation, and counts changes."""

    def __init__(self, number: int, changed: int) -> None:
        self._state = number, changed
        self.path: PurePath = PurePosixPath(f"{_NAMED}{number}")

    def begin(self) -> None:
        """From the state on that was read first: what has come since is only looked at twice."""

    def fresh(self, driver: Driver) -> bool:
        """Whether the row is as it was."""
        return driver.plain(_STATE) == [self._state]


@lru_cache(2)
def _names(where: ServerPlace, schema: str, _made: int) -> Gazetteer:
    """The list of names of a generation, known by its schema and the number that the server gave that."""
    return where.read_names(schema)


def _present(connection: Connection) -> int | None:
    found: int | None = connection.scalar(text("SELECT generation FROM dateline.present"))
    return found


def _number(path: PurePath) -> int:
    return int(path.name.removeprefix(_NAMED))


def _numbers(connection: Connection) -> list[int]:
    """The generations that there are."""
    query = text(f"SELECT nspname FROM pg_namespace WHERE nspname ~ '^{_NAMED}[0-9]{{1,9}}$'")  # noqa: S608  # own name
    return [int(name.removeprefix(_NAMED)) for name in connection.execute(query).scalars()]


def _lock(connection: Connection, what: int) -> None:
    connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCKS}, {what})"))


def _make(connection: Connection) -> None:
    """Make what stands beside the generations, where it is missing."""
    _lock(connection, _MAKE)
    if connection.scalar(text("SELECT to_regclass('dateline.present')")) is None:
        for command in _SCHEMA:
            connection.execute(text(command))
