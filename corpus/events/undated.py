"""What is told without a date ("the call lasted an hour") joins an event that dates have made, or none."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

from corpus.events.frames import Frame
from corpus.events.group import Group
from corpus.events.heads import Head
from corpus.events.match import NEVER, bond, bond_to_all
from corpus.models import Span

_JOIN = 1.5
_FRESH = 2.2  # "a call", "they spoke": more must speak for it than for "the call"
_BACK = dt.timedelta(days=10)  # how long ago news without a date may have happened
_AHEAD = dt.timedelta(days=45)


def settle_undated(groups: Sequence[Group], undated: Iterable[Frame]) -> tuple[Group, ...]:
    """The groups with the undated frames that find theirs: what the article told last by that name, else the news."""
    told: dict[str, list[tuple[Frame, int]]] = defaultdict(list)
    for place, group in enumerate(groups):
        for frame in group.frames:
            told[frame.article.id].append((frame, place))
    by_article: dict[str, list[Frame]] = defaultdict(list)
    for frame in undated:
        by_article[frame.article.id].append(frame)
    joined: dict[int, list[Frame]] = defaultdict(list)
    for article in sorted(by_article):
        known = told[article]
        for frame in sorted(by_article[article], key=_nouns_first):
            at = _antecedent(frame, known)
            if at is None:
                at = _news(frame, groups)
            if at is not None:
                known.append((frame, at))
                joined[at].append(frame)
    return tuple(
        Group(tuple(sorted((*group.frames, *joined[at]), key=lambda frame: frame.key))) if at in joined else group
        for at, group in enumerate(groups)
    )


def _antecedent(frame: Frame, known: Sequence[tuple[Frame, int]]) -> int | None:
    """The event that the article named last with the same sort of word, before this place."""
    if frame.head is None:
        return None
    head = frame.head
    here = [
        at
        for other, at in known
        if other.sentence == frame.sentence
        and other.head
        and _said_of_it(head, other.head, dated=other.date is not None)
    ]
    if here or not head.known or head.earlier or head.later:
        return min(here, default=None)
    before = [
        (other.focus, at)
        for other, at in known
        if other.focus < frame.focus
        and other.head
        and (other.head.kinds == head.kinds or (head.here and other.head.akin(head)))
        and bond(frame, other) != NEVER
    ]
    return max(before)[1] if before else None


def _nouns_first(frame: Frame) -> tuple[int, bool, Span]:
    """In the order of the text; in a sentence the nouns first, whose event its verbs tell on."""
    return (frame.order, frame.head is None or not frame.head.noun, frame.focus)


def _said_of_it(head: Head, other: Head, *, dated: bool) -> bool:
    """Whether a word tells of the event of another in its sentence: a verb of its family, or its like with a date."""
    return head.akin(other) and not other.utterance if not head.noun else dated and bool(head.kinds & other.kinds)


def _news(frame: Frame, groups: Sequence[Group]) -> int | None:
    """The event of that sort, with those participants, that was news on the day of publication; the nearest wins."""
    day = frame.article.day
    if day is None or frame.head is None or frame.head.earlier or not frame.who:
        return None
    scored = []
    for at, group in enumerate(groups):
        near = _distance(frame, group, day)
        if near is None or not frame.head.kinds <= group.kinds:
            continue
        strength = bond_to_all(frame, group.frames)
        if strength >= (_JOIN if frame.head.known else _FRESH):
            scored.append((near, -strength, at))
    return min(scored)[2] if scored else None


def _distance(frame: Frame, group: Group, day: dt.date) -> int | None:
    """Days between publication and event; None where it is too far to be news."""
    if frame.head and frame.head.later:
        return (group.when.first - day).days if day <= group.when.first <= day + _AHEAD else None
    if group.when.first <= day and group.when.last >= day - _BACK:
        return max(0, (day - group.when.last).days)
    return None
