"""Coarse dates ("early December", "last week"): each joins the one event that fits best and never bridges two."""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from corpus.events.frames import FINE, Frame, early_enough, passed
from corpus.events.group import Group
from corpus.events.lexicon import lexicon, parts
from corpus.events.match import NEVER, bond_to_all
from corpus.events.oneday import weigh_all
from corpus.models import Interval

_NEWS = 0.5
JOIN = 1.2  # a coarse date says less than a day does: more must speak for it
_LONGEST = dt.timedelta(days=3 * FINE)  # days that the fine dates of one event span at most, or near enough

_SHORT = 62  # days of a unit that is looked up by its months


@dataclass(slots=True)
class Memory:
    """What was found the last time: the fine groups, the home of each frame among them, and the groups started."""

    fine: frozenset[Group] = frozenset()
    homes: dict[Frame, Group | None] = field(default_factory=dict)
    started: dict[Frame, tuple[Group | None, Group]] = field(default_factory=dict)  # before it joined, and after
    joined: dict[Group, Group] = field(default_factory=dict)


def settle_coarse(fine: Sequence[Group], coarse: Iterable[Frame], memory: Memory) -> list[Group]:
    """The fine groups with the coarse frames, finest first, each in its place; what fits nowhere starts a group.

    `fine` come in order of their day. The home that a frame found the last time holds still unless a fine group in its
    time came or went since.
    """
    days = [group.when.first for group in fine]
    moved = [group.when for group in memory.fine ^ frozenset(fine)]
    memory.fine = frozenset(fine)
    joining: dict[Group, list[Frame]] = defaultdict(list)
    homeless: list[Frame] = []
    for frame in sorted(coarse, key=lambda frame: (frame.when.days if frame.when else 0, frame.key)):
        if frame not in memory.homes or _touched(frame, moved):
            memory.homes[frame] = best(frame, _near(frame, fine, days))
        if home := memory.homes[frame]:
            joining[home].append(frame)
        else:
            homeless.append(frame)
    started = _Started(memory, homeless)
    memory.joined = {group: extended(group, joining.get(group, ()), memory.joined.get(group)) for group in fine}
    return sorted([*memory.joined.values(), *started.groups], key=lambda group: group.order)


def extended(group: Group, more: Sequence[Frame], before: Group | None) -> Group:
    """The group with more frames; the one made before where it has the same."""
    whole = group.joined(*more) if more else group
    return before if before and before.frames == whole.frames else whole


def _near(frame: Frame, groups: Sequence[Group], days: Sequence[dt.date]) -> tuple[Group, ...]:
    unit = frame.when
    if unit is None:
        return ()
    return tuple(
        group
        for group in groups[bisect_left(days, _earliest(unit)) : bisect_right(days, unit.last)]
        if may(frame, group)
    )


def _earliest(unit: Interval) -> dt.date:
    """The first day of an event that may still reach into a unit."""
    return unit.first - _LONGEST if unit.first - dt.date.min > _LONGEST else dt.date.min


def _touched(frame: Frame, moved: Sequence[Interval]) -> bool:
    unit = frame.when
    return unit is not None and any(_earliest(unit) <= when.first <= unit.last for when in moved)


