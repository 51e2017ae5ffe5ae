"""A happening while it is being put together: the frames that tell of it."""

from collections import Counter
from dataclasses import dataclass

from corpus.events.frames import Frame, passed
from corpus.excerpts import unbroken
from corpus.lazy import lazy
from corpus.models import Event, Excerpt, Interval, Span, Tense


@dataclass(frozen=True, eq=False)
class Group:
    """Frames of one happening, sorted by key."""

    frames: tuple[Frame, ...]

    @lazy
    def when(self) -> Interval:
        """The days that the fine dates span, else the shortest coarse interval."""
        days = [frame.when for frame in self.frames if frame.fine and frame.when]
        if days:
            return Interval(min(day.first for day in days), max(day.last for day in days))
        units = [frame.when for frame in self.frames if frame.when]
        return min(units, key=lambda unit: (unit.days, unit))

    @property
    def fine(self) -> bool:
        """Whether its day is told."""
        return any(frame.fine for frame in self.frames)

    @lazy
    def kinds(self) -> frozenset[str]:
        """What sorts of happening it is called."""
        return frozenset(kind for frame in self.frames if frame.head for kind in frame.head.kinds)

    @lazy
    def deeds(self) -> frozenset[str]:
        """What sorts of deed are told of it."""
        return frozenset(deed for frame in self.frames for deed in frame.deeds.told)

    @lazy
    def articles(self) -> frozenset[str]:
        """The ids of the articles that tell of it."""
        return frozenset(frame.article.id for frame in self.frames)

    @lazy
    def people(self) -> frozenset[str]:
        """Everybody that some frame names."""
        return frozenset(key for frame in self.frames for key in frame.who.people)

    @lazy
    def sides(self) -> frozenset[str]:
        """Every side that some frame names, or stands behind its people."""
        return frozenset(key for frame in self.frames for key in frame.who.all_sides)

    def joined(self, *more: Frame) -> "Group":
        """With more frames."""
        return Group(tuple(sorted((*self.frames, *more), key=lambda member: member.key)))

    @lazy
    def order(self) -> tuple[Interval, tuple[str, str, Span, Span]]:
        """Sorts groups by day, then by the frame that was published first."""
        return (self.when, self.frames[0].key)


def event_of(group: Group) -> Event:
    """The group as an event: an excerpt a place of the text, its dates highlighted, earliest published first."""
    places: dict[tuple[str, Span], list[Frame]] = {}
    for frame in group.frames:
        places.setdefault((frame.article.id, unbroken(frame.article.body, frame.span)), []).append(frame)
    words = Counter(frame.word for frame in group.frames if frame.word)
    return Event(
        group.when,
        tuple(
            Excerpt(members[0].article, span, tuple(sorted({frame.focus for frame in members})))
            for (_, span), members in places.items()
        ),
        _tense(group),
        tuple(word for word, _ in sorted(words.items(), key=lambda counted: (-counted[1], counted[0]))),
    )


def _tense(group: Group) -> Tense | None:
    """Past as soon as one article tells it as past; planned while all who say plan it."""
    told = {passed(frame) for frame in group.frames} - {None}
    if True in told:
        return Tense.PAST
    return Tense.FUTURE if told else None
