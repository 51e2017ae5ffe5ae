"""What came into a corpus while a new one was built: it goes into the new one, too.

A mark tells where the old generation stood when building began. It is kept until all that came since is carried, so
that a run that was ended in between can make up for it: before it builds again, and the old generation goes.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from sqlalchemy import Connection, select

from corpus.errors import StoreError
from corpus.models import Article
from corpus.store import rows
from corpus.store.drafts import draft
from corpus.store.opened import verify
from corpus.store.place import Place, current
from corpus.store.schema import CHANGE, facts
from corpus.store.settling import load
from corpus.store.write import add_drafts

_CHUNK = 200  # articles that are carried in one transaction
_NOWHERE = "-"  # the name of no generation: there was none when building began


@dataclass(frozen=True, slots=True)
class Mark:
    """A generation, and how often articles had come or gone in it when building began."""

    generation: PurePath
    changes: int

    def __str__(self) -> str:
        return f"{self.changes} {self.generation.name or _NOWHERE}"


NOTHING = Mark(PurePath(), 0)


def mark(where: Place, earlier: str = "") -> Mark:
    """Where the present generation stands; NOTHING without one.

    `earlier` is the mark of a run that was ended: of the same generation it still holds, and of another, all that
    came into the present one came since, for that run made it.
    """
    if not where.exists():
        return NOTHING
    try:
        path = current(where)
        with where.reading(path) as connection:
            now = Mark(path, len(_changed(connection)))
    except StoreError:  # of another form, or broken: it is being built anew for that
        return NOTHING
    if not earlier:
        return now
    before = _read(earlier, path)
    return before if before.generation == path else replace(now, changes=0)


def left_over(where: Place, earlier: str) -> Mark | None:
    """The mark of a run that was ended after it had made a generation: what came since may not be in that yet."""
    if not earlier or not where.exists():
        return None
    try:
        path = current(where)
        before = _read(earlier, path)
        if before.generation in {path, NOTHING.generation}:
            return None
        with where.reading(before.generation) as connection:
            verify(where, before.generation, connection)
    except StoreError:  # it is gone: there is nothing to be taken from it
        return None
    return before


def carry(where: Place, url: str, since: Mark) -> int:
    """Take over what came since; how many articles those are. What changed in the new one already stands as it is."""
    if since == NOTHING:
        return 0
    with where.checking(since.generation) as connection:  # of a file: after whoever writes into it still
        came = _changed(connection)[since.changes :]
    ids = list(dict.fromkeys(came))
    return sum(_carry(where, url, since, ids[start : start + _CHUNK]) for start in range(0, len(ids), _CHUNK))


def _carry(where: Place, url: str, since: Mark, ids: Sequence[str]) -> int:
    with where.reading(current(where)) as connection:
        later = frozenset(_changed(connection))
    with where.reading(since.generation) as connection:
        found = _articles(connection, [one for one in ids if one not in later])
    if found:
        add_drafts([draft(replace(one, copy_of=None)) for one in found], url)
    return len(found)


def _articles(connection: Connection, ids: Sequence[str]) -> list[Article]:
    places = (rows.row_of(connection, one) for one in ids)
    return load(connection, [row for row in places if row is not None])


def _changed(connection: Connection) -> list[str]:
    """The ids of articles that came or went after a generation was built, in that order, each as often as it did."""
    query = select(facts.c.value).where(facts.c.key.startswith(CHANGE)).order_by(facts.c.key)
    return list(connection.execute(query).scalars())


def _read(written: str, path: PurePath) -> Mark:
    """A mark as it was put down; `path` is that of any generation beside its own."""
    count, _, name = written.partition(" ")
    if not count.isdigit() or name in {"", _NOWHERE}:
        return NOTHING
    return Mark(path.with_name(name), int(count))
