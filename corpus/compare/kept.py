"""Notes in a form that is kept beside an article: JSON, whose words are places in the first of its lists, packed.

Quotations and figures of the article are told by their numbers. The frames are kept apart (corpus.events.kept).
"""

import json
import zlib
from collections.abc import Iterable, Sequence
from typing import Any

from corpus.compare.noted import (
    CLAIMED,
    FACT,
    SAID,
    Clause,
    Counted,
    Denial,
    Formed,
    Lasting,
    Notes,
    Passage,
    Saying,
    Traits,
    Turn,
    Voucher,
)
from corpus.errors import DamagedError, sound
from corpus.events.cast import Cast, Name
from corpus.events.frames import Frame
from corpus.events.kept import TOLD, Ink
from corpus.models import Article, Figure, Span

_BEARINGS = (FACT, SAID, CLAIMED)
_Row = list[Any]


def packed(notes: Notes) -> bytes:
    """Notes without their article and frames."""
    ink = Ink({})
    rows = [
        [_passage(ink, one) for one in notes.passages],
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
        _BEARINGS.index(voucher.bearing),
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
        _BEARINGS.index(one.bearing),
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


def unpacked(article: Article, frames: tuple[Frame, ...], kept: bytes) -> Notes:
    """What `packed` wrote of an article, whose frames are these; DamagedError where this is something else."""
    try:
        text = zlib.decompress(kept)
    except (zlib.error, TypeError) as error:
        raise DamagedError(TOLD, error) from error
    with sound(TOLD):
        return _read(article, frames, json.loads(text))


def _read(article: Article, frames: tuple[Frame, ...], lists: _Row) -> Notes:
    words, passages, cast, clauses, turns, counted, lasting, sayings, traits = lists
    reader = _Reader(article, words)
    return Notes(
        article,
        tuple(map(reader.passage, passages)),
        reader.cast(cast),
        tuple(map(reader.clause, clauses)),
        tuple(map(reader.turn, turns)),
        tuple(map(reader.counted, counted)),
        tuple(map(reader.lasting, lasting)),
        tuple(map(reader.saying, sayings)),
        tuple(map(reader.traits, traits)),
        frames,
        kept=True,
    )


_PLAIN = Traits()
_NONE: frozenset[str] = frozenset()


class _Reader:
    """Rows as what they stand for."""

    def __init__(self, article: Article, words: Sequence[str]) -> None:
        self._article = article
        self._words = words
        self._word = words.__getitem__

    def _set(self, places: _Row) -> frozenset[str]:
        return frozenset(map(self._word, places)) if places else _NONE

    def passage(self, row: _Row) -> Passage:
        start, stop, about, others, bearing, shown, speakers, people, sides = row
        span, telling = Span(start, stop), self._set(about)
        words = Span(*shown) if shown else span
        voucher = Voucher(_BEARINGS[bearing], words, tuple([self._words[at] for at in speakers]))
        spoken = telling | self._set(others) if others else telling
        return Passage(span, spoken, telling, voucher, self._set(people), self._set(sides))

    def cast(self, row: _Row) -> Cast:
        words, (names, sides) = self._words, row
        found = [Name(words[key], Span(at, stop), bool(kind & 1), bool(kind & 2)) for key, at, stop, kind in names]
        return Cast(tuple(found), {words[key]: self._set(own) for key, own in sides})

    def _denial(self, row: _Row | int) -> Denial | None:
        return Denial(self._words[row[0]], Span(row[1], row[2])) if isinstance(row, list) else None

    def clause(self, row: _Row) -> Clause:
        at, start, stop, bearing, about, denied, denial, plain = row
        said = self._set(denied), self._denial(denial), bool(plain)
        return Clause(at, Span(start, stop), _BEARINGS[bearing], self._set(about), *said)

    def turn(self, row: _Row) -> Turn:
        at, denial, opened, plain, sides = row
        return Turn(at, self._denial(denial), bool(opened), bool(plain), self._set(sides))

    def _figure(self, row: _Row | int) -> Figure:
        if isinstance(row, int):
            return self._article.figures[row]
        start, stop, number, unit = row
        return Figure(Span(start, stop), number, number, unit)

    def counted(self, row: _Row) -> Counted:
        words, (at, figure, unit, fate, measured, start) = self._words, row
        return Counted(at, self._figure(figure), words[unit], words[fate], self._set(measured), start)

    def lasting(self, row: _Row) -> Lasting:
        at, figure, head, families, start = row
        return Lasting(at, self._figure(figure), head, self._set(families), start)

    def saying(self, row: _Row) -> Saying:
        at, quote, speaker, spoken = row
        return Saying(at, self._article.quotes[quote], self._words[speaker], self._set(spoken))

    def traits(self, row: _Row | int) -> Traits:
        if isinstance(row, int):
            return _PLAIN
        located, formats, namings, likened = row
        places = tuple([(self._words[name], Span(start, stop)) for name, start, stop in located])
        return Traits(places, self._formed(formats), self._formed(namings), Span(*likened) if likened else None)

    def _formed(self, rows: Iterable[_Row]) -> tuple[Formed, ...]:
        words = self._words
        return tuple([Formed(Span(start, stop), words[table], words[way]) for start, stop, table, way in rows])
