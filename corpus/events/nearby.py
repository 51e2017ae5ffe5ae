"""One happening that outlets put on days close together: it began on Monday here, on Tuesday there.

Two reports of the same news that each tell one such happening mean the same one, unless who takes part differs. Of what
is past more must speak for it than of what is planned, for much the same happens day after day.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from corpus.events.frames import Frame
from corpus.events.group import Group
from corpus.events.lexicon import lexicon
from corpus.events.match import NEVER, bond, fit
from corpus.models import Tense

_DAY = dt.timedelta(days=1)
_APART = {True: 3 * _DAY, False: 2 * _DAY}  # of what is planned, and of what is past
_NEWS = 3 * _DAY  # between two reports of one story
_CROWD = 40  # happenings of one family in days that are too many to tell which is which
_COMMON = frozenset({"contact", "statement", "visit"})  # families of which many take place at any time
_NAMES = 0.4  # how many of those whom one article names the other must name
_PAIR = 2  # people or sides whose meeting is one

Own = Counter[tuple[str, str, bool]]  # how many happenings of a family an article plans, or tells as past
News = Mapping[str, frozenset[int]]  # which happenings an article tells


@dataclass(slots=True)
class Memory:
    """What was joined the last time."""

    joined: dict[tuple[Group, Group], Group] = field(default_factory=dict)


def settle_nearby(groups: Sequence[Group], memory: Memory) -> list[Group]:
    """The groups, in order of their day, those that are one but for their day joined by twos, nearest first."""
    news = _news(groups)
    own = _own(groups)
    lone = [tuple(frame for frame in group.frames if _families(frame, own)) for group in groups]
    found = sorted(
        pair for pair in _near(groups, lone) if _one_but_for_the_day(lone[pair[1]], lone[pair[2]], news, own)
    )
    taken: set[int] = set()
    joined: dict[tuple[Group, Group], Group] = {}
    for _, one, other in found:
        if taken.isdisjoint((one, other)):
            taken |= {one, other}
            pair = groups[one], groups[other]
            joined[pair] = memory.joined.get(pair) or pair[0].joined(*pair[1].frames)
    memory.joined = joined
    if not joined:
        return list(groups)
    rest = (group for at, group in enumerate(groups) if at not in taken)
    return sorted([*rest, *joined.values()], key=lambda group: group.order)


def _news(groups: Sequence[Group]) -> News:
    found: dict[str, set[int]] = defaultdict(set)
    for at, group in enumerate(groups):
        for frame in group.frames:
            if not frame.utterance:
                found[frame.article.id].add(at)
    return defaultdict(frozenset, {key: frozenset(places) for key, places in found.items()})


def _own(groups: Sequence[Group]) -> Own:
    told = {
        (number, frame.article.id, family, _planned(frame))
        for number, group in enumerate(groups)
        for frame in group.frames
        if frame.head
        for family in frame.head.families
    }
    return Counter((article, family, planned) for _, article, family, planned in told)


def _families(frame: Frame, own: Own) -> frozenset[str]:
    """The families of which a telling is its article's only one."""
    if frame.head is None:
        return frozenset()
    planned = _planned(frame)
    return frozenset(family for family in frame.head.families if own[frame.article.id, family, planned] == 1)


def _near(groups: Sequence[Group], lone: Sequence[Sequence[Frame]]) -> Iterator[tuple[int, int, int]]:
    """Groups of one family on days close together but apart: by how many days, and their places."""
    lines: dict[str, list[int]] = defaultdict(list)
    for at, frames in enumerate(lone):
        for family in {family for frame in frames if frame.head for family in frame.head.families}:
            lines[family].append(at)
    seen: set[tuple[int, int, int]] = set()
    for line in lines.values():
        for place, one in enumerate(line):
            near = _after(groups, one, line[place + 1 : place + 2 + _CROWD])
            seen.update(near if len(near) <= _CROWD else ())
    yield from seen


def _after(groups: Sequence[Group], one: int, line: Sequence[int]) -> list[tuple[int, int, int]]:
    found = []
    last, articles = groups[one].when.last, groups[one].articles
    for other in line:
        apart = groups[other].when.first - last
        if apart > _APART[True]:
            break
        if apart >= _DAY and articles.isdisjoint(groups[other].articles):
            found.append((apart.days, one, other))
    return found


def _one_but_for_the_day(one: Sequence[Frame], other: Sequence[Frame], news: News, own: Own) -> bool:
    return any(news[a.article.id] & news[b.article.id] and _alike(a, b, own) for a, b in product(one, other))


def _planned(frame: Frame) -> bool:
    return frame.date is not None and frame.date.tense is Tense.FUTURE


def _alike(one: Frame, other: Frame, own: Own) -> bool:
    """Whether two tellings, a day or more apart, are of one happening."""
    planned = _planned(one)
    if not (one.when and other.when and one.head and other.head) or planned is not _planned(other):
        return False
    if max(one.when.first - other.when.last, other.when.first - one.when.last) > _APART[planned]:
        return False
    families = _families(one, own) & _families(other, own)
    if not families or not _at_one_time(one, other, planned=planned) or not _one_story(one, other):
        return False
    if bond(one, other) == NEVER and not (planned and one.utterance and other.utterance):
        return False
    return (_one_plan if planned else _one_past)(one, other, families)


def _at_one_time(one: Frame, other: Frame, *, planned: bool) -> bool:
    """Whether the articles came out within days of each other; what is past when both days were over."""
    days = [frame.article.day for frame in (one, other) if frame.article.day]
    if not days or max(days) - min(days) > _NEWS or not (one.when and other.when):
        return False
    return planned or max(one.when.last, other.when.last) < min(days)


def _one_story(one: Frame, other: Frame) -> bool:
    """Whether two articles name enough of the same people and sides."""
    left, right = one.read.known, other.read.known
    return len(left & right) >= max(_PAIR, _NAMES * min(len(left), len(right)))


def _one_plan(one: Frame, other: Frame, families: frozenset[str]) -> bool:
    who = fit(one.who, other.who)
    if who.clash:
        return False
    named = bool(one.who) and bool(other.who)
    return bool(families - _COMMON) or (bool(one.telling & other.telling) and (bool(who.sides) or not named))


def _one_past(one: Frame, other: Frame, families: frozenset[str]) -> bool:
    """Whether both tell of the one beginning of something, or of a meeting of the same two."""
    if families <= _COMMON:
        return max(len(one.who.people & other.who.people), len(one.who.all_sides & other.who.all_sides)) >= _PAIR
    return _begins(one) and _begins(other)


def _begins(frame: Frame) -> bool:
    return not frame.terms.isdisjoint(lexicon().beginning)
