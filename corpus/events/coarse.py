"""Coarse dates ("early December", "last week"): each joins the one event that fits best and never bridges two."""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence

from corpus.events.frames import FINE, Frame, early_enough, passed
from corpus.events.group import Group
from corpus.events.lexicon import lexicon, parts
from corpus.events.match import NEVER, bond_to_all

_NEWS = 0.5
JOIN = 1.3  # a coarse date says less than a day does: more must speak for it
_LONGEST = dt.timedelta(days=3 * FINE)  # days that the fine dates of one event span at most, or near enough

Memo = dict[Frame, tuple[tuple[Group, ...], Group | None]]


def settle_coarse(fine: Iterable[Group], coarse: Iterable[Frame], memo: Memo) -> list[Group]:
    """The fine groups with the coarse frames, finest first, each in its place; what fits nowhere starts a group.

    `memo` holds for each frame the groups that it was last held against, and the best: the same need no second look.
    """
    groups = sorted(fine, key=lambda group: group.order)
    days = [group.when.first for group in groups]
    joining: dict[Group, list[Frame]] = defaultdict(list)
    started: list[Group] = []
    for frame in sorted(coarse, key=lambda frame: (frame.when.days if frame.when else 0, frame.key)):
        home = _home(frame, _near(frame, groups, days), memo)
        if home:
            joining[home].append(frame)
        elif other := best(frame, [group for group in started if may(frame, group)]):
            started[started.index(other)] = other.joined(frame)
        else:
            started.append(Group((frame,)))
    settled = [group.joined(*joining[group]) if group in joining else group for group in groups]
    return sorted([*settled, *started], key=lambda group: group.order)


def _near(frame: Frame, groups: Sequence[Group], days: Sequence[dt.date]) -> tuple[Group, ...]:
    unit = frame.when
    if unit is None:
        return ()
    low = bisect_left(days, unit.first - _LONGEST) if unit.first - dt.date.min > _LONGEST else 0
    return tuple(group for group in groups[low : bisect_right(days, unit.last)] if may(frame, group))


def may(frame: Frame, group: Group) -> bool:
    """Whether anything at all speaks for both being one."""
    return bool(frame.kinds & group.kinds or frame.who.people & group.people or frame.who.all_sides & group.sides)


def _home(frame: Frame, near: tuple[Group, ...], memo: Memo) -> Group | None:
    known = memo.get(frame)
    if known is None or known[0] != near:
        known = memo[frame] = (near, best(frame, near))
    return known[1]


def best(frame: Frame, groups: Sequence[Group]) -> Group | None:
    """The event that a coarse frame means; None when none fits well enough."""
    scored = [(score, -at) for at, group in enumerate(groups) if (score := _fits(frame, group, groups)) >= JOIN]
    return groups[-max(scored)[1]] if scored else None


def _fits(frame: Frame, group: Group, groups: Sequence[Group]) -> float:
    unit = frame.when
    if unit is None or frame.date is None or not early_enough(frame.date.mod, unit, group.when):
        return NEVER
    if group.when.days > unit.days or not _in_time(frame, group):
        return NEVER
    strength = bond_to_all(frame, group.frames)
    if strength == NEVER:
        return NEVER
    near = [abs(frame.order - other.order) for other in group.frames if other.article is frame.article]
    strength += 0.4 if near and min(near) <= 1 else 0.0
    strength += _NEWS if _is_news(frame, group) else 0.0
    return strength + _ordinal(frame, group, groups)


def _in_time(frame: Frame, group: Group) -> bool:
    """Whether what is told as past is past, and what is planned still to come, on the day of publication."""
    told, day = passed(frame), frame.article.day
    if told is None or day is None:
        return True
    return group.when.first <= day if told else group.when.last >= day


def _is_news(frame: Frame, group: Group) -> bool:
    """Whether it happened days before the article came out, and the text does not call it an earlier one."""
    day = frame.article.day
    if day is None or (frame.head and frame.head.earlier):
        return False
    return 0 <= (day - group.when.last).days <= 3


def _ordinal(frame: Frame, group: Group, groups: Sequence[Group]) -> float:
    """Whether "the second of the month" speaks for the event: the second of its sort in that month."""
    number = _stated_ordinal(frame)
    if number is None or frame.head is None or frame.when is None:
        return 0.0
    line = [other for other in groups if other.when in frame.when and bond_to_all(frame, other.frames) != NEVER]
    return 1.0 if group in line and line.index(group) == number - 1 else 0.0


def _stated_ordinal(frame: Frame) -> int | None:
    words = parts(frame.focus.cut(frame.article.body))
    stated = [number for word, number in lexicon().ordinals.items() if word in words]
    return stated[0] if stated else frame.head.ordinal if frame.head else None
