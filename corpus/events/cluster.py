"""Fine frames into happenings: the strongest bonds first, and never across an exclusion."""

from collections.abc import Sequence
from itertools import combinations

from corpus.events.frames import Frame
from corpus.events.group import Group
from corpus.events.match import LINK, NEVER, bond

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
    for (one, left), (other, right) in combinations(enumerate(frames), 2):
        if crowded and not (left.kinds & right.kinds):
            continue
        strength = NEVER
        if left.when and right.when and left.when.overlaps(right.when):
            pair = (left, right)
            strength = weighed[pair] = known[pair] if pair in known else bond(left, right)
        if strength == NEVER:
            apart[one].add(other)
            apart[other].add(one)
        elif strength >= LINK:
            bonds.append((strength, one, other))
    return bonds, apart
