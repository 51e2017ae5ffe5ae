"""What an article tells of happenings, in a form that is kept beside it: frames without the text they were read from.

The form are lines: the words that frames hold, each once; who acts in the article; where and when each frame tells,
which is enough to pick some; and a line of JSON for each, whose words are places among the first line's. What dates and
joins frames is all there, what reads on in the text around them is not.
"""

import datetime as dt
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, cast

from corpus.errors import sound
from corpus.events.cast import Cast, Who
from corpus.events.frames import FINE, Frame, frames
from corpus.events.heads import Head
from corpus.events.study import Study
from corpus.lazy import lazy
from corpus.models import Article, DateMention, Interval, Mod, Printed, Span, Tense

_FLAGS = ("noun", "known", "here", "earlier", "later")
_MODS, _TENSES = {one.value: one for one in Mod}, {one.value: one for one in Tense}
_NONE: frozenset[str] = frozenset()
_NOBODY = Who()
_NO_CAST = Cast()
_DECODER = json.JSONDecoder()
_Row = list[Any]
TOLD = "what an article tells"  # what is damaged where it cannot be read
Lit = Mapping[str, Sequence[Span]] | None  # stretches of articles by their ids; None for all there is


def packed(article: Article) -> str:
    """All frames of an article; empty where there is none."""
    found = frames(article)
    if not found:
        return ""
    ink = Ink({})
    rows = [ink.row(frame) for frame in found]
    known = ink.places(found[0].read.known)
    heads = [_head_of(frame) for frame in found]
    return "\n".join(["\t".join(ink.words), *map(_json, (known, heads, *rows))])


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _loaded(text: str) -> list[Any]:
    """What `_json` wrote; `json.loads` spends half of its time on blanks, which are none here."""
    found: list[Any]
    found, end = _DECODER.raw_decode(text)
    if end != len(text):
        raise ValueError(text)
    return found


def _head_of(frame: Frame) -> list[int]:
    """Where a frame's sentence begins, and the first and the last of its days as ordinals where it has a date."""
    days = frame.when
    return [frame.sentence.start, *((days.first.toordinal(), days.last.toordinal()) if days else ())]


class Ink:
    """Words that are written down once each, and told by their places."""

    def __init__(self, words: dict[str, int]) -> None:
        self.words = words

    def place(self, one: str) -> int:
        """The place of a word."""
        return self.words.setdefault(one, len(self.words))

    def places(self, some: Iterable[str]) -> list[int]:
        """The places of some words, the same for the same words."""
        return [self.place(one) for one in sorted(some)]

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
class _Remembered(Study):
    """An article with who acts in it, and without its terms."""

    line: Sequence[str] = ()
    acting: str = "[]"  # the places of some of the words, as a line of JSON

    @cached_property
    def known(self) -> frozenset[str]:
        """Everybody who acts in the article; read when two articles are compared, as most never are."""
        with sound(TOLD):
            return frozenset(map(self.line.__getitem__, json.loads(self.acting)))


class Kept:
    """The frames of an article as they were packed; each is made when it is asked for."""

    def __init__(self, article: Printed, text: str) -> None:
        """Read what `packed` wrote: of most frames nobody wants more than their sentences and days.

        DamagedError where this is something else, or what is asked of it later is.
        """
        self.article = article
        with sound(TOLD):
            parts = str.split(text, "\n", 3) if text else ("", "[]", "[]", "")
            self._line, self._known, heads, self._rest = parts
            self.heads: list[list[int]] = [list(map(int, head)) for head in _loaded(heads)]

    def of(self, article: Printed) -> "Kept":
        """The same of the article with more, or less, of what was found in it; as long as no frame is made."""
        self.article = article
        return self

    @lazy
    def _words(self) -> list[str]:
        return self._line.split("\t")

    @lazy
    def _rows(self) -> list[str]:
        return self._rest.split("\n")

    @lazy
    def _all(self) -> list[_Row]:
        return json.loads(f"[{','.join(self._rows)}]") if self.heads else []

    @lazy
    def _study(self) -> Study:
        article = cast("Article", self.article)  # what is kept needs no annotations
        return _Remembered(article, (), (), _NO_CAST, (), self._words, self._known)

    def _set(self, places: list[int]) -> frozenset[str]:
        return frozenset(map(self._words.__getitem__, places)) if places else _NONE

    def frame(self, at: int) -> Frame:
        """One of the frames."""
        with sound(TOLD):
            return self._made(self._row(at))

    def some(self, places: Iterable[int]) -> dict[int, Frame]:
        """Some of the frames by their numbers."""
        with sound(TOLD):
            return {at: self._made(self._row(at)) for at in places}

    def _row(self, at: int) -> _Row:
        """One of the rows; read alone as long as nobody has asked for all of them."""
        found: _Row = self._all[at] if "_all" in self.__dict__ else _loaded(self._rows[at])
        return found

    def _made(self, row: _Row) -> Frame:
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
            Who(*map(self._set, who)) if any(who) else _NOBODY,
            told | self._set(others),
            told,
            speaker,
        )

    def _headed(self, index: int, kinds: list[int], families: list[int], flags: int, ordinal: int | None) -> Head:
        noun, known, here, earlier, later = (bool(flags >> at & 1) for at in range(len(_FLAGS)))
        return Head(index, self._set(kinds), self._set(families), noun, known, here, earlier, later, ordinal)

    def told(self, lit: Lit) -> list[int]:
        """The numbers of the frames whose sentences begin in stretches that are lit."""
        if lit is None:
            return list(range(len(self.heads)))
        found: set[int] = set()
        for one in lit.get(self.article.id, ()):
            first, last = one.start, one.stop
            found.update([at for at, head in enumerate(self.heads) if first <= head[0] < last])
        return sorted(found)

    def days(self, some: Iterable[int]) -> frozenset[int]:
        """The days, as ordinals, that some frames tell of as days."""
        return frozenset(day for at in some for day in _days(self.heads[at]))

    def beside(self, some: Sequence[int], days: frozenset[int]) -> list[int]:
        """The numbers of the frames besides some that tell of one of these days."""
        return [at for at, head in enumerate(self.heads) if not days.isdisjoint(_days(head)) and at not in some]

    def inside(self, starts: frozenset[int]) -> list[int]:
        """The numbers of the frames whose sentences begin at one of these places."""
        return [at for at, head in enumerate(self.heads) if head[0] in starts]

    def akin(self, some: Iterable[int]) -> list[int]:
        """The numbers of the frames that are called by a word of one family with one of some that are no sayings."""
        with sound(TOLD):
            saying = [self._words.index("statement")] if "statement" in self._words else []
            named = [head[2] for at in some if (head := self._row(at)[4]) and head[2] != saying]
            families = {family for row in named for family in row}
            if not families:
                return []
            return [at for at, row in enumerate(self._all) if row[4] and not families.isdisjoint(row[4][2])]

    @property
    def frames(self) -> tuple[Frame, ...]:
        """All of them, in the order of the text."""
        with sound(TOLD):
            return tuple(map(self._made, self._all))


def _days(head: list[int]) -> Iterable[int]:
    return range(head[1], head[2] + 1) if len(head) > 1 and head[2] - head[1] < FINE else ()


def _dated(span: Span, first: int, last: int, mod: str | None, tense: str | None) -> DateMention:
    return DateMention(span, _interval(first, last), _MODS[mod] if mod else None, _TENSES[tense] if tense else None)


@lru_cache(4_096)
def _interval(first: int, last: int) -> Interval:
    return Interval(dt.date.fromordinal(first), dt.date.fromordinal(last))
