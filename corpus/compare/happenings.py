"""The events of a comparison, with all that tells of them: dated ones as merged, others by their likeness."""

import datetime as dt
from collections.abc import Sequence

from corpus.compare.claims import Happening
from corpus.compare.noted import Notes, Traits
from corpus.compare.pairs import joined, pairs
from corpus.events.frames import Frame
from corpus.events.match import bond
from corpus.models import Event, Span

_LOOSE = 1.9  # how alike two undated tellings must be
_SAME_TEXT = 0.6  # and how much more within one article
_DAYS = dt.timedelta(days=3)


_Told = tuple[Frame, Traits]
_Places = dict[tuple[str, Span], _Told]


def happenings(noted: Sequence[Notes], events: Sequence[Event]) -> tuple[Happening, ...]:
    """The events that these articles tell, then what they tell without any date."""
    by_place = _by_place(noted)
    found: list[Happening] = []
    taken: set[tuple[str, str, object, object]] = set()
    for event in events:
        if members := _members(by_place, event):
            taken |= {frame.key for frame, _ in members}
            found.append(_happening(len(found), members, event))
    rest = [
        (frame, traits)
        for frame, traits in by_place.values()
        if frame.key not in taken and frame.head and not frame.utterance
    ]
    for group in _loose(sorted(rest, key=lambda told: told[0].key)):
        found.append(_happening(len(found), group))
    return tuple(found)


def telling_of(noted: Sequence[Notes], event: Event) -> Happening:
    """One event as these articles tell it."""
    return _happening(0, _members(_by_place(noted), event), event)


def _by_place(noted: Sequence[Notes]) -> _Places:
    return {(notes.article.id, frame.focus): (frame, traits) for notes in noted for frame, traits in notes.told()}


def _members(by_place: _Places, event: Event) -> list[_Told]:
    places = ((mention.article.id, light) for mention in event.mentions for light in mention.highlights)
    return [by_place[place] for place in places if place in by_place]


def _happening(number: int, told: Sequence[_Told], event: Event | None = None) -> Happening:
    return Happening(number, tuple(frame for frame, _ in told), event, tuple(traits for _, traits in told))


def _loose(rest: Sequence[_Told]) -> list[list[_Told]]:
    """Undated tellings that are one happening: of one sort, alike, printed within days of each other."""
    near = pairs([frame.kinds for frame, _ in rest])
    home = joined(len(rest), ((one, other) for one, other in near if _one(rest[one][0], rest[other][0])))
    groups: dict[int, list[_Told]] = {}
    for at, told in zip(home, rest, strict=True):
        groups.setdefault(at, []).append(told)
    return list(groups.values())


def _one(left: Frame, right: Frame) -> bool:
    least = _LOOSE + (_SAME_TEXT if left.article.id == right.article.id else 0.0)
    return _near(left, right) and bond(left, right) >= least


def _near(one: Frame, other: Frame) -> bool:
    days = (one.article.day, other.article.day)
    return days[0] is None or days[1] is None or abs(days[0] - days[1]) <= _DAYS
