"""What an article said before: the versions that were seen of it."""

import datetime as dt
import re
from dataclasses import replace

from sqlalchemy import select

from corpus.changes import MARK
from corpus.models import Article
from corpus.results import Version
from corpus.watched.kept import unpacked
from corpus.watched.ledger import Ledger
from corpus.watched.tables import VERSIONS, exists

_ASKED = re.compile(rf"([^\s{MARK}]{{1,200}}){MARK}(\d{{1,6}})")


def versions(corpus: str, article_id: str) -> tuple[Version, ...]:
    """All versions of an article, the first one first; none where it was never watched."""
    if not exists(corpus):
        return ()
    ledger = Ledger(corpus)
    try:
        with ledger.writing() as connection:
            query = select(VERSIONS).where(VERSIONS.c.article == article_id).order_by(VERSIONS.c.number)
            rows = connection.execute(query).all()
    finally:
        ledger.close()
    return tuple(
        Version(
            row.number,
            dt.datetime.fromtimestamp(row.seen, dt.UTC),
            unpacked(row.facts) if row is rows[-1] else _named(unpacked(row.facts), row.number),
        )
        for row in rows
    )


def earlier(corpus: str, asked: str) -> Version | None:
    """The earlier version that an id such as `1f3a9c~1` names."""
    found = _ASKED.fullmatch(asked.strip())
    if not found:
        return None
    return next((one for one in versions(corpus, found[1])[:-1] if one.number == int(found[2])), None)


def _named(article: Article, number: int) -> Article:
    return replace(article, id=f"{article.id}{MARK}{number}")
