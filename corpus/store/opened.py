"""Connections whose failures are told as what is wrong with which corpus, and what mends it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, select
from sqlalchemy.exc import DatabaseError, DBAPIError, OperationalError

from corpus.store import dialects
from corpus.store.schema import VERSION, facts, metadata

if TYPE_CHECKING:
    from corpus.store.place import Place


@contextmanager
def session(where: "Place", path: PurePath, engine: Engine) -> Iterator[Connection]:
    """A connection in one transaction; the engine lives as long."""
    try:
        with told(where, path), engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


@contextmanager
def told(where: "Place", path: PurePath) -> Iterator[None]:
    """Turn the database's errors into StoreError."""
    try:
        yield
    except DBAPIError as error:
        raise where.failure(path, error.orig) from error
    except UnicodeDecodeError as error:  # SQLite's own words, which repeat what is damaged
        raise where.broken("is damaged", path) from error


def verify(where: "Place", path: PurePath, connection: Connection) -> None:
    """StoreError unless the database is a corpus of this version."""
    try:
        ours = dialects.of(connection).is_ours(connection)
    except OperationalError as error:  # locked, forbidden, unreachable: it may be quite sound
        raise where.failure(path, error.orig) from error
    except DatabaseError as error:
        raise where.broken(f"is damaged, or no database ({error.orig})", path) from error
    tables = set(inspect(connection).get_table_names())
    if not ours or facts.name not in tables:
        raise where.broken("is a database of something else", path)
    version = connection.execute(select(facts.c.value).where(facts.c.key == "version")).scalar()
    if version != str(VERSION):
        age = "a newer" if version and version.isdigit() and int(version) > VERSION else "an older"
        raise where.broken(f"was written by {age} version of this program", path)
    missing = set(metadata.tables) - tables
    if missing:
        raise where.broken(f"is damaged (without {', '.join(sorted(missing))})", path)
