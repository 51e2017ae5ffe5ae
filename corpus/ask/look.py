"""Sentences for a weighed question, best first, as far as anybody looks; each is certain before it is given.

By lists of places, a sentence is given when no other can score more, and of those that were not read it is known what
they score at the most. Where there are no such lists, a bounded number of candidates is ranked as a whole.
"""

from bisect import insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from functools import cached_property
from itertools import islice
from typing import Protocol

import numpy as np

from corpus.ask.bounds import Bounds, Reached
from corpus.ask.candidates import Index, Reach, candidates
from corpus.ask.daily import days_of
from corpus.ask.expects import reads
from corpus.ask.rank import NEAR, Scene, Scored, Weighed, best_first
from corpus.ask.sets import Role, roles_of
from corpus.ask.whose import Whose
from corpus.errors import DamagedError
from corpus.models import Printed
from corpus.store.found import Stored
from corpus.store.lists import Lists
from corpus.store.postings import Postings
from corpus.words import stems

FEW = 8  # that are looked for at first
MORE = 4  # times as many, whenever those are not enough
FAR = 300  # and no more: what is no better than so many others is no answer
GUESSED = (32, 128)  # times as many by which the last of the best is guessed; some may have gone, or be nobody's
READ = 16  # sentences read at a time


class Reads(Index, Protocol):
    """What looking needs of a store."""

    @property
    def lists(self) -> Lists: ...
    def sentences(self, rows: Iterable[int]) -> dict[int, Stored]: ...
    def printed(self, rows: Iterable[int]) -> Mapping[int, Printed]: ...


class Looked:
    """Sentences for a question, and what was read of them; articles by row."""

    def __init__(self, weighed: Weighed, shelf: Reads, reach: Reach) -> None:
        self.weighed, self.shelf = weighed, shelf
        self.sentences: dict[int, Stored] = {}
        self.articles: dict[int, Printed] = {}
        self._reach = reach
        self._ranked: dict[Whose | None, Iterable[Scored]] = {}
        self._dated = bool(days_of(weighed.question))

    def best(self, speaks: Whose | None = None) -> Iterator[Scored]:
        """The best for the question, or of somebody's words on it; at most FAR."""
        if speaks not in self._ranked:
            self._ranked[speaks] = self._ranking(speaks)
        return islice(self._ranked[speaks], FAR)

    def _ranking(self, speaks: Whose | None) -> Iterable[Scored]:
        if self._parts is None:
            return self._theirs(speaks) if speaks else self._every
        return Certain(
            self, [Bounds(self.weighed, part, roles, speaks, out) for part, roles, out in self._parts], speaks
        )

    @cached_property
    def _parts(self) -> Sequence[tuple[Postings, Sequence[Role], frozenset[int]]] | None:
        """The lists of the generation and of what came since, with rows of articles that they no longer tell of."""
        lists = self.shelf.lists
        old, new = (lists.postings, lists.late) if self._reach.lists else (None, None)
        if old is None or new is None:
            return None
        parts = [(old, lists.changed), *([(new, frozenset[int]())] if lists.changed else [])]
        return [(part, list(roles_of(self.weighed, part)), out) for part, out in parts]

    def bring(self, some: Iterable[Stored]) -> None:
        """Read the articles of sentences together."""
        wanted = {one.article for one in some} - self.articles.keys()
        self.articles |= self.shelf.printed(wanted) if wanted else {}

    def article(self, sentence: Stored) -> Printed:
        """The article of a sentence."""
        if sentence.article not in self.articles:
            self.articles.update(self.shelf.printed([sentence.article]))
        try:
            return self.articles[sentence.article]
        except KeyError as error:
            raise DamagedError("the article of a sentence", error) from error

    def text(self, sentence: Stored) -> str:
        """The sentence as printed."""
        return sentence.span.cut(self.article(sentence).body)

    def read(self, rows: Sequence[int], speaks: Whose | None) -> list[Stored]:
        """Sentences, with all that is needed to score them."""
        steps = [step for step, _ in NEAR] if self._dated else []
        found = self.shelf.sentences(dict.fromkeys((*rows, *(row + step for row in rows for step in steps))))
        self.sentences |= found
        some = [found[row] for row in rows if row in found]
        self.bring(one for one in some if self._dated or speaks or self.must_read(one))
        return some

    def must_read(self, sentence: Stored) -> bool:
        """Whether its text bears on its score."""
        return bool(self.weighed.kind) and reads(self.weighed.question, sentence)

    @cached_property
    def _every(self) -> Sequence[Scored]:
        """A bounded number of candidates, ranked."""
        rows, near = candidates(self.weighed.shares, NEAR, self.shelf, self._reach)
        some = self.read(rows, None)
        self.sentences |= self.shelf.sentences(row for row in near if row not in self.sentences)
        printed = self.shelf.printed({one.article for one in some})
        titles = {row: frozenset(stems(one.title or "")) for row, one in printed.items()}
        texts = {one.row: self.text(one) for one in some if self.must_read(one)}
        return self.weighed.rank(some, Scene(self.sentences, texts, titles))

    def _theirs(self, speaks: Whose) -> Sequence[Scored]:
        return best_first(theirs for one in self._every if (theirs := self.shared(one, speaks)))

    def shared(self, one: Scored, speaks: Whose) -> Scored | None:
        """A sentence as somebody's words, if it is."""
        return one.of(speaks.share(one.sentence, self.text(one.sentence))) if speaks.may(one.sentence) else None


