"""Build a corpus, add to it, take out of it.

However articles come (all at once, one by one, in any order), the corpus holds the same in the end.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import PurePath
from typing import Protocol

from sqlalchemy import Connection, func, insert, select

from corpus.errors import UnreadableError
from corpus.models import Article, Reading
from corpus.store import copied, dialects, postings, rows, settling, voices
from corpus.store.drafts import Draft, article_of, draft, parts_of
from corpus.store.opened import verify
from corpus.store.place import CORRECTIONS, Place, current, place, remember_removed, removed
from corpus.store.schema import CHANGE, VERSION, articles, facts, undated

Progress = Callable[[int, int], None]
BATCH = 500  # articles written at a time


class Outcome(StrEnum):
    """What became of an article that was to be added."""

    ADDED = "added"
    SAME = "same"  # is there already
    COPY = "copy"  # another prints the same text
    VERSION = "version"  # took the place of another text under its id
    FAILED = "failed"
    REMOVED = "removed"  # was removed for good, and stays out


@dataclass(frozen=True, slots=True)
class Built:
    """What a build or an addition put in; `failures` are the inputs that gave no article, `removed` ids kept out.

    `outcomes` tells of each article that was to be added, by its id, and with it the id of the text that it copies.
    """

    articles: int
    quotes: int
    seconds: float
    failures: tuple[UnreadableError, ...] = ()
    removed: tuple[str, ...] = ()
    outcomes: dict[str, tuple[Outcome, str]] = field(default_factory=dict)


class Drafts(Protocol):
    """Articles to build a corpus of, each id once, the removed left out."""

    def count(self) -> int:
        """How many."""

    def in_order(self) -> Iterator[Draft]:
        """By their moment of publication and id."""


class _Held:
    """Drafts in memory."""

    def __init__(self, drafts: Iterable[Draft]) -> None:
        self._drafts = sorted(drafts, key=lambda one: one.order)

    def count(self) -> int:
        return len(self._drafts)

    def in_order(self) -> Iterator[Draft]:
        return iter(self._drafts)


def build(found: Iterable[Article | Reading], url: str, progress: Progress | None = None) -> Built:
    """Write a new generation with these articles and move the pointer to it; the one in use stays as it is.

    The same id twice: the later counts. Ids that were removed stay out. `progress(done, of)` is called now and then.
    """
    began = time.perf_counter()
    where = place(url)
    gone = removed(where)
    unique = {article.id: article for article in corrected(map(_article, found), where)}
    wanted = [draft(article) for article in unique.values() if article.id not in gone]
    write_generation(_Held(wanted), where, progress)
    quotes = sum(one.quotes for one in wanted)
    kept_out = tuple(sorted(gone & unique.keys()))
    return Built(len(wanted), quotes, time.perf_counter() - began, removed=kept_out)


def write_generation(drafts: Drafts, where: Place, progress: Progress | None = None) -> PurePath:
    """Write a new generation and move the pointer to it."""
    with where.building() as (connection, path):
        _create(connection)
        _write_all(connection, drafts, progress)
        dialects.of(connection).index_all(connection)
        rows.measure(connection)
        _settle(connection, connection.execute(select(undated.c.article).order_by(undated.c.article)).scalars().all())
        copied.find_all(connection)
        voices.gather(connection)
        voices.index(connection, where, path)
        postings.write(connection)
        dialects.of(connection).settled(connection)
    return path


def add(found: Iterable[Article | Reading], url: str) -> Built:
    """Add articles to the present generation; one whose id is there takes the other's place."""
    began = time.perf_counter()
    where = place(url)
    gone = removed(where)
    unique = {article.id: article for article in corrected(map(_article, found), where)}
    wanted = [draft(article) for article in unique.values() if article.id not in gone]
    outcomes = add_drafts(wanted, url)
    quotes = sum(one.quotes for one in wanted)
    kept_out = tuple(sorted(gone & unique.keys()))
    outcomes |= dict.fromkeys(kept_out, (Outcome.REMOVED, ""))
    return Built(len(wanted), quotes, time.perf_counter() - began, removed=kept_out, outcomes=outcomes)


def add_drafts(wanted: Sequence[Draft], url: str) -> dict[str, tuple[Outcome, str]]:
    """Add articles in one transaction; what became of each, by its id."""
    where = place(url)
    path = current(where)
    with where.writing(path) as connection:
        verify(where, path, connection)
        return _add(connection, wanted)


def copies_in(url: str) -> list[tuple[str, str]]:
    """The ids of all copies, each with that of the text it copies."""
    where = place(url)
    path = current(where)
    with where.reading(path) as connection:
        query = select(articles.c.id, articles.c.copy_of).where(articles.c.copy_of.is_not(None))
        return [(row.id, row.copy_of) for row in connection.execute(query)]


def remove(article_id: str, url: str) -> bool:
    """Take an article out for good, through rebuilds too; whether it was there."""
    where = place(url)
    was_there = bool(_take_out([article_id], where))
    if was_there:
        remember_removed(where, article_id)
    return was_there


def forget(ids: Iterable[str], url: str) -> int:
    """Take articles out that may come back one day; how many of them were there."""
    return len(_take_out(list(ids), place(url)))


def _take_out(ids: Sequence[str], where: Place) -> list[str]:
    path = current(where)
    with where.writing(path) as connection:
        verify(where, path, connection)
        return take_out(connection, ids)


