"""Words that are one name: spellings of one sound, and given names that stand for one another."""

import functools

from corpus.names.data import table
from corpus.names.fold import Token, letters
from corpus.names.sounds import readings, skeleton


def same_sound(a: Token, b: Token) -> bool:
    """Whether two words are spellings of one: the same skeleton, or that of a reading."""
    return skeleton(b.text) in _sounds(a.text) or skeleton(a.text) in _sounds(b.text)


def same_given(a: str, b: str) -> bool:
    """Whether two folded given names may stand for one another: "tony", "anthony"."""
    return a == b or b in sisters(a)


@functools.lru_cache(4096)
def sisters(word: str) -> tuple[str, ...]:
    """Given names that a folded one may stand for, itself among them; empty when none are known."""
    return _by_sound().get(skeleton(word), ())


@functools.lru_cache(16384)
def _sounds(word: str) -> frozenset[str]:
    return frozenset(map(skeleton, (word, *readings(word))))


@functools.cache
def _by_sound() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in table("given_names")["name"]:
        spelled = tuple(letters(form) for form in row["forms"])
        for form in spelled:
            key = skeleton(form)
            found[key] = tuple(dict.fromkeys((*found.get(key, ()), *spelled)))
    return found