class Certain:
    """The best of all sentences that lists tell of."""

    def __init__(self, looked: Looked, parts: Sequence[Bounds], speaks: Whose | None) -> None:
        self._looked, self._parts, self._speaks = looked, parts, speaks
        self._known: set[int] = set()  # rows that were looked at
        self._scored: list[tuple[float, int, Scored]] = []  # with score and row, the best last
        self._certain = 0

    def __iter__(self) -> Iterator[Scored]:
        at, number = 0, FEW
        while True:
            if self._certain < number and not self._all:
                self._look_for(number)
            while at < min(self._certain, len(self._scored)):
                at += 1
                yield self._scored[-at][2]
            if self._all or number == FAR:
                return
            number = min(FAR, number * MORE)

    @property
    def _all(self) -> bool:
        """Whether there are no more."""
        return self._certain > len(self._scored)

    def _look_for(self, number: int) -> None:
        """Make the first so many certain, or all where there are fewer."""
        with ExitStack() as laid:
            for part in self._parts:
                laid.enter_context(part.laid_over())
            self._look(number)
        self._certain = number

    def _look(self, number: int) -> None:
        for times in GUESSED:
            if len(self._scored) < number:
                reached = _merged([part.guess(number * times) for part in self._parts])
                self._take(reached, number)
                if reached.whole:
                    return
        bar = self._scored[-number][0] if len(self._scored) >= number else -1.0
        self._take(_merged([part.reaching(bar) for part in self._parts]), number)

    def _take(self, reached: Reached, number: int) -> None:
        """Read sentences, those first that may score most, until none of the others may be among so many."""
        for at in range(0, len(reached.rows), READ):
            if len(self._scored) >= number and self._scored[-number][:2] > (reached.limit[at], reached.rows[at]):
                return
            self._read(reached, slice(at, at + READ))

    def _read(self, reached: Reached, some: slice) -> None:
        told = zip(*(part[some].tolist() for part in (reached.rows, reached.base, reached.cover)), strict=True)
        new = {row: (base, cover) for row, base, cover in told if row not in self._known}
        self._known.update(new)
        looked, speaks = self._looked, self._speaks
        for one in looked.read(list(new), speaks) if new else ():
            text = looked.text(one) if looked.must_read(one) else ""
            scored = looked.weighed.scored(one, *new[one.row], text)
            if theirs := looked.shared(scored, speaks) if speaks else scored:
                insort(self._scored, (theirs.score, one.row, theirs))


def _merged(parts: Sequence[Reached]) -> Reached:
    """Sentences of several parts, those first that may score most, the newest of equals."""
    rows, base, cover, limit = (
        np.concatenate([getattr(part, name) for part in parts]) for name in ("rows", "base", "cover", "limit")
    )
    order = np.lexsort((rows, limit))[::-1]
    return Reached(rows[order], base[order], cover[order], limit[order], all(part.whole for part in parts))
