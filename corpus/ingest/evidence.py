"""Which dated articles bear on an undated one: those whose beginnings share most of its rarer words.

Told by an index of sentences, be it in memory or in a database, and never by a look at every article. Common words tell
no story, so that a bounded number of sentences is looked at for each word.
"""

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping
from typing import Protocol, TypeVar

from corpus.sentences import sentences
from corpus.words import stems

NEAREST = 40  # articles that tell most of the same; the others say nothing of this page's events
RARE = 2_000  # times that a stem may stand in the corpus, beyond which it tells no story
LEDE = 12  # sentences that tell what an article is about

Key = TypeVar("Key", bound=Hashable)
Held_co = TypeVar("Held_co", bound=Hashable, covariant=True)


class Places(Protocol[Held_co]):
    """An index of sentences."""

    def rare(self, stems: Collection[str]) -> Collection[str]:
        """Those of some stems that stand in the corpus, and no more than RARE times."""

    def holding(self, stem: str) -> Iterable[tuple[Held_co, int]]:
        """Each sentence that holds a stem: its article, and its number there."""


class Memory:
    """An index of some texts, which are known by their places."""

    def __init__(self, bodies: Iterable[str]) -> None:
        self._times: Counter[str] = Counter()
        self._places: dict[str, list[tuple[int, int]]] = {}
        for at, body in enumerate(bodies):
            for number, span in enumerate(sentences(body)):
                found = Counter(stems(span.cut(body)))
                self._times.update(found)
                for stem in found:
                    self._places.setdefault(stem, []).append((at, number))

    def rare(self, stems: Collection[str]) -> Collection[str]:
        """As `Places` has it."""
        return [stem for stem in stems if 0 < self._times[stem] <= RARE]

    def holding(self, stem: str) -> Iterable[tuple[int, int]]:
        """As `Places` has it."""
        return self._places.get(stem, ())


def words_of(body: str) -> frozenset[str]:
    """The stems by which a text is held against others: those that every index takes for one word."""
    return frozenset(stem for stem in stems(body) if stem.replace("'", "").replace(".", "").isalnum())


def shared(words: Collection[str], places: Places[Key]) -> Counter[Key]:
    """How many of the words each article begins with."""
    found: Counter[Key] = Counter()
    for word in places.rare(words):
        found.update({article for article, number in places.holding(word) if number < LEDE})
    return found


def nearest(counts: Counter[Key], ids: Mapping[Key, str]) -> tuple[list[Key], int]:
    """The articles that share most words, best first, and how many another must share to be one of them.

    `ids` are those of the dated articles among them.
    """
    ranked = sorted(ids, key=lambda key: (-counts[key], ids[key]))[:NEAREST]
    return ranked, counts[ranked[-1]] if len(ranked) == NEAREST else 1
