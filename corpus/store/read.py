"""What can be fetched from a corpus: rows and articles, never an order of merit; ranking is others' work.

A Generation is one opened database, shared by threads. Row ids of articles stand for articles inside this package's
callers; they hold as long as the generation.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from itertools import groupby
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Executable, Select, Table, func, or_, select

from corpus.models import Article, Interval, Printed, Span
from corpus.store import codec, sqlite
from corpus.store.found import Stored, Uttered
from corpus.store.opened import told, verify
from corpus.store.place import Place, current, place
from corpus.store.schema import (
    CHANGE,
    MARK,
    PARTS,
    SIZE,
    articles,
    dates,
    facts,
    figures,
    of_article,
    part_row,
    people,
    sentences,
    speakers,
    utterances,
    vocabulary,
)

__all__ = ["Generation", "Stored", "Uttered", "open_generation"]

_NONE: frozenset[str] = frozenset()
CHUNK = 500  # ids in one IN (…)
KEPT = 4_096  # articles' texts kept in memory


def open_generation(url: str) -> "Generation":
    """The present generation; StoreError where there is none, or a damaged one."""
    return Generation(place(url))


class Generation:
    """One database, opened to read; every method may be called from any thread."""

    def __init__(self, where: Place) -> None:
        self.where = where
        self.path: Path = current(where)
        self._engine = sqlite.reader(self.path)
        self._texts: dict[int, Printed] = {}
        self._lock = Lock()
        with self._connected() as connection:
            verify(where, self.path, connection)
        self.stamp = sqlite.stamp(self.path)

    def fresh(self) -> bool:
        """Whether the pointer still names this generation, and nobody has written into it since."""
        return current(self.where) == self.path and sqlite.stamp(self.path) == self.stamp

    def close(self) -> None:
        """Let go of the file; calls that run end first."""
        self._engine.dispose()

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        with told(self.where, self.path), self._engine.connect() as connection:
            yield connection

    def _rows(self, query: Executable) -> Sequence[Any]:
        with self._connected() as connection:
            return connection.execute(query).all()

    def changes(self) -> tuple[str, ...]:
        """The ids of articles that came or went since the generation was built, in that order, each time."""
        query = select(facts.c.value).where(facts.c.key.startswith(CHANGE)).order_by(facts.c.key)
        return tuple(row[0] for row in self._rows(query))

    # -- articles

    def printed(self, rows: Iterable[int]) -> dict[int, Printed]:
        """Articles by row, without annotations; kept in memory for the next question."""
        wanted = list(dict.fromkeys(rows))
        held = self._texts
        known = {row: held[row] for row in wanted if row in held}
        new: dict[int, Printed] = {}
        for part in _chunks([row for row in wanted if row not in known]):
            found = self._rows(select(articles).where(articles.c.row.in_(part)))
            new |= {row.row: codec.printed(row) for row in found}
        if new:
            with self._lock:
                if len(self._texts) > KEPT:
                    self._texts = {}
                self._texts.update(new)
        known |= new
        return {row: known[row] for row in wanted if row in known}

    def article_row(self, article_id: str) -> int | None:
        """The row of an id."""
        found = self._rows(select(articles.c.row).where(articles.c.id == article_id))
        return found[0][0] if found else None

    def newest(self, limit: int, since: int = 0) -> list[int]:
        """Rows of the newest articles, newest first, from row `since` on."""
        query = select(articles.c.row).where(articles.c.row >= since).order_by(articles.c.row.desc()).limit(limit)
        return [row[0] for row in self._rows(query)]

    def dated(self, days: Interval, limit: int) -> list[int]:
        """Rows of articles that name days within these, newest first."""
        within = dates.c.first.between(days.first.isoformat(), days.last.isoformat())
        query = select(dates.c.article).where(within).distinct().order_by(dates.c.article.desc()).limit(limit)
        return [row[0] for row in self._rows(query)]

    def printed_by(self, outlets: Iterable[str], limit: int) -> list[int]:
        """Rows of the newest articles in whose chain of publication one of these outlets stands."""
        named = or_(*(articles.c.chain.contains(json.dumps(one, ensure_ascii=False)) for one in outlets))
        query = select(articles.c.row).where(named).order_by(articles.c.row.desc()).limit(limit)
        return [row[0] for row in self._rows(query)]

    def bounds(self) -> tuple[int, str | None, str | None]:
        """How many articles, and the first and the last day of publication."""
        ends = [select(end(articles.c.published)).scalar_subquery() for end in (func.min, func.max)]
        count, first, last = self._rows(select(select(func.count()).select_from(articles).scalar_subquery(), *ends))[0]
        return count, first and first[:10], last and last[:10]

    def full(self, rows: Sequence[int] | None = None) -> Iterator[Article]:
        """Articles with their annotations, in order of their rows; all of them unless rows are given."""
        wanted = sorted(rows) if rows is not None else sorted(row[0] for row in self._rows(select(articles.c.row)))
        for part in _chunks(wanted):
            known = self.printed(part)
            said = self._grouped(utterances, part, every=rows is None)
            days = self._grouped(dates, part, every=rows is None)
            counts = self._grouped(figures, part, every=rows is None)
            for row in part:
                if row in known:
                    voices = [codec.utterance(one, self.names) for one in said.get(row, ())]
                    yield codec.full(known[row], voices, days.get(row, ()), counts.get(row, ()))

    def _grouped(self, table: Table, part: Sequence[int], *, every: bool) -> dict[int, list[Any]]:
        query = select(table).order_by(table.c.row)
        if every:
            found = self._rows(query.where(table.c.row.between(part_row(part[0], 0), part_row(part[-1], PARTS - 1))))
        else:
            found = [one for row in part for one in self._rows(query.where(of_article(table, row)))]
        return {article: list(rows) for article, rows in groupby(found, key=lambda row: row.article)}

    def chains(self) -> Sequence[Any]:
        """Provenance by credit: chain as JSON, number of articles, first and last publication."""
        first, last = func.min(articles.c.published), func.max(articles.c.published)
        query = select(articles.c.chain, articles.c.credit, func.count(), first, last, func.max(articles.c.row))
        return self._rows(query.group_by(articles.c.chain, articles.c.credit))

    def quotes_by_credit(self) -> dict[str, int]:
        """Number of quotes by the credit of their article."""
        query = (
            select(articles.c.chain, func.count())
            .join(utterances, utterances.c.article == articles.c.row)
            .where(utterances.c.kind.in_(("direct", "partial")))
            .group_by(articles.c.chain)
        )
        return {row[0]: row[1] for row in self._rows(query)}

    # -- speakers and what they say

    @cached_property
    def names(self) -> dict[int, str]:
        """Every printed name of a speaker or relay, by id."""
        return {row.id: row.name for row in self._rows(select(speakers.c.id, speakers.c.name))}

    def everybody(self, *, late: bool = False) -> Sequence[Any]:
        """People and bodies, most quoted first; or only those not so called yet when the generation was built."""
        query = select(people).order_by(people.c.quotes.desc(), people.c.articles.desc(), people.c.name)
        return self._rows(query.where(people.c.late == 1) if late else query)

    def called(self, name: str) -> Any | None:
        """The row of whoever is printed so, or is listed so."""
        printed = select(people).join(speakers, speakers.c.person == people.c.at).where(speakers.c.name == name)
        found = self._rows(printed)
        return found[0] if found else None

    def spelled(self, at: int) -> tuple[int, ...]:
        """The ids of the printed names of somebody."""
        return tuple(row[0] for row in self._rows(select(speakers.c.id).where(speakers.c.person == at)))

    def bearers(self, ids: Iterable[int]) -> dict[int, Any]:
        """The rows of people by the ids of their printed names."""
        query = select(speakers.c.id, people).join(people, speakers.c.person == people.c.at)
        return {row[0]: row for part in _chunks(list(ids)) for row in self._rows(query.where(speakers.c.id.in_(part)))}

    def length(self) -> tuple[int, float]:
        """How many sentences, and the mean number of telling words in one."""
        known = {row.key: int(row.value) for row in self._rows(select(facts).where(facts.c.key.in_(SIZE)))}
        count, words = (known.get(key, 0) for key in SIZE)
        return count, words / count if count and words else 1.0

    def said(
        self,
        speaker: Iterable[int] | None = None,
        relay: Iterable[int] | None = None,
        *,
        words: Sequence[Sequence[str]] = (),
        limit: int = 2_000,
    ) -> list[Uttered]:
        """Utterances, newest first: of these speakers, through these relays, about each of the groups of words."""
        query = select(utterances).order_by(utterances.c.row.desc()).limit(limit)
        if speaker is not None:
            query = query.where(utterances.c.speaker.in_(list(speaker)))
        if relay is not None:
            query = query.where(utterances.c.relay.in_(list(relay)))
        if words:
            match = sqlite.both(*(sqlite.any_of(group) for group in words))
            query = query.where(utterances.c.row.in_(self._matching("utterances", match, limit)))
        return [
            Uttered(row.row, row.article, codec.utterance(row, self.names), tuple(row.words.split()))
            for row in self._rows(query)
        ]

    def relayed(self, relay: Iterable[int]) -> dict[int | None, int]:
        """Numbers of quotes by speaker id that these relays passed on."""
        heard = utterances.c.relay.in_(list(relay)) & utterances.c.kind.in_(("direct", "partial"))
        query = select(utterances.c.speaker, func.count()).where(heard).group_by(utterances.c.speaker)
        return {row[0]: row[1] for row in self._rows(query)}

    # -- sentences

    def matching(self, words: Iterable[str], limit: int, *, all_of: Iterable[str] = ()) -> list[int]:
        """Rows of sentences that hold any of some words and each of others, newest first."""
        groups = [sqlite.any_of([word]) for word in all_of]
        some = list(words)
        query = sqlite.both(*groups, sqlite.any_of(some) if some else "")
        return self._matching("sentences", query, limit)

    def holding(self, groups: Iterable[Iterable[str]], limit: int) -> list[int]:
        """Rows of sentences that hold a word or mark of each group, newest first."""
        return self._matching("sentences", sqlite.both(*(sqlite.any_of(group) for group in groups)), limit)

    def _matching(self, table: str, query: str, limit: int) -> list[int]:
        if not query:
            return []
        with self._connected() as connection:
            return sqlite.matching(connection, table, query, limit)

    def sentences(self, rows: Iterable[int]) -> dict[int, Stored]:
        """Sentences by row; those that do not exist are left out."""
        found: dict[int, Stored] = {}
        for part in _chunks(list(rows)):
            for row, article, start, stop, words, meta in self._rows(
                select(sentences).where(sentences.c.row.in_(part))
            ):
                marks = frozenset(meta.split()) if meta else _NONE
                found[row] = Stored(row, article, Span(start, stop), tuple(words.split()), marks)
        return found

    def frequencies(self, words: Sequence[str]) -> dict[str, int]:
        """In how many sentences each mark stands, and how often each stem does, which is hardly more."""
        stems = [word for word in words if not word.startswith(MARK)]
        query = select(vocabulary.c.stem, func.sum(vocabulary.c.times)).group_by(vocabulary.c.stem)
        found = dict.fromkeys(words, 0)
        found |= {row[0]: int(row[1]) for row in self._rows(query.where(vocabulary.c.stem.in_(stems)))}
        with self._connected() as connection:
            return found | sqlite.frequencies(connection, "sentences", [one for one in words if one.startswith(MARK)])

    def vocabulary(self) -> dict[str, tuple[str, int]]:
        """All folded words of the texts with their stems and how often they stand there."""
        return self._words(select(vocabulary))

    def entry(self, word: str) -> tuple[str, int] | None:
        """The stem of a folded word, and how often it stands in the texts."""
        return self._words(select(vocabulary).where(vocabulary.c.word == word)).get(word)

    def holds(self, root: str) -> bool:
        """Whether a word of this stem stands in the texts."""
        return bool(self._rows(select(vocabulary.c.word).where(vocabulary.c.stem == root).limit(1)))

    def beginning(self, letter: str) -> dict[str, tuple[str, int]]:
        """The words that begin with a letter, or whose stems do."""
        after = chr(ord(letter) + 1)
        found: dict[str, tuple[str, int]] = {}
        for column in (vocabulary.c.word, vocabulary.c.stem):
            found |= self._words(select(vocabulary).where(column >= letter, column < after))
        return found

    def _words(self, query: Select[Any]) -> dict[str, tuple[str, int]]:
        return {row.word: (row.stem, row.times) for row in self._rows(query)}


def _chunks(rows: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(rows), CHUNK):
        yield rows[start : start + CHUNK]
