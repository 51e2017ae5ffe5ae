"""An article as rows, and rows as an article."""

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from corpus.models import (
    Article,
    Basis,
    DateMention,
    Figure,
    Hop,
    Interval,
    Kind,
    Mod,
    Printed,
    Provenance,
    Quote,
    QuoteKind,
    Role,
    Span,
    Statement,
    Tense,
)
from corpus.sentences import sentences
from corpus.store.schema import part_row
from corpus.titles import titles
from corpus.words import stems

STATEMENT = "statement"
Row = dict[str, Any]
SpeakerId = Callable[[str | None], int | None]


def article_values(row: int, article: Printed) -> Row:
    """The row of an article itself."""
    chain = [[hop.outlet, hop.role, hop.basis, hop.kind] for hop in article.provenance.chain]
    return {
        "row": row,
        "id": article.id,
        "body": article.body,
        "title": article.title,
        "published": article.published,
        "published_basis": article.published_basis,
        "language": article.language,
        "source": article.source,
        "url": article.url,
        "kind": article.kind,
        "chain": json.dumps(chain, ensure_ascii=False),
        "credit": article.provenance.credit,
        "copy_of": article.copy_of,
    }


def printed(row: Any) -> Printed:
    """What `article_values` wrote."""
    return Printed(
        id=row.id,
        body=row.body,
        title=row.title,
        published=row.published,
        published_basis=_optional(Basis, row.published_basis),
        language=row.language,
        source=row.source,
        url=row.url,
        provenance=Provenance(
            tuple(Hop(outlet, Role(role), Basis(basis), kind) for outlet, role, basis, kind in json.loads(row.chain))
        ),
        kind=Kind(row.kind),
        copy_of=row.copy_of,
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


def utterance_values(row: int, article: Article, speaker: SpeakerId) -> Iterator[Row]:
    """Quotes, then statements, each with the stems of the sentences that hold it."""
    bounds = sentences(article.body)
    everything: tuple[Quote | Statement, ...] = (*article.quotes, *article.statements)
    for n, one in enumerate(everything):
        around = [bound for bound in bounds if bound.overlaps(one.span)] or [one.span]
        text = article.body[around[0].start : around[-1].stop]
        yield {
            "row": part_row(row, n),
            "article": row,
            "kind": one.kind if isinstance(one, Quote) else STATEMENT,
            "start": one.span.start,
            "stop": one.span.stop,
            "speaker": speaker(one.speaker),
            "speaker_start": one.speaker_span.start if one.speaker_span else None,
            "speaker_stop": one.speaker_span.stop if one.speaker_span else None,
            "relay": speaker(one.relay),
            "medium": one.medium,
            "said_on": one.said_on.isoformat() if one.said_on else None,
            "confidence": one.confidence,
            "rule": one.rule,
            "words": " ".join(stems(text)),
        }


def utterance(row: Any, names: dict[int, str]) -> Quote | Statement:
    """What `utterance_values` wrote."""
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


def sentence_values(row: int, article: Article, speaker: SpeakerId) -> Iterator[Row]:
    """Sentences with their stems, and marks: who speaks in them, which days they name."""
    said: tuple[Quote | Statement, ...] = (*article.quotes, *article.statements)
    for n, span in enumerate(sentences(article.body)):
        meta = {
            f"@{mark}{speaker(name)}"
            for one in said
            if one.span.overlaps(span)
            for mark, name in (("s", one.speaker), ("r", one.relay))
            if name
        }
        meta |= {
            day_mark(date.interval.first) for date in article.dates if date.interval.days == 1 and date.span in span
        }
        yield {
            "row": part_row(row, n),
            "article": row,
            "start": span.start,
            "stop": span.stop,
            "words": " ".join(stems(span.cut(article.body))),
            "meta": " ".join(sorted(meta)),
        }


def role_values(row: int, article: Article, speaker: SpeakerId) -> Iterator[Row]:
    """What the article calls its speakers and relays, once each."""
    said: tuple[Quote | Statement, ...] = (*article.quotes, *article.statements)
    names = dict.fromkeys(name for one in said for name in (one.speaker, one.relay) if name)
    found = [(name, role) for name in names for role in titles(article.body, name)]
    for n, (name, role) in enumerate(found):
        yield {"row": part_row(row, n), "article": row, "speaker": speaker(name), "role": role}


def date_values(row: int, article: Article) -> Iterator[Row]:
    """Date mentions in order."""
    for n, date in enumerate(article.dates):
        yield {
            "row": part_row(row, n),
            "article": row,
            "start": date.span.start,
            "stop": date.span.stop,
            "first": date.interval.first.isoformat(),
            "last": date.interval.last.isoformat(),
            "mod": date.mod,
            "tense": date.tense,
            "anchor": date.anchor.isoformat() if date.anchor else None,
            "year_stated": int(date.year_stated),
        }


def figure_values(row: int, article: Article) -> Iterator[Row]:
    """Figures in order."""
    for n, figure in enumerate(article.figures):
        yield {
            "row": part_row(row, n),
            "article": row,
            "start": figure.span.start,
            "stop": figure.span.stop,
            "low": figure.low,
            "high": figure.high,
            "unit": figure.unit,
            "hedged": int(figure.hedged),
        }


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
