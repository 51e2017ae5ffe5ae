"""The comparison of articles, point by point."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from corpus.compare.bearing import bearings
from corpus.compare.contrast import differences
from corpus.compare.counts import counts
from corpus.compare.happenings import happenings, telling_of
from corpus.compare.measures import durations
from corpus.compare.noted import Notes, spoken_in
from corpus.compare.notes import notes
from corpus.compare.planned import announced
from corpus.compare.scope import chosen, copy_groups, kept_groups
from corpus.compare.shared import agreements, alone
from corpus.compare.topic import read_topic
from corpus.compare.traits import dates, forms, places
from corpus.compare.wording import likenesses, wordings
from corpus.models import Article, Event
from corpus.results import Comparison, Contrast, Scope, Slot

_NOTHING: Mapping[str, Notes] = {}
_TELLERS = 40  # articles of one event that are held against each other
_ORDER = {slot: place for place, slot in enumerate(Slot)}


def compare(
    articles: Sequence[Article],
    events: Sequence[Event],
    topic: str = "",
    outlets: tuple[str, str] | None = None,
    known: Mapping[str, Notes] = _NOTHING,
) -> Comparison:
    """What the articles tell alike and differently: about a topic, else about the story that most outlets tell.

    Differences first, then what two or more tell, then what one tells alone; no excerpt stands twice in a point.
    `known` are notes of articles by their ids, where they have been kept.
    """
    days = sorted(article.day for article in articles if article.day)
    asked = read_topic(topic, days[-1] if days else None)
    told_by = chosen(articles, events, asked, outlets)
    noted = _noted(told_by, known)
    every, groups = _points(noted, _events_of(told_by, events))
    spoken = spoken_in(noted)
    points = tuple(point for point in every if asked.holds(point, spoken))
    speaking = {excerpt.article.id for point in points for excerpt in point.excerpts}
    days = sorted(article.day for article in told_by if article.day)
    silent = tuple(one for one in noted if one.article.id not in speaking)
    event = next((point.event for point in points if point.event), None)
    return Comparison(
        points,
        Scope(len(told_by), days[0] if days else None, days[-1] if days else None),
        tuple(one.article for one in silent),
        groups,
        tuple(one.article for one in silent if event and announced(one, event)),
    )


def _noted(articles: Sequence[Article], known: Mapping[str, Notes]) -> tuple[Notes, ...]:
    return tuple(known.get(article.id) or notes(article) for article in articles)


def disagreements(
    articles: Sequence[Article], event: Event, known: Mapping[str, Notes] = _NOTHING
) -> tuple[Contrast, ...]:
    """On what the articles that tell an event differ about it: its day, length, place, form and name."""
    ids = {mention.article.id for mention in event.mentions}
    tellers = [article for article in articles if article.id in ids][:_TELLERS]
    found = _about(_noted(tellers, known), event) if len(tellers) > 1 else ()
    return tuple(point for point in found if _told_of_it(point, event))


def _told_of_it(point: Contrast, event: Event) -> bool:
    """Whether two articles tell it where they tell the event, and not of another that stands beside it."""
    tellers = {
        excerpt.article.id
        for excerpt in point.excerpts
        if any(one.article.id == excerpt.article.id and one.span.overlaps(excerpt.span) for one in event.mentions)
    }
    return len(tellers) > 1


@lru_cache(maxsize=256)
def _about(noted: tuple[Notes, ...], event: Event) -> tuple[Contrast, ...]:
    told = (telling_of(noted, event),)
    claims = [
        *dates(told),
        *durations(noted, told),
        *places(told),
        *forms(told, Slot.FORMAT),
        *forms(told, Slot.NAMING),
    ]
    articles = [one.article for one in noted]
    return tuple(sorted(_distinct(differences(claims, _witnesses(articles, _copies(noted)))), key=_place))


def _copies(noted: Sequence[Notes]) -> tuple[tuple[Article, ...], ...]:
    """Which articles print one text; what comes from a corpus is held against nothing again."""
    articles = [one.article for one in noted]
    return kept_groups(articles) if all(one.kept for one in noted) else copy_groups(articles)


def _witnesses(articles: Sequence[Article], groups: Sequence[Sequence[Article]]) -> dict[str, str]:
    """For each article the text that it stands for: its own, or the first of its copies."""
    own = {article.id: article.id for article in articles}
    return own | {article.id: group[0].id for group in groups for article in group}


def _events_of(articles: Sequence[Article], events: Sequence[Event]) -> tuple[Event, ...]:
    ids = {article.id for article in articles}
    return tuple(event for event in events if any(mention.article.id in ids for mention in event.mentions))


@lru_cache(maxsize=16)
def _points(
    noted: tuple[Notes, ...], events: tuple[Event, ...]
) -> tuple[tuple[Contrast, ...], tuple[tuple[Article, ...], ...]]:
    """All points of these articles, and which of them are copies; asked again with another topic, they are the same."""
    articles = [one.article for one in noted]
    groups = _copies(noted)
    witness = _witnesses(articles, groups)
    told = happenings(noted, events)
    claims = [
        *dates(told),
        *durations(noted, told),
        *counts(noted, told),
        *places(told),
        *forms(told, Slot.FORMAT),
        *forms(told, Slot.NAMING),
        *wordings(noted, told),
        *likenesses(told),
        *bearings(noted),
    ]
    apart = sorted(_distinct(differences(claims, witness)), key=_place)
    return (*apart, *agreements(articles, told, witness), *alone(noted, told, claims, witness)), groups


def _distinct(points: Iterator[Contrast]) -> Iterator[Contrast]:
    """Each set of excerpts once in a slot."""
    seen = set()
    for point in points:
        key = (point.slot, frozenset((excerpt.article.id, excerpt.span) for excerpt in point.excerpts))
        if key not in seen:
            seen.add(key)
            yield point


def _place(point: Contrast) -> tuple[int, int, str]:
    first, tellers = point.excerpts[0], {excerpt.article.id for excerpt in point.excerpts}
    return (_ORDER[point.slot or Slot.DATE], -len(tellers), f"{first.article.id}{first.span.start:9}")
