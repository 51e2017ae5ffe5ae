"""Events out of frames, kept so that one more article costs what it touches.

Fine dates make events among frames of overlapping days; then each coarse date joins the one event that fits it best, or
starts one with its like; last, what is told without a date joins an event that is already there. Every step works on
sorted frames, so the order in which articles come does not matter; and every step remembers what it found, by the
groups that it was found among, and looks again only where one of those came or went.
"""

from collections.abc import Iterable

from corpus.events import coarse, nearby, undated
from corpus.events.blocks import Blocks
from corpus.events.frames import Frame, frames
from corpus.events.group import Group, event_of
from corpus.models import Article, Event


class EventIndex:
    """The happenings that articles tell; articles come and go."""

    def __init__(self, articles: Iterable[Article] = ()) -> None:
        self._articles: dict[str, tuple[Frame, ...]] = {}
        self._undated: dict[str, list[Frame]] = {}
        self._blocks = Blocks()
        self._nearby = nearby.Memory()
        self._coarse = coarse.Memory()
        self._rest = undated.Memory()
        self._events: dict[Group, Event] = {}
        for article in articles:
            self.add(article)

    def add(self, article: Article) -> None:
        """Take in an article; one with an id that is known replaces it."""
        self.take(article.id, frames(article))

    def take(self, article_id: str, found: tuple[Frame, ...]) -> None:
        """Take in what an article tells, as frames that may have been kept."""
        self.remove(article_id)
        self._articles[article_id] = found
        self._undated[article_id] = [frame for frame in found if not frame.date]
        self._blocks.add(found)

    def remove(self, article_id: str) -> None:
        """Forget an article, if it is known."""
        gone = self._articles.pop(article_id, ())
        self._undated.pop(article_id, None)
        self._blocks.remove(gone)
        for frame in gone:
            self._coarse.homes.pop(frame, None)

    def groups(self) -> tuple[Group, ...]:
        """All happenings in order of their day."""
        vague = (frame for found in self._articles.values() for frame in found if frame.date and not frame.fine)
        fine = nearby.settle_nearby(self._blocks.groups(), self._nearby)
        settled = coarse.settle_coarse(fine, vague, self._coarse)
        return undated.settle_undated(settled, self._undated, self._rest)

    def events(self) -> tuple[Event, ...]:
        """All events in order of their day."""
        self._events = {group: self._events.get(group) or event_of(group) for group in self.groups()}
        return tuple(self._events.values())


def merge(articles: Iterable[Article]) -> tuple[Event, ...]:
    """The events that the articles tell, in order of their day, with all their mentions; in any order of articles."""
    return EventIndex(articles).events()
