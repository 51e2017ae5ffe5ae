"""How many: figures that count one thing, or put a size to it, in two articles."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from corpus.compare.claims import Claim, Happening
from corpus.compare.forms import fates
from corpus.compare.measures import MINUTES, begins, close, figure_claim, news, sentence_at
from corpus.compare.noted import Counted, Notes, Placed
from corpus.compare.pairs import agreed, pairs
from corpus.compare.speech import Heard
from corpus.concepts import concepts
from corpus.events.study import Sentence, Study
from corpus.models import Figure, Interval, Span
from corpus.results import Slot
from corpus.words import fold, stem

# "the death toll rose to 36": a bare number that counts the dead
_TOLL = re.compile(
    r"\b(?:toll|deaths|number\sof\s(?:dead|deaths|victims|fatalities))\b[^.\d\n]{0,80}\b(?:to|at|of|reached|hit|was|passed)\s(?P<number>\d{1,3}(?:,\d{3})+|\d{1,6})\b(?![%.]\d)"
)
_YEARS = 1900  # a bare number from here on may be a year
_FATED, _LIKE = 2, 3  # telling words that two sentences with counts of one unit must share
_MEASURED = 5  # terms before a figure that tell what it is put to
_DATED = 12  # code points behind a figure in which its date starts
_RECENT = 14  # days before publication that still are the news
_GRIM = frozenset({"disaster", "violence"})
_MANY, _SIZE = 100, 1.15  # of what size two counts with two nouns may be of one thing
_APART = 5.0  # times as large as another count of one thing is no count
_NONE: frozenset[str] = frozenset()
_AROUND = 6  # terms before and behind a figure that may tell what befell those who are counted


def counted(heard: Heard) -> Iterator[Counted]:
    """The figures of an article that count anything."""
    read = heard.read
    for figure in read.article.figures:
        place = sentence_at(read, figure.span)
        if place and figure.unit not in MINUTES:
            yield _counted(heard, *place, figure, _counted_as(read, place[1], figure))
    for toll in _TOLL.finditer(read.article.body):
        number = float(toll["number"].replace(",", ""))
        place = sentence_at(read, Span(*toll.span("number")))
        if place and number < _YEARS:
            figure = Figure(Span(*toll.span("number")), number, number, "person")
            yield _counted(heard, *place, figure, ("person", "killed"))


def _counted(heard: Heard, number: int, sentence: Sentence, figure: Figure, kind: tuple[str, str]) -> Counted:
    start = begins(heard.read, sentence, figure)
    return Counted(number, figure, *kind, _measured(heard, sentence, figure), start)


def _measured(heard: Heard, sentence: Sentence, figure: Figure) -> frozenset[str]:
    """What a figure is put to, by the words right before it: "a rise of", "trade stood at"."""
    read = heard.read
    first, _ = read.at(figure.span)
    low = max(sentence.first, first - _MEASURED)
    while low < first and set(read.gap(low, low + 1)) & set(",;:"):
        low += 1
    return heard.telling(Span(read.tokens[low].span.start, figure.span.start)) if low < first else _NONE


def _counted_as(read: Study, sentence: Sentence, figure: Figure) -> tuple[str, str]:
    """Unit and fate: twelve killed and twelve people killed are counted alike."""
    first, stop = read.at(figure.span)
    low = max(sentence.first, first - _AROUND)
    near = read.tokens[low : min(sentence.stop, stop + _AROUND)]
    found = [(abs(low + start - stop), form.way) for start, _, form in fates().found(near)]
    fate = min(found)[1] if found else ""
    unit = stem(fold(figure.unit))
    return ("person" if fate else next(iter(concepts(figure.unit)), unit), fate)


@dataclass(frozen=True)
class _Row(Placed[Counted]):
    """A count in its article."""

    @property
    def figure(self) -> Figure:
        """The figure."""
        return self.own.figure

    @property
    def counted(self) -> tuple[str, str]:
        """Its unit, and the fate of those counted."""
        return self.own.unit, self.own.fate

    @property
    def at(self) -> tuple[str, int]:
        """Its article and sentence."""
        return self.notes.article.id, self.own.sentence

    @cached_property
    def around(self) -> frozenset[str]:
        """What its sentence speaks of besides."""
        return frozenset(word for word in self.passage.about if not word[:1].isdigit() and word != self.own.unit)

    @cached_property
    def day(self) -> Interval | None:
        """The date right behind the figure: "$2 million in 2021"."""
        near = range(self.figure.span.stop, self.figure.span.stop + _DATED)
        return next((date.interval for date in self.notes.article.dates if date.span.start in near), None)


def counts(noted: Sequence[Notes], told: Sequence[Happening]) -> Iterator[Claim]:
    """How many: figures of one unit and one fate that stand in sentences about one thing get one `about`."""
    rows = [_Row(notes, count) for notes in noted for count in notes.counted]
    seen = _Told(told)
    near = pairs([[row.counted, *(("put to", word) for word in row.own.measured)] for row in rows])
    found = [(one, other) for one, other in near if _one_thing(rows[one], rows[other], seen)]
    found.sort(key=lambda pair: (_times(rows[pair[0]], rows[pair[1]]), pair))
    home = agreed(len(rows), found)
    for at, row in zip(home, rows, strict=True):
        yield figure_claim(
            row.notes,
            row.own,
            slot=Slot.COUNT,
            about=("count", at),
            value=(row.figure.low, row.figure.high),
            event=seen.events.get(row.at),
        )


class _Told:
    """The happenings of the sentences, and which disasters each article tells."""

    def __init__(self, told: Sequence[Happening]) -> None:
        self.events = {
            (frame.article.id, frame.order): event for event in told for frame in event.frames if not frame.utterance
        }
        grim = [event for event in told if any(frame.head and frame.head.families & _GRIM for frame in event.frames)]
        self.grim = news(grim)


def _one_thing(left: _Row, right: _Row, told: _Told) -> bool:
    here, there = left.notes.article, right.notes.article
    if here.id == there.id or not close(here, there):
        return False
    if left.day and right.day and not left.day.overlaps(right.day):
        return False
    if _times(left, right) > _APART:
        return False
    if left.counted != right.counted:
        return _of_one_size(left, right) and _put_to_one(left, right)
    one, other = told.events.get(left.at), told.events.get(right.at)
    if one and one is other:
        return True
    if left.counted[1] and _of_one_disaster(left, right, told):
        return True
    where = [row.passage.sides for row in (left, right)]
    if all(where) and not where[0] & where[1]:
        return False
    if not left.counted[1] and _put_to_one(left, right):
        return True
    words = len(left.around & right.around)
    names = len(left.passage.people & right.passage.people)
    return names > 1 or words + names >= (_FATED if left.counted[1] else _LIKE)


def _times(left: _Row, right: _Row) -> float:
    """How many times as large one of two figures is as the other; 1 where their ranges meet."""
    low, high = sorted((left.figure, right.figure), key=lambda figure: (figure.low, figure.high))
    if high.low <= low.high:
        return 1.0
    return high.low / low.high if low.high > 0 else _APART + 1


def _of_one_disaster(left: _Row, right: _Row, told: _Told) -> bool:
    """Whether both articles tell of one disaster, and neither sentence of another day's."""
    shared = told.grim[left.notes.article.id] & told.grim[right.notes.article.id]
    return len(shared) == 1 and all(_of_now(row) for row in (left, right))


def _of_now(row: _Row) -> bool:
    article, span = row.notes.article, row.passage.span
    day, dates = article.day, [date.interval for date in article.dates if date.span in span]
    return day is not None and all(abs((day - date.last).days) <= _RECENT for date in dates)


def _put_to_one(left: _Row, right: _Row) -> bool:
    """Whether both figures are put to one thing, and something else beside speaks for it: a word, a name, the date."""
    same = left.own.measured & right.own.measured
    beside = (left.around & right.around) - same
    return bool(same) and (
        (left.day is not None and left.day == right.day) or bool(beside or left.passage.people & right.passage.people)
    )


def _of_one_size(left: _Row, right: _Row) -> bool:
    """Counts of things called by two names: 1,450 products, 1,400 lines."""
    low, high = sorted((left.figure.low, right.figure.low))
    return not (left.counted[1] or right.counted[1]) and low >= _MANY and high <= _SIZE * low
