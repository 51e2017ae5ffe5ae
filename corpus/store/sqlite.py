"""All that is peculiar to SQLite: how it is opened, its full-text index, its own checks.

Another database brings the same functions; everything above them is common.
"""

import os
import sqlite3
import weakref
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path
from threading import Lock

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Engine,
    Integer,
    MetaData,
    Table,
    TextClause,
    create_engine,
    func,
    literal_column,
    select,
    text,
)
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import QueuePool

from corpus.store.dialects import pieces
from corpus.store.schema import PARTS, SEARCHED, metadata

APPLICATION = 0x646C6E65  # "dlne", in the file's header
# stems come folded and with their points, marks with @
_TOKENS = "tokenize=\"unicode61 remove_diacritics 0 tokenchars '.@'\""
_STAMPS: weakref.WeakValueDictionary[tuple[int, int], "Stamp"] = weakref.WeakValueDictionary()
_LOCK = Lock()
_FILLED = 50_000  # rows written at a time
WAIT = 5.0  # seconds for another process to finish writing


def reader(path: Path) -> Engine:
    """An engine that cannot write; connections wait for a writer, and are shared by threads one at a time."""
    return _engine(f"{path.absolute().as_uri()}?mode=ro", size=8)


def writer(path: Path) -> Engine:
    """An engine that may create and write the file."""
    return _engine(f"{path.absolute().as_uri()}?mode=rwc", size=1)


def bulk_writer(path: Path) -> Engine:
    """An engine for a file that nobody else knows of yet: fast, and not safe until `flush` has been called."""
    return _engine(
        f"{path.absolute().as_uri()}?mode=rwc",
        1,
        "auto_vacuum=INCREMENTAL",  # so that `give_back` can
        "journal_mode=OFF",
        "synchronous=OFF",
        "cache_size=-65536",
    )


def shrink(engine: Engine) -> None:
    """Give the space of what was deleted back to the disk; readers need not stop."""
    with engine.connect() as connection:
        opened = connection.connection.driver_connection
        assert isinstance(opened, sqlite3.Connection)
        opened.executescript("PRAGMA incremental_vacuum")  # a step a page, all of which only a script takes


