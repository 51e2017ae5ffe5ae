"""Coarse dates ("early December", "last week"): each joins the one event that fits best and never bridges two."""

from collections.abc import Iterable

from corpus.events.frames import Frame, early_enough, passed
from corpus.events.group import Group
from corpus.events.lexicon import lexicon, parts
from corpus.events.match import NEVER, bond_to_all

_NEWS = 0.5
JOIN = 1.3  # a coarse date says less than a day does: more must speak for it


def settle_coarse(fine: Iterable[Group], coarse: Iterable[Frame]) -> list[Group]:
    """The fine groups with the coarse frames, finest first, each in its place; what fits nowhere starts a group."""
    groups = sorted(fine, key=lambda group: group.order)
    finest_first = sorted(coarse, key=lambda frame: (frame.when.days if frame.when else 0, frame.key))
    ready = [(frame, best(frame, groups)) for frame in finest_first]
    started: list[Group] = []
    for frame, at in ready:
        if at is not None:
            groups[at] = groups[at].joined(frame)
        elif (place := best(frame, started)) is not None:
            started[place] = started[place].joined(frame)
        else:
            started.append(Group((frame,)))
    return sorted([*groups, *started], key=lambda group: group.order)


def best(frame: Frame, groups: list[Group]) -> int | None:
    """Where the event stands that a coarse frame means; None when none fits well enough."""
    scored = [(score, -at) for at, group in enumerate(groups) if (score := _fits(frame, group, groups)) >= JOIN]
    return -max(scored)[1] if scored else None


def _fits(frame: Frame, group: Group, groups: list[Group]) -> float:
    unit = frame.when
    if unit is None or frame.date is None or not early_enough(frame.date.mod, unit, group.when):
        return NEVER
    if group.when.days > unit.days or not _in_time(frame, group):
        return NEVER
    strength = bond_to_all(frame, group.frames)
    if strength == NEVER:
        return NEVER
    near = [abs(frame.order - other.order) for other in group.frames if other.article.id == frame.article.id]
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


def _ordinal(frame: Frame, group: Group, groups: list[Group]) -> float:
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
