"""Which sentences are worth ranking: a bounded number, however many hold a word of the question.

For each word the newest sentences that hold it are counted, and for the weightiest words those that hold several of
them, so that an old sentence with most of the question is not lost behind new ones with a little of it. Nothing is read
but numbers of rows; texts are read of those alone that hold most.
"""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Reach:
    """How many rows of a word are counted, of several words together; how many are then read, and ranked.

    `weightiest` is how many words are looked for together, up to `together` at a time.
    """

    counted: int = 300
    joint: int = 100
    weightiest: int = 6
    together: int = 4
    read: int = 150
    ranked: int = 48


REACH = Reach()


class Index(Protocol):
    """What tells which sentences hold which words."""

    def matching(self, words: Iterable[str], limit: int, *, all_of: Iterable[str] = ()) -> list[int]: ...


def candidates(shares: Mapping[str, float], index: Index, reach: Reach) -> list[int]:
    """Rows of the sentences that hold most, by what each word counts; newer ones first among equals."""
    words = sorted(shares, key=lambda word: (-shares[word], word))
    rows = {word: dict.fromkeys(index.matching((), reach.counted, all_of=(word,))) for word in words}
    for some in _together(
        words[: reach.weightiest], {word for word in words if len(rows[word]) >= reach.counted}, reach
    ):
        found = dict.fromkeys(index.matching((), reach.joint, all_of=some))
        for word in some:
            rows[word] |= found
    held: dict[int, float] = defaultdict(float)
    for word in words:
        share = shares[word]
        for row in rows[word]:
            held[row] += share
    return heapq.nlargest(reach.read, held, key=lambda row: (held[row], row))


def _together(words: list[str], cut: set[str], reach: Reach) -> Iterable[tuple[str, ...]]:
    """Words that are looked for together: of each set at least two have more rows than were counted, or one of two."""
    for size in range(2, reach.together + 1):
        for some in combinations(words, size):
            if len(cut.intersection(some)) >= size - 1:
                yield some
