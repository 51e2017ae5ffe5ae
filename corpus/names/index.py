"""The words of all names, and which of them are near a word of a query."""

import itertools
from array import array
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Self

import numpy as np
from numpy.typing import NDArray

from corpus.names.compact import Arrays, Ids, Keyed, Lists
from corpus.names.fold import Token
from corpus.names.similar import forms, similarities, within_reach
from corpus.names.sounds import consonants, skeleton

_ALPHABET = {c: at for at, c in enumerate("^$0123456789abcdefghijklmnopqrstuvwxyzSCZ", start=1)}
_WIDE = 64
_NEAREST = 48  # skeletons compared letter by letter, of those that share letter pairs
_LOUDNESS = 0.05  # what the logarithm of mentions adds to shared pairs: quoted people are looked at first
_FORMS = 2  # skeletons of a token whose letter pairs are looked up
_KEPT = 4_096  # words of queries: names and questions have most of theirs in common
_SPELLED = 16_384  # words of names
_LEAST = 0.6  # a word less similar is no match


def _pairs(sound: str) -> set[int]:
    codes = [_ALPHABET["^"], *(_ALPHABET.get(c, 0) for c in sound), _ALPHABET["$"]]
    return {a * _WIDE + b for a, b in itertools.pairwise(codes)}


class Index:
    """The words of all names: by letters, by sound, by consonants, by pairs of letters. Read only."""

    def __init__(self, words: Keyed, sounds: Keyed, bones: Keyed, pairs: Lists, loud: NDArray[np.float32]) -> None:
        self.words = words  # a word -> the names that hold it
        self._sounds = sounds  # a skeleton -> words
        self._bones = bones  # consonants -> words
        self._pairs = pairs  # a pair of letters -> skeletons
        self._counts = np.bincount(pairs.flat, minlength=len(sounds)).astype(np.float32)
        self._loud = loud  # of each skeleton
        self._sound_of = np.empty(len(words), np.int32)
        self.near = lru_cache(_KEPT)(self._near)
        self.spelled = lru_cache(_SPELLED)(self._spelling)
        self._sound_of[sounds.lists.flat] = np.repeat(np.arange(len(sounds), dtype=np.int32), sounds.lists.sizes)

    @classmethod
    def build(cls, words: Keyed, mentions: Ids) -> Self:
        """From the names that hold each word, and how often the bearer of each name is mentioned."""
        sounds = Keyed.of((skeleton(word), at) for at, word in enumerate(words))
        bones = Keyed.of((consonants(word), at) for at, word in enumerate(words))
        codes, places = array("i"), array("i")
        for at, sound in enumerate(sounds):
            for code in sorted(_pairs(sound)):
                codes.append(code)
                places.append(at)
        pairs = Lists.of(codes, places, _WIDE * _WIDE)
        loudest = [int(mentions[words.lists[at]].max()) for at in range(len(words))]
        loud = [max(loudest[at] for at in sounds.lists[i]) for i in range(len(sounds))]
        return cls(words, sounds, bones, pairs, np.log1p(np.asarray(loud, np.float32)))

    def _near(self, token: Token) -> Mapping[int, float]:
        """Places of words like the token's, each with its similarity; `near` keeps what was looked up."""
        places: set[int] = set()
        for form in forms(token):
            at = self.words.find(form.text)
            places.update(() if at is None else (at,), self._sounds[form.sound].tolist())
        if token.abjad:
            places.update(self._bones[consonants(token.text)][:400].tolist())
        elif len(token.text) >= 3:
            for sound in tuple(dict.fromkeys(form.sound for form in forms(token) if not form.firm))[:_FORMS]:
                places.update(self._sharing(sound))
        found = self.alike(token, sorted(places))
        return {place: alike for place, alike in found.items() if alike >= _LEAST}

    def alike(self, token: Token, places: Sequence[int]) -> dict[int, float]:
        """How alike the token is to the words at these places; 0 for most that are no match."""
        found = dict.fromkeys(places, 0.0)
        words, sounds = [], []
        for place in places:
            word, sound = self.spelled(place)
            words.append(word)
            sounds.append(sound)
        near = within_reach(token, words, sounds, _LEAST) if places else ()
        if near:
            alike = similarities(token, [words[at] for at in near], [sounds[at] for at in near])
            found.update(zip([places[at] for at in near], alike.tolist(), strict=True))
        return found

    def _spelling(self, place: int) -> tuple[str, str]:
        """A word and its skeleton."""
        return self.words.keys[place], self._sounds.keys[int(self._sound_of[place])]

    def _sharing(self, sound: str) -> list[int]:
        pairs = _pairs(sound)
        shared = np.bincount(np.concatenate([self._pairs[code] for code in pairs]), minlength=len(self._counts))
        seen = np.flatnonzero(shared >= min(2, len(pairs) - 1))
        worth = 2 * shared[seen] / (self._counts[seen] + len(pairs)) + _LOUDNESS * self._loud[seen]
        if len(seen) > _NEAREST:
            seen = seen[np.argpartition(-worth, _NEAREST)[:_NEAREST]]
        lists = self._sounds.lists
        return [place for at in seen.tolist() for place in lists[at].tolist()]

    def arrays(self) -> Arrays:
        """What `restore` takes."""
        return {
            **self.words.arrays("words"),
            **self._sounds.arrays("sounds"),
            **self._bones.arrays("bones"),
            **self._pairs.arrays("pairs"),
            "loud": self._loud,
        }

    @classmethod
    def restore(cls, arrays: Mapping[str, NDArray[np.generic]]) -> Self:
        """Read back what `arrays` gave."""
        return cls(
            Keyed.restore("words", arrays),
            Keyed.restore("sounds", arrays),
            Keyed.restore("bones", arrays),
            Lists.restore("pairs", arrays),
            arrays["loud"].astype(np.float32, copy=False),
        )
