"""What is new: of a corpus's differences, utterances and events, those that articles newly in have brought.

New is what was published lately and came in since; an archive that is added is no news. Each item has keys that follow
from its content, so that what was told is known again after a rebuild, and stories, by which it belongs to others.
"""

import datetime as dt
import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.models import Event, Excerpt, Printed, Quote, QuoteKind
from corpus.results import Comparison, Contrast, Relation, Said, Timeline
from corpus.words import terms

RECENT = dt.timedelta(days=14)  # since publication
COMING = dt.timedelta(days=366)  # how far ahead an event may lie
SPELL = dt.timedelta(days=31)  # longer events are periods: nothing happens in them
SURE = 0.5  # confidence from which a speaker is told
USED = 3  # arrivals on different days, from which it is a habit
HABIT = dt.timedelta(days=30)  # in which they must lie
PATIENCE = 3  # times the longest usual pause, after which sources have stopped
LEAST = dt.timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Item:
    """Something to tell. It was told before when one of its keys was."""

    what: Contrast | Said | Event
    keys: tuple[str, ...]
    stories: tuple[str, ...] = ()

    @property
    def excerpts(self) -> tuple[Excerpt, ...]:
        """What it rests on."""
        if isinstance(self.what, Contrast):
            return self.what.excerpts
        if isinstance(self.what, Event):
            return self.what.mentions
        return (self.what.excerpt, *self.what.parts, *self.what.also)


def fresh(articles: Iterable[Printed], arrived: Collection[str], today: dt.date) -> frozenset[str]:
    """The ids of those that came in and were published lately, by the local day."""
    first = today - RECENT
    return frozenset(one.id for one in articles if one.id in arrived and one.day and one.day >= first)


def differences(found: Comparison, new: Collection[str]) -> Iterator[Item]:
    """Points on which outlets differ since a new article told its side."""
    for point in found.points:
        if point.relation is Relation.DIFFER and _touched(point.excerpts, new):
            yield Item(point, (_difference_key(point),), _stories(point.event))


def utterances(said: Iterable[Said], new: Collection[str]) -> Iterator[Item]:
    """Words that no earlier article has, of speakers who are known."""
    for one in said:
        quote = one.excerpt.quote
        whole = isinstance(quote, Quote) and quote.kind is QuoteKind.DIRECT and quote.confidence >= SURE
        everywhere = (one.excerpt, *one.also)
        if whole and quote and quote.speaker and all(excerpt.article.id in new for excerpt in everywhere):
            keys = tuple(dict.fromkeys(_key("said", _words(excerpt.text)) for excerpt in (*everywhere, *one.parts)))
            yield Item(one, keys, (f"by {quote.speaker}",))


def events(found: Timeline, new: Collection[str], today: dt.date) -> Iterator[Item]:
    """What only new articles tell, and what is to come and is told again; most outlets first."""
    told = [event for event in found.events if _tellable(event, new, today)]
    for event in sorted(told, key=lambda event: (-len(tuple(event.outlets())), event.when.first)):
        yield Item(event, _mentions(event), _stories(event))


def unseen(items: Iterable[Item], told: Collection[str]) -> list[Item]:
    """Those that were not told, each once."""
    seen = set(told)
    found = []
    for item in items:
        if seen.isdisjoint(item.keys):
            found.append(item)
        seen.update(item.keys)
    return found


def dried_up(arrivals: Sequence[dt.datetime], now: dt.datetime) -> dt.datetime | None:
    """When the last article came in, where none comes any more though they used to; else None.

    `arrivals` in order. What is usual is the longest pause of the last weeks before the drought.
    """
    if not arrivals:
        return None
    last = arrivals[-1]
    lately = [moment for moment in arrivals if moment > last - HABIT]
    if len({moment.date() for moment in lately}) < USED:
        return None
    usual = max(later - earlier for earlier, later in pairwise(lately))
    return last if now - last > max(LEAST, min(usual * PATIENCE, HABIT)) else None


def _tellable(event: Event, new: Collection[str], today: dt.date) -> bool:
    when = event.when
    if when.last - when.first > SPELL or not today - RECENT <= when.last <= today + COMING:
        return False
    if when.first > today:
        return _touched(event.mentions, new)
    return all(mention.article.id in new for mention in event.mentions)


def _touched(excerpts: Iterable[Excerpt], new: Collection[str]) -> bool:
    return any(excerpt.article.id in new for excerpt in excerpts)


def _stories(event: Event | None) -> tuple[str, ...]:
    return _mentions(event) if event else ()


def _mentions(event: Event) -> tuple[str, ...]:
    """An event is known again by any of its mentions, however others are joined to it."""
    return tuple(
        dict.fromkeys(_key("event", one.article.id, f"{one.span.start}", event.when.iso) for one in event.mentions)
    )


def _difference_key(point: Contrast) -> str:
    """The stated values on their day; where none are stated, the sentences."""
    values = sorted({_words(value) for value in point.values}) or sorted(_words(one.text) for one in point.excerpts)
    return _key("differ", f"{point.slot}", point.event.when.iso if point.event else "", *values)


def _words(text: str) -> str:
    return " ".join(term.word for term in terms(text))


def _key(*parts: str) -> str:
    return hashlib.blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
