"""The lists of a generation for whoever asks, and what came since they were made."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, bindparam, select

from corpus.store import fetched
from corpus.store.dialects import Dialect
from corpus.store.fit import fit
from corpus.store.found import Stored
from corpus.store.postings import Postings, held, there, written
from corpus.store.prepared import Driver, Prepared
from corpus.store.schema import CHANGE, articles, facts, sentences

MANY = 2_000  # late articles whose words are held in memory
_CHANGED = select(facts.c.value).where(facts.c.key.startswith(CHANGE))
_LATE = Prepared(select(articles.c.row).where(articles.c.id.in_(_CHANGED)))
_PRINTED = Prepared(
    select(articles.c.row, articles.c.title, articles.c.body)
    .where(articles.c.id.in_(_CHANGED))
    .order_by(articles.c.row)
)
_COPIES = Prepared(select(articles.c.row).where(articles.c.copy_of == bindparam("id")).order_by(articles.c.row))
_ORIGINAL = Prepared(select(articles.c.row).where(articles.c.id == bindparam("id")))


class Lists:
    """Read by a driver; the connection tells whether the generation was written with them."""

    def __init__(self, driver: Driver, speech: Dialect, connection: Connection) -> None:
        self._driver, self._speech, self._there = driver, speech, there(connection)
        self._sentences = Prepared(speech.parts(sentences))

    @cached_property
    def postings(self) -> Postings | None:
        """The sentences by word; None where there are no lists."""
        return written(self._driver) if self._there else None

    @cached_property
    def changed(self) -> frozenset[int]:
        """The rows of articles that came, or changed, since the lists were made."""
        return self._numbers(_LATE)

    @cached_property
    def late(self) -> Postings | None:
        """The sentences of these by word; None where they are too many to hold."""
        if len(self.changed) > MANY:
            return None
        found = self.told(self.changed)
        printed = self._driver.rows(_PRINTED)
        titles = ((row, title) for row, title, _ in printed if title)
        return held(found, titles, {row: body for row, _, body in printed})

    def told(self, rows: Iterable[int]) -> list[Stored]:
        """All sentences of some articles, in their order."""
        found = self._driver.rows(self._sentences, rows=self._speech.listed(sorted(rows)))
        return [fetched.sentence(row) for row in found]

    def copies(self, witness: str) -> list[int]:
        """The rows of an article, by its id, and of those that print the same text; nothing where none does."""
        found = sorted(self._numbers(_COPIES, id=fit(witness)))
        return [*self._numbers(_ORIGINAL, id=fit(witness)), *found] if found else []

    def _numbers(self, query: Prepared, **values: Any) -> frozenset[int]:
        found: Iterable[tuple[int]] = self._driver.rows(query, **values)
        return frozenset(row for (row,) in found)
