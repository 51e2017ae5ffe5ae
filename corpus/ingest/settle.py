"""What articles tell of each other: values that one page alone leaves open."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.ingest.annotate import annotate
from corpus.ingest.annotated import annotated
from corpus.ingest.evidence import Memory, nearest, shared, words_of
from corpus.ingest.undated import likely_days
from corpus.models import Article, Basis, DateMention, Interval, Kind, Printed, Span


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
    """An open article with the day that dated ones tell, or with none.

    Where they tell of one story without singling a day out, what it dates is taken that would mean the same on each of
    the likely days: its "3 May" has that year, its "Monday" stays open.
    """
    days = likely_days(article.body, dated)
    day = days[0] if len(days) == 1 else None
    if day is None and article.day is None:
        return _dated_alike(article, days)
    if day == article.day:
        return article
    published = day.isoformat() if day else None
    found = annotated(replace(article, published=published, published_basis=Basis.INFERRED if day else None))
    return found if day else _dated_alike(found, days)


def _dated_alike(article: Article, days: Sequence[dt.date]) -> Article:
    """An undated article with the dates that mean the same whichever of these days it was written on."""
    if not days and not any(mention.anchor for mention in article.dates):
        return article
    if not days:
        return replace(article, dates=_dates_on(article, None))
    last = set(map(_meaning, _dates_on(article, max(days))))
    return replace(article, dates=tuple(one for one in _dates_on(article, min(days)) if _meaning(one) in last))


def _dates_on(article: Article, day: dt.date | None) -> tuple[DateMention, ...]:
    return annotate(article.body, published=day, language=article.language).dates


def _meaning(mention: DateMention) -> tuple[Span, Interval]:
    return mention.span, mention.interval


def _bearing(article: Article, rows: Sequence[Article], places: Memory) -> list[Article]:
    counts = shared(words_of(article.body), places)
    found, _ = nearest(counts, {at: rows[at].id for at in counts if is_dated(rows[at])})
    return [rows[at] for at in found]
