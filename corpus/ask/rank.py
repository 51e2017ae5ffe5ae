"""Which sentences answer a question best: pure arithmetic over candidates, the same for every store."""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import pairwise

from corpus.ask.expects import holds, most
from corpus.ask.lists import alike
from corpus.ask.question import Question, Wanted
from corpus.store.found import Stored
from corpus.store.postings import LONGEST
from corpus.store.schema import MARK

# Set by hand. How much a sentence's length counts, and how soon repeating a word stops to.
LENGTH = 0.4
SATURATION = 0.2
# What a word counts that stands not in the sentence but …
NEAR = ((-1, 0.4), (1, 0.3), (-2, 0.2), (2, 0.15), (-3, 0.15))  # … so many sentences on
TITLE = 0.15  # … in the article's title
ALIKE = 0.5  # … in another word for the same thing
KIND = 0.12  # of all that is asked, for a thing of the kind that is asked for
FILLER = 0.7  # of its weight, for a word that an answer need not repeat
IDLE = 0.25  # of its weight, for a word that says no more than that something is
WHOLE = 0.1  # of all that is asked, for a sentence that holds all of it by itself
CLOSE = 0.2  # of their weight, for two neighbours of the question side by side
MISSING = 0.5  # what a word adds to what is asked and not answered if it, or the name it is part of, stands nowhere
WITHIN = 3  # words
FARTHEST = max(share for _, share in NEAR)


@dataclass(frozen=True, slots=True)
class Counts:
    """What a corpus's words weigh: sentences in all, words in a sentence, sentences that hold a stem."""

    sentences: int
    length: float
    frequency: Mapping[str, int]

    def weight(self, root: str) -> float:
        """Inverse document frequency of a stem, never below zero."""
        held = min(self.frequency.get(root, 0), self.sentences)
        return math.log(1 + (self.sentences - held + 0.5) / (held + 0.5))


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its score, and the share of the question's weight that it and its surroundings hold."""

    sentence: Stored
    score: float
    cover: float
    found: frozenset[str]  # stems of the question in the sentence itself
    close: float = 0.0  # the share of its weight that stands side by side here as it does in the question

    def of(self, share: float) -> "Scored | None":
        """The same with a part of its score; None where that is nothing."""
        return replace(self, score=self.score * share) if share else None


@dataclass(frozen=True, slots=True)
class Word:
    """A wanted word with its weight, and other stems for the same thing."""

    wanted: Wanted
    weight: float
    alike: frozenset[str]


@dataclass(frozen=True, slots=True)
class Scene:
    """Candidates' surroundings: sentences by row, their texts by row, stems of titles by article."""

    sentences: Mapping[int, Stored]
    texts: Mapping[int, str]
    titles: Mapping[int, Collection[str]]

    def near(self, sentence: Stored) -> list[tuple[float, Stored]]:
        """Neighbours in the same article, each with what a word in it counts."""
        known, row, article = self.sentences, sentence.row, sentence.article
        return [
            (share, other)
            for step, share in NEAR
            if (other := known.get(row + step)) is not None and other.article == article
        ]


