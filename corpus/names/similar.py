"""How alike a word of a query and a word of a name are, 0 to 1."""

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from corpus.names.data import folded
from corpus.names.endings import lemmas
from corpus.names.fold import Token, hacek, letters
from corpus.names.roles import is_office
from corpus.names.sounds import consonants, read_as, readings, skeleton
from corpus.names.variants import sisters

_SAME_SOUND = 0.97
_SAME_CONSONANTS = 0.76  # enough beside another word, too little alone
_ABJAD = 0.86
_SWAP = np.float32(0.6)  # of a slip: two letters that changed places
_RESPELLED = 0.67  # share of letters in which spellings of one sound may differ
_STRANGE = 0.06  # what another first letter costs
_SLACK = 1e-3  # of rounding

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Form:
    """One spelling that a word of a query may stand for, and how much doubt it starts with.

    `firm` forms must sound the same: other given names, and common words, which are no slips of a name.
    """

    text: str
    sound: str
    doubt: float
    firm: bool = False


@functools.lru_cache(4096)
def forms(token: Token) -> tuple[Form, ...]:
    """The word itself, its nominatives, its readings as a romanisation, its sister names; surest first."""
    common = is_common(token.text)
    doubts: dict[str, float] = {token.text: 0.0}
    for text, doubt in () if common else _respelled(token):
        doubts.setdefault(text, doubt)
    loose = () if common else tuple(doubts)
    for given in sisters(token.text):
        doubts.setdefault(given, 0.06)
    return tuple(Form(text, skeleton(text), doubt, text not in loose) for text, doubt in doubts.items() if text)


def is_common(word: str) -> bool:
    """Whether a folded word is one of the language's or an office, and no slip of a name."""
    return word in folded("ordinary", "english", "other") or is_office(word)


def _respelled(token: Token) -> Iterator[tuple[str, float]]:
    if token.cyrillic:
        for word in (token.raw, *lemmas(token.raw)):
            yield letters(word), 0.015
            yield read_as("cyrillic", letters(word)), 0.02
        return
    carons = token.text if token.raw.isascii() else hacek(token.raw)
    yield carons, 0.0
    for read in (*readings(token.text), *readings(carons)):
        yield read, 0.02


def similarity(token: Token, word: str) -> float:
    """The best of all forms of the token against one folded word."""
    return float(similarities(token, [word], [skeleton(word)])[0])


def similarities(token: Token, words: Sequence[str], sounds: Sequence[str]) -> Scores:
    """The best of all forms of the token against each folded word, whose skeletons are given; 1.0: the same letters."""
    if token.abjad:
        return np.asarray([_abjad(token.text, word) for word in words], np.float32)
    said = forms(token)
    edits = process.cdist([form.text for form in said], words, scorer=OSA.distance, dtype=np.int32).astype(np.float32)
    heard = process.cdist([form.sound for form in said], sounds, scorer=OSA.distance, dtype=np.int32).astype(np.float32)
    for form, word in np.argwhere(edits == 1).tolist():
        if sorted(said[form].text) == sorted(words[word]):
            edits[form, word] = _SWAP
    longer = np.maximum.outer(_lengths([form.text for form in said]), _lengths(words))
    near = np.maximum(_written(edits, longer), _heard([form.sound for form in said], sounds, heard))
    strange = _differ([form.text[0] for form in said], [word[0] for word in words])
    strange &= _differ([form.sound[0] for form in said], [sound[0] for sound in sounds])
    near -= _STRANGE * strange
    same = (heard == 0) & (longer >= 3) & (edits <= _RESPELLED * longer)
    near = np.where(same, _SAME_SOUND - 0.005 * np.minimum(edits, 4), near)
    near = np.where(edits == 0, 1.0, near)
    firm = np.asarray([form.firm for form in said])[:, None]
    near = np.where(firm & ~same & (edits > 0), 0.0, near)
    best: Scores = (near - np.asarray([form.doubt for form in said], np.float32)[:, None]).max(axis=0)
    return best


def within_reach(token: Token, words: Sequence[str], sounds: Sequence[str], least: float) -> list[int]:
    """The places of the words that may be so much like the token or more; told by lengths and slips alone."""
    if token.abjad:
        return list(range(len(words)))
    said = forms(token)
    texts, heard = [form.text for form in said], [form.sound for form in said]
    share = 1 - least + _SLACK
    near = process.cdist(texts, words, scorer=OSA.distance, dtype=np.int32) - 1  # two letters that changed places
    may = near <= share * np.maximum.outer(_lengths(texts), _lengths(words))
    slips = process.cdist(heard, sounds, scorer=OSA.distance, dtype=np.int32)
    may |= slips <= share * np.maximum.outer(_lengths(heard), _lengths(sounds))
    bones = {_bones(sound) for sound in heard}
    reached = np.flatnonzero(may.any(axis=0)).tolist()
    alike = (at for at, sound in enumerate(sounds) if sound and _bones(sound) in bones)
    return sorted({*reached, *alike})


def _written(edits: Scores, longer: Scores) -> Scores:
    """By letters: a slip weighs more in a short word, and makes another of a very short one."""
    long = 1 - edits / longer * np.where(longer >= 6, 1.0, 1.15)
    return np.where(longer > 3, long, np.where((longer == 3) & (edits > 0) & (edits <= 1), 0.68, 0.0)).astype(
        np.float32
    )


def _heard(said: Sequence[str], sounds: Sequence[str], edits: Scores) -> Scores:
    """By skeletons, a little lower; words with the same consonants are alike at least so much."""
    longer = np.maximum.outer(_lengths(said), _lengths(sounds))
    near = 1 - edits / longer * np.where(longer >= 6, 1.0, 1.2) - 0.03
    ours, theirs = [*map(_bones, said)], [*map(_bones, sounds)]
    same = ~_differ(ours, theirs) & (_lengths(ours) >= 3)[:, None]
    near = np.where(same, np.maximum(near, _SAME_CONSONANTS), near)
    return np.where(longer >= 4, near, 0.0).astype(np.float32)


def _differ(ours: Sequence[str], theirs: Sequence[str]) -> NDArray[np.bool_]:
    differ: NDArray[np.bool_] = np.not_equal.outer(np.asarray(ours), np.asarray(theirs))
    return differ


def _lengths(words: Sequence[str]) -> Scores:
    return np.fromiter(map(len, words), np.float32, len(words))


def _abjad(text: str, word: str) -> float:
    heard, said = consonants(text), consonants(word)
    if text == word:
        return 1.0
    return _ABJAD if heard == said and len(heard) >= 3 else 0.8 if heard == said and len(heard) == 2 else 0.0


@functools.lru_cache(16384)
def _bones(sound: str) -> str:
    return sound[0] + "".join(c for c in sound[1:] if c not in "aeiou").replace("Z", "S")
