"""Build a corpus, add to it, take out of it."""

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection, Table, delete, func, insert, select, update

from corpus.errors import UnreadableError
from corpus.models import Article, Reading
from corpus.store import codec, sqlite, voices
from corpus.store.opened import engine_for, verify
from corpus.store.place import Place, current, place, publish, remember_removed, removed, upcoming
from corpus.store.schema import (
    CHANGE,
    DAILY,
    PARTS,
    SEARCHED,
    SIZE,
    VERSION,
    article_row,
    articles,
    dates,
    facts,
    figures,
    metadata,
    of_article,
    part_row,
    roles,
    sentences,
    speakers,
    utterances,
    vocabulary,
)
from corpus.words import terms

Progress = Callable[[int, int], None]
_PARTS = (sentences, utterances, dates, figures, roles)
BATCH = 500  # articles a transaction's statement


@dataclass(frozen=True, slots=True)
class Built:
    """What a build or an addition put in; `failures` are the inputs that gave no article, `removed` ids kept out."""

    articles: int
    quotes: int
    seconds: float
    failures: tuple[UnreadableError, ...] = ()
    removed: tuple[str, ...] = ()


@dataclass(slots=True)
class _Ink:
    """What a writer must remember between articles: ids given so far."""

    connection: Connection
    rows: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    names: dict[str, int] = field(default_factory=dict)
    last: int | None = None

    def speaker(self, name: str | None) -> int | None:
        """The id of a name as printed; a new one is written at once."""
        if name is None:
            return None
        if name not in self.names:
            known = self.connection.execute(select(speakers.c.id).where(speakers.c.name == name)).scalar()
            self.names[name] = self._new(name) if known is None else known
        return self.names[name]

    def _new(self, name: str) -> int:
        if self.last is None:
            self.last = self.connection.execute(select(func.max(speakers.c.id))).scalar() or 0
        self.last += 1
        self.connection.execute(insert(speakers), {"id": self.last, "name": name})
        return self.last

    def row(self, article: Article) -> int:
        """The next free row id of the article's day."""
        first = article_row(article.day, 0)
        if first not in self.rows:
            last = select(func.max(articles.c.row)).where(articles.c.row.between(first, first + DAILY - 1))
            highest = self.connection.execute(last).scalar()
            self.rows[first] = first if highest is None else highest + 1
        self.rows[first] += 1
        return self.rows[first] - 1


def build(found: Iterable[Article | Reading], url: str, progress: Progress | None = None) -> Built:
    """Write a new generation with these articles and move the pointer to it; the one in use stays as it is.

    The same id twice: the later counts. Ids that were removed stay out. `progress(done, of)` is called now and then.
    """
    began = time.perf_counter()
    where = place(url)
    gone = removed(where)
    unique = {article.id: article for article in _corrected(map(_article, found), where)}
    wanted = sorted(
        (one for one in unique.values() if one.id not in gone), key=lambda one: (one.published or "", one.id)
    )
    path = upcoming(where)
    with _writing(where, path) as connection:
        _create(connection)
        _write(connection, wanted, progress)
        sqlite.index_all(connection)
        _measure(connection)
        voices.gather(connection)
        voices.index(connection, path)
    publish(where, path)
    quotes = sum(len(article.quotes) for article in wanted)
    kept_out = tuple(sorted(gone & unique.keys()))
    return Built(len(wanted), quotes, time.perf_counter() - began, removed=kept_out)


def add(found: Iterable[Article | Reading], url: str) -> Built:
    """Add articles to the present generation; one whose id is there takes the other's place."""
    began = time.perf_counter()
    where = place(url)
    gone = removed(where)
    unique = {article.id: article for article in _corrected(map(_article, found), where)}
    wanted = [article for article in unique.values() if article.id not in gone]
    path = current(where)
    with _writing(where, path) as connection:
        verify(where, path, connection)
        gone_silent = {one for article in wanted for one in _heard_in(connection, article.id)}
        for article in wanted:
            _take_out(connection, article.id)
        _write(connection, wanted, None)
        for article in wanted:
            _measure(connection, _index(connection, article.id))
        _note(connection, [article.id for article in wanted])
        voices.mend(connection, gone_silent | {one for article in wanted for one in _heard_in(connection, article.id)})
    quotes = sum(len(article.quotes) for article in wanted)
    return Built(len(wanted), quotes, time.perf_counter() - began, removed=tuple(sorted(gone & unique.keys())))


def remove(article_id: str, url: str) -> bool:
    """Take an article out for good, through rebuilds too; whether it was there."""
    where = place(url)
    path = current(where)
    with _writing(where, path) as connection:
        verify(where, path, connection)
        heard = _heard_in(connection, article_id)
        was_there = _take_out(connection, article_id)
        voices.mend(connection, heard)
        if was_there:
            _note(connection, [article_id])
            remember_removed(where, article_id)
    return was_there


