"""What is told without a date ("the call lasted an hour") joins an event that dates have made, or none."""

import datetime as dt
from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from corpus.events.coarse import extended, may
from corpus.events.frames import FINE, Frame
from corpus.events.group import Group
from corpus.events.heads import Head
from corpus.events.match import NEVER, bond, bond_to_all
from corpus.models import Span

_TRIED = 12  # earlier tellings of a sort that a noun may go back to
_JOIN = 1.5
_FRESH = 2.2  # "a call", "they spoke": more must speak for it than for "the call"
_BACK = dt.timedelta(days=10)  # how long ago news without a date may have happened
_AHEAD = dt.timedelta(days=45)
_COARSE = 45  # days before publication from which an event that is told of a month may start


Found = tuple[tuple[Frame, Group], ...]


@dataclass(slots=True)
class Memory:
    """What was found the last time: for each article, by what it tells with a date, the events of the rest."""

    groups: frozenset[Group] = frozenset()
    articles: dict[str, tuple[Found, Found]] = field(default_factory=dict)
    joined: dict[Group, Group] = field(default_factory=dict)


def settle_undated(
    groups: Sequence[Group], undated: Mapping[str, Sequence[Frame]], memory: Memory
) -> tuple[Group, ...]:
    """The groups with the undated frames that find theirs: what the article told last by that name, else the news.

    `undated` are the frames by article. An article is looked at again where a group of its own, or one that may have
    been its news, came or went since the last time.
    """
    by_kind: dict[str, list[Group]] = defaultdict(list)
    dated: dict[str, list[tuple[Frame, Group]]] = defaultdict(list)
    for group in groups:
        for kind in group.kinds:
            by_kind[kind].append(group)
        for frame in group.frames:
            dated[frame.article.id].append((frame, group))
    changed = sorted(memory.groups ^ frozenset(groups), key=lambda group: group.order)
    joined: dict[Group, list[Frame]] = defaultdict(list)
    kept: dict[str, tuple[Found, Found]] = {}
    for key, frames in undated.items():
        own, known = tuple(dated.get(key, ())), memory.articles.get(key)
        if known is None or known[0] != own or _concerned(frames, changed):
            known = (own, _settled(own, frames, by_kind))
        kept[key] = known
        for frame, group in known[1]:
            joined[group].append(frame)
    memory.groups, memory.articles = frozenset(groups), kept
    memory.joined = {group: extended(group, joined.get(group, ()), memory.joined.get(group)) for group in groups}
    return tuple(memory.joined.values())


def _concerned(frames: Sequence[Frame], changed: Sequence[Group]) -> bool:
    """Whether one of these groups may be what an article tells as news."""
    day = frames[0].article.day if frames else None
    if day is None or not changed:
        return False
    kinds = frozenset(kind for frame in frames for kind in frame.kinds)
    return any(group.kinds & kinds for group in _around(day, changed))


def _settled(own: Found, frames: Sequence[Frame], by_kind: Mapping[str, list[Group]]) -> Found:
    """The frames of one article that find an event, in the order in which they find it."""
    known = _Told()
    for frame, group in own:
        known.add(frame, group)
    found: list[tuple[Frame, Group]] = []
    for frame in sorted(frames, key=_nouns_first):
        if home := known.antecedent(frame) or _news(frame, by_kind):
            known.add(frame, home)
            found.append((frame, home))
    return tuple(found)


