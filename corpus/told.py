"""What the articles of a corpus tell, carried on from one look at it to the next.

Whoever adds an article to thousands pays for that article: the next look takes over what the last one worked out, and
takes in what has changed since.
"""

from pathlib import PurePath
from threading import Lock

from corpus.events import EventIndex
from corpus.models import Article, Event
from corpus.store import Generation


class Told:
    """The articles of a generation and their events. Only the last look at a database holds the index of events."""

    def __init__(self, generation: Generation, before: "Told | None" = None) -> None:
        self._path = generation.path
        self._changes = generation.changes()  # before anything else is read: what comes later is only taken in twice
        self._lock = Lock()
        found = before.hand_over(generation.path) if before else None
        if found is None:
            articles = {article.id: article for article in generation.full()}
            self._index: EventIndex | None = EventIndex(articles.values())
        else:
            self._index, articles, known = found
            articles = _taken_in(generation, articles, self._index, self._changes[known:])
        self.articles: tuple[Article, ...] = tuple(articles.values())
        self.events: tuple[Event, ...] = self._index.events()

    def hand_over(self, path: PurePath) -> tuple[EventIndex, dict[str, Article], int] | None:
        """The index for a later look at the same database, once; the articles, and how many changes both know of."""
        with self._lock:
            index = self._index if path == self._path else None
            if index is None:
                return None
            self._index = None
        return index, {article.id: article for article in self.articles}, len(self._changes)


def _taken_in(
    generation: Generation, articles: dict[str, Article], index: EventIndex, changed: tuple[str, ...]
) -> dict[str, Article]:
    for one in dict.fromkeys(changed):
        articles.pop(one, None)
        index.remove(one)
        row = generation.article_row(one)
        if row is not None:
            for article in generation.full([row]):
                articles[one] = article
                index.add(article)
    return articles
