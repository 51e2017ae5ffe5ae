"""Findings as the machine interface writes them: plain dicts, ready for a line of JSON."""

import datetime as dt
from typing import Any, Protocol

from corpus.models import Article, DateMention, Figure, Quote, Span, Statement

Row = dict[str, Any]


class Found(Protocol):
    """Anything that holds the four kinds of findings: an article, or what `annotate` returns."""

    @property
    def quotes(self) -> tuple[Quote, ...]: ...
    @property
    def statements(self) -> tuple[Statement, ...]: ...
    @property
    def dates(self) -> tuple[DateMention, ...]: ...
    @property
    def figures(self) -> tuple[Figure, ...]: ...


def findings_json(article: Article) -> Row:
    """The findings of an article: `quotes`, `statements`, `dates`, `figures`."""
    return found_json(article.body, article)


def found_json(body: str, found: Found) -> Row:
    """The same for findings and the text that they were found in."""
    return {
        "quotes": [quote_json(body, quote) for quote in found.quotes],
        "statements": [statement_json(body, statement) for statement in found.statements],
        "dates": [date_json(body, date) for date in found.dates],
        "figures": [figure_json(body, figure) for figure in found.figures],
    }


def quote_json(body: str, quote: Quote) -> Row:
    """A quote: its words, speaker, mention, relay, medium, kind, day of utterance, and how sure the speaker is."""
    return _spanned(body, quote.span) | {**_said(quote), "kind": quote.kind}


def statement_json(body: str, statement: Statement) -> Row:
    """A statement without marks: its words, and the same of its speaker."""
    return _spanned(body, statement.span) | _said(statement)


def date_json(body: str, date: DateMention) -> Row:
    """A date expression: `value` is an ISO day, month, year or `A/B`."""
    return _spanned(body, date.span) | {"value": date.interval.iso, "mod": date.mod, "tense": date.tense}


def figure_json(body: str, figure: Figure) -> Row:
    """A quantity: equal `low` and `high` unless the text gives a range."""
    return _spanned(body, figure.span) | {
        "low": figure.low,
        "high": figure.high,
        "unit": figure.unit,
        "hedged": figure.hedged,
    }


def _spanned(body: str, span: Span) -> Row:
    return {"start": span.start, "stop": span.stop, "text": span.cut(body)}


def _said(said: Quote | Statement) -> Row:
    mention = said.speaker_span
    return {
        "speaker": said.speaker,
        "speaker_start": mention.start if mention else None,
        "speaker_stop": mention.stop if mention else None,
        "relay": said.relay,
        "medium": said.medium,
        "said_on": _iso(said.said_on),
        "confidence": round(said.confidence, 3),
        "rule": said.rule,
    }


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
