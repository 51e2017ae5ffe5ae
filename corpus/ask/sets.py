"""What sentences may score by the lists that they stand in, before any of them is looked at."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from corpus.ask.rank import ALIKE, CLOSE, FARTHEST, SATURATION, TITLE, WHOLE, Weighed
from corpus.ask.whose import SUBJECT_ONLY, Whose
from corpus.store.postings import NO_TIMES, Flags, Places, Postings, Reals, Times, within
from corpus.store.schema import MARK

LEAST = 0.8  # what a word counts at the least, however long the sentence, where its length is reckoned with
NOTHING = np.empty(0, np.intp)


@dataclass(frozen=True, slots=True, eq=False)
class Role:
    """A word of the question as a sentence may hold it: in a form of it, or in another word for the same thing."""

    word: int
    sure: float
    form: str  # the stem or mark; empty for other words
    lists: tuple[Places, ...]
    twice: Places
    times: Times  # in each of these
    titled: Places  # articles, by their first sentences

    @property
    def flat(self) -> bool:
        """Whether it counts the same in sentences of any length."""
        return self.form.startswith(MARK) or not self.form

    @property
    def size(self) -> int:
        """In how many sentences it stands, about."""
        return sum(map(len, self.lists))


def roles_of(weighed: Weighed, postings: Postings) -> Iterator[Role]:
    """The roles that any sentence plays."""
    for at, word in enumerate(weighed.words):
        for root, sure in word.wanted.forms:
            held = postings.every(root)
            if len(held.places) or len(held.titled):
                yield Role(at, sure, root, (held.places,), held.twice, held.times, held.titled)
        others = tuple(places for other in sorted(word.alike) if len(places := postings.of(other)))
        if others:
            yield Role(at, ALIKE, "", others, NOTHING, NO_TIMES, NOTHING)


class Theirs:
    """Where somebody's words may stand: sentences that they speak in, or that name them, and hold enough of a topic."""

    def __init__(self, weighed: Weighed, postings: Postings, speaks: Whose) -> None:
        self._spoken = any_of([postings.of(mark) for mark in sorted(speaks.marks)])
        self.places = any_of([self._spoken, *(postings.of(root) for root in sorted(speaks.called))])
        wanted = weighed.question.wanted
        self.topic = [wanted.index(one) for one in speaks.topic]
        self.least = speaks.enough

    def share(self, places: Places) -> Reals:
        """What part of a sentence's score counts at the most."""
        return np.where(within(self._spoken, places), 1.0, SUBJECT_ONLY)


class Sets:
    """What sentences score at the most by the set of roles that are marked on them, a number for each set.

    `own` is what one scores by itself, `near` what others beside it add by their sets; of which only those roles count
    that are `open`. `limit` is both at the most. Roles that are not marked may be there in any sentence. `mass` times
    what `drop` tells of a sentence's length is what it scores less than in the shortest. `topics` counts the words of
    a topic.
    """

    def __init__(self, weighed: Weighed, roles: Sequence[Role], marked: int, theirs: Theirs | None) -> None:
        sets = np.arange(2 << marked)
        often = sets >> marked & 1
        once = np.where(often, 1 + SATURATION, weighed.lengths[1])
        self.drop = weighed.lengths[1] - np.maximum(weighed.lengths, LEAST)
        self.own, self.near, self.mass, whole, missing = np.zeros((5, len(sets)))
        self.open, self.topics = np.zeros((2, len(sets)), np.intp)
        topic = theirs.topic if theirs else ()
        held: list[Flags] = []
        for at, word in enumerate(weighed.words):
            value, form, mine, least = np.zeros(len(sets)), np.zeros(len(sets), bool), 0, np.inf
            for bit, role in enumerate(roles):
                if role.word != at:
                    continue
                there = (sets >> bit & 1).astype(bool) if bit < marked else np.ones(len(sets), bool)
                value = np.maximum(value, np.where(there, role.sure * (1.0 if role.flat else once), 0.0))
                form |= there & bool(role.form)
                mine |= 1 << bit if bit < marked and role.form else 0
                least = min(least, 0.0 if role.flat else role.sure)
            none = value == 0
            self.own += word.weight * np.where(none, TITLE, np.maximum(value, FARTHEST))
            self.near += word.weight * (FARTHEST - TITLE) * ((sets & mine) != 0)
            missing += word.weight * (FARTHEST - TITLE) * (none & bool(mine))
            if FARTHEST <= LEAST * least < np.inf:
                self.mass += word.weight * least * ~none
            self.open |= np.where(none, mine, 0)
            self.topics += ~none & (at in topic)
            whole += word.weight * np.minimum(1.0, value)
            held.append(form)
        self.own += WHOLE * whole * whole / weighed.total + CLOSE * closest([one.weight for one in weighed.words], held)
        self.own += weighed.kind
        self.own *= 1 + 1e-9  # sums come in another order here
        self.limit = self.own + missing
        self.mass[often != 0] = 0.0


def any_of(lists: Sequence[Places]) -> Places:
    """The places that any of some lists holds, the lowest first."""
    full = [one for one in lists if len(one)]
    if len(full) < 2:
        return full[0] if full else NOTHING
    every = np.sort(np.concatenate(full), kind="stable")  # which is quick to join what is in order
    once: Places = every[np.append(True, np.diff(every) != 0)]
    return once


def closest(weights: Sequence[float], held: Sequence[Flags]) -> Reals:
    """What neighbours of the question count at the most that stand side by side: all that are there."""
    total = np.zeros(held[0].shape if held else ())
    for (one, other), (here, there) in zip(pairwise(weights), pairwise(held), strict=True):
        total += min(one, other) * (here & there)
    return total
