"""What some sentences tell, of many articles: the events that they tell of, with all that dates and joins them.

Of a large corpus nobody reads whole articles for a timeline. The frames that were kept beside them say what each
sentence tells; those of the sentences asked for are merged, and with them what else is told of the same days.
"""

from collections.abc import Iterable

from corpus.events.frames import Frame
from corpus.events.group import Group, event_of
from corpus.events.index import EventIndex
from corpus.events.kept import Kept, Lit
from corpus.models import Event, Excerpt

Told = dict[Event, tuple[Excerpt, ...]]


def told_by(articles: Iterable[Kept], lit: Lit) -> Told:
    """The events that sentences tell, by day, each with the mentions of those sentences.

    `lit` are the sentences by the id of their article; None for all that the articles tell.
    """
    rows = [(kept, kept.told(lit)) for kept in articles]
    days = frozenset[int]().union(*(kept.days(own) for kept, own in rows))
    index = EventIndex()
    seeds: set[Frame] = set()
    for kept, own in rows:
        seeded = [kept.frame(at) for at in own]
        seeds.update(seeded)
        found = [*seeded, *(kept.frame(at) for at in kept.beside(own, days))]
        index.take(kept.article.id, tuple(sorted(found, key=lambda frame: frame.key)))
    return dict(_told(group, seeds) for group in index.groups() if not seeds.isdisjoint(group.frames))


def _told(group: Group, seeds: set[Frame]) -> tuple[Event, tuple[Excerpt, ...]]:
    event = event_of(group)
    places = {(frame.article.id, frame.focus) for frame in group.frames if frame in seeds}
    return event, tuple(
        mention for mention in event.mentions if any((mention.article.id, at) in places for at in mention.highlights)
    )
