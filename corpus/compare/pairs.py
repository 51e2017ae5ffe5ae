"""Which of many things to compare with which: those that share a key, so that a long text costs what it shares."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence

_CROWD = 60  # things under one key beyond which the key tells nothing


def pairs(keys: Sequence[Iterable[Hashable]], *, least: int = 1) -> Iterator[tuple[int, int]]:
    """Index pairs, in order, of things that share `least` keys or more; a key of too many things does not count."""
    holders: dict[Hashable, list[int]] = defaultdict(list)
    for at, own in enumerate(keys):
        for key in set(own):
            holders[key].append(at)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for members in holders.values():
        if len(members) <= _CROWD:
            for place, one in enumerate(members):
                for other in members[place + 1 :]:
                    shared[one, other] += 1
    yield from sorted(pair for pair, count in shared.items() if count >= least)


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