class _Told:
    """What an article has told so far of events: by sentence, and by sort of word in the order of the text."""

    def __init__(self) -> None:
        self._beside: dict[Span, list[tuple[Frame, Group]]] = defaultdict(list)
        self._before: dict[frozenset[str], list[tuple[Span, Frame, Group]]] = defaultdict(list)

    def add(self, frame: Frame, group: Group) -> None:
        """Take in a frame with its event."""
        self._beside[frame.sentence].append((frame, group))
        insort(self._before[frame.kinds], (frame.focus, frame, group), key=lambda row: row[0])

    def antecedent(self, frame: Frame) -> Group | None:
        """The event that the article named last with the same sort of word, before this place."""
        head = frame.head
        if head is None:
            return None
        beside = [
            (other.focus, at)
            for at, (other, _) in enumerate(self._beside[frame.sentence])
            if other.head and _said_of_it(head, other.head, dated=other.date is not None)
        ]
        if beside or not head.known or head.earlier or head.later:
            return self._beside[frame.sentence][min(beside)[1]][1] if beside else None
        lines = [line for kinds, line in self._before.items() if kinds == head.kinds or head.here]
        before = [row for line in lines for row in self._last(line, frame)]
        return max(before, key=lambda row: row[0])[2] if before else None

    def _last(self, line: list[tuple[Span, Frame, Group]], frame: Frame) -> list[tuple[Span, Frame, Group]]:
        """The last of a sort before a place that may be the same happening; only the nearest few are tried."""
        stop = bisect_left(line, frame.focus, key=lambda row: row[0])
        near = line[max(0, stop - _TRIED) : stop]
        fitting = [row for row in near if _may_be(frame, row[1])]
        return fitting[-1:]


def _may_be(frame: Frame, other: Frame) -> bool:
    return bool(frame.head and other.head and frame.head.akin(other.head)) and bond(frame, other) != NEVER


def _nouns_first(frame: Frame) -> tuple[str, int, bool, Span]:
    """In the order of the text; in a sentence the nouns first, whose event its verbs tell on."""
    return (frame.article.id, frame.order, frame.head is None or not frame.head.noun, frame.focus)


def _said_of_it(head: Head, other: Head, *, dated: bool) -> bool:
    """Whether a word tells of the event of another in its sentence: a verb of its family, or its like with a date."""
    return head.akin(other) and not other.utterance if not head.noun else dated and bool(head.kinds & other.kinds)


def _news(frame: Frame, by_kind: Mapping[str, list[Group]]) -> Group | None:
    """The event of that sort, with those participants, that was news on the day of publication; the nearest wins."""
    day = frame.article.day
    if day is None or frame.head is None or frame.head.earlier or not frame.who:
        return None
    near = tuple(
        group
        for group in _around(day, by_kind.get(min(frame.kinds), []))
        if frame.kinds <= group.kinds and may(frame, group) and _distance(frame, group, day) is not None
        if group.when.days <= FINE or _speaks_of(frame, group)
    )
    return _best(frame, near, day)


def _speaks_of(frame: Frame, group: Group) -> bool:
    """Whether a mention shares more than its sort with what dated an event to no day."""
    what = frozenset(word for word in frame.telling if not frame.word.startswith(word))
    return any(what & other.telling for other in group.frames if other.date)


def _around(day: dt.date, line: Sequence[Group]) -> Sequence[Group]:
    """The events, in order of their day, that may have been news on a day, or were to come."""
    low = bisect_left(line, day.toordinal() - _COARSE, key=lambda group: group.when.first.toordinal())
    return line[low : bisect_right(line, day.toordinal() + _AHEAD.days, key=lambda group: group.when.first.toordinal())]


def _best(frame: Frame, groups: Sequence[Group], day: dt.date) -> Group | None:
    least = _JOIN if frame.head and frame.head.known else _FRESH
    scored = [
        (_distance(frame, group, day) or 0, -strength, at)
        for at, group in enumerate(groups)
        if (strength := bond_to_all(frame, group.frames)) >= least
    ]
    return groups[min(scored)[2]] if scored else None


def _distance(frame: Frame, group: Group, day: dt.date) -> int | None:
    """Days between publication and event; None where it is too far to be news."""
    if frame.head and frame.head.later:
        return (group.when.first - day).days if day <= group.when.first <= day + _AHEAD else None
    if group.when.first <= day and group.when.last >= day - _BACK:
        return max(0, (day - group.when.last).days)
    return None
