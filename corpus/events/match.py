"""Whether two frames, or a frame and an event, tell of one happening."""

from collections.abc import Iterable
from dataclasses import dataclass

from corpus.events.cast import Who
from corpus.events.frames import Frame, passed

NEVER = -1.0  # what keeps two apart whatever else speaks for them
LINK = 1.0  # from here on two frames are one event
_SOME_WORDS = 3  # telling words that count for more than names and days
_OPEN = frozenset({"disaster", "violence", "war", "protest", "search", "measure"})
_SAME_WORDS = 4  # telling words that outweigh who is named


@dataclass(frozen=True, slots=True)
class Fit:
    """How two sets of participants stand: shared names and sides, and whether they exclude each other."""

    people: int
    sides: int
    clash: bool


def fit(one: Who, other: Who) -> Fit:
    """Compare participants: half of the smaller set must be shared; an empty set shares and excludes nothing."""
    people = len(one.people & other.people)
    sides = len(one.all_sides & other.all_sides)
    if one.people and other.people:
        least = min(len(one.people), len(other.people))
        if not people and _bodies(one.people) != _bodies(other.people):
            return Fit(0, sides, clash=False)  # a court and its judge, a commission and its chair
        clash = people * 2 < least or (people == 1 and _each_with_another(one, other))
        return Fit(people, sides, clash)
    return Fit(0, sides, not sides and min(len(one.all_sides), len(other.all_sides)) > 1)


def _bodies(keys: frozenset[str]) -> bool:
    """Whether bodies alone are named, no people: their keys are whole names."""
    return all(" " in key for key in keys)


def _each_with_another(one: Who, other: Who) -> bool:
    """Bo met Ada, Bo met Eva: one shared of two on either side, and the sides behind them differ as well."""
    return len(one.people) == len(other.people) == 2 and not (one.all_sides and one.all_sides == other.all_sides)


def bond(one: Frame, other: Frame) -> float:
    """How strongly two frames of overlapping days are one happening; NEVER, or 0 and more."""
    if one.utterance or other.utterance:
        return _said_together(one, other)
    if one.head and other.head and not one.head.akin(other.head):
        return NEVER
    who = fit(one.who, other.who)
    shared = len(one.telling & other.telling)
    if who.clash and not _alike(one, other, shared) and not (who.people and _open_to_all(one, other)):
        return NEVER
    same_kind = 1.0 if one.head and other.head and one.head.kinds & other.head.kinds else 0.0
    family = 0.5 if one.head and other.head else 0.0
    words = min(len(one.terms & other.terms), 4) * 0.15
    if shared >= _SOME_WORDS:
        words = max(words, min(shared, 4) * 0.25)
    story = 0.5 if not (one.who and other.who) and _one_story(one, other) else 0.0
    return same_kind + family + words + story + min(who.people, 2) * 0.5 + min(who.sides, 2) * 0.25


def _open_to_all(one: Frame, other: Frame) -> bool:
    """Whether it is no happening of certain people, so that each names others of those whom it touched."""
    families = {family for frame in (one, other) if frame.head for family in frame.head.families}
    return bool(families) and families <= _OPEN


def _alike(one: Frame, other: Frame, shared: int) -> bool:
    """Whether most words that tell what happened are the same: the court ordered it here, its judge there."""
    return shared >= _SAME_WORDS and shared * 2 >= min(len(one.telling), len(other.telling))


def _one_story(one: Frame, other: Frame) -> bool:
    """Whether two articles name mostly the same people and sides."""
    left, right = one.read.known, other.read.known
    return len(left & right) * 2 >= min(len(left), len(right)) > 1


def _said_together(one: Frame, other: Frame) -> float:
    """Sayings are one event when one speaker said them; a saying is no other happening."""
    if one.utterance and other.utterance and passed(one) is passed(other) is False:
        return 0.5 + min(len(one.telling & other.telling), 4) * 0.25  # one announcement to come, whoever tells of it
    if not (one.utterance and other.utterance) or one.speaker is None or other.speaker is None:
        return NEVER
    if one.speaker == other.speaker:
        return 2.0
    if one.speaker in other.who.behind or other.speaker in one.who.behind:
        return 0.2 * min(len(one.terms & other.terms), 6)
    return NEVER


def bond_to_all(frame: Frame, members: Iterable[Frame]) -> float:
    """How strongly a frame belongs to an event: the best bond, or NEVER when any member excludes it."""
    bonds = [bond(frame, member) for member in members]
    return NEVER if NEVER in bonds else max(bonds, default=NEVER)
