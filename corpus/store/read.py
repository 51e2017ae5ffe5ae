"""What can be fetched from a corpus: rows and articles, never an order of merit; ranking is others' work.

A Generation is one opened database, shared by threads. Row ids of articles stand for articles inside this package's
callers; they hold as long as the generation.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from threading import Lock
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, func, or_, select

from corpus.errors import DamagedError, sound
from corpus.models import Article, Interval, Printed, Span
from corpus.store import fetched
from corpus.store.fit import fit
from corpus.store.found import Stored, Uttered
from corpus.store.place import Place, place
from corpus.store.reader import Reader
from corpus.store.schema import (
    CHANGE,
    MARK,
    PARTS,
    SIZE,
    articles,
    dates,
    facts,
    part_row,
    people,
    speakers,
    utterances,
    vocabulary,
)

if TYPE_CHECKING:
    from corpus.compare.noted import Notes
    from corpus.events.kept import Kept

__all__ = ["Generation", "Stored", "Uttered", "open_generation"]

CHUNK = 500  # ids in one IN (…)
KEPT = 4_096  # articles' texts kept in memory


def open_generation(url: str) -> "Generation":
    """The present generation; StoreError where there is none, or a damaged one."""
    return Generation(place(url))


class Generation(Reader):
    """One database, opened to read; every method may be called from any thread."""

    def __init__(self, where: Place) -> None:
        super().__init__(where)
        self._texts: dict[int, Printed] = {}
        self._names: dict[int, str | None] = {}
        self._lock = Lock()
        self._frequency = lru_cache(KEPT)(self._count)

    def changes(self) -> tuple[str, ...]:
        """The ids of articles that came or went since the generation was built, in that order, each time."""
        query = select(facts.c.value).where(facts.c.key.startswith(CHANGE)).order_by(facts.c.key)
        return tuple(row[0] for row in self._rows(query))

    # -- articles

    def printed(self, wanted: Iterable[int]) -> dict[int, Printed]:
        """Articles by row, without annotations; kept in memory for the next question."""
        wanted = list(dict.fromkeys(wanted))
        held = self._texts
        known = {row: held[row] for row in wanted if row in held}
        new: dict[int, Printed] = {}
        if len(known) < len(wanted):
            missing = self._speech.listed(row for row in wanted if row not in known)
            new = {row[0]: fetched.printed(row) for row in self._driver.rows(self._asks.printed, rows=missing)}
        if new:
            with self._lock:
                if len(self._texts) > KEPT:
                    self._texts = {}
                self._texts.update(new)
        known |= new
        return {row: known[row] for row in wanted if row in known}

    def article_row(self, article_id: str) -> int | None:
        """The row of an id."""
        found = self._driver.rows(self._asks.article_row, id=fit(article_id))
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
        named = or_(*(self._speech.holds(articles.c.chain, json.dumps(one, ensure_ascii=False)) for one in outlets))
        query = select(articles.c.row).where(named).order_by(articles.c.row.desc()).limit(limit)
        return [row[0] for row in self._rows(query)]

    def bounds(self) -> tuple[int, str | None, str | None]:
        """How many articles, and the first and the last day of publication."""
        ends = [select(end(articles.c.published)).scalar_subquery() for end in (func.min, func.max)]
        count, first, last = self._rows(select(select(func.count()).select_from(articles).scalar_subquery(), *ends))[0]
        return count, first and first[:10], last and last[:10]

    def full(self, rows: Sequence[int] | None = None) -> Iterator[Article]:
        """Articles with their annotations, in order of their rows; all of them unless rows are given."""
        for part in self._parts(rows):
            yield from (article for _, article in self._full(part, every=rows is None))

    def _parts(self, rows: Sequence[int] | None) -> Iterator[Sequence[int]]:
        """Rows of articles in their order, some at a time; all unless some are given."""
        return _chunks(sorted(row[0] for row in self._rows(select(articles.c.row))) if rows is None else sorted(rows))

    def _full(self, part: Sequence[int], *, every: bool) -> Iterator[tuple[int, Article]]:
        known = self.printed(part)
        said, days, counts = (self._grouped(table, part, every=every) for table in self._asks.parts_of)
        self._learn({one for voices in said.values() for voice in voices for one in fetched.heard(voice)})
        for row in part:
            if row in known:
                voices, times, sizes = (found.get(row, []) for found in (said, days, counts))
                yield row, fetched.full(known[row], voices, times, sizes, self.name)

    def kept(self, known: Mapping[int, Printed]) -> "Iterator[Kept]":
        """What articles tell of happenings, as it was worked out when they were written; in the order of their rows."""
        from corpus.events.kept import Kept  # costs time that only timelines need

        for article, frames in self._driver.rows(self._asks.frames, rows=self._speech.listed(known)):
            with sound("what an article tells"):
                printed = known[article]
            yield Kept(printed, frames)

    def told(self, known: Mapping[int, Printed]) -> "dict[int, tuple[Kept, bytes]]":
        """The same by row, each with the notes that are kept of the article."""
        from corpus.events.kept import Kept

        rows = self._driver.rows(self._asks.tellings, rows=self._speech.listed(known))
        with sound("what an article tells"):
            return {article: (Kept(known[article], frames), notes) for article, frames, notes in rows}

    def annotated(self, rows: Iterable[int]) -> dict[int, Article]:
        """Articles with their annotations, by row; those that there are."""
        return dict(self._full(sorted(rows), every=False))

    def noted(self, rows: Sequence[int] | None = None) -> "Iterator[Notes]":
        """Articles with what comparisons take from them, as it was worked out when they were written; as `full`.

        One that is removed meanwhile is passed over.
        """
        from corpus.compare.sheet import unpacked
        from corpus.events.kept import Kept

        for part in self._parts(rows):
            told = self._driver.rows(self._asks.tellings, rows=self._speech.listed(part))
            kept = {article: texts for article, *texts in told}
            for row, article in self._full(part, every=rows is None):
                try:
                    with sound("what an article tells"):
                        frames, notes = kept[row]
                    found = unpacked(article, Kept(article, frames).frames, notes)
                except DamagedError:
                    if self.article_row(article.id) is not None:
                        raise
                else:
                    yield found

    def _grouped(self, table: str, part: Sequence[int], *, every: bool) -> dict[int, list[Any]]:
        if every:
            ends = {"first": part_row(part[0], 0), "last": part_row(part[-1], PARTS - 1)}
            found = self._driver.rows(self._asks.parts_between[table], **ends)
        else:
            found = self._driver.rows(self._asks.parts_of[table], rows=self._speech.listed(part), parts=PARTS)
        return {article: list(rows) for article, rows in groupby(found, key=itemgetter(1))}

    def chains(self) -> Sequence[Any]:
        """Provenance by credit: chain as JSON, number of articles, first and last publication."""
        first, last = func.min(articles.c.published), func.max(articles.c.published)
        query = select(articles.c.chain, articles.c.credit, func.count(), first, last, func.max(articles.c.row))
        return self._rows(
            query.group_by(articles.c.chain, articles.c.credit).order_by(articles.c.chain, articles.c.credit)
        )

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

    def name(self, one: int | None) -> str | None:
        """A printed name of a speaker or relay by its id."""
        if one is None:
            return None
        if one not in self._names:
            if len(self._names) > KEPT:
                self._names = {}
            found = self._driver.rows(self._asks.name, id=one)
            self._names |= fetched.printed_names((one, name) for (name,) in found) or {one: None}
        return self._names[one]

    def _learn(self, ids: Iterable[int | None]) -> None:
        """Look up the names of several at once."""
        new = [one for one in ids if one is not None and one not in self._names]
        if new:
            if len(self._names) > KEPT:
                self._names = {}
            self._names |= fetched.printed_names(self._driver.rows(self._asks.names, rows=self._speech.listed(new)))

    def everybody(self, *, late: bool = False) -> Sequence[Any]:
        """People and bodies, most quoted first; or only those not so called yet when the generation was built."""
        query = select(people).order_by(people.c.quotes.desc(), people.c.articles.desc(), people.c.name, people.c.at)
        return self._rows(query.where(people.c.late == 1) if late else query)

    def called(self, name: str) -> Any | None:
        """The row of whoever is printed so, or is listed so."""
        found = self._driver.rows(self._asks.called, name=name)
        return fetched.Bearer(*found[0]) if found else None

    def spelled(self, at: int) -> tuple[int, ...]:
        """The ids of the printed names of somebody."""
        return tuple(row[0] for row in self._driver.rows(self._asks.spelled, person=at))

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
        marks = [
            [f"{MARK}{mark}{one}" for one in ids] for mark, ids in (("s", speaker), ("r", relay)) if ids is not None
        ]
        if not all(marks):
            return []
        query = self._speech.both(*(self._speech.any_of(group) for group in (*marks, *words)))
        asked = {"query": query} if query else {}
        rows = self._driver.rows(self._asks.said if query else self._asks.newest_said, limit=limit, **asked)
        return [Uttered(row[0], row[1], fetched.utterance(row, self.name), tuple(row[-2].split())) for row in rows]

    def relayed(self, relay: Iterable[int]) -> dict[int | None, int]:
        """Numbers of quotes by speaker id that these relays passed on."""
        heard = utterances.c.relay.in_(list(relay)) & utterances.c.kind.in_(("direct", "partial"))
        query = select(utterances.c.speaker, func.count()).where(heard).group_by(utterances.c.speaker)
        return {row[0]: row[1] for row in self._rows(query)}

    # -- sentences

    def matching(self, words: Iterable[str], limit: int, *, all_of: Iterable[str] = ()) -> list[int]:
        """Rows of sentences that hold any of some words and each of others, newest first."""
        groups = [self._speech.any_of([word]) for word in all_of]
        query = self._speech.both(*groups, self._speech.any_of(words))
        return self._matching("sentences", query, limit)

    def holding(self, groups: Iterable[Iterable[str]], limit: int) -> list[int]:
        """Rows of sentences that hold a word or mark of each group, newest first."""
        return self._matching("sentences", self._speech.both(*(self._speech.any_of(group) for group in groups)), limit)

    def _matching(self, table: str, query: str, limit: int) -> list[int]:
        found = self._driver.rows(self._asks.matching[table], query=query, limit=limit) if query else ()
        return [row[0] for row in found]

    def sentences(self, rows: Iterable[int]) -> dict[int, Stored]:
        """Sentences by row; those that do not exist are left out."""
        found = self._driver.rows(self._asks.sentences, rows=self._speech.listed(rows))
        return {row[0]: fetched.sentence(row) for row in found}

    def places(self, rows: Iterable[int]) -> list[tuple[int, Span]]:
        """Where sentences stand: the rows of their articles, and their spans."""
        found = self._driver.rows(self._asks.places, rows=self._speech.listed(rows))
        with sound("a sentence"):
            return [(row // PARTS, Span(start, stop)) for row, start, stop in found]

    def frequencies(self, words: Sequence[str]) -> dict[str, int]:
        """In how many sentences each mark stands, and how often each stem does, which is hardly more."""
        return {word: self._frequency(word) for word in words}

    def _count(self, word: str) -> int:
        query = self._asks.marked if word.startswith(MARK) else self._asks.times
        return int(self._driver.rows(query, word=word)[0][0] or 0)

    def vocabulary(self) -> dict[str, tuple[str, int]]:
        """All folded words of the texts with their stems and how often they stand there."""
        return self._words(select(vocabulary))

    def entry(self, word: str) -> tuple[str, int] | None:
        """The stem of a folded word, and how often it stands in the texts."""
        found = self._driver.rows(self._asks.entry, word=word)
        return (found[0][0], found[0][1]) if found else None

    def holds(self, root: str) -> bool:
        """Whether a word of this stem stands in the texts."""
        return bool(self._driver.rows(self._asks.held, stem=root))

    def beginning(self, letter: str) -> dict[str, tuple[str, int]]:
        """The words that begin with a letter, or whose stems do."""
        after = chr(ord(letter) + 1)
        found: dict[str, tuple[str, int]] = {}
        for column in (vocabulary.c.word, vocabulary.c.stem):
            within = select(vocabulary).where(column >= letter, column < after)
            found |= self._words(within.order_by(column, vocabulary.c.word))
        return found

    def _words(self, query: Select[Any]) -> dict[str, tuple[str, int]]:
        return {row.word: (row.stem, row.times) for row in self._rows(query)}


def _chunks(rows: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(rows), CHUNK):
        yield rows[start : start + CHUNK]
