"""What an article said before: its versions, and which sentences went and which came between two of them."""

import datetime as dt
import re
from dataclasses import dataclass, replace
from itertools import pairwise

from sqlalchemy import select

from corpus.excerpts import cut
from corpus.models import Article, Excerpt, Printed, Span
from corpus.sentences import sentences
from corpus.watched.kept import unpacked
from corpus.watched.ledger import Ledger
from corpus.watched.tables import VERSIONS, exists

MARK = "~"  # between an article's id and the number of an earlier version
_ASKED = re.compile(r"([^\s~]{1,200})~(\d{1,6})")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Version:
    """An article as it stood when it was seen, in UTC; `number` from 1. Earlier ones have ids of their own: `id~1`."""

    number: int
    seen: dt.datetime
    article: Article


@dataclass(frozen=True, slots=True)
class Change:
    """What one version has that the one before has not, and the other way; each an excerpt of its own version."""

    before: Version
    after: Version
    removed: tuple[Excerpt, ...] = ()
    added: tuple[Excerpt, ...] = ()

    @property
    def titles(self) -> bool:
        """Whether the headline is another."""
        return self.before.article.title != self.after.article.title


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


def changes(known: tuple[Version, ...]) -> tuple[Change, ...]:
    """What each version changed, the newest first."""
    return tuple(
        Change(before, after, _only(before.article, after.article), _only(after.article, before.article))
        for before, after in reversed(list(pairwise(known)))
    )


def _named(article: Article, number: int) -> Article:
    return replace(article, id=f"{article.id}{MARK}{number}")


def _only(one: Printed, other: Printed) -> tuple[Excerpt, ...]:
    """The sentences that the other has not, in their order, cut to what may be shown."""
    there = {_plain(span.cut(other.body)) for span in sentences(other.body)}
    mine = (span for span in sentences(one.body) if _plain(span.cut(one.body)) not in there)
    return tuple(Excerpt(one, _shown(one.body, span)) for span in mine)


def _shown(body: str, span: Span) -> Span:
    return cut(body, span, frozenset())


def _plain(text: str) -> str:
    """Words and marks that matter: a space or a capital more is no change."""
    return " ".join(text.casefold().split()) if _WORD.search(text) else ""
