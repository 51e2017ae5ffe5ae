"""Which sentences hold most of a question, of all that hold a word of it: lists of places laid over each other.

Nothing is read but the lists. What is worked out is how much a sentence holds by itself and in the sentences beside it;
whoever cannot come near the best few any more is left out before it is looked at.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.store.postings import MOST, Bits, Places, Postings

Weights = NDArray[np.float32]
Near = Sequence[tuple[int, float]]

BEST = 12  # sentences by which it is told what may still come near
FEWEST = 40  # that come along anyway
LEAST, MOST_OF = (
    0.95,
    1.03,
)  # of what is worked out here: what stands near may be less, a word may stand there more often
OFTEN = 1.13  # what a word counts at the most: two times in a short sentence
SIDE = 0.2  # of what is held, for words side by side
ENOUGH = 64  # sentences with the rarest words, by which the best few are guessed
LAID_OVER = 4_000  # sentences of which it is looked at what stands beside them
COMMON, LITTLE = 100_000, 0.25  # a word that so many hold is left out where its share is so little of the most


@dataclass(frozen=True, slots=True)
class Worth:
    """What words count: each stem by itself, in sentences of so many words, for a second time, for all of a question.

    `near` is the part that one counts so many sentences on, `more` what a sentence may count for anything else.
    """

    shares: Mapping[str, float]
    lengths: Sequence[float]
    twice: float
    whole: float
    near: Near
    more: float


@dataclass(frozen=True, slots=True)
class Likely:
    """Rows of sentences, those that hold most first; rows beside them that hold a word."""

    rows: Sequence[int]
    near: Sequence[int]


def densest(worth: Worth, postings: Postings, read: int) -> Likely:
    """The sentences that may be among the best few, at most `read`, newer ones first among equals."""
    words = sorted(worth.shares, key=lambda word: (-worth.shares[word], word))[:MOST]
    found = [(worth.shares[word], word, places) for word in words if len(places := postings.of(word))]
    most = max((share for share, *_ in found), default=0.0)
    lists = [one for one in found if one[0] > LITTLE * most or len(one[2]) < COMMON]
    if not lists:
        return Likely((), ())
    again = [(share * worth.twice, postings.twice(word)) for share, word, _ in lists[: MOST - len(lists)]]
    marked = [*((share, places) for share, _, places in lists), *again]
    with postings.marked([places for _, places in marked]) as bits:
        scale = _Scale([share for share, _ in marked], worth, bits, postings)
        places = _best(scale, [places for *_, places in lists], worth.more)[:read]
        beside = np.unique(np.concatenate([places + step for step, _ in worth.near]))
        return Likely(postings.rows(places), postings.rows(beside[bits[beside] != 0]))


def _best(scale: "_Scale", lists: Sequence[Places], more: float) -> Places:
    """The places of the sentences that hold most, best first."""
    bar = LEAST * scale.bar(lists)
    found = []
    for at, places in enumerate(lists):
        if scale.at_most(at) + more < bar:
            break
        found.append(scale.worth(at, places, bar - more))
    places = scale.fullest(np.concatenate(found), LAID_OVER)
    holds = scale.holds(places)
    order = np.lexsort((places, holds))[::-1]
    keep = scale.limit(places, holds)[order] + more >= LEAST * _highest(holds, BEST)
    keep[:FEWEST] = True
    return places[order[keep]]


def _highest(holds: Weights, place: int) -> float:
    """The value in that place, the highest first; nothing where there are fewer."""
    return float(np.partition(holds, len(holds) - place)[len(holds) - place]) if len(holds) >= place else 0.0


class _Scale:
    """What words count by which of them stand where: a table over all sets of the lists."""

    def __init__(self, shares: Sequence[float], worth: Worth, bits: Bits, postings: Postings) -> None:
        table = np.zeros(1, np.float32)
        for share in shares:
            table = np.concatenate([table, table + np.float32(share)])
        self._shares, self._table, self._bits, self._postings = shares, table, bits, postings
        self._near = sorted(worth.near, key=lambda one: -one[1])
        self._lengths, self._whole = np.asarray(worth.lengths, np.float32), worth.whole
        self._all, self._beside = float(table[-1]), self._near[0][1]

    def holds(self, places: Places) -> Weights:
        """What sentences hold, and in part those beside them."""
        seen = self._bits[places]
        total: Weights = self._table[seen] * self._lengths[self._postings.lengths(places)]
        total += np.float32(self._whole) * total * total
        for step, part in self._near:
            other = self._bits[places + step]
            total += np.float32(part) * self._table[other & ~seen]
            seen |= other
        return total

    def bar(self, lists: Sequence[Places]) -> float:
        """What so many hold at the least as are the best: guessed by some of those that hold the rarest words most."""
        some: list[Places] = []
        for places in lists:
            if sum(map(len, some)) < ENOUGH:
                some.append(self.fullest(places, ENOUGH))
        return _highest(self.holds(np.unique(np.concatenate(some))), BEST)

    def fullest(self, places: Places, number: int) -> Places:
        """About so many sentences that hold most by themselves; of equal ones the last."""
        if len(places) <= number:
            return places
        own = self._bits[places]
        sets = np.argsort(self._table)[::-1]
        enough = np.cumsum(np.bincount(own, minlength=len(sets))[sets]).searchsorted(number)
        some: Places = places[(self._table >= self._table[sets[enough]])[own]]
        return some[-2 * number :]  # as many as are equal, but not all that there are

    def worth(self, at: int, places: Places, bar: float) -> Places:
        """Of a list, the sentences that may reach the bar and stand in no list before it."""
        might = OFTEN * (self._table + self._beside * (self._all - self._table)) >= bar
        earlier = np.arange(len(might)) & ((1 << at) - 1)
        worth: Places = places[(might & (earlier == 0))[self._bits[places]]]
        return worth

    def at_most(self, first: int) -> float:
        """What a sentence holds at the most that has no word before the first one."""
        rest = sum(self._shares[first:])
        return OFTEN * (rest + self._beside * (self._all - rest))

    def limit(self, places: Places, holds: Weights) -> Weights:
        """What sentences count at the most that hold so much."""
        own = self._bits[places]
        return MOST_OF * holds * np.where(own & (own - 1), np.float32(1 + SIDE), np.float32(1))
