"""What is told without a date ("the call lasted an hour") joins an event that dates have made, or none."""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence

from corpus.events.frames import Frame
from corpus.events.group import Group
from corpus.events.heads import Head
from corpus.events.match import NEVER, bond, bond_to_all
from corpus.models import Article, Span

_JOIN = 1.5
_FRESH = 2.2  # "a call", "they spoke": more must speak for it than for "the call"
_BACK = dt.timedelta(days=10)  # how long ago news without a date may have happened
_AHEAD = dt.timedelta(days=45)
_COARSE = 45  # days before publication from which an event that is told of a month may start

Memo = dict[str, tuple[object, tuple[tuple[Frame, Group], ...]]]


def settle_undated(groups: Sequence[Group], undated: Iterable[Frame], memo: Memo) -> tuple[Group, ...]:
    """The groups with the undated frames that find theirs: what the article told last by that name, else the news.

    `memo` holds for each article what it was last held against, and what came of it.
    """
    told: dict[str, list[tuple[Frame, Group]]] = defaultdict(list)
    for group in groups:
        for frame in group.frames:
            told[frame.article.id].append((frame, group))
    by_article: dict[str, list[Frame]] = defaultdict(list)
    for frame in undated:
        by_article[frame.article.id].append(frame)
    days = [group.when.first for group in groups]
    joined: dict[Group, list[Frame]] = defaultdict(list)
    for article, own in by_article.items():
        near = _near(own[0].article, groups, days)
        against = (tuple(told[article]), near)
        known = memo.get(article)
        if known is None or known[0] != against:
            known = memo[article] = (against, _placed(own, told[article], near))
        for frame, group in known[1]:
            joined[group].append(frame)
    return tuple(group.joined(*joined[group]) if group in joined else group for group in groups)


def _near(article: Article, groups: Sequence[Group], days: Sequence[dt.date]) -> tuple[Group, ...]:
    """What may have been news, or was to come, when an article came out."""
    day = article.day
    if day is None:
        return ()
    first, last = (day.toordinal() - _COARSE, day.toordinal() + _AHEAD.days)
    low = bisect_left(days, dt.date.fromordinal(max(1, first)))
    return tuple(groups[low : bisect_right(days, dt.date.fromordinal(min(last, dt.date.max.toordinal())))])


def _placed(
    own: Iterable[Frame], told: Sequence[tuple[Frame, Group]], near: Sequence[Group]
) -> tuple[tuple[Frame, Group], ...]:
    """The undated frames of an article, each with its event, but those that have none."""
    known = list(told)
    found = []
    for frame in sorted(own, key=_nouns_first):
        group = _antecedent(frame, known) or _news(frame, near)
        if group:
            known.append((frame, group))
            found.append((frame, group))
    return tuple(found)


def _antecedent(frame: Frame, known: Sequence[tuple[Frame, Group]]) -> Group | None:
    """The event that the article named last with the same sort of word, before this place."""
    head = frame.head
    if head is None:
        return None
    beside = [
        (other.focus, at)
        for at, (other, _) in enumerate(known)
        if other.sentence == frame.sentence
        and other.head
        and _said_of_it(head, other.head, dated=other.date is not None)
    ]
    if beside or not head.known or head.earlier or head.later:
        return known[min(beside)[1]][1] if beside else None
    before = [
        (other.focus, at)
        for at, (other, _) in enumerate(known)
        if other.focus < frame.focus
        and other.head
        and (other.kinds == head.kinds or (head.here and other.head.akin(head)))
        and bond(frame, other) != NEVER
    ]
    return known[max(before)[1]][1] if before else None


def _nouns_first(frame: Frame) -> tuple[int, bool, Span]:
    """In the order of the text; in a sentence the nouns first, whose event its verbs tell on."""
    return (frame.order, frame.head is None or not frame.head.noun, frame.focus)


def _said_of_it(head: Head, other: Head, *, dated: bool) -> bool:
    """Whether a word tells of the event of another in its sentence: a verb of its family, or its like with a date."""
    return head.akin(other) and not other.utterance if not head.noun else dated and bool(head.kinds & other.kinds)


def _news(frame: Frame, groups: Sequence[Group]) -> Group | None:
    """The event of that sort, with those participants, that was news on the day of publication; the nearest wins."""
    day = frame.article.day
    if day is None or frame.head is None or frame.head.earlier or not frame.who:
        return None
    least = _JOIN if frame.head.known else _FRESH
    scored = []
    for at, group in enumerate(groups):
        near = _distance(frame, group, day) if frame.kinds <= group.kinds else None
        if near is not None and (strength := bond_to_all(frame, group.frames)) >= least:
            scored.append((near, -strength, at))
    return groups[min(scored)[2]] if scored else None


def _distance(frame: Frame, group: Group, day: dt.date) -> int | None:
    """Days between publication and event; None where it is too far to be news."""
    if frame.head and frame.head.later:
        return (group.when.first - day).days if day <= group.when.first <= day + _AHEAD else None
    if group.when.first <= day and group.when.last >= day - _BACK:
        return max(0, (day - group.when.last).days)
    return None
