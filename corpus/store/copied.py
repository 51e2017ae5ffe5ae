"""Which articles of a corpus are copies of one text, kept as they come and go.

The first of them by day and id is the text; each other is a copy of it. Two articles may be copies when they share a
band, which is found without a look at any other article.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, bindparam, delete, or_, select, update

from corpus.ingest.copies import Groups, bands_of, is_copy
from corpus.ingest.copies import bands as bands_of_texts
from corpus.store import dialects
from corpus.store.originals import link
from corpus.store.schema import articles, bands

_BATCH = 1_000  # articles whose bands are worked out and written at a time
_KEPT = 256  # bodies
_CHUNK = 500


def find_all(connection: Connection) -> None:
    """Find the copies of a new corpus."""
    dialects.of(connection).fill_sorted(connection, bands, _all_bands(connection))
    bodies = _Bodies(connection)
    groups = Groups(bodies.alike)
    query = select(bands.c.band, bands.c.article).order_by(bands.c.band, bands.c.article)
    rows = connection.execute(query.execution_options(yield_per=10_000))
    for _, held in groupby(rows, key=lambda row: row.band):
        met = [row.article for row in held]
        if len(met) > 1:
            groups.meet(met)
    for group in groups.found():
        _write(connection, group)


def copied_by(connection: Connection, body: str) -> list[str]:
    """The ids of the articles that a text is a copy of, were it to come in, in their order."""
    query = select(articles.c.id, articles.c.body).where(
        articles.c.row.in_(select(bands.c.article).where(bands.c.band.in_(bands_of(body))))
    )
    met = connection.execute(query.order_by(articles.c.published.nulls_first(), articles.c.id)).all()
    return [one.id for one in met if is_copy(body, one.body)]


def take_in(connection: Connection, row: int) -> set[str]:
    """Find what a new article copies; the ids of all articles that it changes something for."""
    body = connection.execute(select(articles.c.body).where(articles.c.row == row)).scalar_one()
    mine = bands_of(body)
    query = select(bands.c.article).where(bands.c.band.in_(mine)).distinct()
    bodies = _Bodies(connection)
    met = [other for other in connection.execute(query).scalars() if other != row]
    dialects.of(connection).insert_many(connection, bands, [{"band": band, "article": row} for band in mine])
    found = {row}
    for other in met:
        if other not in found and bodies.alike(row, other):
            found |= _group_of(connection, other)
    return _write(connection, found) if len(found) > 1 else set()


def take_out(connection: Connection, row: int) -> set[str]:
    """Forget an article that is about to go; the ids of those for which that changes something."""
    one = connection.execute(select(articles.c.body, articles.c.id).where(articles.c.row == row)).one()
    connection.execute(delete(bands).where(bands.c.band.in_(bands_of(one.body)), bands.c.article == row))
    left = _group_of(connection, row) - {row}
    if not left:
        return set()
    bodies = _Bodies(connection)
    groups = Groups(bodies.alike)
    known = connection.execute(
        select(bands.c.band, bands.c.article)
        .where(bands.c.band.in_(sorted({band for other in left for band in bands_of(bodies[other])})))
        .order_by(bands.c.band)
    )
    for _, held in groupby(known, key=lambda found: found.band):
        groups.meet([found.article for found in held if found.article in left])
    alone = left - {member for group in groups.found() for member in group}
    changed = {one for group in (*groups.found(), *({row} for row in alone)) for one in _write(connection, group)}
    return changed - {one.id}


class _Bodies:
    """The texts of articles, a few of them kept."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._read = lru_cache(_KEPT)(self._fetch)

    def __getitem__(self, row: int) -> str:
        return self._read(row)

    def alike(self, one: int, other: int) -> bool:
        """Whether two articles are one text."""
        return is_copy(self._read(one), self._read(other))

    def _fetch(self, row: int) -> str:
        body: str = self._connection.execute(select(articles.c.body).where(articles.c.row == row)).scalar_one()
        return body


def _all_bands(connection: Connection) -> Iterator[dict[str, int]]:
    last: int | None = None
    while True:
        query = select(articles.c.row, articles.c.body).order_by(articles.c.row).limit(_BATCH)
        found = connection.execute(query if last is None else query.where(articles.c.row > last)).all()
        if not found:
            return
        for row, signs in zip(found, bands_of_texts([row.body for row in found]).tolist(), strict=True):
            yield from ({"band": band, "article": row.row} for band in dict.fromkeys(signs))
        last = found[-1].row


def _group_of(connection: Connection, row: int) -> set[int]:
    """The rows of all copies of an article, itself included."""
    one = connection.execute(select(articles.c.id, articles.c.copy_of).where(articles.c.row == row)).one()
    first = one.copy_of or one.id
    query = select(articles.c.row).where(or_(articles.c.id == first, articles.c.copy_of == first))
    return set(connection.execute(query).scalars())


def _write(connection: Connection, group: Iterable[int]) -> set[str]:
    """Put down whose copies the articles of a group are; the ids of those for which that is new."""
    found: list[Any] = []
    for part in _chunks(sorted(group)):
        query = select(articles.c.row, articles.c.id, articles.c.published, articles.c.copy_of)
        found += connection.execute(query.where(articles.c.row.in_(part))).all()
    first = min(found, key=lambda one: (one.published is None, one.published or "", one.id))
    wanted = {one.row: None if one is first else first.id for one in found}
    new = [one for one in found if one.copy_of != wanted[one.row]]
    if new:
        statement = update(articles).where(articles.c.row == bindparam("at")).values(copy_of=bindparam("first"))
        connection.execute(statement, [{"at": one.row, "first": wanted[one.row]} for one in new])
    return {one.id for one in new} | {
        id_ for part in _chunks([one.row for one in found]) for id_ in link(connection, part)
    }


def _chunks(rows: Sequence[int]) -> Iterator[Sequence[int]]:
    return (rows[start : start + _CHUNK] for start in range(0, len(rows), _CHUNK))
