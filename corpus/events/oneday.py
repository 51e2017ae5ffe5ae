"""Whether two articles that tell of one day tell of one happening: how much speaks for it.

Outlets use other words for one thing, and name others of those who take part; so what both tell of on one day, in one
story, is weighed by the sorts of deed, the words, the people and the numbers that they share. It counts, too, that
either tells of nothing else on that day.
"""

from collections.abc import Iterable

from corpus.events.frames import Frame
from corpus.events.match import LINK, NEVER, bond, fit

_STORY, _PARTLY = 0.6, 0.4  # that both articles name the same people and sides
_SHARED, _SHARE = 2, 0.25  # how many of them, and which part of those whom the shorter names
_DEED, _DEEDS = 0.6, 2  # a shared deed, and how many count
_WORD, _WORDS = (0.3, 0.2), 3  # a shared word: else, and where the deeds differ
_PERSON, _SIDE, _NUMBER, _TWO = 0.15, 0.25, 0.3, 2
_AKIN, _FAMILY, _KIND = 0.25, 0.2, 0.15  # of the words that name both
_LONE = 0.4  # that either tells of nothing else on that day
_SAID, _APART, _UNTIL = -0.1, -0.2, -0.4  # one is a saying; the deeds differ; one day is the last of something
_UNLIKE, _STRANGE = -0.3, -1.0  # words of two families, with a shared deed and without
_PARTIES = frozenset({"contact", "visit", "deal", "exchange", "match"})  # families of what certain people do together


def weigh(one: Frame, other: Frame, *, lone: bool = False) -> float:
    """How strongly two frames of overlapping days are one happening: from LINK on they are; NEVER keeps them apart.

    `lone` are two of which each is all that its article tells of its day.
    """
    known = bond(one, other)
    if known >= LINK or one.article is other.article:
        return known
    story = one_story(one, other)
    if not (story or one.people & other.people or one.who.all_sides & other.who.all_sides):
        return known
    deeds = one.deeds.shared(other.deeds)
    if one.utterance and other.utterance and not (known == NEVER and deeds >= 1):
        return known
    if known == NEVER and _parties(one, other):
        return NEVER
    return _weight(one, other, story, deeds, lone=lone)


def weigh_all(frame: Frame, members: Iterable[Frame]) -> float:
    """How strongly a frame belongs to an event: the most that speaks for it, or NEVER when any member excludes it."""
    rows = tuple(members)
    weights = [weigh(frame, member) for member in rows]
    if NEVER in weights:
        return NEVER
    return max((weight for weight, member in zip(weights, rows, strict=True) if _akin(frame, member)), default=NEVER)


def _akin(one: Frame, other: Frame) -> bool:
    return not (one.head and other.head) or one.head.akin(other.head)


def _parties(one: Frame, other: Frame) -> bool:
    """Whether it is a happening of certain people, and the people differ."""
    if not (one.head and other.head and fit(one.who, other.who).clash):
        return False
    return bool(one.head.families & other.head.families & _PARTIES)


def _weight(one: Frame, other: Frame, story: float, deeds: float, *, lone: bool) -> float:
    named = _named_alike(one, other)
    strange = one.deeds.differ(other.deeds) and not named
    weight = story + _WORD[strange] * min(len(one.what & other.what), _WORDS) + _DEED * min(deeds, _DEEDS)
    weight += _PERSON * min(len(one.people & other.people), _TWO)
    weight += _SIDE * min(len(one.who.all_sides & other.who.all_sides), _TWO)
    weight += _NUMBER * min(len(one.numbers & other.numbers), _TWO)
    weight += _UNTIL * (one.until != other.until) + _SAID * (one.utterance or other.utterance)
    weight += _APART if strange else _LONE * lone
    if named == 0:
        weight += _UNLIKE if deeds >= 1 else _STRANGE
    return max(0.0, weight + (named or 0.0))


def _named_alike(one: Frame, other: Frame) -> float | None:
    """What it counts that words of one family name both: 0 where they are of two, None where no words tell."""
    if one.head is None or other.head is None or one.utterance or other.utterance:
        return None
    if not one.head.akin(other.head):
        return 0.0
    same = bool(one.head.families & other.head.families)
    return _AKIN + _FAMILY * same + _KIND * bool(one.kinds & other.kinds)


def one_story(one: Frame, other: Frame) -> float:
    """What it counts that two articles name the same people and sides."""
    left, right = one.read.known, other.read.known
    shared, least = len(left & right), min(len(left), len(right))
    if shared >= _SHARED and shared >= _SHARE * least:
        return _STORY
    return _PARTLY if shared and shared * 2 >= least else 0.0
