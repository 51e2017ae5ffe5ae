"""What many articles tell of a topic: notes of the sentences that speak of it, and the events that these tell.

A comparison on a topic shows no sentence that does not speak of it, unless it tells of the same event as one that does.
So of a large corpus nobody reads whole articles: what else they tell is read as far as it bears on what is merged here,
which is the frames of the same days, and of an article's own those of the same sort, which say what is meant by the
talks, and whether it tells of one such happening or of several.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.compare.noted import Notes
from corpus.compare.sheet import Sheet
from corpus.events.frames import Frame
from corpus.events.group import event_of
from corpus.events.index import EventIndex
from corpus.events.kept import Kept
from corpus.models import Article, Event

_LONG = 12  # sentences of one article, the first of those that speak of the topic


@dataclass(frozen=True, slots=True)
class Telling:
    """An article with what was kept beside it."""

    article: Article
    kept: Kept
    sheet: Sheet


@dataclass(frozen=True, slots=True)
class _Part:
    """Sentences of an article, by their numbers, with the places of their frames, and those of others beside them."""

    telling: Telling
    numbers: Sequence[int]
    own: frozenset[int]
    frames: dict[int, Frame]

    def notes(self, told: frozenset[Frame]) -> Notes:
        """Its notes, with those of the frames that stand in its sentences or tell what they tell."""
        places = [at for at, frame in self.frames.items() if at in self.own or frame in told]
        frames = tuple([self.frames[at] for at in places])
        return self.telling.sheet.some(self.telling.article, (frames, places), self.numbers)


def topical(tellings: Iterable[Telling], words: frozenset[str]) -> tuple[tuple[Notes, ...], tuple[Event, ...]]:
    """Notes of the sentences that speak of half of some words or more, and the events that these tell, by day."""
    parts = _parts(tellings, words)
    index = EventIndex()
    for part in parts:
        index.take(part.telling.article.id, tuple(part.frames.values()))
    seeds = {part.frames[at] for part in parts for at in part.own}
    groups = [group for group in index.groups() if not seeds.isdisjoint(group.frames)]
    told = frozenset(frame for group in groups for frame in group.frames)
    return tuple(part.notes(told) for part in parts), tuple(map(event_of, groups))


def _parts(tellings: Iterable[Telling], words: frozenset[str]) -> list[_Part]:
    rows = []
    for one in tellings:
        numbers = one.sheet.speaking(words)[:_LONG]
        rows.append((one, numbers, one.kept.inside(one.sheet.starts(numbers))))
    days = frozenset[int]().union(*(one.kept.days(own) for one, _, own in rows))
    parts = []
    for one, numbers, own in rows:
        places = sorted({*own, *one.kept.beside(own, days), *one.kept.akin(own)})
        parts.append(_Part(one, numbers, frozenset(own), one.kept.some(places)))
    return parts