class _Started:
    """Groups that coarse frames have started, by the months that they may lie in.

    Frames go where they went the last time, unless a group in their time has become another one.
    """

    def __init__(self, memory: Memory, homeless: Sequence[Frame]) -> None:
        self.groups: list[Group] = []
        self._at: dict[Group, int] = {}
        self._months: dict[int, list[int]] = defaultdict(list)
        self._long: list[int] = []
        self._known = memory.started
        memory.started = {}
        gone = self._known.keys() - set(homeless)
        self._moved = [frame.when for frame in gone if frame.when]
        for frame in homeless:
            if frame.when:
                memory.started[frame] = self._take(frame, frame.when)

    def _take(self, frame: Frame, unit: Interval) -> tuple[Group | None, Group]:
        """Put a frame with its like, or start a group with it: the group before and after."""
        known = self._known.get(frame)
        if known is None or any(when.overlaps(unit) for when in self._moved):
            before = self._like(frame, unit)
            if known is None or known[0] is not before:
                known = (before, before.joined(frame) if before else Group((frame,)))
                self._moved.append(known[1].when)
        before, after = known
        if before is None:
            self._start(after, unit)
        else:
            self.groups[self._at[before]] = after
            self._at[after] = self._at.pop(before)
        return known

    def _like(self, frame: Frame, unit: Interval) -> Group | None:
        around = (self.groups[at] for at in self._around(unit))
        return best(frame, [group for group in around if group.when.overlaps(unit) and may(frame, group)])

    def _start(self, group: Group, unit: Interval) -> None:
        at = len(self.groups)
        self.groups.append(group)
        self._at[group] = at
        if unit.days > _SHORT:
            self._long.append(at)
        for month in _months(unit) if unit.days <= _SHORT else ():
            self._months[month].append(at)

    def _around(self, unit: Interval) -> list[int]:
        """Where groups stand that may share a day with a unit, in the order in which they were started."""
        if unit.days <= _SHORT:
            return sorted({at for month in _months(unit) for at in self._months.get(month, ())})
        first, last = _months(unit)[0], _months(unit)[-1]
        within = (line for month, line in self._months.items() if first <= month <= last)
        return sorted({*self._long, *(at for line in within for at in line)})


def _months(unit: Interval) -> range:
    return range(unit.first.year * 12 + unit.first.month, unit.last.year * 12 + unit.last.month + 1)


def may(frame: Frame, group: Group) -> bool:
    """Whether anything at all speaks for both being one."""
    return bool(
        frame.kinds & group.kinds
        or frame.who.people & group.people
        or frame.who.all_sides & group.sides
        or frame.deeds.told & group.deeds
    )


def best(frame: Frame, groups: Sequence[Group]) -> Group | None:
    """The event that a coarse frame means; None when none fits well enough."""
    scored = [(score, -at) for at, group in enumerate(groups) if (score := _fits(frame, group, groups)) >= JOIN]
    return groups[-max(scored)[1]] if scored else None


def _fits(frame: Frame, group: Group, groups: Sequence[Group]) -> float:
    unit = frame.when
    if unit is None or frame.date is None or not early_enough(frame.date.mod, unit, group.when):
        return NEVER
    if group.when.days > unit.days or not _in_time(frame, group):
        return NEVER
    strength = weigh_all(frame, group.frames)
    if strength == NEVER:
        return NEVER
    near = [abs(frame.order - other.order) for other in group.frames if other.article is frame.article]
    strength += 0.4 if near and min(near) <= 1 else 0.0
    strength += _NEWS if _is_news(frame, group) else 0.0
    return strength + _ordinal(frame, group, groups)


def _in_time(frame: Frame, group: Group) -> bool:
    """Whether what is told as past is past, and what is planned still to come, on the day of publication."""
    told, day = passed(frame), frame.article.day
    if told is None or day is None:
        return True
    return group.when.first <= day if told else group.when.last >= day


def _is_news(frame: Frame, group: Group) -> bool:
    """Whether it happened days before the article came out, and the text does not call it an earlier one."""
    day = frame.article.day
    if day is None or (frame.head and frame.head.earlier):
        return False
    return 0 <= (day - group.when.last).days <= 3


def _ordinal(frame: Frame, group: Group, groups: Sequence[Group]) -> float:
    """Whether "the second of the month" speaks for the event: the second of its sort in that month."""
    number = _stated_ordinal(frame)
    if number is None or frame.head is None or frame.when is None:
        return 0.0
    line = [other for other in groups if other.when in frame.when and bond_to_all(frame, other.frames) != NEVER]
    return 1.0 if group in line and line.index(group) == number - 1 else 0.0


def _stated_ordinal(frame: Frame) -> int | None:
    words = parts(frame.focus.cut(frame.article.body))
    stated = [number for word, number in lexicon().ordinals.items() if word in words]
    return stated[0] if stated else frame.head.ordinal if frame.head else None
