"""Which feeds are watched, and how each of them does."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, func, insert, select, update

from corpus.claiming import claimed
from corpus.ingest.feeds.listed import Subscription
from corpus.servers import alone, shared
from corpus.store.sqlite import shrink
from corpus.watched.results import Due, FeedState
from corpus.watched.tables import ENTRIES, FEEDS, LOOKS, open_engine, told, watch_url

CHUNK = 500  # values of one question
LEASE = 300.0  # seconds after which a watch that took something is thought to have ended, and others take it
A_ROUND = 64  # feeds that one of several watches takes at once
ACTIVE, GONE, LEFT = "active", "gone", "left"


class Ledger:
    """The database of what is watched; one writer at a time, any number of readers."""

    def __init__(self, corpus: str) -> None:
        self.corpus = corpus
        self._url = watch_url(corpus)
        self._engine = open_engine(corpus)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: all of it is kept or nothing."""
        with told(self._url), self._engine.begin() as connection:
            yield connection

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def give_back(self) -> None:
        """Give the space of what was deleted back to the disk."""
        if self._engine.dialect.name == "sqlite":
            with told(self._url):
                shrink(self._engine)

    def subscribe(self, wanted: Iterable[Subscription]) -> None:
        """Know these feeds from now on; what is said of known ones is set anew, and nothing of them forgotten."""
        with self.writing() as connection:
            alone(connection, "feeds")
            known = set(connection.execute(select(FEEDS.c.given)).scalars())
            for one in wanted:
                said = {"outlet": one.outlet, "folder": one.group, "every": one.every}
                if one.address in known:
                    connection.execute(update(FEEDS).where(FEEDS.c.given == one.address).values(said))
                else:
                    row = {"address": one.address, "given": one.address, "title": one.title} | said
                    connection.execute(insert(FEEDS), row)
                    known.add(one.address)

    def due(self, given: Sequence[str], now: float, *, all_of_them: bool = False) -> list[Due]:
        """Which of these feeds are to be asked now, longest waiting first; or `all_of_them` but those that fail.

        On a server they are this watch's for LEASE seconds: several may watch, and nobody asks for the same.
        """
        ready = FEEDS.c.due <= now
        if all_of_them:
            ready |= FEEDS.c.failures == 0
        if shared(self._engine):
            return self._claimed(ready, given, now)
        query = select(FEEDS).where(FEEDS.c.state == ACTIVE, ready).order_by(FEEDS.c.due, FEEDS.c.address)
        return [Due(row.address, row.title or row.address, row.etag, row.modified) for row in self._given(query, given)]

    def _claimed(self, ready: sa.ColumnElement[bool], given: Sequence[str], now: float) -> list[Due]:
        free = sa.and_(FEEDS.c.state == ACTIVE, ready, FEEDS.c.given.in_(given))
        order = (FEEDS.c.due, FEEDS.c.address)
        with self.writing() as connection:
            rows = claimed(connection, (FEEDS.c.address,), free, {"due": now + LEASE}, A_ROUND, *order)
        return [Due(row.address, row.title or row.address, row.etag, row.modified) for row in rows]

    def next_due(self, given: Sequence[str]) -> float | None:
        """When the next of these feeds is to be asked, None where none ever is."""
        return min((row.due for row in self._given(select(FEEDS).where(FEEDS.c.state == ACTIVE), given)), default=None)

    def _given(self, query: sa.Select[Any], given: Sequence[str]) -> list[Any]:
        wanted = frozenset(given)
        with self.writing() as connection:
            return [row for row in connection.execute(query) if row.given in wanted]

    def feeds(self) -> tuple[FeedState, ...]:
        """All feeds that were ever watched, by their groups and titles."""
        count = (
            select(
                ENTRIES.c.feed,
                func.count().label("entries"),
                func.count(ENTRIES.c.article.distinct()).label("articles"),
                func.count(ENTRIES.c.waiting).label("waiting"),
            )
            .group_by(ENTRIES.c.feed)
            .subquery()
        )
        query = (
            select(FEEDS, count.c.entries, count.c.articles, count.c.waiting)
            .outerjoin(count, count.c.feed == FEEDS.c.address)
            .order_by(FEEDS.c.folder, FEEDS.c.title, FEEDS.c.address)
        )
        with self.writing() as connection:
            return tuple(_state(row) for row in connection.execute(query))


def row_of(connection: Connection, address: str) -> Any | None:
    """What is known of a feed."""
    return connection.execute(select(FEEDS).where(FEEDS.c.address == address)).first()


def rename(connection: Connection, old: str, new: str) -> bool:
    """A feed has moved; False where another one stands there already."""
    if row_of(connection, new) is not None:
        return False
    connection.execute(update(FEEDS).where(FEEDS.c.address == old).values(address=new, etag="", modified=""))
    for table in (ENTRIES, LOOKS):
        connection.execute(update(table).where(table.c.feed == old).values(feed=new))
    return True


def sign(*parts: str) -> str:
    """A short hash of texts."""
    return hashlib.blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _state(row: Any) -> FeedState:
    return FeedState(
        row.address,
        row.title,
        row.folder,
        row.state,
        row.error,
        row.failures,
        row.due,
        row.answered,
        row.news,
        row.entries or 0,
        row.articles or 0,
        row.waiting or 0,
    )
