"""On which day, where, in what form and under which name: what the tellings of one happening say of it."""

import datetime as dt
from collections.abc import Hashable, Iterator, Sequence
from functools import cache
from itertools import combinations

from corpus.compare.claims import Claim, Happening
from corpus.compare.forms import alternatives, span_of
from corpus.compare.measures import sentence_at
from corpus.compare.noted import Formed
from corpus.compare.pairs import joined, pairs
from corpus.compare.planned import planned, planned_twice
from corpus.events.cast import Name
from corpus.events.frames import Frame
from corpus.events.lexicon import gazette, parts
from corpus.events.match import NEVER, bond, fit
from corpus.events.study import Study, cut
from corpus.likeness import likeness
from corpus.models import Kind, Span
from corpus.results import Slot

_NEAR = dt.timedelta(days=7)  # how far apart two days can be that two outlets give for one happening
_ALIKE = 0.5
_NAMELESS = 0.6  # the same, where no word names what happened
_BESIDE = 4  # terms between an event word and what qualifies it
_ABOUT = 12  # terms between an event word and what the thing is called beside
_MANY = 80  # places of one happening that are held against each other
_REACH = 7  # terms from an event word to its place
_INSIDE = frozenset({"in", "near"})
_WHERE = frozenset({"in", "at", "near", "outside"})


def dates(told: Sequence[Happening]) -> Iterator[Claim]:
    """The days given for a happening; also for two happenings that are one but for their days."""
    near = list(pairs([_weeks(event) for event in told]))
    alike = ((one, other) for one, other in near if _but_for_the_day(told[one], told[other]))
    home = joined(len(told), (*alike, *planned_twice(told, near)))
    for event in told:
        for frame in event.frames:
            if frame.fine and frame.when and (not frame.utterance or planned(frame)):
                yield _claim(frame, frame.focus, event, slot=Slot.DATE, about=home[event.number], value=frame.when)


