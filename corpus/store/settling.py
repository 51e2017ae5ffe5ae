"""What articles of a corpus tell of each other, kept right as they come and go.

An open article's day follows from the dated ones that share most of its rarer words. They are found by the index of
sentences; and whoever comes or goes is held only against the open articles that it may bear on.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, bindparam, func, select, update

from corpus.ingest.evidence import RARE, nearest, shared, words_of
from corpus.ingest.settle import is_dated, settled
from corpus.models import Article, Basis
from corpus.store import codec, dialects
from corpus.store.schema import PARTS, articles, dates, figures, of_article, speakers, undated, utterances, vocabulary
from corpus.words import stems

_CHUNK = 500

Some = TypeVar("Some")


class Indexed:
    """The index of sentences of a corpus, as evidence is looked for in it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def rare(self, stems: Collection[str]) -> list[str]:
        """Those of some stems that stand in the corpus, and not too often."""
        times = self.times(stems)
        return [stem for stem in sorted(times) if 0 < times[stem] <= RARE]

    def times(self, stems: Collection[str]) -> dict[str, int]:
        """How often stems stand in the corpus."""
        query = select(vocabulary.c.stem, func.sum(vocabulary.c.times)).group_by(vocabulary.c.stem)
        return {
            row[0]: int(row[1])
            for part in _chunks(sorted(stems))
            for row in self._connection.execute(query.where(vocabulary.c.stem.in_(part)))
        }

    def holding(self, stem: str) -> Iterator[tuple[int, int]]:
        """The rows of articles and the numbers of their sentences that hold a stem."""
        return places_of(self._connection, stem, RARE)


def settle(connection: Connection, row: int) -> tuple[Article | None, int]:
    """What an open article becomes, None where it stays as it is; and how many stems bear on it."""
    mine = load(connection, [row])[0]
    counts = shared(words_of(mine.body), Indexed(connection))
    found, least = nearest(counts, _dated(connection, counts))
    new = settled(replace(mine, copy_of=None), load(connection, found))
    return (None if new == replace(mine, copy_of=None) else new), least


def put_down(connection: Connection, row: int, least: int) -> None:
    """Put down how many stems a dated article must share with an open one to bear on it."""
    connection.execute(update(undated).where(undated.c.article == bindparam("one")).values(least=least), {"one": row})


def touched(connection: Connection, rows: Sequence[int]) -> set[int]:
    """The open articles on which some articles that are there, having come or about to go, may bear."""
    if connection.execute(select(undated.c.article).limit(1)).first() is None:
        return set()
    places = Indexed(connection)
    known = [
        (row.body, is_dated(codec.printed(row)))
        for part in _chunks(rows)
        for row in connection.execute(select(articles).where(articles.c.row.in_(part)))
    ]
    safe = {stem for body, _ in known for stem in words_of(body)}
    moved = Counter(stem for body, _ in known for stem in stems(body) if stem in safe)
    times = places.times(moved)
    found: set[int] = set()
    for stem, count in moved.items():
        if times.get(stem, 0) > RARE >= times.get(stem, 0) - count:  # rare without them, or rare no more
            found |= _open(connection, {article for article, _ in places_of(connection, stem, RARE + count)})
    for body, dated in known:
        if dated:
            found |= _borne_on(connection, places, words_of(body))
    return found - set(rows)


def places_of(connection: Connection, stem: str, most: int) -> Iterator[tuple[int, int]]:
    """The rows of articles and the numbers of their sentences that hold a stem, so many at most."""
    speech = dialects.of(connection)
    for row in speech.matching(connection, "sentences", speech.any_of([stem]), most):
        yield divmod(row, PARTS)


def _borne_on(connection: Connection, places: Indexed, words: Collection[str]) -> set[int]:
    """The open articles that share as many words with a dated one as it takes."""
    counts: Counter[int] = Counter()
    for word in places.rare(words):
        counts.update({article for article, _ in places.holding(word)})
    found = set()
    for part in _chunks(sorted(counts)):
        for row in connection.execute(select(undated).where(undated.c.article.in_(part))):
            if counts[row.article] >= row.least:
                found.add(row.article)
    return found


def _open(connection: Connection, rows: Iterable[int]) -> set[int]:
    query = select(undated.c.article)
    return {
        one
        for part in _chunks(sorted(rows))
        for one in connection.execute(query.where(undated.c.article.in_(part))).scalars()
    }


def _dated(connection: Connection, rows: Iterable[int]) -> dict[int, str]:
    query = select(articles.c.row, articles.c.id).where(
        articles.c.published.is_not(None), articles.c.published_basis != Basis.INFERRED
    )
    return {
        row.row: row.id
        for part in _chunks(sorted(rows))
        for row in connection.execute(query.where(articles.c.row.in_(part)))
    }


def load(connection: Connection, rows: Sequence[int]) -> list[Article]:
    """Articles with all that was found in them, in the order of the rows that are given."""
    found = []
    for row in rows:
        known = codec.printed(connection.execute(select(articles).where(articles.c.row == row)).one())
        parts = partial(_parts, connection, row)
        said = parts(utterances)
        ids = {one for each in said for one in (each.speaker, each.relay) if one is not None}
        query = select(speakers.c.id, speakers.c.name).where(speakers.c.id.in_(ids))
        names = {each.id: each.name for each in connection.execute(query)}
        voices = [codec.utterance(one, names) for one in said]
        found.append(codec.full(known, voices, parts(dates), parts(figures)))
    return found


def _parts(connection: Connection, row: int, table: Table) -> Sequence[Any]:
    return connection.execute(select(table).where(of_article(table, row)).order_by(table.c.row)).all()


def _chunks(rows: Sequence[Some]) -> Iterator[Sequence[Some]]:
    return (rows[start : start + _CHUNK] for start in range(0, len(rows), _CHUNK))
