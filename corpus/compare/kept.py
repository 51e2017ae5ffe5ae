"""Notes in a form that is kept beside an article: JSON, whose words are places in the first of its lists, packed.

Quotations and figures of the article are told by their numbers. The frames are kept apart (corpus.events.kept).
How they are read again: `corpus.compare.sheet`.
"""

import json
import zlib
from typing import Any

from corpus.compare.noted import (
    CLAIMED,
    FACT,
    SAID,
    Clause,
    Counted,
    Denial,
    Lasting,
    Notes,
    Passage,
    Saying,
    Traits,
    Turn,
)
from corpus.events.cast import Cast
from corpus.events.kept import Ink
from corpus.models import Article, Figure, Span

BEARINGS = (FACT, SAID, CLAIMED)
_Row = list[Any]


def packed(notes: Notes) -> bytes:
    """Notes without their article and frames."""
    ink = Ink({})
    rows = [
        [_passage(ink, one) for one in notes.passages.values()],
        _cast(ink, notes.cast),
        [_clause(ink, one) for one in notes.clauses],
        [_turn(ink, one) for one in notes.turns],
        [_counted(ink, notes.article, one) for one in notes.counted],
        [_lasting(ink, notes.article, one) for one in notes.lasting],
        [_saying(ink, notes.article, one) for one in notes.sayings],
        [_traits(ink, one) for one in notes.traits],
    ]
    text = json.dumps([list(ink.words), *rows], ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "surrogatepass"))


def _passage(ink: Ink, one: Passage) -> _Row:
    voucher = one.voucher
    return [
        *_ends(one.span),
        ink.places(one.about),
        ink.places(one.spoken - one.about),
        BEARINGS.index(voucher.bearing),
        _ends(voucher.words) if voucher.bearing != FACT else 0,
        [ink.place(name) for name in voucher.speakers],
        ink.places(one.people),
        ink.places(one.sides),
    ]


def _ends(span: Span) -> _Row:
    return [span.start, span.stop]


def _cast(ink: Ink, cast: Cast) -> _Row:
    names = [[ink.place(one.key), *_ends(one.span), one.side + 2 * one.place] for one in cast.names]
    return [names, [[ink.place(key), ink.places(sides)] for key, sides in cast.side_of.items()]]


def _denial(ink: Ink, denial: Denial | None) -> _Row | int:
    return [ink.place(denial.predicate), *_ends(denial.words)] if denial else 0


def _clause(ink: Ink, one: Clause) -> _Row:
    flags = [_denial(ink, one.denial), int(one.plain)]
    return [
        one.sentence,
        *_ends(one.span),
        BEARINGS.index(one.bearing),
        ink.places(one.about),
        ink.places(one.denied),
        *flags,
    ]


def _turn(ink: Ink, one: Turn) -> _Row:
    return [one.sentence, _denial(ink, one.denial), int(one.open), int(one.plain), ink.places(one.sides)]


def _figure(article: Article, figure: Figure) -> int | _Row:
    """Its number; a bare toll is none of the article's figures."""
    if figure in article.figures:
        return article.figures.index(figure)
    return [*_ends(figure.span), figure.low, figure.unit]


def _counted(ink: Ink, article: Article, one: Counted) -> _Row:
    what = ink.place(one.unit), ink.place(one.fate)
    return [one.sentence, _figure(article, one.figure), *what, ink.places(one.measured), one.start]


def _lasting(ink: Ink, article: Article, one: Lasting) -> _Row:
    return [one.sentence, _figure(article, one.figure), one.head, ink.places(one.families), one.start]


def _saying(ink: Ink, article: Article, one: Saying) -> _Row:
    return [one.sentence, article.quotes.index(one.quote), ink.place(one.speaker), ink.places(one.spoken)]


def _traits(ink: Ink, one: Traits) -> _Row | int:
    if one == Traits():
        return 0
    formed = [
        [[*_ends(f.words), ink.place(f.table), ink.place(f.way)] for f in some] for some in (one.formats, one.namings)
    ]
    located = [[ink.place(name), *_ends(span)] for name, span in one.located]
    return [located, *formed, _ends(one.likened) if one.likened else 0]
