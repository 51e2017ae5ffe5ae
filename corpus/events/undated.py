"""What is told without a date ("the call lasted an hour") joins an event that dates have made, or none."""

import datetime as dt
from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from corpus.events.coarse import Memo, may
from corpus.events.frames import Frame
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


def settle_undated(groups: Sequence[Group], undated: Iterable[Frame], memo: Memo) -> tuple[Group, ...]:
    """The groups with the undated frames that find theirs: what the article told last by that name, else the news.

    `memo` holds for each frame the events that it was last held against, and the one it was told of.
    """
    told: dict[str, _Told] = defaultdict(_Told)
    by_kind: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        for kind in group.kinds:
            by_kind[kind].append(group)
        for frame in group.frames:
            told[frame.article.id].add(frame, group)
    joined: dict[Group, list[Frame]] = defaultdict(list)
    for frame in sorted(undated, key=_nouns_first):
        known = told[frame.article.id]
        found = known.antecedent(frame) or _news(frame, by_kind, memo)
        if found:
            known.add(frame, found)
            joined[found].append(frame)
    return tuple(group.joined(*joined[group]) if group in joined else group for group in groups)


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


def _news(frame: Frame, by_kind: Mapping[str, list[Group]], memo: Memo) -> Group | None:
    """The event of that sort, with those participants, that was news on the day of publication; the nearest wins."""
    day = frame.article.day
    if day is None or frame.head is None or frame.head.earlier or not frame.who:
        return None
    near = tuple(
        group
        for group in _around(day, by_kind.get(min(frame.kinds), []))
        if frame.kinds <= group.kinds and may(frame, group) and _distance(frame, group, day) is not None
    )
    known = memo.get(frame)
    if known is None or known[0] != near:
        known = memo[frame] = (near, _best(frame, near, day))
    return known[1]


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
