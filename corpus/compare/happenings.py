"""The events of a comparison, with all that tells of them: dated ones as merged, others by their likeness."""

import datetime as dt
from collections.abc import Sequence

from corpus.compare.claims import Happening
from corpus.compare.pairs import joined, pairs
from corpus.events.frames import Frame, frames
from corpus.events.match import bond
from corpus.models import Article, Event

_LOOSE = 1.9  # how alike two undated tellings must be
_SAME_TEXT = 0.6  # and how much more within one article
_DAYS = dt.timedelta(days=3)


def happenings(articles: Sequence[Article], events: Sequence[Event]) -> tuple[Happening, ...]:
    """The events that these articles tell, then what they tell without any date."""
    by_place = {(article.id, frame.focus): frame for article in articles for frame in frames(article)}
    found: list[Happening] = []
    taken: set[tuple[str, str, object, object]] = set()
    for event in events:
        members = [
            by_place[place]
            for mention in event.mentions
            for place in ((mention.article.id, light) for light in mention.highlights)
            if place in by_place
        ]
        if members:
            taken |= {frame.key for frame in members}
            found.append(Happening(len(found), tuple(members), event))
    rest = [frame for frame in by_place.values() if frame.key not in taken and frame.head and not frame.utterance]
    for group in _loose(sorted(rest, key=lambda frame: frame.key)):
        found.append(Happening(len(found), group))
    return tuple(found)


def telling_of(articles: Sequence[Article], event: Event) -> Happening:
    """One event as these articles tell it."""
    by_place = {(article.id, frame.focus): frame for article in articles for frame in frames(article)}
    places = ((mention.article.id, light) for mention in event.mentions for light in mention.highlights)
    return Happening(0, tuple(by_place[place] for place in places if place in by_place), event)


def _loose(rest: Sequence[Frame]) -> list[tuple[Frame, ...]]:
    """Undated tellings that are one happening: of one sort, alike, printed within days of each other."""
    near = pairs([frame.head.kinds if frame.head else () for frame in rest])
    home = joined(len(rest), ((one, other) for one, other in near if _one(rest[one], rest[other])))
    groups: dict[int, list[Frame]] = {}
    for at, frame in zip(home, rest, strict=True):
        groups.setdefault(at, []).append(frame)
    return [tuple(group) for group in groups.values()]


def _one(left: Frame, right: Frame) -> bool:
    least = _LOOSE + (_SAME_TEXT if left.article.id == right.article.id else 0.0)
    return _near(left, right) and bond(left, right) >= least


def _near(one: Frame, other: Frame) -> bool:
    days = (one.article.day, other.article.day)
    return days[0] is None or days[1] is None or abs(days[0] - days[1]) <= _DAYS
