"""What articles tell of each other: values that one page alone leaves open."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.ingest.annotated import annotated
from corpus.ingest.undated import infer_day
from corpus.models import Article, Basis, Kind


def settle(articles: Iterable[Article]) -> tuple[Article, ...]:
    """The articles, in their order, with inferred values revised; what is stated or given stays, and what a brief says.

    Each is settled from the articles whose day is stated or given, never from another inference: so neither the order
    nor an earlier settling changes the outcome.
    """
    rows = tuple(articles)
    dated = sorted((row for row in rows if _is_dated(row)), key=lambda row: (row.published or "", row.id))
    return tuple(row if _is_dated(row) or _by_hand(row) else _settled(row, dated) for row in rows)


def _by_hand(article: Article) -> bool:
    """Whether somebody weighed the page itself, as a brief's author does."""
    return article.kind is Kind.BRIEF and article.published is not None


def _is_dated(article: Article) -> bool:
    return article.published is not None and article.published_basis is not Basis.INFERRED


def _settled(article: Article, dated: Sequence[Article]) -> Article:
    day = infer_day(article.body, dated)
    if day == article.day:
        return article
    published = day.isoformat() if day else None
    return annotated(replace(article, published=published, published_basis=Basis.INFERRED if day else None))
