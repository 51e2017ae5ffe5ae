"""Connections whose failures are told as what is wrong with which file, and what mends it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, select
from sqlalchemy.exc import DatabaseError, DBAPIError

from corpus.errors import StoreError
from corpus.store import sqlite
from corpus.store.place import Place
from corpus.store.schema import VERSION, facts, metadata


@contextmanager
def engine_for(where: Place, path: Path, make: Callable[[Path], Engine]) -> Iterator[Connection]:
    """A connection in one transaction; the engine lives as long."""
    engine = make(path)
    try:
        with told(where, path), engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


@contextmanager
def told(where: Place, path: Path) -> Iterator[None]:
    """Turn the database's errors into StoreError."""
    try:
        yield
    except DBAPIError as error:
        raise failure(where, path, error.orig) from error


def failure(where: Place, path: Path, error: BaseException | None) -> StoreError:
    """What an error of the driver means for whoever runs it."""
    reason = str(error)
    if "locked" in reason:
        return StoreError(str(path), "another process is writing", "try again in a moment")
    if "readonly" in reason:
        return StoreError(str(path), "cannot be written", "check who may write the file and its directory")
    if "full" in reason:
        return StoreError(str(path), "the disk is full", "make room and try again")
    if "unable to open" in reason:
        return where.broken("cannot be opened: it or its directory is missing or forbidden", path)
    return where.broken(f"is damaged ({reason})", path)


def verify(where: Place, path: Path, connection: Connection) -> None:
    """StoreError unless the database is a corpus of this version."""
    try:
        ours = sqlite.application(connection) == sqlite.APPLICATION
    except DatabaseError as error:
        raise where.broken(f"is damaged, or no database ({error.orig})", path) from error
    if not ours or not inspect(connection).has_table(facts.name):
        raise where.broken("is a database of something else", path)
    version = connection.execute(select(facts.c.value).where(facts.c.key == "version")).scalar()
    if version != str(VERSION):
        age = "a newer" if version and version.isdigit() and int(version) > VERSION else "an older"
        raise where.broken(f"was written by {age} version of this program", path)
    missing = set(metadata.tables) - set(inspect(connection).get_table_names())
    if missing:
        raise where.broken(f"is damaged (without {', '.join(sorted(missing))})", path)
