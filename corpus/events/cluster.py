"""Fine frames into happenings: the strongest bonds first, and never across an exclusion."""

from collections.abc import Sequence
from itertools import combinations

from corpus.events.frames import Frame
from corpus.events.group import Group
from corpus.events.match import LINK, NEVER, bond

_CROWD = 300  # frames of one block beyond which only the like are compared, so that a busy day stays affordable


def clusters(frames: Sequence[Frame]) -> tuple[Group, ...]:
    """Groups of frames whose days overlap; `frames` are sorted, so the same frames give the same groups."""
    bonds, apart = _bonds(frames)
    home = list(range(len(frames)))
    members: dict[int, set[int]] = {at: {at} for at in home}
    for _, one, other in sorted(bonds, key=lambda found: (-found[0], found[1], found[2])):
        left, right = home[one], home[other]
        if left == right or any(b in apart[a] for a in members[left] for b in members[right]):
            continue
        for at in members[right]:
            home[at] = left
        members[left] |= members.pop(right)
    return tuple(Group(tuple(frames[at] for at in sorted(group))) for group in members.values())


def _bonds(frames: Sequence[Frame]) -> tuple[list[tuple[float, int, int]], list[set[int]]]:
    """Bonds strong enough to join, and for each frame those that it excludes."""
    bonds: list[tuple[float, int, int]] = []
    apart: list[set[int]] = [set() for _ in frames]
    crowded = len(frames) > _CROWD
    for (one, left), (other, right) in combinations(enumerate(frames), 2):
        if crowded and not (left.kinds & right.kinds):
            continue
        overlap = left.when and right.when and left.when.overlaps(right.when)
        strength = bond(left, right) if overlap else NEVER
        if strength == NEVER:
            apart[one].add(other)
            apart[other].add(one)
        elif strength >= LINK:
            bonds.append((strength, one, other))
    return bonds, apart
