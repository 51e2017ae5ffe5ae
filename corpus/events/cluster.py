"""Fine frames into happenings: the strongest bonds first, and never across an exclusion."""

from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from corpus.events.frames import Frame
from corpus.events.group import Group
from corpus.events.match import LINK, NEVER
from corpus.events.oneday import weigh

_CROWD = 300  # frames of one block beyond which only the like are compared, so that a busy day stays affordable


Bonds = dict[tuple[Frame, Frame], float]  # how strong what speaks for two frames is, of those whose days overlap


def clusters(frames: Sequence[Frame], known: Bonds) -> tuple[tuple[Group, ...], Bonds]:
    """Groups of frames whose days overlap; `frames` are sorted, so the same frames give the same groups.

    `known` holds bonds that were weighed before; all that were needed come back.
    """
    weighed: Bonds = {}
    bonds, apart = _bonds(frames, known, weighed)
    home = list(range(len(frames)))
    members: dict[int, set[int]] = {at: {at} for at in home}
    for _, one, other in sorted(bonds, key=lambda found: (-found[0], found[1], found[2])):
        left, right = home[one], home[other]
        if left == right or any(b in apart[a] for a in members[left] for b in members[right]):
            continue
        for at in members[right]:
            home[at] = left
        members[left] |= members.pop(right)
    return tuple(Group(tuple(frames[at] for at in sorted(group))) for group in members.values()), weighed


def _bonds(
    frames: Sequence[Frame], known: Bonds, weighed: Bonds
) -> tuple[list[tuple[float, int, int]], list[set[int]]]:
    """Bonds strong enough to join, and for each frame those that it excludes; what was weighed is put down."""
    bonds: list[tuple[float, int, int]] = []
    apart: list[set[int]] = [set() for _ in frames]
    crowded = len(frames) > _CROWD
    lone = _lone(frames) if len(frames) > 1 else ()
    for (one, left), (other, right) in combinations(enumerate(frames), 2):
        if crowded and not (left.kinds & right.kinds):
            continue
        strength = NEVER
        if left.when and right.when and left.when.overlaps(right.when):
            pair = (left, right)
            strength = weighed[pair] = (
                known[pair] if pair in known else weigh(left, right, lone=lone[one] and lone[other])
            )
        if strength == NEVER or (left.article is right.article and strength < LINK):
            apart[one].add(other)
            apart[other].add(one)
        elif strength >= LINK:
            bonds.append((strength, one, other))
    return bonds, apart


def _lone(frames: Sequence[Frame]) -> list[bool]:
    """Which frames are all that their articles tell of their days."""
    days = [(frame.article.id, frame.when.first, frame.when.last) for frame in frames if frame.when]
    count = Counter(days)
    return [count[day] == 1 for day in days]
