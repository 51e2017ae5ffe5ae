"""What the articles of a corpus tell, carried on from one look at it to the next.

Whoever adds an article to thousands pays for that article: the next look takes over what the last one worked out, and
takes in what has changed since.
"""

from collections.abc import Iterable
from pathlib import PurePath
from threading import Lock

from corpus.compare.noted import Notes
from corpus.events import EventIndex
from corpus.models import Article, Event
from corpus.store import Generation


class Told:
    """The articles of a generation and their events. Only the last look at a database holds the index of events.

    `noted` is what comparisons take from each article, by its id.
    """

    def __init__(self, generation: Generation, before: "Told | None" = None) -> None:
        self._path = generation.path
        self._changes = generation.changes()  # before anything else is read: what comes later is only taken in twice
        self._lock = Lock()
        found = before.hand_over(generation.path) if before else None
        if found is None:
            index: EventIndex = EventIndex()
            self.noted = _taken(index, generation.noted())
        else:
            index, noted, known = found
            self.noted = _taken_in(generation, noted, index, self._changes[known:])
        self._index: EventIndex | None = index
        self.articles: tuple[Article, ...] = tuple(one.article for one in self.noted.values())
        self.events: tuple[Event, ...] = index.events()

    def hand_over(self, path: PurePath) -> tuple[EventIndex, dict[str, Notes], int] | None:
        """The index for a later look at the same database, once; the notes, and how many changes both know of."""
        with self._lock:
            index = self._index if path == self._path else None
            if index is None:
                return None
            self._index = None
        return index, dict(self.noted), len(self._changes)


def _taken_in(
    generation: Generation, noted: dict[str, Notes], index: EventIndex, changed: tuple[str, ...]
) -> dict[str, Notes]:
    for one in dict.fromkeys(changed):
        noted.pop(one, None)
        index.remove(one)
        row = generation.article_row(one)
        if row is not None:
            noted |= _taken(index, generation.noted([row]))
    return noted


def _taken(index: EventIndex, some: Iterable[Notes]) -> dict[str, Notes]:
    found = {one.article.id: one for one in some}
    for key, one in found.items():
        index.take(key, one.frames)
    return found
