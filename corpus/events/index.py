"""Events out of frames, kept so that one more article costs what it touches.

Fine dates make events among frames of overlapping days; then each coarse date joins the one event that fits it best, or
starts one with its like; last, what is told without a date joins an event that is already there. Every step works on
sorted frames, so the order in which articles come does not matter.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from corpus.events import coarse, undated
from corpus.events.cluster import clusters
from corpus.events.frames import Frame, frames
from corpus.events.group import Group, event_of
from corpus.models import Article, Event


class EventIndex:
    """Frames by day; the groups of days that no new article touched are kept as they are."""

    def __init__(self, articles: Iterable[Article] = ()) -> None:
        self._articles: dict[str, tuple[Frame, ...]] = {}
        self._days: dict[dt.date, list[Frame]] = defaultdict(list)
        self._fine: dict[frozenset[dt.date], tuple[Group, ...]] = {}
        self._block: dict[dt.date, frozenset[dt.date]] = {}
        self._coarse: coarse.Memo = {}
        self._undated: coarse.Memo = {}
        self._settled: tuple[Group, ...] = ()
        for article in articles:
            self.add(article)

    def add(self, article: Article) -> None:
        """Take in an article; one with an id that is known replaces it."""
        self.remove(article.id)
        found = frames(article)
        self._articles[article.id] = found
        for frame, day in _fine_days(found):
            self._days[day].append(frame)
            self._forget(day)

    def remove(self, article_id: str) -> None:
        """Forget an article, if it is known."""
        gone = self._articles.pop(article_id, ())
        for frame in gone:
            self._coarse.pop(frame, None)
            self._undated.pop(frame, None)
        for frame, day in _fine_days(gone):
            self._days[day].remove(frame)
            self._forget(day)
            if not self._days[day]:
                del self._days[day]

    def groups(self) -> tuple[Group, ...]:
        """All happenings in order of their day."""
        fine = [group for block in self._blocks() for group in block]
        told = [frame for found in self._articles.values() for frame in found]
        settled = coarse.settle_coarse(fine, [frame for frame in told if frame.date and not frame.fine], self._coarse)
        same = {group.frames: group for group in self._settled}
        self._settled = tuple(same.get(group.frames, group) for group in settled)
        return undated.settle_undated(self._settled, [frame for frame in told if not frame.date], self._undated)

    def events(self) -> tuple[Event, ...]:
        """All events in order of their day."""
        return tuple(event_of(group) for group in self.groups())

    def _forget(self, day: dt.date) -> None:
        for block in {self._block.get(near) for near in (day, day - _DAY, day + _DAY)}:
            for held in block or ():
                self._block.pop(held, None)
            self._fine.pop(block or frozenset(), None)

    def _blocks(self) -> Iterator[tuple[Group, ...]]:
        """Clusters by block: days that some frame's range joins."""
        for day in sorted(self._days):
            block = self._block.get(day)
            if block is None:
                block = self._grow(day)
                for held in block:
                    self._block[held] = block
                members = {frame.key: frame for held in block for frame in self._days[held]}
                self._fine[block] = clusters(sorted(members.values(), key=lambda frame: frame.key))
            if day == min(block):
                yield self._fine[block]

    def _grow(self, day: dt.date) -> frozenset[dt.date]:
        seen, todo = {day}, [day]
        while todo:
            for frame in self._days[todo.pop()]:
                fresh = set(_days(frame)) - seen
                seen |= fresh
                todo += fresh
        return frozenset(seen)


_DAY = dt.timedelta(days=1)


def _days(frame: Frame) -> Iterator[dt.date]:
    if frame.date:
        interval = frame.date.interval
        yield from (interval.first + offset * _DAY for offset in range(interval.days))


def _fine_days(found: Sequence[Frame]) -> Iterator[tuple[Frame, dt.date]]:
    yield from ((frame, day) for frame in found if frame.fine for day in _days(frame))


def merge(articles: Iterable[Article]) -> tuple[Event, ...]:
    """The events that the articles tell, in order of their day, with all their mentions; in any order of articles."""
    return EventIndex(articles).events()
