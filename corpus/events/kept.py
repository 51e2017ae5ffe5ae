"""What an article tells of happenings, in a form that is kept beside it: frames without the text they were read from.

The form are lines: the words that frames hold, each once; who acts in the article; where and when each frame tells,
which is enough to pick some; and a line of JSON for each, whose words are places among the first line's. What dates and
joins frames is all there, what reads on in the text around them is not.
"""

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

from corpus.errors import UNSOUND, DamagedError
from corpus.events.cast import Cast, Name, Who
from corpus.events.frames import Frame, frames
from corpus.events.heads import Head
from corpus.events.study import Study
from corpus.models import Article, DateMention, Interval, Mod, Printed, Span, Tense

_FLAGS = ("noun", "known", "here", "earlier", "later")
_NOWHERE = Span(0, 0)
_Row = list[Any]


def packed(article: Article) -> str:
    """All frames of an article; empty where there is none."""
    found = frames(article)
    if not found:
        return ""
    ink = _Ink({})
    rows = [ink.row(frame) for frame in found]
    known = ink.places(found[0].read.known)
    heads = [_head_of(frame) for frame in found]
    return "\n".join(["\t".join(ink.words), *map(_json, (known, heads, *rows))])


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _head_of(frame: Frame) -> list[int]:
    """Where a frame's sentence begins, and the first and the last of its days as ordinals where it has a date."""
    days = frame.when
    return [frame.sentence.start, *((days.first.toordinal(), days.last.toordinal()) if days else ())]


class _Ink:
    def __init__(self, words: dict[str, int]) -> None:
        self.words = words

    def places(self, some: Iterable[str]) -> list[int]:
        return [self.words.setdefault(one, len(self.words)) for one in sorted(some)]

    def row(self, frame: Frame) -> _Row:
        places, who = self.places, frame.who
        return [
            frame.order,
            [frame.sentence.start, frame.sentence.stop, frame.span.start, frame.span.stop],
            [frame.focus.start, frame.focus.stop],
            _date(frame.date),
            _head(frame.head, places),
            frame.word,
            [places(who.people), places(who.sides), places(who.behind)],
            places(frame.telling),
            places(frame.terms - frame.telling),
            frame.speaker,
        ]


def _date(date: DateMention | None) -> _Row | None:
    if date is None:
        return None
    return [date.interval.first.toordinal(), date.interval.last.toordinal(), date.mod, date.tense]


def _head(head: Head | None, places: Callable[[Iterable[str]], list[int]]) -> _Row | None:
    if head is None:
        return None
    flags = sum(1 << at for at, name in enumerate(_FLAGS) if getattr(head, name))
    return [head.index, places(head.kinds), places(head.families), flags, head.ordinal]


@dataclass(frozen=True, eq=False)
class Kept:
    """The frames of an article as they were packed; each is made when it is asked for."""

    article: Printed
    words: list[str]
    known: list[int]
    heads: list[list[int]]
    rows: list[str]

    @classmethod
    def read(cls, article: Printed, text: str) -> "Kept":
        """What `packed` wrote; DamagedError where this is something else, or what is asked of it later is."""
        try:
            words, known, heads, *rows = str.split(text, "\n")
            return cls(article, words.split("\t"), json.loads(known), json.loads(heads), rows)
        except UNSOUND as error:
            raise DamagedError("what an article tells", error) from error

    @cached_property
    def _study(self) -> Study:
        """The article with who acts in it, and without its terms."""
        article = cast("Article", self.article)  # what is kept needs no annotations
        return Study(article, (), (), Cast(), tuple(Name(self.words[at], _NOWHERE) for at in self.known))

    def _set(self, places: list[int]) -> frozenset[str]:
        words = self.words
        return frozenset([words[at] for at in places])

    def frame(self, at: int) -> Frame:
        """One of the frames."""
        try:
            return self._frame(json.loads(self.rows[at]))
        except UNSOUND as error:
            raise DamagedError("what an article tells", error) from error

    def _frame(self, row: _Row) -> Frame:
        order, (start, stop, first, last), focus, date, head, word, who, telling, others, speaker = row
        told, light = self._set(telling), Span(*focus)
        return Frame(
            self._study,
            order,
            Span(start, stop),
            Span(first, last),
            light,
            _dated(light, *date) if date else None,
            self._headed(*head) if head else None,
            word,
            Who(*map(self._set, who)),
            told | self._set(others),
            told,
            speaker,
        )

    def _headed(self, index: int, kinds: list[int], families: list[int], flags: int, ordinal: int | None) -> Head:
        marks = {name: True for at, name in enumerate(_FLAGS) if flags >> at & 1}
        return Head(index, self._set(kinds), self._set(families), **{"noun": False, **marks}, ordinal=ordinal)

    def days(self, lit: Sequence[Span] | None, fine: int) -> Iterator[int]:
        """The days, as ordinals, that are told in so few days or fewer, in some sentences or in all."""
        for head in self.heads:
            if len(head) > 1 and head[2] - head[1] < fine and _within(head, lit):
                yield from range(head[1], head[2] + 1)

    def picked(self, lit: Sequence[Span] | None, days: frozenset[int], fine: int) -> tuple[list[Frame], list[Frame]]:
        """The frames of some sentences and those of some days; and the former alone."""
        own = [at for at, head in enumerate(self.heads) if _within(head, lit)]
        others = [at for at, head in enumerate(self.heads) if not _within(head, lit) and _on(head, days, fine)]
        seeds = [self.frame(at) for at in own]
        return [*seeds, *map(self.frame, others)], seeds

    @property
    def frames(self) -> tuple[Frame, ...]:
        """All of them, in the order of the text."""
        return tuple(map(self.frame, range(len(self.rows))))


def _within(head: list[int], lit: Sequence[Span] | None) -> bool:
    """Whether a frame's sentence begins in one of these."""
    if lit is None:
        return True
    start = head[0]
    return any(one.start <= start < one.stop for one in lit)


def _on(head: list[int], days: frozenset[int], fine: int) -> bool:
    return len(head) > 1 and head[2] - head[1] < fine and not days.isdisjoint(range(head[1], head[2] + 1))


def _dated(span: Span, first: int, last: int, mod: str | None, tense: str | None) -> DateMention:
    interval = Interval(dt.date.fromordinal(first), dt.date.fromordinal(last))
    return DateMention(span, interval, Mod(mod) if mod else None, Tense(tense) if tense else None)
