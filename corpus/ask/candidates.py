"""Which sentences are worth ranking: a bounded number, however many hold a word of the question.

For each word the newest sentences that hold it are counted, and for the weightiest words those that hold several of
them, so that an old sentence with most of the question is not lost behind new ones with a little of it. Nothing is read
but numbers of rows; texts are read of those alone that hold most.
"""

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Reach:
    """How many rows of a word are counted, of several words together; how many are then read and ranked.

    `weightiest` is how many words are looked for together, up to `together` at a time. `lists` tells whether lists of
    places are laid over each other instead, where a corpus has them.
    """

    counted: int = 2_000
    joint: int = 100
    weightiest: int = 6
    together: int = 4
    read: int = 300
    lists: bool = True


REACH = Reach()


Near = Sequence[tuple[int, float]]


class Index(Protocol):
    """What tells which sentences hold which words."""

    def matching(self, words: Iterable[str], limit: int, *, all_of: Iterable[str] = ()) -> list[int]: ...


def candidates(shares: Mapping[str, float], near: Near, index: Index, reach: Reach) -> tuple[list[int], list[int]]:
    """Rows of the sentences that hold most, by what each word counts; newer ones first among equals.

    A word that stands so many sentences on counts too, as `near` tells. With them come the rows near to them that hold
    any word, as far as they were counted.
    """
    words = sorted(shares, key=lambda word: (-shares[word], word))
    rows = {word: dict.fromkeys(index.matching((), reach.counted, all_of=(word,))) for word in words}
    cut = {word for word in words if len(rows[word]) >= reach.counted}
    for some in _together(words[: reach.weightiest], cut, reach):
        found = dict.fromkeys(index.matching((), reach.joint, all_of=some))
        for word in some:
            rows[word] |= found
    held = dict.fromkeys(row for word in words for row in rows[word])
    total = dict.fromkeys(held, 0.0)
    for word in words:
        share, own = shares[word], rows[word]
        for row in own:
            total[row] += share
        beside: dict[int, float] = {}
        for step, part in near:
            for row in own:
                other = row - step
                if other in total and other not in own and part > beside.get(other, 0.0):
                    beside[other] = part
        for row, part in beside.items():
            total[row] += share * part
    best = heapq.nlargest(reach.read, total, key=lambda row: (total[row], row))
    return best, [other for row in best for step, _ in near if (other := row + step) in total]


def _together(words: list[str], cut: set[str], reach: Reach) -> Iterable[tuple[str, ...]]:
    """Words that are looked for together: of each set at least two have more rows than were counted, or one of two."""
    for size in range(2, reach.together + 1):
        for some in combinations(words, size):
            if len(cut.intersection(some)) >= size - 1:
                yield some
