"""Does a corpus hold what it claims: every span, every index, every count."""

from typing import Any

from sqlalchemy import Connection, func, select

from corpus.store import dialects
from corpus.store.opened import verify
from corpus.store.place import current, place, removed
from corpus.store.schema import articles, dates, figures, metadata, sentences, utterances
from corpus.words import stems

_SPANS = (("start", "stop"), ("speaker_start", "speaker_stop"))
_PARTS = (sentences, utterances, dates, figures)


def check(url: str) -> list[str]:
    """Faults in words, none for a sound corpus. StoreError where it cannot be opened at all."""
    where = place(url)
    path = current(where)
    with where.checking(path) as connection:
        verify(where, path, connection)
        found = dialects.of(connection).faults(connection)
        bodies = {row.row: row for row in connection.execute(select(articles.c.row, articles.c.id, articles.c.body))}
        for table in _PARTS:
            for row in connection.execute(select(table)):
                found += _faults(table.name, row, bodies.get(row.article))
        gone = removed(where)
        found += [f"article {row.id}: was removed, but is there" for row in bodies.values() if row.id in gone]
    return found


def _faults(table: str, row: Any, article: Any) -> list[str]:
    if article is None:
        return [f"{table} {row.row}: its article is missing"]
    name = f"article {article.id}, {table} {row.row}"
    found = []
    for start, stop in ((getattr(row, a, None), getattr(row, b, None)) for a, b in _SPANS):
        if start is not None and stop is not None and not 0 <= start < stop <= len(article.body):
            found.append(f"{name}: {start}:{stop} is no stretch of a text of {len(article.body)}")
    if table == sentences.name and " ".join(stems(article.body[row.start : row.stop])) != row.words:
        found.append(f"{name}: its words are not those of the text it cuts")
    return found


def stats(url: str) -> dict[str, Any]:
    """Counts of what is in a corpus, its size in bytes and its days."""
    where = place(url)
    path = current(where)
    with where.reading(path) as connection:
        verify(where, path, connection)
        counts = {name: _count(connection, name) for name in ("articles", "sentences", "speakers", "dates", "figures")}
        spoken = connection.execute(select(utterances.c.kind, func.count()).group_by(utterances.c.kind))
        kinds: dict[str, int] = {row[0]: row[1] for row in spoken}
        size = where.size(connection, path)
        days = connection.execute(select(func.min(articles.c.published), func.max(articles.c.published))).one()
    statements = kinds.pop("statement", 0)
    return counts | {
        "quotes": sum(kinds.values()),
        "statements": statements,
        "first": days[0] and days[0][:10],
        "last": days[1] and days[1][:10],
        "removed": len(removed(where)),
        "generation": path.name,
        "bytes": size,
    }


def _count(connection: Connection, name: str) -> int:
    return int(connection.execute(select(func.count()).select_from(metadata.tables[name])).scalar_one())
