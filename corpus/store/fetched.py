"""Rows as they come from the driver, as what they stand for; each in the order of its table's columns.

A value that cannot be what was written is told as DamagedError: nobody is to be shown what a flipped bit made of it.
"""

import datetime as dt
import json
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from corpus.chains import unpacked
from corpus.errors import UNSOUND, DamagedError
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
from corpus.store.schema import PARTS

Row = tuple[Any, ...]
Name = Callable[[int | None], str | None]
_BASES, _KINDS = {one.value: one for one in Basis}, {one.value: one for one in Kind}
_QUOTES = {one.value: one for one in QuoteKind}
_MODS, _TENSES = {one.value: one for one in Mod}, {one.value: one for one in Tense}
_FIELDS = tuple(Printed.__dataclass_fields__)
_NONE: frozenset[str] = frozenset()
_NOBODY = "[]"
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
    try:
        return Printed(**_facts(row))
    except UNSOUND as error:
        raise DamagedError("an article", error) from error


def full(known: Printed, said: Sequence[Row], dates: Sequence[Row], figures: Sequence[Row], name: Name) -> Article:
    """An article with the rows of its parts, all of which lie in its text."""
    voices = [utterance(one, name) for one in said]
    try:
        found = Article(
            **{field: getattr(known, field) for field in _FIELDS},
            quotes=tuple(one for one in voices if isinstance(one, Quote)),
            statements=tuple(one for one in voices if isinstance(one, Statement)),
            dates=tuple(map(_date, dates)),
            figures=tuple(map(_figure, figures)),
        )
        _within(found)
    except UNSOUND as error:
        raise DamagedError("an article", error) from error
    return found


def _within(article: Article) -> None:
    """IndexError where a part begins or ends beyond the text."""
    spans = [part.span.stop for parts in (article.quotes, article.statements) for part in parts]
    spans += [part.span.stop for part in article.dates] + [part.span.stop for part in article.figures]
    spans += [
        part.speaker_span.stop for parts in (article.quotes, article.statements) for part in parts if part.speaker_span
    ]
    if spans and max(spans) > len(article.body):
        raise IndexError(f"a part ends at {max(spans)} of a text of {len(article.body)}")


def _facts(row: Row) -> dict[str, Any]:
    _, id_, body, title, published, basis, language, source, url, kind, chain, _, copy_of, byline = row
    _texts(id_, body, source)
    _texts(*(one for one in (title, published, language, url, copy_of) if one is not None))
    if published:
        _day(published[:10])
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
        "byline": _names(byline),
    }


def _texts(*values: object) -> None:
    """TypeError for what was written as text and is none any more."""
    for one in values:
        if one.__class__ is not str:
            raise TypeError(f"{type(one).__name__} in place of text")


def _names(packed: str) -> tuple[str, ...]:
    """Who wrote an article; most have nobody's name."""
    if packed == _NOBODY:
        return ()
    names = json.loads(packed)
    _texts(*names)
    return tuple(names)


def printed_names(rows: Iterable[tuple[int, str]]) -> dict[int, str | None]:
    """Whoever speaks, by id."""
    found: dict[int, str | None] = dict(rows)
    try:
        _texts(*found.values())
    except TypeError as error:
        raise DamagedError("a name", error) from error
    return found


@lru_cache(4_096)
def provenance(chain: str) -> Provenance:
    """Hops as JSON."""
    return unpacked(chain)


def heard(row: Row) -> tuple[int | None, int | None]:
    """The ids of the speaker and the relay in a row of utterances."""
    return row[5], row[8]


def utterance(row: Row, name: Name) -> Quote | Statement:
    """A row of utterances; `name` gives the printed name of an id."""
    _, _, kind, start, stop, speaker, first, last, relay, medium, said_on, confidence, rule, *_ = row
    try:
        span, where = Span(start, stop), None if first is None else Span(first, last)
        day = _day(said_on) if said_on else None
        _texts(rule, medium or "")
        if kind == STATEMENT:
            return Statement(span, name(speaker), where, name(relay), medium, day, confidence, rule)
        return Quote(span, name(speaker), where, name(relay), medium, _QUOTES[kind], day, confidence, rule)
    except UNSOUND as error:
        raise DamagedError("an utterance", error) from error


def sentence(row: Row) -> Stored:
    """A row of sentences."""
    at, article, start, stop, words, meta = row
    try:
        marks = frozenset(str.split(meta)) if meta else _NONE
        if article != at // PARTS:
            raise ValueError(f"{at} is no row of article {article}")
        return Stored(at, article, Span(start, stop), tuple(str.split(words)), marks)
    except UNSOUND as error:
        raise DamagedError("a sentence", error) from error


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