def flush(path: Path) -> None:
    """See a file on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _engine(uri: str, size: int, *pragmas: str) -> Engine:
    def connect() -> sqlite3.Connection:
        opened = sqlite3.connect(uri, uri=True, timeout=WAIT, check_same_thread=False)
        for pragma in pragmas:
            opened.execute(f"PRAGMA {pragma}")
        return opened

    return create_engine("sqlite://", creator=connect, poolclass=QueuePool, pool_size=size, max_overflow=size)


def prepare(connection: Connection) -> None:
    """Mark a new file as ours, and make its tables and indexes."""
    metadata.create_all(connection)
    connection.execute(text(f"PRAGMA application_id = {APPLICATION}"))
    for table, columns in SEARCHED.items():
        options = f"content='{table}', content_rowid='row', detail='column', {_TOKENS}"
        connection.execute(text(f"CREATE VIRTUAL TABLE {table}_fts USING fts5({', '.join(columns)}, {options})"))
        connection.execute(text(f"CREATE VIRTUAL TABLE {table}_terms USING fts5vocab({table}_fts, 'col')"))


def insert_many(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    """Write rows that all have the same columns."""
    if rows:
        columns = tuple(rows[0])
        command = f"INSERT INTO {table.name} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"  # noqa: S608  # own names
        connection.exec_driver_sql(command, [tuple(row[column] for column in columns) for row in rows])


def count_more(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    """Write rows, or add the `times` of those whose key is there."""
    statement = insert(table)
    more = {"times": table.c.times + statement.excluded.times}
    connection.execute(statement.on_conflict_do_update(index_elements=list(table.primary_key), set_=more), rows)


def fill_sorted(connection: Connection, table: Table, rows: Iterable[Mapping[str, object]]) -> None:
    """Write many rows into an empty table in the order of its key, which they do not come in; memory is bounded."""
    columns = ", ".join(column.name for column in table.columns)
    connection.execute(text(f"CREATE TEMP TABLE unsorted AS SELECT {columns} FROM {table.name} LIMIT 0"))  # noqa: S608  # own names
    unsorted = Table("unsorted", MetaData(), *(Column(column.name) for column in table.columns))
    rest = iter(rows)
    while batch := list(islice(rest, _FILLED)):
        insert_many(connection, unsorted, batch)
    key = ", ".join(column.name for column in table.primary_key)
    connection.execute(text(f"INSERT INTO {table.name} SELECT {columns} FROM unsorted ORDER BY {key}"))  # noqa: S608  # own names
    connection.execute(text("DROP TABLE unsorted"))


def is_ours(connection: Connection) -> bool:
    """Whether the file is marked so."""
    return int(connection.execute(text("PRAGMA application_id")).scalar_one()) == APPLICATION


def settled(connection: Connection) -> None:
    """Nothing: every query names its index."""


def index_all(connection: Connection) -> None:
    """Fill the indexes from their tables."""
    for table in SEARCHED:
        for command in ("rebuild", "optimize"):
            connection.execute(text(f"INSERT INTO {table}_fts({table}_fts) VALUES ('{command}')"))  # noqa: S608  # own names


def index_rows(connection: Connection, table: str, first: int, last: int, *, delete: bool = False) -> None:
    """Add the rows from first to last to their index, or take them out before they go."""
    columns = ", ".join(SEARCHED[table])
    command = f"{table}_fts, rowid" if delete else "rowid"
    value = "'delete', row" if delete else "row"
    connection.execute(
        text(
            f"INSERT INTO {table}_fts({command}, {columns}) "  # noqa: S608  # own names
            f"SELECT {value}, {columns} FROM {table} WHERE row BETWEEN :first AND :last"
        ),
        {"first": first, "last": last},
    )


def matching(connection: Connection, table: str, query: str, limit: int) -> list[int]:
    """Ids of the rows that match a query, newest first."""
    return list(connection.execute(numbers(table), {"query": query, "limit": limit}).scalars())


def numbers(table: str) -> TextClause:
    """Ids of the rows that match a `query`, newest first, at most `limit`."""
    return text(f"SELECT rowid FROM {table}_fts WHERE {table}_fts MATCH :query ORDER BY rowid DESC LIMIT :limit")  # noqa: S608  # own names


def found(table: Table) -> TextClause:
    """The rows themselves."""
    columns = ", ".join(f"t.{column.name}" for column in table.columns)
    index = f"{table.name}_fts"
    return text(
        f"SELECT {columns} FROM {index} JOIN {table.name} t ON t.row = {index}.rowid "  # noqa: S608  # own names
        f"WHERE {index} MATCH :query ORDER BY {index}.rowid DESC LIMIT :limit"
    )


def parts(table: Table, *columns: str) -> TextClause:
    """The parts of the articles that `listed` gives for `rows`."""
    wanted = ", ".join(f"t.{name}" for name in columns or table.columns.keys())
    return text(
        f"SELECT {wanted} FROM json_each(:rows) a JOIN {table.name} t "  # noqa: S608  # own names
        f"ON t.row BETWEEN a.value * {PARTS} AND a.value * {PARTS} + {PARTS - 1} ORDER BY t.row"
    )


def among(column: ColumnElement[int], name: str) -> ColumnElement[bool]:
    """That a number is one of those that `listed` gives for a parameter."""
    return column.in_(select(literal_column("value", Integer)).select_from(text(f"json_each(:{name})")))


def holds(column: ColumnElement[str], sought: str) -> ColumnElement[bool]:
    """That a text stands in another, sign for sign."""
    return func.instr(column, sought) > 0


def listed(numbers: Iterable[int]) -> str:
    """Numbers as one parameter."""
    return f"[{','.join(map(str, numbers))}]"


def any_of(words: Iterable[str]) -> str:
    """A query for rows that hold one of the words or marks, or more."""
    return " OR ".join(" AND ".join(f'"{one}"' for one in pieces(word)) for word in words)


def both(*queries: str) -> str:
    """A query for rows that match each of the queries; empty ones ask nothing."""
    return " AND ".join(f"({query})" for query in queries if query)


def frequency(table: str) -> TextClause:
    """How many rows hold a `word` or mark."""
    return text(f"SELECT sum(doc) FROM {table}_terms WHERE term = :word")  # noqa: S608  # own names


def faults(connection: Connection) -> list[str]:
    """What SQLite finds wrong with its own file and indexes."""
    found = [str(line) for line in connection.execute(text("PRAGMA quick_check")).scalars() if line != "ok"]
    for table in SEARCHED:
        found += _index_faults(connection, table)
    return found


def _index_faults(connection: Connection, table: str) -> list[str]:
    try:
        connection.execute(text(f"INSERT INTO {table}_fts({table}_fts, rank) VALUES ('integrity-check', 1)"))  # noqa: S608  # own names
    except DatabaseError as error:
        return [f"the index of {table} does not fit its table: {error.orig}"]
    return []


class Stamp:
    """The file's own count of changes: it differs when anybody has written since. The file is held open."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_RDONLY)
        self._close = weakref.finalize(self, os.close, self._file)

    @property
    def now(self) -> bytes:
        """The count as it is written in the header."""
        return os.pread(self._file, 4, 24)


def stamp(path: Path) -> Stamp:
    """The count of a file; one for all who read it, since closing a file lets go of the locks of others on it."""
    known = path.stat()
    key = known.st_dev, known.st_ino
    with _LOCK:
        found = _STAMPS.get(key)
        if found is None:
            found = _STAMPS[key] = Stamp(path)
        return found
