"""What came into a corpus while a new one was built: it goes into the new one, too."""

from dataclasses import dataclass, replace
from pathlib import PurePath

from sqlalchemy import Connection, func, select

from corpus.errors import StoreError
from corpus.store import rows
from corpus.store.drafts import draft
from corpus.store.place import Place, current
from corpus.store.schema import CHANGE, facts
from corpus.store.settling import load
from corpus.store.write import add_drafts

_CHUNK = 200  # articles that are carried in one transaction


@dataclass(frozen=True, slots=True)
class Mark:
    """A generation, and how often articles had come or gone in it when building began."""

    generation: PurePath
    changes: int

    def __str__(self) -> str:
        return f"{self.changes} {self.generation.name}"


def mark(where: Place, earlier: str = "") -> Mark | None:
    """Where the present generation stands; where `earlier` is a mark of the same one, that. None without a corpus."""
    if not where.exists():
        return None
    try:
        path = current(where)
        with where.reading(path) as connection:
            now = Mark(path, _changes(connection))
    except StoreError:  # of another form, or broken: it is being built anew for that
        return None
    count, _, name = earlier.partition(" ")
    return replace(now, changes=int(count)) if name == path.name and count.isdigit() else now


def carry(where: Place, url: str, since: Mark) -> int:
    """Take over what came since; how many articles those are. What is in both stands as it came last."""
    with where.checking(since.generation) as connection:  # of a file: after whoever writes into it still
        query = select(facts.c.value).where(facts.c.key.startswith(CHANGE)).order_by(facts.c.key)
        ids = list(dict.fromkeys(connection.execute(query.offset(since.changes)).scalars()))
        found = (rows.row_of(connection, one) for one in ids)
        articles = load(connection, [row for row in found if row is not None])
    for start in range(0, len(articles), _CHUNK):
        add_drafts([draft(replace(one, copy_of=None)) for one in articles[start : start + _CHUNK]], url)
    return len(articles)


def _changes(connection: Connection) -> int:
    return connection.execute(select(func.count()).where(facts.c.key.startswith(CHANGE))).scalar_one()
