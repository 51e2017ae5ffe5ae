"""What sentences score, and what they score at the most, worked out over lists of places: no sentence is read.

Lists are laid over each other: a bit for each role that a word of the question plays, by place. What the sets of roles
may score is put down in a table, so that of the many sentences that hold a word only those are looked at closely that
may still reach the best. Of these all is reckoned that lists tell, just as `Weighed` reckons it (the same operations
in the same order, so that equal scores are equal); texts add to that, and how much at the most is the limit.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.ask.expects import most_of
from corpus.ask.rank import ALIKE, CLOSE, NEAR, SATURATION, TITLE, WHOLE, Weighed
from corpus.ask.sets import NOTHING, Role, Sets, Theirs, any_of, closest
from corpus.ask.whose import Whose
from corpus.store.postings import Bits, Flags, Places, Postings, Reals, within
from corpus.store.schema import PARTS

MOST = 12  # roles that are marked by place
COMMON, LITTLE = 50_000, 0.25  # a role so common and so light is looked up where it is needed


@dataclass(frozen=True, slots=True)
class Reached:
    """Sentences by row, each with what it scores by lists, what it covers, and the limit of its score."""

    rows: NDArray[np.int64]
    base: Reals
    cover: Reals
    limit: Reals
    whole: bool  # whether these are all that there are


class Bounds:
    """A weighed question over the lists of one part of a corpus, for all sentences or somebody's words alone.

    `without` are rows of articles that changed since the lists were made.
    """

    def __init__(
        self,
        weighed: Weighed,
        postings: Postings,
        roles: Sequence[Role],
        speaks: Whose | None = None,
        without: frozenset[int] = frozenset(),
    ) -> None:
        self._weighed, self._postings, self._without = weighed, postings, sorted(without)
        self._weights = [word.weight for word in weighed.words]
        order = sorted(roles, key=lambda one: -self._share(one))
        most = max(map(self._share, order), default=0.0)
        light = [one for one in order if one.size > COMMON and self._share(one) < LITTLE * most]
        marked = [one for one in order if one not in light][:MOST]
        self._roles = [*marked, *(one for one in order if one not in marked)]
        self._marked, self._often = len(marked), 1 << len(marked)
        self._theirs = Theirs(weighed, postings, speaks) if speaks else None
        self._sets = Sets(weighed, self._roles, self._marked, self._theirs)

    def _share(self, role: Role) -> float:
        return role.sure * self._weights[role.word]

    def guess(self, number: int) -> Reached:
        """About so many sentences that are likely among the best; all, if there are fewer."""
        some = NOTHING
        for places in self._candidates(-1.0):
            some = any_of([some, places])
            if len(some) > number:
                break
        whole = len(some) <= number
        if not whole:
            some = some[np.lexsort((some, self._sets.limit[self._bits[some]]))[-number:]]
        return self._weigh(some, -1.0, whole=whole)

    def reaching(self, bar: float) -> Reached:
        """All sentences whose score may be as high as the bar."""
        return self._weigh(any_of(list(self._candidates(bar))), bar)

    @contextmanager
    def laid_over(self) -> Iterator[None]:
        """The lists are laid over each other: needed to look at them."""
        lists = [(1 << at, places) for at, one in enumerate(self._roles[: self._marked]) for places in one.lists]
        with self._postings.marked([*lists, *((self._often, one.twice) for one in self._roles)]) as self._bits:
            yield

    def _candidates(self, bar: float) -> Iterator[Places]:
        """Places that may reach the bar, list by list."""
        if self._theirs is not None:
            yield self._may(self._theirs.places, bar)
            return
        sets = np.arange(len(self._sets.limit))
        for at, role in enumerate(self._roles):
            new = sets & ((1 << min(at, self._marked)) - 1) == 0  # stands in no list before
            if self._sets.limit[new].max() < bar:
                return
            for places in role.lists:
                yield self._may(places[new[self._bits[places]]], bar)

    def _may(self, places: Places, bar: float) -> Places:
        """Those that may reach the bar with what stands beside them."""
        sets, bits = self._sets, self._bits
        own = bits[places]
        keep = sets.limit[own] >= bar
        if self._theirs is not None:
            keep &= sets.topics[own] >= self._theirs.least
        elif bar > 0:
            keep[keep] = self._long(places[keep], own[keep]) >= bar
        places, own = places[keep], own[keep]
        if bar <= 0 or not len(places):
            return places
        near = bits[places + NEAR[0][0]]
        for step, _ in NEAR[1:]:
            near = near | bits[places + step]
        may: Places = places[sets.own[own] + sets.near[near & sets.open[own]] >= bar]
        return may

    def _long(self, places: Places, own: Bits) -> Reals:
        """The limit by sets where a sentence's length is known."""
        limit: Reals = self._sets.limit[own] - self._sets.mass[own] * self._sets.drop[self._postings.lengths(places)]
        return limit

    def _weigh(self, places: Places, bar: float, *, whole: bool = False) -> Reached:
        """All that lists tell of sentences."""
        around = np.stack([places, *(places + step for step, _ in NEAR)])
        seen = self._bits[around]
        beside = [self._postings.beside(places, step) for step, _ in NEAR]
        scale = _Scale(self._weighed, self._postings, around, seen & self._often != 0)
        base, cover, by_itself = np.zeros((3, len(places)))
        held: list[Flags] = []
        has: list[Flags] = []
        for at, weight in enumerate(self._weights):
            holds, own = self._held(at, seen, around, scale)
            best = own.copy()
            for near, (_, share), here in zip(holds[1:], NEAR, beside, strict=True):
                np.maximum(best, share * np.minimum(1.0, near) * here, out=best)
            np.maximum(best, TITLE * self._titled(at, places), out=best)
            base += weight * best
            cover += weight * np.minimum(1.0, best)
            by_itself += weight * np.minimum(1.0, own)
            held.append(holds[0] > 0)
            has.append(own > 0)
        base += WHOLE * by_itself * by_itself / self._weighed.total
        limit = base + CLOSE * closest(self._weights, held)
        if self._weighed.kind:
            kinds = self._postings.kinds(places)
            limit = limit + self._weighed.part * most_of(self._weighed.question, kinds, held, has)
        keep = np.ones(len(places), bool)
        if self._theirs is not None:
            limit = limit * self._theirs.share(places)
            keep = sum((has[at].astype(int) for at in self._theirs.topic), np.zeros(len(places))) >= self._theirs.least
        keep &= limit >= bar
        rows = self._postings.rows(places)
        if self._without:
            keep &= ~np.isin(rows // PARTS, self._without)
        return Reached(rows[keep], base[keep], cover[keep] / self._weighed.asked, limit[keep], whole)

    def _held(self, word: int, seen: Bits, around: Places, scale: "_Scale") -> tuple[Reals, Reals]:
        """How well sentences and those beside them hold a word, and the sentences themselves in other words too."""
        held, like = np.zeros(around.shape), np.zeros(around.shape[1], bool)
        for bit, role in enumerate(self._roles):
            if role.word != word:
                continue
            if role.form:
                there = self._there(bit, role, seen, around)
                np.maximum(held, np.where(there, role.sure * scale.of(role, there), 0.0), out=held)
            else:
                like |= self._there(bit, role, seen[0], around[0])
        return held, np.where(held[0] > 0, held[0], ALIKE * like)

    def _there(self, bit: int, role: Role, seen: Bits, around: Places) -> Flags:
        if bit < self._marked:
            there: Flags = seen & (1 << bit) != 0
            return there
        found = np.zeros(around.shape, bool)
        for places in role.lists:
            found |= within(places, around)
        return found

    def _titled(self, word: int, places: Places) -> Flags:
        found = np.zeros(len(places), bool)
        for role in self._roles:
            if role.word == word and len(role.titled):
                found |= self._postings.titled(role.titled, places)
        return found


class _Scale:
    """What a word counts that stands in sentences: once as a rule, or as often as lists tell."""

    def __init__(self, weighed: Weighed, postings: Postings, around: Places, often: Flags) -> None:
        self._around, self._often = around, often
        lengths = postings.lengths(around)
        self._once: Reals = np.asarray(weighed.lengths)[lengths]
        self._norms: Reals = np.asarray(weighed.norms)[lengths]

    def of(self, role: Role, there: Flags) -> Reals | float:
        """What the form of a word counts where it is there."""
        if role.flat:
            return 1.0
        at = np.nonzero(there & self._often) if len(role.twice) else ((),)
        if not len(at[0]):
            return self._once
        places = self._around[at]
        more = within(role.twice, places)
        at = tuple(one[more] for one in at)
        times = role.times[role.twice.searchsorted(places[more])].astype(np.float64)
        values = self._once.copy()
        values[at] = times * (1 + SATURATION) / (times + self._norms[at])
        return values
