"""How articles are put into the tables, and taken out of them; the indexes of words go along."""

import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, tuple_, update

from corpus.store import dialects
from corpus.store.drafts import Draft, parts_of, placed
from corpus.store.fit import fit
from corpus.store.schema import (
    DAILY,
    PARTS,
    SEARCHED,
    SIZE,
    article_row,
    articles,
    day_of,
    facts,
    following,
    metadata,
    of_article,
    opening,
    part_row,
    speakers,
    undated,
    utterances,
    vocabulary,
)
from corpus.words import counted

PARTED = ("sentences", "utterances", "dates", "figures", "roles", "tellings")
_TABLES = ("articles", *PARTED)
_KNOWN = 200_000  # names whose ids are kept in memory
_WORDS = 100_000  # words that are counted before they are written
_STEP = 1 << 10  # row ids left free before the first of a day
_LAST = "~"  # behind a day: sorts after every minute of it


@dataclass(slots=True)
class Ink:
    """What a writer must remember between articles: ids given so far, names and words not yet written.

    `new` where the corpus is: then a name that is not remembered is not there.
    """

    connection: Connection
    new: bool = False
    names: dict[str, int] = field(default_factory=dict)
    last: int | None = None
    words: Counter[tuple[str, str]] = field(default_factory=Counter)
    _unwritten: list[dict[str, Any]] = field(default_factory=list)

    def speaker(self, name: str | None) -> int | None:
        """The id of a name as printed."""
        if name is None:
            return None
        found = self.names.get(name)
        return self._find(name) if found is None else found

    def _find(self, name: str) -> int:
        if len(self.names) >= _KNOWN:
            self._write_names()
            self.names.clear()
            self.new = False
        known = None
        if not self.new:
            known = self.connection.execute(select(speakers.c.id).where(speakers.c.name == name)).scalar()
        self.names[name] = self._give(name) if known is None else known
        return self.names[name]

    def _give(self, name: str) -> int:
        if self.last is None:
            self.last = self.connection.execute(select(func.max(speakers.c.id))).scalar() or 0
        self.last += 1
        self._unwritten.append({"id": self.last, "name": name, "person": None})
        return self.last

    def _write_names(self) -> None:
        dialects.of(self.connection).insert_many(self.connection, speakers, self._unwritten)
        self._unwritten.clear()

    def write(self, numbered: Iterable[tuple[int, Draft]]) -> None:
        """Write articles under their row ids; their sentences are not yet indexed."""
        rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row, draft in numbered:
            parts = parts_of(draft.packed)
            for table, values in placed(parts, row, self.speaker).items():
                rows[table] += values
            for word, stem, times in parts["words"]:
                self.words[word, stem] += times
            if draft.open:
                rows[undated.name].append({"article": row, "least": 1})
        self._write_names()
        for table in (*_TABLES, undated.name):
            dialects.of(self.connection).insert_many(self.connection, metadata.tables[table], rows[table])
        if len(self.words) >= _WORDS:
            self.flush()

    def flush(self) -> None:
        """Write the words that were counted."""
        if self.words:
            rows = [{"word": word, "stem": stem, "times": times} for (word, stem), times in sorted(self.words.items())]
            dialects.of(self.connection).count_more(self.connection, vocabulary, rows)
            self.words.clear()


class Appending:
    """Row ids for articles that come in their order, into a corpus that is new."""

    def __init__(self) -> None:
        self._day: int | None = None
        self._last = 0
        self._taken: set[int] = set()  # of articles without a day

    def row(self, draft: Draft) -> int:
        """The next row id."""
        first = article_row(day_of(draft.published), 0)
        if draft.published is None:
            row = _scattered(draft.id)
            while row in self._taken:
                row = (row + 1) % DAILY
            self._taken.add(row)
            return row
        self._last = opening(first) if first != self._day else following(self._last)
        self._day = first
        return self._last


def free_row(connection: Connection, draft: Draft) -> int:
    """A row id between the articles that come before and after this one in a corpus that is there."""
    if draft.published is None:
        row = _scattered(draft.id)
        while _is_taken(connection, row):
            row = (row + 1) % DAILY
        return row
    first = article_row(day_of(draft.published), 0)
    before, after = _neighbours(connection, draft, first)
    if after is None:
        return following(before) if before is not None else opening(first)
    low = before if before is not None else max(first, after - 2 * _STEP)
    row = low + (after - low) // 2 if after - low > 1 else after + 1
    while _is_taken(connection, row):  # no room between them: as near as can be
        row += 1
    return row


