"""Whether a point of a comparison concerns what was asked."""

import datetime as dt
from dataclasses import dataclass
from functools import cache

from corpus.compare.noted import Spoken
from corpus.concepts import concepts
from corpus.events.deeds import light
from corpus.ingest.dates import find_dates
from corpus.models import Excerpt, Interval
from corpus.requested import as_printed
from corpus.results import Contrast, Relation, Slot
from corpus.words import fold, stem, word_list

_COVERED = 0.66  # of the topic's words
_BESIDE = 5  # words on either side of a value that belong to it


@dataclass(frozen=True, slots=True)
class Topic:
    """What is asked: concepts, slots and days, each empty when the words name none."""

    words: frozenset[str] = frozenset()
    slots: frozenset[Slot] = frozenset()
    days: tuple[Interval, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.words or self.slots or self.days)

    def holds(self, point: Contrast, spoken: Spoken) -> bool:
        """Whether the point concerns it; `spoken` tells what an excerpt speaks of."""
        if self.slots and point.slot not in self.slots:
            return False
        if self.days and not any(self._on(point, day) for day in self.days):
            return False
        if not self.words:
            return True
        said = [spoken(excerpt) for excerpt in point.excerpts]
        named = concepts(" ".join(point.event.words)) if point.event else frozenset()
        beside = map(_beside, point.excerpts)
        if point.relation is Relation.DIFFER and any(self.words <= words for words in (named, *beside)):
            return True  # outlets that differ seldom use the same words
        telling = sum(len(self.words & words) * 2 >= len(self.words) for words in said)
        return telling >= min(2, len(said)) and self.covered(frozenset().union(named, *said))

    def covered(self, found: frozenset[str]) -> bool:
        """Whether enough of its words are among those found."""
        return not self.words or len(self.words & found) >= _COVERED * len(self.words)

    def _on(self, point: Contrast, day: Interval) -> bool:
        return point.event is not None and point.event.when.overlaps(day)


def _beside(excerpt: Excerpt) -> frozenset[str]:
    """What an excerpt speaks of right beside the words in which outlets differ."""
    body = excerpt.article.body
    found: frozenset[str] = frozenset()
    for mark in excerpt.highlights:
        before = " ".join(body[excerpt.span.start : mark.start].split()[-_BESIDE:])
        after = " ".join(body[mark.stop : excerpt.span.stop].split()[:_BESIDE])
        found |= concepts(f"{before} {mark.cut(body)} {after}")
    return found


def read_topic(text: str, today: dt.date | None) -> Topic:
    """The topic that a request names; days without a year are taken nearest to `today`, as whoever asks writes them."""
    rest = text = as_printed(text)
    mentions = find_dates(text, anchor=today) if today else ()
    for mention in reversed(mentions):
        rest = f"{rest[: mention.span.start]} {rest[mention.span.stop :]}"
    words = concepts(rest)
    slots = frozenset(slot for slot in Slot if words & _slot_words()[slot])
    telling = frozenset(word for word in words if not any(word in _slot_words()[slot] for slot in slots))
    strong = telling - light()
    return Topic(strong or telling, slots, tuple(mention.interval for mention in mentions))


@cache
def _slot_words() -> dict[Slot, frozenset[str]]:
    topics = word_list("hedges")["topics"]
    return {slot: frozenset(stem(fold(word)) for word in topics[str(slot)]) for slot in Slot}