def _weeks(event: Happening) -> set[int]:
    """The weeks that its fine dates fall in or beside: what lies further apart is not compared."""
    days = [frame.when.first.toordinal() // 7 for frame in event.frames if frame.fine and frame.when]
    return {week + step for week in days for step in (0, 1)}


def _but_for_the_day(one: Happening, other: Happening) -> bool:
    """Whether two events of nearby days are told by different articles in one way."""
    left = [frame for frame in one.frames if frame.fine and not frame.utterance]
    right = [frame for frame in other.frames if frame.fine and not frame.utterance]
    told = {frame.article.id for frame in left} & {frame.article.id for frame in right}
    if told or not left or not right:
        return False
    return any(_alike(a, b) for a in left for b in right)


def _alike(one: Frame, other: Frame) -> bool:
    if not (one.when and other.when) or one.when.overlaps(other.when) or bond(one, other) == NEVER:
        return False
    if not _named_alike(one, other):
        return False
    apart = max(one.when.first - other.when.last, other.when.first - one.when.last)
    who = fit(one.who, other.who)
    if apart > _NEAR or (one.who and other.who and not who.people and not who.sides):
        return False
    least = _ALIKE if one.head else _NAMELESS
    return likeness(_without(one, one.focus), _without(other, other.focus)) >= least


def _named_alike(one: Frame, other: Frame) -> bool:
    """Whether both use a word for one sort of happening, or neither has any."""
    if one.head and other.head:
        return bool(one.head.kinds & other.head.kinds)
    return one.head is other.head


def _without(frame: Frame, span: Span) -> str:
    body = frame.article.body
    return f"{body[frame.sentence.start : span.start]} {body[span.stop : frame.sentence.stop]}"


def places(told: Sequence[Happening]) -> Iterator[Claim]:
    """Where a happening took or takes place: a name behind "in" or "at", beside the event word or its date."""
    for event in told:
        found = [(frame, name, span) for frame, traits in event.told() for name, span in traits.located]
        home = joined(len(found), _alike_but_for_the_place(found))
        for at, (frame, name, span) in zip(home, found, strict=True):
            yield _claim(frame, span, event, slot=Slot.PLACE, about=(event.number, at), value=name)


def _alike_but_for_the_place(found: Sequence[tuple[Frame, str, Span]]) -> Iterator[tuple[int, int]]:
    """Places of one happening beyond doubt: with the same people or two sides, or told in the same words."""
    for (at, (one, here, span)), (near, (other, there, place)) in combinations(enumerate(found[:_MANY]), 2):
        sides = (one.who.sides & other.who.sides) - {_country(here), _country(there)}
        if (
            one.who.people & other.who.people
            or len(sides) > 1
            or likeness(_without(one, span), _without(other, place)) >= _ALIKE
        ):
            yield at, near


def located(frame: Frame) -> Iterator[tuple[str, Span]]:
    """The places named beside an event word or its date, with where they stand."""
    if frame.head is None or frame.utterance:
        return
    read = frame.read
    for name, at in _behind_where(read, frame.sentence):
        owns = read.article.body[name.span.stop : name.span.stop + 2] in {"'s", "’s"}  # in Norway's vote: no place
        if not owns and read.gap(at - 1, at) == " " and _beside(read, frame, at):
            first, stop = _clause(read, frame)
            if first < at < stop:
                yield " ".join(parts(name.span.cut(frame.article.body))), name.span


def _behind_where(read: Study, sentence: Span) -> Iterator[tuple[Name, int]]:
    """The names of a sentence that stand behind "in" or "at", each with its first term."""
    for name in read.names(sentence):
        at, _ = read.at(name.span)
        if at and read.tokens[at - 1].word in (_WHERE if name.place or name.side else _INSIDE):
            yield name, at


def _beside(read: Study, frame: Frame, at: int) -> bool:
    """Whether a term stands close to the event word or to the date."""
    first, stop = read.at(frame.focus)
    head = frame.head.index if frame.head else first
    return 0 < at - head <= _REACH or 0 < at - stop <= 2 or 0 < first - at <= 2


def _clause(read: Study, frame: Frame) -> tuple[int, int]:
    """The terms between the commas around the event word and its date; the date itself may be set off by one."""
    marks = [read.tokens[frame.head.index].span] if frame.head else []
    ends = [span for span in (*marks, frame.focus) if span in frame.sentence] or [frame.focus]
    first, stop = read.at(Span(min(span.start for span in ends), max(span.stop for span in ends)))
    low, high = read.at(frame.sentence)
    while first > low and not set(read.gap(first - 1, first)) & set(",;:"):
        first -= 1
    while stop < high and not set(read.gap(stop - 1, stop)) & set(",;:"):
        stop += 1
    return first - 1, stop


def same_place(one: object, other: object) -> bool:
    """Whether two names may be one place: a city and its country are, a square may lie in any country."""
    left, right = str(one), str(other)
    words, others = set(left.split()), set(right.split())
    if words <= others or others <= words:
        return True
    countries = [_country(name) for name in (left, right)]
    within = [country == name for name, country in zip((left, right), countries, strict=True)]
    known = [country in _sides() for country in countries]
    return (any(within) and countries[0] == countries[1]) or (any(known) and not all(known))


@cache
def _sides() -> frozenset[str]:
    return frozenset(gazette().sides.values())


def _country(name: str) -> str:
    data, words = gazette(), tuple(name.split())
    return data.cities.get(words) or data.sides.get(words) or name


def forms(told: Sequence[Happening], slot: Slot) -> Iterator[Claim]:
    """The form of a happening ("video call"), or the name that an outlet chooses for it: tables of data/forms.toml."""
    for event in told:
        for frame, traits in event.told():
            for words, table, way in traits.formats if slot is Slot.FORMAT else traits.namings:
                yield _claim(frame, words, event, slot=slot, about=(event.number, table), value=way)


def formed(frame: Frame, slot: Slot) -> Iterator[Formed]:
    """The words around an event word that give its form, or its name; of a brief no names, which are ours."""
    read = frame.read
    if frame.utterance or (slot is Slot.NAMING and read.article.kind is Kind.BRIEF):
        return
    place = sentence_at(read, frame.focus)
    head = frame.head
    if place is None or head is None or not place[1].first <= head.index < place[1].stop:
        return
    beside = _BESIDE if slot is Slot.FORMAT else _ABOUT
    first = max(place[1].first, head.index - beside)
    stop = min(place[1].stop, head.index + beside + 1)
    for start, end, form in alternatives(slot).found(read.tokens[first:stop]):
        span = span_of(read.tokens, first + start, first + end)
        named = read.tokens[head.index].span
        words = Span(min(span.start, named.start), max(span.stop, named.stop)) if slot is Slot.FORMAT else span
        if not set(read.article.body[words.start : words.stop]) & set(",;:()"):
            yield Formed(words, form.table, form.way)


def _claim(frame: Frame, words: Span, event: Happening, *, slot: Slot, about: Hashable, value: Hashable) -> Claim:
    sentence = frame.sentence
    return Claim(
        frame.article,
        cut(frame.article.body, sentence, Span(min(words.start, frame.focus.start), max(words.stop, frame.focus.stop))),
        words,
        slot,
        (slot, about),
        value,
        event=event.event,
    )
