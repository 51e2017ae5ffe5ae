"""Which of many things to compare with which: those that share a key, so that a long text costs what it shares."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from itertools import chain, combinations, compress

_CROWD = 60  # things under one key beyond which the key tells nothing


def pairs(keys: Sequence[Iterable[Hashable]]) -> list[tuple[int, int]]:
    """Index pairs, in order, of things that share a key; a key of too many things does not count."""
    return sorted(set(chain.from_iterable(combinations(members, 2) for members in _holders(keys).values())))


def akin(keys: Sequence[Iterable[Hashable]], least: int, among: Sequence[bool]) -> list[tuple[int, int]]:
    """Index pairs, in order, of things that share `least` keys or more, with one at least that is `among` some."""
    holders = _holders(keys)
    found: set[tuple[int, int]] = set()
    for at in compress(range(len(keys)), among):
        shared = Counter(chain.from_iterable(holders[key] for key in set(keys[at]) if key in holders))
        found.update((min(at, one), max(at, one)) for one, count in shared.items() if count >= least and one != at)
    return sorted(found)


def _holders(keys: Sequence[Iterable[Hashable]]) -> dict[Hashable, list[int]]:
    """The things under each key that tells anything."""
    holders: dict[Hashable, list[int]] = defaultdict(list)
    for at, own in enumerate(keys):
        for key in set(own):
            holders[key].append(at)
    return {key: members for key, members in holders.items() if 1 < len(members) <= _CROWD}


def agreed(count: int, found: Iterable[tuple[int, int]]) -> list[int]:
    """For each of `count` things the first of its group: two groups are one where every pair across them was found.

    The pairs that come first count most. So nothing is one with another by way of a third.
    """
    pairs = list(found)
    linked = {frozenset(pair) for pair in pairs}
    home = list(range(count))
    members = [[at] for at in home]
    for one, other in pairs:
        left, right = sorted((home[one], home[other]))
        if left != right and all(frozenset((a, b)) in linked for a in members[left] for b in members[right]):
            members[left] += members[right]
            for at in members[right]:
                home[at] = left
    return home


def joined(count: int, found: Iterable[tuple[int, int]]) -> list[int]:
    """For each of `count` things the first of those that the pairs join it with."""
    home = list(range(count))

    def root(at: int) -> int:
        while home[at] != at:
            home[at] = home[home[at]]
            at = home[at]
        return at

    for one, other in found:
        left, right = sorted((root(one), root(other)))
        home[right] = left
    return [root(at) for at in range(count)]
