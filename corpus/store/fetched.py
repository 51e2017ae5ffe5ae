"""Rows as they come from the driver, as what they stand for; each in the order of its table's columns."""

import datetime as dt
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from corpus.chains import unpacked
from corpus.models import (
    Article,
    Basis,
    DateMention,
    Figure,
    Interval,
    Kind,
    Mod,
    Printed,
    Provenance,
    Quote,
    QuoteKind,
    Span,
    Statement,
    Tense,
)
from corpus.store.codec import STATEMENT
from corpus.store.found import Stored

Row = tuple[Any, ...]
Name = Callable[[int | None], str | None]
_BASES, _KINDS = {one.value: one for one in Basis}, {one.value: one for one in Kind}
_QUOTES = {one.value: one for one in QuoteKind}
_MODS, _TENSES = {one.value: one for one in Mod}, {one.value: one for one in Tense}
_NONE: frozenset[str] = frozenset()
_day = lru_cache(4_096)(dt.date.fromisoformat)


class Bearer(NamedTuple):
    """A row of people."""

    at: int
    name: str
    kind: str
    spellings: str
    roles: str
    quotes: int
    articles: int
    outlets: int
    block: str
    late: int


def printed(row: Row) -> Printed:
    """A row of articles."""
    return Printed(**_facts(row))


def full(row: Row, said: Sequence[Row], dates: Sequence[Row], figures: Sequence[Row], name: Name) -> Article:
    """A row of articles with those of its parts."""
    voices = [utterance(one, name) for one in said]
    return Article(
        **_facts(row),
        quotes=tuple(one for one in voices if isinstance(one, Quote)),
        statements=tuple(one for one in voices if isinstance(one, Statement)),
        dates=tuple(map(_date, dates)),
        figures=tuple(map(_figure, figures)),
    )


def _facts(row: Row) -> dict[str, Any]:
    _, id_, body, title, published, basis, language, source, url, kind, chain, _, copy_of = row
    return {
        "id": id_,
        "body": body,
        "title": title,
        "published": published,
        "published_basis": _BASES[basis] if basis else None,
        "language": language,
        "source": source,
        "url": url,
        "provenance": provenance(chain),
        "kind": _KINDS[kind],
        "copy_of": copy_of,
    }


@lru_cache(4_096)
def provenance(chain: str) -> Provenance:
    """Hops as JSON."""
    return unpacked(chain)


def utterance(row: Row, name: Name) -> Quote | Statement:
    """A row of utterances; `name` gives the printed name of an id."""
    _, _, kind, start, stop, speaker, first, last, relay, medium, said_on, confidence, rule, *_ = row
    span, where = Span(start, stop), None if first is None else Span(first, last)
    day = _day(said_on) if said_on else None
    if kind == STATEMENT:
        return Statement(span, name(speaker), where, name(relay), medium, day, confidence, rule)
    return Quote(span, name(speaker), where, name(relay), medium, _QUOTES[kind], day, confidence, rule)


def sentence(row: Row) -> Stored:
    """A row of sentences."""
    at, article, start, stop, words, meta = row
    return Stored(at, article, Span(start, stop), tuple(words.split()), frozenset(meta.split()) if meta else _NONE)


def _date(row: Row) -> DateMention:
    _, _, start, stop, first, last, mod, tense, anchor, stated = row
    return DateMention(
        Span(start, stop),
        Interval(_day(first), _day(last)),
        _MODS[mod] if mod else None,
        _TENSES[tense] if tense else None,
        _day(anchor) if anchor else None,
        bool(stated),
    )


def _figure(row: Row) -> Figure:
    _, _, start, stop, low, high, unit, hedged = row
    return Figure(Span(start, stop), low, high, unit, bool(hedged))
