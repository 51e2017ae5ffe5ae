"""All that is peculiar to SQLite: how it is opened, its full-text index, its own checks.

Another database brings the same functions; everything above them is common.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import QueuePool

from corpus.store.schema import SEARCHED

__all__ = ["upsert"]  # an INSERT that may meet a row that is there

APPLICATION = 0x646C6E65  # "dlne", in the file's header
# stems come folded and with their points, marks with @
_TOKENS = "tokenize=\"unicode61 remove_diacritics 0 tokenchars '.@'\""
WAIT = 5.0  # seconds for another process to finish writing


def reader(path: Path) -> Engine:
    """An engine that cannot write; connections wait for a writer, and are shared by threads one at a time."""
    return _engine(f"{path.absolute().as_uri()}?mode=ro", size=8)


def writer(path: Path) -> Engine:
    """An engine that may create and write the file."""
    return _engine(f"{path.absolute().as_uri()}?mode=rwc", size=1)


def _engine(uri: str, size: int) -> Engine:
    def connect() -> sqlite3.Connection:
        return sqlite3.connect(uri, uri=True, timeout=WAIT, check_same_thread=False)

    return create_engine("sqlite://", creator=connect, poolclass=QueuePool, pool_size=size, max_overflow=size)


def prepare(connection: Connection) -> None:
    """Mark a new file as ours, and make its indexes."""
    connection.execute(text(f"PRAGMA application_id = {APPLICATION}"))
    for table, columns in SEARCHED.items():
        options = f"content='{table}', content_rowid='row', detail='column', {_TOKENS}"
        connection.execute(text(f"CREATE VIRTUAL TABLE {table}_fts USING fts5({', '.join(columns)}, {options})"))
        connection.execute(text(f"CREATE VIRTUAL TABLE {table}_terms USING fts5vocab({table}_fts, 'col')"))


def application(connection: Connection) -> int:
    """Whose file this is."""
    return int(connection.execute(text("PRAGMA application_id")).scalar_one())


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
    found = connection.execute(
        text(f"SELECT rowid FROM {table}_fts WHERE {table}_fts MATCH :query ORDER BY rowid DESC LIMIT :limit"),  # noqa: S608  # own names
        {"query": query, "limit": limit},
    )
    return list(found.scalars())


def any_of(words: Iterable[str]) -> str:
    """A query for rows that hold one of the words or marks, or more."""
    return " OR ".join(f'"{word}"' for word in words)


def both(*queries: str) -> str:
    """A query for rows that match each of the queries; empty ones ask nothing."""
    return " AND ".join(f"({query})" for query in queries if query)


def frequencies(connection: Connection, table: str, words: Sequence[str]) -> dict[str, int]:
    """How many rows hold each of the words and marks."""
    found: dict[str, int] = {}
    for word in words:
        count = connection.execute(
            text(f"SELECT sum(doc) FROM {table}_terms WHERE term = :word"),  # noqa: S608  # own names
            {"word": word},
        ).scalar()
        found[word] = int(count or 0)
    return found


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


def stamp(path: Path) -> bytes:
    """The file's own count of changes: it differs when anybody has written since."""
    with path.open("rb") as file:
        file.seek(24)
        return file.read(4)
