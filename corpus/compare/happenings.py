"""The events of a comparison, with all that tells of them: dated ones as merged, others by their likeness."""

import datetime as dt
from collections.abc import Sequence
from itertools import combinations

from corpus.compare.claims import Happening
from corpus.events.frames import Frame, frames
from corpus.events.match import bond
from corpus.models import Article, Event

_LOOSE = 1.9  # how alike two undated tellings must be
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


def _loose(rest: Sequence[Frame]) -> list[tuple[Frame, ...]]:
    """Undated tellings that are one happening: of one sort, alike, printed within days of each other."""
    home = list(range(len(rest)))
    for (one, left), (other, right) in combinations(enumerate(rest), 2):
        if left.head and right.head and left.head.kinds & right.head.kinds and _near(left, right):
            same_text = left.article.id == right.article.id
            if home[one] != home[other] and bond(left, right) >= (_LOOSE + 0.6 if same_text else _LOOSE):
                home = [home[one] if at == home[other] else at for at in home]
    groups: dict[int, list[Frame]] = {}
    for at, frame in zip(home, rest, strict=True):
        groups.setdefault(at, []).append(frame)
    return [tuple(group) for group in groups.values()]


def _near(one: Frame, other: Frame) -> bool:
    days = (one.article.day, other.article.day)
    return days[0] is None or days[1] is None or abs(days[0] - days[1]) <= _DAYS
