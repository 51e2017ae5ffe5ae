"""Everything that is found in a text: who says what, the dates, the figures."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from corpus.ingest.dates import date_places, dates_at
from corpus.ingest.figures import find_figures
from corpus.ingest.lines import found_json
from corpus.ingest.prose import only_prose
from corpus.ingest.quotes.reading import read_speech
from corpus.ingest.quotes.readout import impersonal, passed_on
from corpus.ingest.quotes.said_on import Days, Item, days, said_days
from corpus.ingest.quotes.speakers import humans, speakers
from corpus.ingest.quotes.statements import statements
from corpus.models import DateMention, Figure, Quote, Span, Statement


@dataclass(frozen=True, slots=True)
class Findings:
    """What `annotate` finds, each kind by span."""

    quotes: tuple[Quote, ...] = ()
    statements: tuple[Statement, ...] = ()
    dates: tuple[DateMention, ...] = ()
    figures: tuple[Figure, ...] = ()


def annotate(text: str, *, published: dt.date | None, language: str | None = "en") -> Findings:
    """Quotes, statements, dates and figures of a text that is taken as it is; offsets are offsets into it.

    `published` is the day that relative dates outside quotations are reckoned from; inside a quotation it is the day of
    utterance, where that is known. Linear.
    """
    text = only_prose(text)
    reading = read_speech(text)
    places = date_places(text, language or "en")
    outside = dates_at(places, anchor=published)
    spoken = speakers(reading)
    told = statements(reading)
    held = passed_on(tuple(each for each, _ in told), spoken.readout, humans(reading))
    verbs = (*spoken.verbs, *(verb for _, verb in told))
    quotes, said = _dated(days(reading, outside, published), spoken.quotes, impersonal(held, spoken.readout), verbs)
    anchors = _anchors(quotes)
    dates = dates_at(places, anchor=published, anchors=anchors) if anchors else outside
    return Findings(quotes, said, dates, find_figures(text))


def _dated(
    found: Days, quotes: tuple[Quote, ...], said: tuple[Statement, ...], verbs: tuple[int, ...]
) -> tuple[tuple[Quote, ...], tuple[Statement, ...]]:
    """Quotes and statements with their days, found together in the order of the text."""
    every: tuple[Quote | Statement, ...] = (*quotes, *said)
    order = sorted(range(len(every)), key=lambda k: every[k].span)
    day = dict(zip(order, said_days(found, [Item(every[k], verbs[k]) for k in order]), strict=True))
    dated_quotes = tuple(replace(quote, said_on=day[k]) if day[k] else quote for k, quote in enumerate(quotes))
    dated_said = tuple(
        replace(each, said_on=day[k]) if day[k] else each for k, each in enumerate(said, start=len(quotes))
    )
    return dated_quotes, dated_said


def _anchors(quotes: tuple[Quote, ...]) -> tuple[tuple[Span, dt.date], ...]:
    return tuple((quote.span, quote.said_on) for quote in quotes if quote.said_on)


def annotate_lines(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Rows `{"id","text","published"}` -> the rows again with their findings; offsets are offsets into `text`."""
    for row in rows:
        text = str(row.get("text") or "")
        found = annotate(text, published=_day(row.get("published")), language=row.get("language") or "en")
        yield row | found_json(text, found)


def _day(published: object) -> dt.date | None:
    """The day of an ISO stamp; None for anything else."""
    try:
        return dt.date.fromisoformat(str(published)[:10])
    except ValueError:
        return None