def _neighbours(connection: Connection, draft: Draft, first: int) -> tuple[int | None, int | None]:
    """The row ids of the articles right before and right after one, on its day."""
    day = str(draft.published)[:10]
    key, place = tuple_(articles.c.published, articles.c.id), tuple_(bindparam("moment"), bindparam("id"))
    query = select(articles.c.row).where(articles.c.published.between(day, day + _LAST)).limit(1)
    values = {"moment": draft.published, "id": draft.id}
    earlier = query.where(key < place).order_by(articles.c.published.desc(), articles.c.id.desc())
    later = query.where(key > place).order_by(articles.c.published, articles.c.id)
    before, after = (connection.execute(one, values).scalar() for one in (earlier, later))
    return _of_day(before, first), _of_day(after, first)


def _of_day(row: int | None, first: int) -> int | None:
    """A row of the day whose first row that is; nothing is never looked for among sixteen million numbers."""
    return row if row is not None and first <= row < first + DAILY else None


def _scattered(article_id: str) -> int:
    """Where an article without a day stands: they have no order, and whoever came first makes no difference."""
    return zlib.crc32(article_id.encode("utf-8", "surrogatepass")) % DAILY


def _is_taken(connection: Connection, row: int) -> bool:
    return connection.execute(select(articles.c.row).where(articles.c.row == row)).first() is not None


def row_of(connection: Connection, article_id: str) -> int | None:
    """The row id of an article."""
    found: int | None = connection.execute(select(articles.c.row).where(articles.c.id == fit(article_id))).scalar()
    return found


def index(connection: Connection, row: int) -> None:
    """Make an article's sentences and utterances searchable, and count them."""
    for table in SEARCHED:
        dialects.of(connection).index_rows(connection, table, part_row(row, 0), part_row(row, PARTS - 1))
    measure(connection, row)


def take_out(connection: Connection, row: int) -> None:
    """Take an article out of all tables and indexes of its own."""
    body = connection.execute(select(articles.c.body).where(articles.c.row == row)).scalar_one()
    measure(connection, row, sign=-1)
    for table in SEARCHED:
        dialects.of(connection).index_rows(connection, table, part_row(row, 0), part_row(row, PARTS - 1), delete=True)
    for name in PARTED:
        part = metadata.tables[name]
        connection.execute(delete(part).where(of_article(part, row)))
    connection.execute(delete(articles).where(articles.c.row == row))
    connection.execute(delete(undated).where(undated.c.article == row))
    words = [{"the_word": word, "fewer": times} for (word, _), times in counted(body).items()]
    if words:
        here = vocabulary.c.word == bindparam("the_word")
        connection.execute(update(vocabulary).where(here).values(times=vocabulary.c.times - bindparam("fewer")), words)
        connection.execute(
            delete(vocabulary).where(here, vocabulary.c.times <= 0), [{"the_word": one["the_word"]} for one in words]
        )


def measure(connection: Connection, article: int | None = None, sign: int = 1) -> None:
    """Count sentences and their words: those of all articles, or of one that comes or goes."""
    sentences = metadata.tables["sentences"]
    spaces = func.length(sentences.c.words) - func.length(func.replace(sentences.c.words, " ", ""))
    query = select(func.count(), func.sum(spaces + 1)).select_from(sentences)
    found = connection.execute(query if article is None else query.where(of_article(sentences, article))).one()
    for key, value in zip(SIZE, found, strict=True):
        known = connection.execute(select(facts.c.value).where(facts.c.key == key)).scalar()
        connection.execute(delete(facts).where(facts.c.key == key))
        connection.execute(insert(facts), {"key": key, "value": str(int(known or 0) + sign * int(value or 0))})


def heard_in(connection: Connection, rows: Sequence[int]) -> set[int]:
    """Who speaks in articles, or passes words on."""
    found: set[int] = set()
    for row in rows:
        said = select(utterances.c.speaker, utterances.c.relay).where(of_article(utterances, row))
        found |= {one for pair in connection.execute(said) for one in pair if one is not None}
    return found
