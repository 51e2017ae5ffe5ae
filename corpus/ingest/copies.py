"""Which articles print the same text: exact copies, and copies with a few words changed, a header or another tail.

Two texts that may be one share a band of their signatures; whether they are is then told from all their words. Both are
told from the two texts alone, so that neither the order nor the other articles make a difference.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import lru_cache
from typing import Generic, TypeVar

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import Indel, Levenshtein
from rensa import RMinHash  # type: ignore[import-untyped]  # it ships no types

from corpus.ingest.shingles import shingles
from corpus.models import Printed

BANDS = 42
_ROWS = 3  # of a signature in a band: two texts that share a third of their pairs of words share a band
_SEED = 20_211_230
_BITS = np.uint64(24)  # two bands of unlike texts are one by chance once in 2**40
_TWIST = np.uint64(0x9E3779B97F4A7C15)
_ALIKE = 0.6  # of both texts' words in one order: below it, two reports of one event
_SHORT = 60  # words below which only equal texts are one: reports of a sentence or two are alike by chance
_REFILLED = 3  # numbers with another in their place, from which a text is another filling of one form
_REMEMBERED = 1_000_000  # pairs that were found to be unlike
_WORD = re.compile(r"\w+")

Key = TypeVar("Key", bound=Hashable)
Bands = npt.NDArray[np.int64]


def bands(texts: Sequence[str]) -> Bands:
    """The bands of texts, a row a text: numbers of 40 bits, the same in any process."""
    if not texts:
        return np.zeros((0, BANDS), dtype=np.int64)
    numbers, ends = shingles(texts)
    matrix = RMinHash.digest_matrix_from_flat_token_hashes(numbers, ends, BANDS * _ROWS, _SEED)
    signs = np.array(matrix.to_rows(), dtype=np.uint64).reshape(len(texts), BANDS, _ROWS)
    found = np.arange(1, BANDS + 1, dtype=np.uint64)[np.newaxis, :].repeat(len(texts), axis=0)
    for row in range(_ROWS):
        found = (found ^ signs[:, :, row]) * _TWIST
        found ^= found >> np.uint64(32)
    return (found * _TWIST >> _BITS).astype(np.int64)


def bands_of(text: str) -> list[int]:
    """The bands of one text."""
    return sorted(set(bands([text])[0].tolist()))


def is_copy(one: str, other: str) -> bool:
    """Whether two texts are one."""
    a, b = _words(one), _words(other)
    if a == b:
        return bool(a) or one.split() == other.split()
    if min(len(a), len(b)) < _SHORT:
        return False
    return Indel.normalized_similarity(a, b, score_cutoff=_ALIKE) > 0 and not _refilled(a, b)


def _refilled(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether two texts are one form filled in twice: most numbers have another in their place.

    Weather, prices and daily tallies are printed so: each tells of another day.
    """
    if sum(map(str.isdigit, a)) < _REFILLED:
        return False
    edits = Levenshtein.editops(a, b)
    other = sum(edit.tag == "replace" and a[edit.src_pos].isdigit() and b[edit.dest_pos].isdigit() for edit in edits)
    touched = {edit.src_pos for edit in edits if edit.tag != "insert"}
    kept = sum(word.isdigit() for at, word in enumerate(a) if at not in touched)
    return other >= _REFILLED and other > kept


@lru_cache(maxsize=512)
def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.lower()))


def copies(articles: Iterable[Printed]) -> tuple[tuple[str, ...], ...]:
    """Groups of ids whose bodies are copies of each other, each sorted, in the order of their first ids."""
    bodies = {article.id: article.body for article in articles}
    holders: dict[int, list[str]] = defaultdict(list)
    for key, row in zip(bodies, bands(list(bodies.values())).tolist(), strict=True):
        for band in set(row):
            holders[band].append(key)
    groups: Groups[str] = Groups(lambda a, b: is_copy(bodies[a], bodies[b]))
    for keys in holders.values():
        groups.meet(keys)
    return tuple(sorted(tuple(sorted(group)) for group in groups.found()))


class Groups(Generic[Key]):
    """Copies of copies, joined as those that may be copies meet; each pair is held against each other once at most."""

    def __init__(self, alike: Callable[[Key, Key], bool]) -> None:
        self._alike = alike
        self._group: dict[Key, set[Key]] = {}
        self._unlike: set[tuple[Key, Key]] = set()

    def meet(self, keys: Iterable[Key]) -> None:
        """Join those of some texts that are copies."""
        met: list[list[Key]] = []  # those of one group each
        for key in keys:
            mine = [group for group in met if self._joins(key, group)]
            met = [group for group in met if group not in mine] + [[key, *(one for group in mine for one in group)]]

    def found(self) -> list[set[Key]]:
        """The groups of two and more."""
        return list({id(group): group for group in self._group.values()}.values())

    def _joins(self, key: Key, group: Sequence[Key]) -> bool:
        mine = self._group.get(key)
        if mine is not None and mine is self._group.get(group[0]):
            return True
        return any(self._one(key, other) for other in group)

    def _one(self, key: Key, other: Key) -> bool:
        if (key, other) in self._unlike:
            return False
        if not self._alike(key, other):
            if len(self._unlike) >= _REMEMBERED:
                self._unlike.clear()
            self._unlike |= {(key, other), (other, key)}
            return False
        joined = self._group.get(key, {key}) | self._group.get(other, {other})
        self._group |= dict.fromkeys(joined, joined)
        return True
