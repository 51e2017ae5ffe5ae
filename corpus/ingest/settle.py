"""What articles tell of each other: values that one page alone leaves open."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.ingest.annotated import annotated
from corpus.ingest.evidence import Memory, nearest, shared, words_of
from corpus.ingest.undated import infer_day
from corpus.models import Article, Basis, Kind, Printed


def settle(articles: Iterable[Article]) -> tuple[Article, ...]:
    """The articles, in their order, with inferred values revised; what is stated or given stays, and what a brief says.

    Each is settled from the articles whose day is stated or given, never from another inference: so neither the order
    nor an earlier settling changes the outcome.
    """
    rows = tuple(articles)
    if not any(is_open(row) for row in rows):
        return rows
    places = Memory(row.body for row in rows)
    return tuple(settled(row, _bearing(row, rows, places)) if is_open(row) else row for row in rows)


def is_dated(article: Printed) -> bool:
    """Whether its day is stated or given: then it bears on others."""
    return article.published is not None and article.published_basis is not Basis.INFERRED


def is_open(article: Printed) -> bool:
    """Whether others may tell its day; what somebody weighed by hand, as a brief's author does, stays."""
    by_hand = article.kind is Kind.BRIEF and article.published is not None
    return not by_hand and not is_dated(article)


def settled(article: Article, dated: Sequence[Article]) -> Article:
    """An open article with the day that dated ones tell, or with none."""
    day = infer_day(article.body, dated)
    if day == article.day:
        return article
    published = day.isoformat() if day else None
    return annotated(replace(article, published=published, published_basis=Basis.INFERRED if day else None))


def _bearing(article: Article, rows: Sequence[Article], places: Memory) -> list[Article]:
    counts = shared(words_of(article.body), places)
    found, _ = nearest(counts, {at: rows[at].id for at in counts if is_dated(rows[at])})
    return [rows[at] for at in found]