class Weighed:
    """A question over a corpus's counts: weighed once, asked of every candidate.

    `strangers` are words of names whose parts nowhere stand together.
    """

    def __init__(self, question: Question, counts: Counts, strangers: Collection[Wanted] = ()) -> None:
        self.question = question
        self._counts = counts
        self.words = tuple(_word(one, counts) for one in question.wanted)
        self.total = sum(word.weight for word in self.words) or 1.0
        unmet = (word for word in self.words if not word.wanted.forms or word.wanted in strangers)
        doubt = sum(word.weight * (1 - word.wanted.certain) for word in self.words if word.wanted.forms)
        self.asked = max(self.total - doubt + MISSING * sum(word.weight for word in unmet), 1e-9)
        self._roots = question.stems
        self._weights = [word.weight for word in self.words]
        self._forms = _by_root((at, *form) for at, word in enumerate(self.words) for form in word.wanted.forms)
        self._alike = _by_root((at, other, ALIKE) for at, word in enumerate(self.words) for other in word.alike)
        self._known: dict[int, _Held] = {}  # by row

    @cached_property
    def shares(self) -> dict[str, float]:
        """What each stem counts in a sentence that holds it, by itself."""
        shares: dict[str, float] = {}
        for word in self.words:
            for other in word.alike:
                shares[other] = max(shares.get(other, 0.0), ALIKE * word.weight)
        for word in self.words:
            for root, sure in word.wanted.forms:
                shares[root] = max(shares.get(root, 0.0), sure * word.weight)
        return shares

    @cached_property
    def lengths(self) -> Sequence[float]:
        """What a word counts that stands once in a sentence of so many words."""
        return _lengths(self._counts.length)

    @cached_property
    def norms(self) -> Sequence[float]:
        """How little a word says in a sentence of so many."""
        return _norms(self._counts.length)

    @cached_property
    def part(self) -> float:
        """What a sentence counts for a thing of the kind that is asked for, where it is only one somewhere."""
        return KIND * self.total

    @cached_property
    def kind(self) -> float:
        """What a sentence counts at the most for a thing of the kind that is asked for."""
        return self.part * most(self.question)

    def rank(self, candidates: Iterable[Stored], scene: Scene) -> list[Scored]:
        """Candidates, best first; newer ones first among equals."""
        return best_first(self._score(one, scene) for one in candidates)

    def held_by(self, passage: Iterable[Stored]) -> float:
        """The share of what is asked whose words stand anywhere in a passage."""
        words = frozenset(word for one in passage for word in one.words)
        total = 0.0
        for word in self.words:
            like = ALIKE if not word.alike.isdisjoint(words) else 0.0
            total += word.weight * max((sure for root, sure in word.wanted.forms if root in words), default=like)
        return total / self.asked

    def _score(self, sentence: Stored, scene: Scene) -> Scored:
        held, _ = self._held(sentence)
        own = held
        if self._alike and (others := self._alike.keys() & sentence.words):
            own = [value or self._like(at, others) for at, value in enumerate(held)]
        best = self._around(sentence, own, scene)
        title = scene.titles.get(sentence.article, ())
        if title and (named := self._forms.keys() & title):
            for at in {at for root in named for at, _ in self._forms[root]}:
                best[at] = max(best[at], TITLE)
        score = cover = whole = 0.0
        for weight, value, mine in zip(self._weights, best, own, strict=True):
            if value:
                score += weight * value
                cover += weight * min(1.0, value)
                whole += weight * min(1.0, mine)
        score += WHOLE * whole * whole / self.total
        return self.scored(sentence, score, cover / self.asked, scene.texts.get(sentence.row, ""))

    def scored(self, sentence: Stored, base: float, cover: float, text: str) -> Scored:
        """A candidate that scores so much by the words that it and its surroundings hold."""
        found = self._roots.intersection(sentence.words)
        close = self._close(sentence.words, found) if len(found) > 1 else 0.0
        score = base + CLOSE * close
        if self.kind:
            score += self.part * holds(self.question, sentence, text)
        return Scored(sentence, score, cover, found, close / self.total)

    def _like(self, at: int, others: Collection[str]) -> float:
        return ALIKE if any(at == place for other in others for place, _ in self._alike[other]) else 0.0

    def _around(self, sentence: Stored, own: Sequence[float], scene: Scene) -> list[float]:
        """What a sentence and those near to it hold of each word."""
        best = list(own)
        for share, other in scene.near(sentence):
            held, found = self._held(other)
            if found or self._dated:
                for at, value in enumerate(held):
                    # else nothing near counts as much
                    if value and own[at] < FARTHEST and (counts := share * min(1.0, value)) > best[at]:
                        best[at] = counts
        return best

    @cached_property
    def _dated(self) -> bool:
        return any(root.startswith(MARK) for root in self._roots)

    def _held(self, sentence: Stored) -> "_Held":
        """How well a sentence holds each word, about 1 when it stands there once in a sentence of common length.

        And the stems of the question among its words.
        """
        known = self._known.get(sentence.row)
        if known is None:
            known = self._known[sentence.row] = self._holds(sentence)
        return known

    def _holds(self, sentence: Stored) -> "_Held":
        words = sentence.words
        found = self._roots.intersection(words)
        held = [0.0] * len(self.words)
        norm = self.norms[min(len(words), LONGEST)]
        for root in found:
            times = min(words.count(root), LONGEST)
            value = times * (1 + SATURATION) / (times + norm)
            for at, sure in self._forms[root]:
                held[at] = max(held[at], sure * value)
        if self._dated:
            for mark in (self._roots & sentence.meta) - found:
                for at, sure in self._forms[mark]:
                    held[at] = max(held[at], sure)
        return held, found

    def _close(self, words: Sequence[str], found: Collection[str]) -> float:
        """The weight of the question's pairs of neighbours that stand near each other here."""
        total = 0.0
        places: list[list[int]] = [[] for _ in self.words]
        for at, one in enumerate(words):
            if one in found:
                for word, _ in self._forms[one]:
                    places[word].append(at)
        for (weight, here), (other, there) in pairwise(zip(self._weights, places, strict=True)):
            gap = min((abs(b - a) for a in here for b in there if a != b), default=WITHIN + 1)
            if gap <= WITHIN:
                total += min(weight, other) / gap
        return total


@lru_cache(16)
def _norms(mean: float) -> Sequence[float]:
    return [SATURATION * (1 - LENGTH + LENGTH * words / mean) for words in range(LONGEST + 1)]


@lru_cache(16)
def _lengths(mean: float) -> Sequence[float]:
    return [(1 + SATURATION) / (1 + norm) for norm in _norms(mean)]


_Held = tuple[list[float], frozenset[str]]


def best_first(scored: Iterable[Scored]) -> list[Scored]:
    """By their score; newer ones first among equals."""
    return sorted(scored, key=lambda one: (-one.score, -one.sentence.row))


def _by_root(found: Iterable[tuple[int, str, float]]) -> dict[str, list[tuple[int, float]]]:
    by_root: dict[str, list[tuple[int, float]]] = {}
    for at, root, value in found:
        by_root.setdefault(root, []).append((at, value))
    return by_root


def _word(one: Wanted, counts: Counts) -> Word:
    weight = max((counts.weight(root) for root, _ in one.forms), default=counts.weight(""))
    roots = frozenset(root for root, _ in one.forms)
    others = frozenset(other for root in roots for other in alike().get(root, ())) - roots
    share = IDLE if one.idle else FILLER if one.filler else 1.0
    return Word(one, weight * share, others)
