"""Happenings to come that two outlets put on days close together: the oath on Monday here, on Tuesday there."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from corpus.compare.claims import Happening
from corpus.compare.measures import close, news
from corpus.compare.noted import Notes
from corpus.events.frames import Frame
from corpus.events.match import fit
from corpus.models import Event, Tense

_APART = dt.timedelta(days=3)
_COMMON = frozenset({"contact", "statement", "visit"})  # families of which many are planned at any time


def planned(frame: Frame) -> bool:
    """Whether a frame tells of a day to come."""
    return frame.fine and frame.date is not None and frame.date.tense is Tense.FUTURE


def announced(notes: Notes, event: Event) -> bool:
    """Whether an article came out before an event or on its day, and dates it only as something to come."""
    article = notes.article
    places = {light for mention in event.mentions if mention.article.id == article.id for light in mention.highlights}
    dated = [frame for frame in notes.frames if frame.focus in places and frame.fine]
    early = article.day is not None and article.day <= event.when.first
    return early and bool(dated) and all(map(planned, dated))


def planned_twice(told: Sequence[Happening], near: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Pairs of events, days apart, that two reports of the same news plan, each only one of that sort."""
    shared = news(told)
    rows = [[frame for frame in event.frames if planned(frame) and frame.head] for event in told]
    own = Counter(
        (article, family)
        for frames in rows
        for article, family in {(f.article.id, family) for f in frames if f.head for family in f.head.families}
    )
    for one, other in near:
        if any(
            shared[a.article.id] & shared[b.article.id] and _one_plan(a, b, own) for a in rows[one] for b in rows[other]
        ):
            yield one, other


def _one_plan(one: Frame, other: Frame, own: Counter[tuple[str, str]]) -> bool:
    here, there = one.article, other.article
    if here.id == there.id or not close(here, there) or not (one.when and other.when and one.head and other.head):
        return False
    apart = max(one.when.first - other.when.last, other.when.first - one.when.last)
    if not dt.timedelta(0) < apart <= _APART or fit(one.who, other.who).clash:
        return False
    families = {
        family
        for family in one.head.families & other.head.families
        if own[here.id, family] == own[there.id, family] == 1
    }
    who = fit(one.who, other.who)
    return bool(
        families - _COMMON or (families and (one.telling & other.telling) and (who.sides or not _apart(one, other)))
    )


def _apart(one: Frame, other: Frame) -> bool:
    """Whether both say who takes part."""
    return bool(one.who) and bool(other.who)
