"""Fine frames into happenings: the strongest bonds first, and never across an exclusion."""

from collections.abc import Sequence
from itertools import combinations

from corpus.events.frames import Frame
from corpus.events.group import Group
from corpus.events.match import LINK, NEVER, bond

_CROWD = 400  # frames of one block beyond which only the like are compared, so that a busy day stays affordable


def clusters(frames: Sequence[Frame]) -> tuple[Group, ...]:
    """Groups of frames whose days overlap; `frames` are sorted, so the same frames give the same groups."""
    bonds, apart = _bonds(frames)
    home = list(range(len(frames)))
    members: dict[int, set[int]] = {at: {at} for at in home}
    for _, one, other in sorted(bonds, key=lambda found: (-found[0], found[1], found[2])):
        left, right = home[one], home[other]
        if left == right or any((min(a, b), max(a, b)) in apart for a in members[left] for b in members[right]):
            continue
        for at in members[right]:
            home[at] = left
        members[left] |= members.pop(right)
    return tuple(Group(tuple(frames[at] for at in sorted(group))) for group in members.values())


def _bonds(frames: Sequence[Frame]) -> tuple[list[tuple[float, int, int]], set[tuple[int, int]]]:
    """Bonds strong enough to join, and the pairs that exclude each other."""
    bonds, apart = [], set()
    for (one, left), (other, right) in combinations(enumerate(frames), 2):
        if not (left.when and right.when and left.when.overlaps(right.when)):
            apart.add((one, other))
            continue
        if len(frames) > _CROWD and left.head and right.head and not left.head.kinds & right.head.kinds:
            continue
        strength = bond(left, right)
        if strength == NEVER:
            apart.add((one, other))
        elif strength >= LINK:
            bonds.append((strength, one, other))
    return bonds, apart
