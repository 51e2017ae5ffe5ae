"""What an article tells of happenings, in a form that is kept beside it: frames without the text they were read from.

The form is JSON: the words that frames hold, each once; who acts in the article; and the frames, whose words are places
among those words. What dates and joins frames is all there, what reads on in the text around them is not.
"""

import datetime as dt
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from corpus.events.cast import Cast, Name, Who
from corpus.events.frames import Frame, frames
from corpus.events.heads import Head
from corpus.events.study import Study
from corpus.models import Article, DateMention, Interval, Mod, Span, Tense

_FLAGS = ("noun", "known", "here", "earlier", "later")
_NOWHERE = Span(0, 0)
_Row = list[Any]


def packed(article: Article) -> str:
    """All frames of an article; empty where there is none."""
    found = frames(article)
    if not found:
        return ""
    words: dict[str, int] = {}
    ink = _Ink(words)
    rows = [ink.row(frame) for frame in found]
    known = ink.places(found[0].read.known)
    return json.dumps([list(words), known, rows], ensure_ascii=False, separators=(",", ":"))


class _Ink:
    def __init__(self, words: dict[str, int]) -> None:
        self._words = words

    def places(self, some: Iterable[str]) -> list[int]:
        return [self._words.setdefault(one, len(self._words)) for one in sorted(some)]

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

    article: Article
    words: list[str]
    known: list[int]
    rows: list[_Row]

    @classmethod
    def read(cls, article: Article, text: str) -> "Kept":
        """What `packed` wrote."""
        return cls(article, *json.loads(text))

    @cached_property
    def _study(self) -> Study:
        """The article with who acts in it, and without its terms."""
        return Study(self.article, (), (), Cast(), tuple(Name(self.words[at], _NOWHERE) for at in self.known))

    def _set(self, places: list[int]) -> frozenset[str]:
        words = self.words
        return frozenset([words[at] for at in places])

    def frame(self, row: _Row) -> Frame:
        """One of the rows as a frame."""
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

    @property
    def frames(self) -> tuple[Frame, ...]:
        """All of them, in the order of the text."""
        return tuple(map(self.frame, self.rows))


def _dated(span: Span, first: int, last: int, mod: str | None, tense: str | None) -> DateMention:
    interval = Interval(dt.date.fromordinal(first), dt.date.fromordinal(last))
    return DateMention(span, interval, Mod(mod) if mod else None, Tense(tense) if tense else None)