def _measure(connection: Connection, article: int | None = None, sign: int = 1) -> None:
    """Count sentences and their words: those of all articles, or of one that comes or goes."""
    spaces = func.length(sentences.c.words) - func.length(func.replace(sentences.c.words, " ", ""))
    query = select(func.count(), func.sum(spaces + 1)).select_from(sentences)
    found = connection.execute(query if article is None else query.where(of_article(sentences, article))).one()
    for key, value in zip(SIZE, found, strict=True):
        known = connection.execute(select(facts.c.value).where(facts.c.key == key)).scalar()
        connection.execute(delete(facts).where(facts.c.key == key))
        connection.execute(insert(facts), {"key": key, "value": str(int(known or 0) + sign * int(value or 0))})


def _note(connection: Connection, ids: Sequence[str]) -> None:
    """Put down which articles came or went, so that readers need not look at all of them again."""
    noted = connection.execute(select(func.count()).where(facts.c.key.startswith(CHANGE))).scalar_one()
    rows = [{"key": f"{CHANGE}{noted + at:09}", "value": one} for at, one in enumerate(ids)]
    if rows:
        connection.execute(insert(facts), rows)


def _article(found: Article | Reading) -> Article:
    return found.article if isinstance(found, Reading) else found


def _corrected(found: Iterable[Article], where: Place) -> Iterable[Article]:
    """Articles as operators have put them right."""
    if not where.corrections.exists():
        return found
    from corpus.corrections import corrected, load

    return corrected(found, load(where.corrections))


def _writing(where: Place, path: Path) -> AbstractContextManager[Connection]:
    return engine_for(where, path, sqlite.writer)


def _create(connection: Connection) -> None:
    metadata.create_all(connection)
    sqlite.prepare(connection)
    connection.execute(insert(facts), {"key": "version", "value": str(VERSION)})


def _write(connection: Connection, wanted: Sequence[Article], progress: Progress | None) -> None:
    ink = _Ink(connection)
    for start in range(0, len(wanted), BATCH):
        batch = wanted[start : start + BATCH]
        _write_batch(connection, batch, ink)
        if progress:
            progress(start + len(batch), len(wanted))


def _write_batch(connection: Connection, batch: Sequence[Article], ink: _Ink) -> None:
    parts: dict[Table, list[codec.Row]] = {table: [] for table in (articles, *_PARTS)}
    words: Counter[tuple[str, str]] = Counter()
    for article in batch:
        row = ink.row(article)
        parts[articles].append(codec.article_values(row, article))
        parts[sentences] += codec.sentence_values(row, article, ink.speaker)
        parts[utterances] += codec.utterance_values(row, article, ink.speaker)
        parts[dates] += codec.date_values(row, article)
        parts[roles] += codec.role_values(row, article, ink.speaker)
        parts[figures] += codec.figure_values(row, article)
        words.update((term.word, term.stem) for term in terms(article.body) if not term.stop)
    for table, values in parts.items():
        if values:
            connection.execute(insert(table), values)
    _count(connection, words)


def _count(connection: Connection, words: Counter[tuple[str, str]]) -> None:
    if not words:
        return
    rows = [{"word": word, "stem": stem, "times": times} for (word, stem), times in sorted(words.items())]
    statement = sqlite.upsert(vocabulary)
    more = vocabulary.c.times + statement.excluded.times
    connection.execute(statement.on_conflict_do_update(index_elements=["word"], set_={"times": more}), rows)


def _index(connection: Connection, article_id: str) -> int:
    row = connection.execute(select(articles.c.row).where(articles.c.id == article_id)).scalar_one()
    for table in SEARCHED:
        sqlite.index_rows(connection, table, part_row(row, 0), part_row(row, PARTS - 1))
    return int(row)


def _heard_in(connection: Connection, article_id: str) -> set[int]:
    """Who speaks in an article, or passes words on."""
    row = connection.execute(select(articles.c.row).where(articles.c.id == article_id)).scalar()
    if row is None:
        return set()
    said = select(utterances.c.speaker, utterances.c.relay).where(of_article(utterances, row))
    return {one for pair in connection.execute(said) for one in pair if one is not None}


def _take_out(connection: Connection, article_id: str) -> bool:
    known = connection.execute(select(articles.c.row, articles.c.body).where(articles.c.id == article_id)).first()
    if known is None:
        return False
    _measure(connection, known.row, sign=-1)
    for table in SEARCHED:
        sqlite.index_rows(connection, table, part_row(known.row, 0), part_row(known.row, PARTS - 1), delete=True)
    for part in _PARTS:
        connection.execute(delete(part).where(of_article(part, known.row)))
    connection.execute(delete(articles).where(articles.c.row == known.row))
    for word, times in Counter(term.word for term in terms(known.body) if not term.stop).items():
        here = vocabulary.c.word == word
        connection.execute(update(vocabulary).where(here).values(times=vocabulary.c.times - times))
        connection.execute(delete(vocabulary).where(here, vocabulary.c.times <= 0))
    return True
