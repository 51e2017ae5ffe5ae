"""Notes that `corpus.compare.kept` wrote, as what they stand for: all of an article, or of some of its sentences."""

import json
import zlib
from bisect import bisect_right
from collections.abc import Collection, Container, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from corpus.compare.kept import BEARINGS
from corpus.compare.noted import (
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
from corpus.events.kept import TOLD
from corpus.models import Article, Figure, Span

_PLAIN = Traits()
_NONE: frozenset[str] = frozenset()
_Row = list[Any]
Told = tuple[tuple[Frame, ...], Sequence[int]]  # frames, and their places among all of the article's


def unpacked(article: Article, frames: tuple[Frame, ...], kept: bytes) -> Notes:
    """What `packed` wrote of an article, whose frames are these; DamagedError where this is something else."""
    return Sheet(kept).whole(article, frames)


class Sheet:
    """The notes of an article as they were packed: what nobody asks for is never made."""

    def __init__(self, kept: bytes) -> None:
        """Read what `packed` wrote; DamagedError where this is something else, or later what is asked of it is."""
        try:
            text = zlib.decompress(kept)
        except (zlib.error, TypeError) as error:
            raise DamagedError(TOLD, error) from error
        with sound(TOLD):
            self._words, self._passages, self._cast, *parts, self._traits = json.loads(text)
            self._clauses, self._turns, self._counted, self._lasting, self._sayings = parts

    def speaking(self, wanted: frozenset[str]) -> list[int]:
        """The numbers of the sentences that speak of half of some words, or begin a quotation that does."""
        with sound(TOLD):
            places = [self._words.index(word) for word in wanted if word in self._words]
            least = (len(wanted) + 1) // 2
            if len(places) < least:
                return []
            if least == 1:
                own = [at for at, row in enumerate(self._passages) if any(p in row[2] or p in row[3] for p in places)]
                return sorted({*own, *(row[0] for row in self._sayings if any(p in row[3] for p in places))})
            rows = chain(
                ((at, row[2] + row[3]) for at, row in enumerate(self._passages)),
                ((row[0], row[3]) for row in self._sayings),
            )
            return sorted({at for at, held in rows if sum(place in held for place in places) >= least})

    def starts(self, numbers: Iterable[int]) -> frozenset[int]:
        """Where some sentences begin."""
        with sound(TOLD):
            return frozenset(self._passages[at][0] for at in numbers)

    def whole(self, article: Article, frames: tuple[Frame, ...]) -> Notes:
        """All of them."""
        numbers = range(len(self._passages))
        return self._notes(article, (frames, range(len(frames))), numbers, numbers)

    def some(self, article: Article, told: Told, numbers: Collection[int]) -> Notes:
        """Those of the sentences with some numbers, and of frames that may stand in others as well."""
        shown = sorted({*numbers, *(frame.order for frame in told[0])})
        return self._notes(article, told, frozenset(numbers), shown)

    def _notes(self, article: Article, told: Told, numbers: Container[int], shown: Sequence[int]) -> Notes:
        with sound(TOLD):
            reader = _Reader(article, self._words)
            passages = {at: reader.passage(self._passages[at]) for at in shown}
            within = tuple(passages.values()) if len(shown) < len(self._passages) else None
            return Notes(
                article,
                passages,
                reader.cast(self._cast, within),
                tuple([reader.clause(row) for row in self._clauses if row[0] in numbers]),
                tuple([reader.turn(row) for row in self._turns if row[0] in numbers]),
                tuple([reader.counted(row) for row in self._counted if row[0] in numbers]),
                tuple([reader.lasting(row) for row in self._lasting if row[0] in numbers]),
                tuple([reader.saying(row) for row in self._sayings if row[0] in numbers]),
                tuple([reader.traits(self._traits[at]) for at in told[1]]),
                told[0],
                kept=True,
            )


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
        voucher = Voucher(BEARINGS[bearing], words, tuple([self._words[at] for at in speakers]))
        spoken = telling | self._set(others) if others else telling
        return Passage(span, spoken, telling, voucher, self._set(people), self._set(sides))

    def cast(self, row: _Row, within: Sequence[Passage] | None) -> Cast:
        words, (names, sides) = self._words, row
        some = names if within is None else _among(names, within)
        found = [Name(words[key], Span(at, stop), bool(kind & 1), bool(kind & 2)) for key, at, stop, kind in some]
        return Cast(tuple(found), {words[key]: self._set(own) for key, own in sides})

    def _denial(self, row: _Row | int) -> Denial | None:
        return Denial(self._words[row[0]], Span(row[1], row[2])) if isinstance(row, list) else None

    def clause(self, row: _Row) -> Clause:
        at, start, stop, bearing, about, denied, denial, plain = row
        said = self._set(denied), self._denial(denial), bool(plain)
        return Clause(at, Span(start, stop), BEARINGS[bearing], self._set(about), *said)

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


def _among(names: Iterable[_Row], within: Sequence[Passage]) -> Iterator[_Row]:
    """The names that stand in some sentences; both are in the order of the text."""
    starts = [passage.span.start for passage in within]
    for row in names:
        place = bisect_right(starts, row[1]) - 1
        if place >= 0 and row[2] <= within[place].span.stop:
            yield row
