"""How alike a word of a query and a word of a name are, 0 to 1."""

import functools
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from corpus.names.data import table
from corpus.names.endings import lemmas
from corpus.names.fold import Token, hacek, letters
from corpus.names.sounds import consonants, readings, skeleton

_SAME_SOUND = 0.97
_SAME_CONSONANTS = 0.86
_ABJAD = 0.86


@dataclass(frozen=True, slots=True)
class Form:
    """One spelling that a word of a query may stand for, and how much doubt it starts with."""

    text: str
    sound: str
    doubt: float


@functools.lru_cache(4096)
def forms(token: Token) -> tuple[Form, ...]:
    """The word itself, its nominatives, its readings as a romanisation; no text twice, the surest first."""
    doubts: dict[str, float] = {token.text: 0.0}
    if token.cyrillic:
        for lemma in lemmas(token.raw):
            doubts.setdefault(letters(lemma), 0.015)
    elif token.raw.isascii():
        for read in readings(token.text):
            doubts.setdefault(read, 0.02)
    else:
        doubts.setdefault(hacek(token.raw), 0.0)
        for read in (*readings(token.text), *readings(hacek(token.raw))):
            doubts.setdefault(read, 0.02)
    for given in _given(token.text):
        doubts.setdefault(given, 0.03)
    return tuple(Form(text, skeleton(text), doubt) for text, doubt in doubts.items() if text)


def same_sound(a: Token, b: Token) -> bool:
    """Whether two words are spellings of one: the same skeleton, or that of a reading."""
    return bool(_sounds(a.text) & {skeleton(b.text)} or _sounds(b.text) & {skeleton(a.text)})


def same_given(a: str, b: str) -> bool:
    """Whether two folded given names may stand for one another: "tony", "anthony"."""
    return a == b or b in _given(a)


@functools.lru_cache(65536)
def _sounds(word: str) -> frozenset[str]:
    return frozenset(map(skeleton, (word, *readings(word))))


@functools.lru_cache(4096)
def _given(word: str) -> tuple[str, ...]:
    return _given_by_sound().get(skeleton(word), ())


@functools.cache
def _given_by_sound() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in table("given_names")["name"]:
        spelled = tuple(letters(form) for form in row["forms"])
        for form in spelled:
            key = skeleton(form)
            found[key] = tuple(dict.fromkeys((*found.get(key, ()), *spelled)))
    return found


def similarity(token: Token, word: str) -> float:
    """The best of all forms of the token against a folded word; 1.0 only for the same letters."""
    if token.abjad and token.text != word:
        heard, said = consonants(token.text), consonants(word)
        return _ABJAD if heard == said and len(heard) >= 3 else 0.8 if heard == said and len(heard) == 2 else 0.0
    sound = skeleton(word)
    return max(alike(form.text, form.sound, word, sound) - form.doubt for form in forms(token))


@functools.lru_cache(65536)
def alike(a: str, a_sound: str, b: str, b_sound: str) -> float:
    """How alike two folded words are, given their skeletons too."""
    if a == b:
        return 1.0
    longer, edits = max(len(a), len(b)), OSA.distance(a, b)
    if a_sound == b_sound and len(a_sound) >= 2 and min(len(a), len(b)) >= 3:
        return _SAME_SOUND - 0.005 * min(edits, 4)
    near = max(_written(edits, longer), _heard(a_sound, b_sound))
    return near - 0.06 if a[0] != b[0] and a_sound[0] != b_sound[0] else near


def _written(edits: int, longer: int) -> float:
    if longer <= 3:
        return 0.68 if edits == 1 and longer == 3 else 0.0
    return 1 - edits / longer * (1.0 if longer >= 6 else 1.15)


def _heard(a: str, b: str) -> float:
    longer = max(len(a), len(b))
    if longer < 4:
        return 0.0
    near = 1 - OSA.distance(a, b) / longer * (1.0 if longer >= 6 else 1.2) - 0.03
    bones = _bones(a)
    return max(near, _SAME_CONSONANTS) if len(bones) >= 3 and bones == _bones(b) else near


@functools.lru_cache(65536)
def _bones(sound: str) -> str:
    return sound[0] + "".join(c for c in sound[1:] if c not in "aeiou").replace("Z", "S")
