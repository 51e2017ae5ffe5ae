"""A corpus moved from one place to another, of the same kind of database or not: the same rows under the same numbers.

What operators put down beside it comes along, and what is watched for it where the other place watches nothing yet.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from itertools import islice
from pathlib import PurePath

from sqlalchemy import Connection, Table, func, insert, select

from corpus.errors import StoreError
from corpus.store import dialects, postings, voices
from corpus.store.opened import verify
from corpus.store.place import LISTS, Place, current, place, removed
from corpus.store.schema import articles, metadata
from corpus.store.write import take_out

Progress = Callable[[str, int, int | None], None]
BATCH = 5_000  # rows


@dataclass(frozen=True, slots=True)
class Copied:
    """What was copied: articles, rows of all tables, and the ids that stay out because they were removed there."""

    articles: int
    rows: int
    removed: tuple[str, ...]
    seconds: float


def copy(source: str, target: str, progress: Progress) -> Copied:
    """Make a new generation at the target of the present one at the source; readers there go on until it is whole.

    Both are counted and hashed in the end: StoreError where they differ, and then nothing is changed at the target.
    """
    began = time.perf_counter()
    here, there = place(source), place(target)
    if (here.url, here.pointer) == (there.url, there.pointer):
        raise StoreError(there.url, "is the same corpus", "name another to copy it to")
    path = current(here)
    with here.reading(path) as origin:
        verify(here, path, origin)
        _bring_lists(here, there)
        with there.building() as (connection, new):
            rows = _copy_tables(origin, connection, there, progress)
            _copy_names(here, there, connection, new, path)
            out = take_out(connection, sorted(removed(there)))
            count = _count(connection, articles)
            postings.write(connection)
            dialects.of(connection).settled(connection)
    _copy_watched(source, target)
    return Copied(count, rows, tuple(out), time.perf_counter() - began)


def _copy_tables(origin: Connection, connection: Connection, there: Place, progress: Progress) -> int:
    speech = dialects.of(connection)
    speech.prepare(connection)
    tables = metadata.sorted_tables
    of = sum(_count(origin, table) for table in tables)
    hashes, done = {}, 0
    for table in tables:
        known = blake2b()
        for batch in _batches(_rows(origin, table)):
            known.update(repr(batch).encode("utf-8", "surrogatepass"))
            names = [column.name for column in table.columns]
            speech.insert_many(connection, table, [dict(zip(names, row, strict=True)) for row in batch])
            done += len(batch)
            progress("Copying", done, of)
        hashes[table.name] = known.digest()
    speech.index_all(connection)
    for at, table in enumerate(tables, 1):
        progress("Verifying", at, len(tables))
        if _hash(connection, table) != hashes[table.name]:
            raise StoreError(there.url, f"did not keep {table.name} as it was", "try again")
    return done


def _rows(connection: Connection, table: Table) -> Iterator[tuple[object, ...]]:
    """All rows of a table in the order of its key, read as they are wanted."""
    query = select(table).order_by(*table.primary_key).execution_options(yield_per=BATCH)
    return (tuple(row) for row in connection.execute(query))


def _hash(connection: Connection, table: Table) -> bytes:
    known = blake2b()
    for batch in _batches(_rows(connection, table)):
        known.update(repr(batch).encode("utf-8", "surrogatepass"))
    return known.digest()


def _batches(rows: Iterable[tuple[object, ...]]) -> Iterator[list[tuple[object, ...]]]:
    rest = iter(rows)
    return iter(lambda: list(islice(rest, BATCH)), [])


def _count(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def _copy_names(here: Place, there: Place, connection: Connection, new: PurePath, path: PurePath) -> None:
    """The list of names as it was written: who came later is listed apart."""
    try:
        there.keep_names(connection, new, here.names(path))
    except StoreError:
        voices.index(connection, there, new)


def _bring_lists(here: Place, there: Place) -> None:
    """Put down there what operators put down here, behind what they put down there."""
    for name in LISTS:
        known = there.lines(name)
        held = frozenset(known)
        if lines := [line for line in here.lines(name) if line not in held]:
            there.rewrite(name, [*known, *lines])


def _copy_watched(source: str, target: str) -> None:
    from corpus.watched.tables import SHELF, exists, open_engine

    if not exists(source):
        return
    one, other = open_engine(source), open_engine(target)
    try:
        with one.begin() as origin, other.begin() as connection:
            for table in SHELF.sorted_tables:
                if not _count(connection, table):
                    for batch in _batches(_rows(origin, table)):
                        names = [column.name for column in table.columns]
                        connection.execute(insert(table), [dict(zip(names, row, strict=True)) for row in batch])
    finally:
        one.dispose()
        other.dispose()
