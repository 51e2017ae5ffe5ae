"""Which sentences answer a question best: pure arithmetic over candidates, the same for every store."""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from corpus.ask.expects import holds
from corpus.ask.lists import alike
from corpus.ask.question import Question, Wanted
from corpus.store.read import Stored

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
_FARTHEST = max(share for _, share in NEAR)


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
        self._asked = max(self.total - doubt + MISSING * sum(word.weight for word in unmet), 1e-9)
        self._roots = question.stems
        self._known: dict[int, tuple[float, ...]] = {}  # by row, how well a sentence holds each word

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

    def rank(self, candidates: Iterable[Stored], scene: Scene) -> list[Scored]:
        """Candidates, best first; newer ones first among equals."""
        scored = [self._score(one, scene) for one in candidates]
        return sorted(scored, key=lambda one: (-one.score, -one.sentence.row))

    def _score(self, sentence: Stored, scene: Scene) -> Scored:
        near = [(share, around) for share, other in scene.near(sentence) if any(around := self._held(other))]
        title = scene.titles.get(sentence.article, ())
        score = cover = whole = 0.0
        for at, (word, held) in enumerate(zip(self.words, self._held(sentence), strict=True)):
            own = best = held or (ALIKE if word.alike and not word.alike.isdisjoint(sentence.words) else 0.0)
            if own < _FARTHEST:  # else nothing near counts as much
                for share, others in near:
                    if others[at] and (counts := share * min(1.0, others[at])) > best:
                        best = counts
                if best < TITLE and any(root in title for root, _ in word.wanted.forms):
                    best = TITLE
            score += word.weight * best
            cover += word.weight * min(1.0, best)
            whole += word.weight * min(1.0, own)
        score += WHOLE * whole * whole / self.total
        found = self._roots.intersection(sentence.words)
        close = self._close(sentence.words, found)
        score += CLOSE * close
        score += KIND * self.total * holds(self.question, sentence, scene.texts.get(sentence.row, ""))
        return Scored(sentence, score, cover / self._asked, found, close / self.total)

    def _held(self, sentence: Stored) -> tuple[float, ...]:
        """How well a sentence holds each word, about 1 when it stands there once in a sentence of common length."""
        known = self._known.get(sentence.row)
        if known is None:
            held = self._roots.intersection(sentence.words) | (self._roots & sentence.meta)
            known = tuple(self._holds(word.wanted, sentence, held) for word in self.words)
            self._known[sentence.row] = known
        return known

    def _holds(self, one: Wanted, sentence: Stored, held: Collection[str]) -> float:
        best = 0.0
        for root, sure in one.forms:
            if root not in held:
                continue
            times = sentence.words.count(root)
            norm = SATURATION * (1 - LENGTH + LENGTH * len(sentence.words) / self._counts.length)
            best = max(best, sure * times * (1 + SATURATION) / (times + norm) if times else sure)
        return best

    def _close(self, words: Sequence[str], found: Collection[str]) -> float:
        """The weight of the question's pairs of neighbours that stand near each other here."""
        total = 0.0
        if len(found) < 2:
            return total
        places = [
            [at for root, _ in word.wanted.forms for at, one in enumerate(words) if one == root] for word in self.words
        ]
        for (one, here), (other, there) in pairwise(zip(self.words, places, strict=True)):
            gap = min((abs(b - a) for a in here for b in there if a != b), default=WITHIN + 1)
            if gap <= WITHIN:
                total += min(one.weight, other.weight) / gap
        return total


def _word(one: Wanted, counts: Counts) -> Word:
    weight = max((counts.weight(root) for root, _ in one.forms), default=counts.weight(""))
    roots = frozenset(root for root, _ in one.forms)
    others = frozenset(other for root in roots for other in alike().get(root, ())) - roots
    share = IDLE if one.idle else FILLER if one.filler else 1.0
    return Word(one, weight * share, others)
