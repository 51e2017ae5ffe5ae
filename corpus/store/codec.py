"""Rows as an article; `corpus.store.drafts` makes the rows."""

import datetime as dt
import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

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
    Quote,
    QuoteKind,
    Span,
    Statement,
    Tense,
)

STATEMENT = "statement"


def printed(row: Any) -> Printed:
    """What `drafts` wrote."""
    return Printed(
        id=row.id,
        body=row.body,
        title=row.title,
        published=row.published,
        published_basis=_optional(Basis, row.published_basis),
        language=row.language,
        source=row.source,
        url=row.url,
        provenance=unpacked(row.chain),
        kind=Kind(row.kind),
        copy_of=row.copy_of,
        byline=tuple(json.loads(row.byline)),
    )


def full(known: Printed, said: Iterable[Quote | Statement], dates: Sequence[Any], figures: Sequence[Any]) -> Article:
    """An article with its annotations, from the rows of its parts."""
    said = tuple(said)
    return Article(
        **{name: getattr(known, name) for name in Printed.__dataclass_fields__},
        quotes=tuple(one for one in said if isinstance(one, Quote)),
        statements=tuple(one for one in said if isinstance(one, Statement)),
        dates=tuple(_date(row) for row in dates),
        figures=tuple(
            Figure(Span(row.start, row.stop), row.low, row.high, row.unit, bool(row.hedged)) for row in figures
        ),
    )


def utterance(row: Any, names: dict[int, str]) -> Quote | Statement:
    """What `drafts` wrote."""
    facts: dict[str, Any] = {
        "span": Span(row.start, row.stop),
        "speaker": names.get(row.speaker),
        "speaker_span": None if row.speaker_start is None else Span(row.speaker_start, row.speaker_stop),
        "relay": names.get(row.relay),
        "medium": row.medium,
        "said_on": _optional(dt.date.fromisoformat, row.said_on),
        "confidence": row.confidence,
        "rule": row.rule,
    }
    return Statement(**facts) if row.kind == STATEMENT else Quote(kind=QuoteKind(row.kind), **facts)


def day_mark(day: dt.date) -> str:
    """How a sentence's marks tell that it names a day."""
    return f"@d{day:%Y%m%d}"


def _date(row: Any) -> DateMention:
    return DateMention(
        span=Span(row.start, row.stop),
        interval=Interval(dt.date.fromisoformat(row.first), dt.date.fromisoformat(row.last)),
        mod=_optional(Mod, row.mod),
        tense=_optional(Tense, row.tense),
        anchor=_optional(dt.date.fromisoformat, row.anchor),
        year_stated=bool(row.year_stated),
    )


def _optional(make: Callable[[str], Any], value: str | None) -> Any:
    return None if value is None else make(value)
