"""A small made-up corpus for the tests of store, library and asking."""

import datetime as dt

from corpus.models import (
    Article,
    Basis,
    DateMention,
    Figure,
    Hop,
    Interval,
    Provenance,
    Quote,
    QuoteKind,
    Role,
    Span,
    Statement,
    Tense,
)

HARBOUR = (
    "Harbour master Ines Okafor said on Monday that the ferry would sail again in March. "
    "“We repaired the hull,” she said. “The engine is new.”\n\n"
    "The repair lasted 40 minutes longer than planned and cost 1,200 crowns, the harbour office said. "
    "The ferry was built by Lars Brandt in Visby. "
    "Brandt is at his workshop in Gotland."
)
LEDGER = (
    "The repair of the ferry took about an hour, port officials in Visby said on 2 March. "
    "“We repaired the hull,” Ines Okafor told the Ledger. "
    "Mayor Piet Anders warned that “no ship may sail without lights.”"
)
UNDATED = "Nobody knows when the old lighthouse was lit. It has 12 windows and a red door."


def span(body: str, words: str, nth: int = 0) -> Span:
    """Where words stand in a body."""
    at = -1
    for _ in range(nth + 1):
        at = body.index(words, at + 1)
    return Span(at, at + len(words))


def chain(outlet: str | None, basis: Basis = Basis.STATED) -> Provenance:
    return Provenance((Hop(outlet, Role.AUTHOR, basis),))


def harbour(id_: str = "harbour") -> Article:
    monday = DateMention(
        span(HARBOUR, "Monday"), Interval.day(dt.date(2020, 3, 2)), tense=Tense.PAST, anchor=dt.date(2020, 3, 3)
    )
    return Article(
        id=id_,
        body=HARBOUR,
        title="Ferry sails again",
        published="2020-03-03T08:15",
        published_basis=Basis.STATED,
        language="en",
        source="pages/harbour.txt",
        url="https://example.org/ferry",
        provenance=chain("Harbour Herald"),
        quotes=(
            Quote(
                span(HARBOUR, "We repaired the hull,"),
                "Ines Okafor",
                span(HARBOUR, "she"),
                confidence=0.9,
                said_on=dt.date(2020, 3, 2),
            ),
            Quote(
                span(HARBOUR, "The engine is new."),
                "Ines Okafor",
                span(HARBOUR, "she"),
                confidence=0.9,
                relay="Lars Brandt",
            ),
        ),
        statements=(
            Statement(
                span(HARBOUR, "The repair lasted 40 minutes longer than planned"), "harbour office", confidence=0.8
            ),
        ),
        dates=(monday,),
        figures=(
            Figure(span(HARBOUR, "40 minutes"), 40, 40, "minute"),
            Figure(span(HARBOUR, "1,200 crowns"), 1200, 1200, "crown", hedged=True),
        ),
    )


def ledger() -> Article:
    return Article(
        id="ledger",
        body=LEDGER,
        title="An hour for the hull",
        published="2020-03-05",
        published_basis=Basis.GIVEN,
        source="pages/ledger.txt",
        provenance=chain("The Ledger", Basis.INFERRED),
        quotes=(
            Quote(span(LEDGER, "We repaired the hull,"), "Inès Okafor", confidence=0.9),
            Quote(
                span(LEDGER, "no ship may sail without lights."), "Piet Anders", kind=QuoteKind.PARTIAL, confidence=0.3
            ),
        ),
    )


def undated() -> Article:
    return Article(id="lighthouse", body=UNDATED, source="pages/lighthouse.txt", provenance=chain(None, Basis.INFERRED))


def stories() -> tuple[Article, ...]:
    return harbour(), ledger(), undated()
