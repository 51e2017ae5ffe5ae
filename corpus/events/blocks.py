"""Fine frames by blocks of days: a block is grouped again when a frame comes to it or goes, and no other."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator

from corpus.events.cluster import Bonds, clusters
from corpus.events.frames import Frame
from corpus.events.group import Group

_DAY = dt.timedelta(days=1)
Days = frozenset[dt.date]


class Blocks:
    """Frames by day. A block are days that some frame's range joins; groups that stay the same stay the same object."""

    def __init__(self) -> None:
        self._days: dict[dt.date, list[Frame]] = defaultdict(list)
        self._block: dict[dt.date, Days] = {}
        self._groups: dict[Days, tuple[Group, ...]] = {}
        self._bonds: dict[Days, Bonds] = {}
        self._old_groups: dict[tuple[Frame, ...], Group] = {}  # of blocks that are to be grouped again
        self._old_bonds: Bonds = {}

    def add(self, frames: Iterable[Frame]) -> None:
        """Take in the fine ones among the frames."""
        for frame, day in _by_day(frames):
            self._days[day].append(frame)
            self._forget(day)

    def remove(self, frames: Iterable[Frame]) -> None:
        """Forget the fine ones among the frames."""
        for frame, day in _by_day(frames):
            self._days[day].remove(frame)
            self._forget(day)
            if not self._days[day]:
                del self._days[day]

    def groups(self) -> list[Group]:
        """All happenings that have a day, in order of their day."""
        for day in sorted(self._days.keys() - self._block.keys()):
            if day not in self._block:
                self._settle(self._grow(day))
        self._old_groups, self._old_bonds = {}, {}
        found = (group for block in self._groups.values() for group in block)
        return sorted(found, key=lambda group: group.order)

    def _forget(self, day: dt.date) -> None:
        for block in {self._block[near] for near in (day, day - _DAY, day + _DAY) if near in self._block}:
            for held in block:
                del self._block[held]
            self._old_groups.update((group.frames, group) for group in self._groups.pop(block))
            self._old_bonds |= self._bonds.pop(block)

    def _settle(self, block: Days) -> None:
        members = {frame.key: frame for day in block for frame in self._days[day]}
        fresh, bonds = clusters(sorted(members.values(), key=lambda frame: frame.key), self._old_bonds)
        self._groups[block] = tuple(self._old_groups.get(group.frames, group) for group in fresh)
        self._bonds[block] = bonds
        self._block |= dict.fromkeys(block, block)

    def _grow(self, day: dt.date) -> Days:
        seen, todo = {day}, [day]
        while todo:
            for frame in self._days[todo.pop()]:
                fresh = set(_days(frame)) - seen
                seen |= fresh
                todo += fresh
        return frozenset(seen)


def _days(frame: Frame) -> Iterator[dt.date]:
    if frame.date:
        interval = frame.date.interval
        yield from (interval.first + offset * _DAY for offset in range(interval.days))


def _by_day(found: Iterable[Frame]) -> Iterator[tuple[Frame, dt.date]]:
    yield from ((frame, day) for frame in found if frame.fine for day in _days(frame))
