"""The pairs of words that follow each other in texts, as numbers: what copies share though some words differ.

Worked out for many texts at once on their bytes; a text's numbers depend on nothing but the text. Case, punctuation
and the form of quotation marks make no difference; in scripts without spaces a sign is a word.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

_Words = npt.NDArray[np.uint32]
_Numbers = npt.NDArray[np.uint64]
_Places = npt.NDArray[np.int64]

_PRIME = 0x01000193  # odd, so that it has an inverse among 32-bit numbers
_INVERSE = pow(_PRIME, -1, 1 << 32)
_MIX = np.uint64(0x9E3779B97F4A7C15)
_TWISTS = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))
_APART = b"\n"  # between texts
_MARKS = (0xE2, 0x80)  # the first bytes of dashes and curly marks
_MARKS_CJK = (0xE3, 0x80)  # and of East Asian punctuation
_LATIN_SIGNS = 0xC2  # of no-break spaces, guillemets
_SIGN_FIRST, _SIGN_LAST = 0xE3, 0xED  # first bytes of the scripts without spaces


def _table() -> _Words:
    """For each byte what it counts for in a word; none outside of words."""
    worth = np.zeros(256, dtype=np.uint32)
    for byte in range(256):
        if byte >= 0x80 or chr(byte).isalnum():
            worth[byte] = byte * 0x9E3779B1 % (1 << 32) | 1
    return worth


_WORTH = _table()


class _Powers:
    """Powers of the prime and of its inverse, as many as the longest row of texts needed."""

    def __init__(self) -> None:
        self.up = self.down = np.ones(1, dtype=np.uint32)

    def need(self, count: int) -> None:
        """Have so many."""
        while len(self.up) < count:
            step = len(self.up)
            self.up = np.concatenate((self.up, self.up * np.uint32(pow(_PRIME, step, 1 << 32))))
            self.down = np.concatenate((self.down, self.down * np.uint32(pow(_INVERSE, step, 1 << 32))))


_powers = _Powers()


def shingles(texts: Sequence[str]) -> tuple[_Numbers, _Numbers]:
    """The numbers of all texts in one row, and where each text's begin and the last one's end.

    A text without any word has one number of its own.
    """
    raw = [text.lower().encode("utf-8", "surrogatepass") for text in texts]
    signs = np.frombuffer(_APART.join([*raw, _APART]), dtype=np.uint8)
    starts, words = _words(signs)
    begins = np.cumsum([0, *(len(one) + len(_APART) for one in raw)])
    ends = np.searchsorted(starts, begins)
    if len(ends) > 1 and (ends[1:] == ends[:-1]).any():
        words, ends = _filled(words, ends)
    pairs = words.astype(np.uint64) * _MIX
    if len(pairs) > 1:
        follows = words[1:].astype(np.uint64)
        follows[ends[1:-1] - 1] = 0  # the next text's first word is none of this one's
        pairs[:-1] += follows
    return _twisted(pairs), ends.astype(np.uint64)


def _words(signs: npt.NDArray[np.uint8]) -> tuple[_Places, _Words]:
    """Where each word starts, and its number."""
    worth = _WORTH[signs]
    many = signs.max(initial=0) >= 0x80
    if many:
        _blank(worth, signs)
    inside = np.concatenate(([False], worth != 0))
    begin = inside[1:] & ~inside[:-1]
    if many:
        begin |= (signs >= _SIGN_FIRST) & (signs <= _SIGN_LAST) & inside[1:]
    starts = np.flatnonzero(begin)
    if not len(starts):
        return starts, np.zeros(0, dtype=np.uint32)
    _powers.need(len(signs))
    sums: _Words = np.add.reduceat(worth * _powers.up[: len(signs)], starts, dtype=np.uint32)
    return starts, sums * _powers.down[starts]


def _blank(worth: _Words, signs: npt.NDArray[np.uint8]) -> None:
    """Punctuation of more bytes than one counts for nothing."""
    for first, second in (_MARKS, _MARKS_CJK):
        found = np.flatnonzero(signs == first)
        found = found[signs[found + 1] == second]
        for step in range(3):
            worth[found + step] = 0
    found = np.flatnonzero(signs == _LATIN_SIGNS)
    worth[found] = worth[found + 1] = 0


def _filled(words: _Words, ends: _Places) -> tuple[_Words, _Places]:
    """With one word for each text that has none."""
    bare = ends[:-1][ends[1:] == ends[:-1]]
    words = np.insert(words, bare, np.uint32(0))
    return words, np.concatenate(([0], np.cumsum(np.maximum(np.diff(ends), 1))))


def _twisted(numbers: _Numbers) -> _Numbers:
    """Each bit of a number in all bits of another."""
    for shift, twist in zip((30, 27), _TWISTS, strict=True):
        numbers = (numbers ^ (numbers >> np.uint64(shift))) * twist
    return numbers ^ (numbers >> np.uint64(31))