def take_out(connection: Connection, ids: Iterable[str]) -> list[str]:
    """Take articles out of a generation that is open; those that were there."""
    known = {one: row for one in dict.fromkeys(ids) if (row := rows.row_of(connection, one)) is not None}
    change = _Change(connection)
    change.touch(known.values())
    for row in known.values():
        change.take_out(row)
    change.settle()
    change.finish(known)
    return list(known)


class _Change:
    """Articles that come and go together, and all that this changes for others."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.ink = rows.Ink(connection)
        self._heard: set[int] = set()
        self._others: set[str] = set()  # ids of articles for which something changed
        self._open: set[int] = set()

    def take_out(self, row: int) -> None:
        """Take an article out."""
        self._heard |= rows.heard_in(self.connection, [row])
        self._others |= copied.take_out(self.connection, row)
        rows.take_out(self.connection, row)
        self._open.discard(row)

    def put_in(self, one: Draft) -> int:
        """Put an article in; its row."""
        row = rows.free_row(self.connection, one)
        self.ink.write([(row, one)])
        self.ink.flush()
        rows.index(self.connection, row)
        self._heard |= rows.heard_in(self.connection, [row])
        self._others |= copied.take_in(self.connection, row)
        if one.open:
            self._open.add(row)
        return row

    def touch(self, some: Iterable[int]) -> None:
        """Look again at what these articles bear on."""
        self._open |= settling.touched(self.connection, list(some))

    def settle(self) -> None:
        """Settle again all that was touched."""
        for row in sorted(self._open):
            new, least = settling.settle(self.connection, row)
            if new is not None:
                self.take_out(row)
                row = self.put_in(draft(new))  # noqa: PLW2901  # the article moved
                self._others.add(new.id)
            settling.put_down(self.connection, row, least)
        self._open.clear()

    def finish(self, ids: Iterable[str]) -> None:
        """Join names anew, and note for readers what changed."""
        mine = list(ids)
        _note(self.connection, [*mine, *sorted(self._others - set(mine))])
        voices.mend(self.connection, self._heard)


def _add(connection: Connection, wanted: Sequence[Draft]) -> dict[str, tuple[Outcome, str]]:
    known = {one.id: row for one in wanted if (row := rows.row_of(connection, one.id)) is not None}
    held = {one.id: one for one in settling.load(connection, list(known.values()))}
    new = [one for one in wanted if one.id not in held or not _is_there(one, held[one.id])]
    outcomes = {one.id: (_outcome(one, held.get(one.id)), "") for one in wanted}
    replaced = [known[one.id] for one in new if one.id in known]
    change = _Change(connection)
    change.touch(replaced)
    for row in replaced:
        change.take_out(row)
    change.touch([change.put_in(one) for one in new])
    change.settle()
    change.finish(one.id for one in new)
    for one in new:
        query = select(articles.c.copy_of).where(articles.c.id == one.id)
        if original := connection.execute(query).scalar():
            outcomes[one.id] = (Outcome.COPY, f"of {original}")
    return outcomes


def _outcome(one: Draft, held: Article | None) -> Outcome:
    if held is None:
        return Outcome.ADDED
    new = article_of(parts_of(one.packed))
    return Outcome.SAME if (new.title, new.body) == (held.title, held.body) else Outcome.VERSION


def _is_there(one: Draft, held: Article) -> bool:
    """Whether an article is there just as it would be written."""
    return article_of(parts_of(one.packed)) == replace(held, copy_of=None)


def _settle(connection: Connection, some: Sequence[int]) -> None:
    """Settle the open articles of a new corpus, whose copies and names are looked at later."""
    ink = rows.Ink(connection)
    for row in some:
        new, least = settling.settle(connection, row)
        if new is not None:
            one = draft(new)
            rows.take_out(connection, row)
            row = rows.free_row(connection, one)  # noqa: PLW2901  # the article moved
            ink.write([(row, one)])
            ink.flush()
            rows.index(connection, row)
        settling.put_down(connection, row, least)


def _write_all(connection: Connection, drafts: Drafts, progress: Progress | None) -> None:
    ink, numbers = rows.Ink(connection, new=True), rows.Appending()
    done, of = 0, drafts.count()
    batch: list[tuple[int, Draft]] = []
    for one in drafts.in_order():
        batch.append((numbers.row(one), one))
        if len(batch) == BATCH or done + len(batch) == of:
            ink.write(batch)
            done += len(batch)
            batch.clear()
            if progress:
                progress(done, of)
    ink.flush()


def _note(connection: Connection, ids: Sequence[str]) -> None:
    """Put down which articles came or went, so that readers need not look at all of them again."""
    noted = connection.execute(select(func.count()).where(facts.c.key.startswith(CHANGE))).scalar_one()
    found = [{"key": f"{CHANGE}{noted + at:09}", "value": one} for at, one in enumerate(ids)]
    if found:
        connection.execute(insert(facts), found)


def _article(found: Article | Reading) -> Article:
    return found.article if isinstance(found, Reading) else found


def corrected(found: Iterable[Article], where: Place) -> Iterable[Article]:
    """Articles as operators have put them right."""
    lines = where.lines(CORRECTIONS)
    if not lines:
        return found
    from corpus.corrections import corrected as put_right
    from corpus.corrections import parsed

    return put_right(found, parsed(lines))


def _create(connection: Connection) -> None:
    dialects.of(connection).prepare(connection)
    connection.execute(insert(facts), {"key": "version", "value": str(VERSION)})
