"""Which words of the corpus a mistyped or foreign word may mean."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import lru_cache
from string import ascii_lowercase
from typing import Protocol

from anyascii import anyascii
from rapidfuzz import process
from rapidfuzz.distance import OSA

from corpus.ask.lists import abroad, asking_words, endings, inhabitants, real_words
from corpus.words import fold, places, stem, stop_words, terms

FORMS = 4  # guesses for one word
KEPT = 65_536  # words that were looked up
LETTERS = 8  # whose words are kept
SURE = 1.0
SHARED = 0.85  # when another word is as near
FARTHER = 0.5  # when another word is nearer
SHORTEST = 4  # letters of a place, without the ending of who lives there
SLIP = 0.8  # what a wrong letter takes off, over the letters of the word
FIRST = 0.85  # when it is the first

Forms = tuple[tuple[str, float], ...]


class Words(Protocol):
    """The folded words of the texts, each with its stem and how often it stands there."""

    def entry(self, word: str) -> tuple[str, int] | None: ...
    def holds(self, root: str) -> bool: ...
    def beginning(self, letter: str) -> Mapping[str, tuple[str, int]]: ...


class Bucket:
    """Words and stems with one first letter, by their length; a stem that is no word is worth a guess too."""

    def __init__(self, words: Mapping[str, tuple[str, int]]) -> None:
        self.words = {root: (root, 0) for root, _ in words.values()} | dict(words)
        self.by_length: dict[int, list[str]] = defaultdict(list)
        for word in self.words:
            self.by_length[len(word)].append(word)


class Listed:
    """Words held in memory."""

    def __init__(self, words: Mapping[str, tuple[str, int]]) -> None:
        self._words = words
        self._stems = {root for root, _ in words.values()}

    def entry(self, word: str) -> tuple[str, int] | None:
        """The stem and the number of a word."""
        return self._words.get(word)

    def holds(self, root: str) -> bool:
        """Whether a stem stands in the texts."""
        return root in self._stems

    def beginning(self, letter: str) -> Mapping[str, tuple[str, int]]:
        """All words that begin with a letter, or whose stems do."""
        return {word: known for word, known in self._words.items() if letter in {word[0], known[0][0]}}


class Speller:
    """Guesses over the words of the texts; what was looked up stays in memory."""

    def __init__(self, words: Words | Mapping[str, tuple[str, int]]) -> None:
        held = Listed(words) if isinstance(words, Mapping) else words
        self._entry = lru_cache(KEPT)(held.entry)
        self._holds = lru_cache(KEPT)(held.holds)
        self._bucket = lru_cache(LETTERS)(lambda letter: Bucket(held.beginning(letter)))

    def knows(self, root: str) -> bool:
        """Whether a stem stands in the texts."""
        return self._holds(root)

    def has(self, word: str) -> bool:
        """Whether a folded word stands in the texts as it is."""
        return word in stop_words() or self._entry(word) is not None

    def forms(self, word: str, root: str) -> Forms:
        """Stems of the corpus that a question's word may stand for, surest first, each with a weight up to 1."""
        if self.knows(root):
            return ((root, SURE),)
        if not word.isascii() and not word[:1].isdigit():
            return self._foreign(word, root)
        if word.isdigit():
            return ()
        if word in places() or word in real_words():  # Iraq is no mistyped Iran, and a tank no talk
            return self._native(word)
        return self._guesses(word) or self._native(word) or self._root_guess(word)

    def read(self, text: str) -> list[tuple[str, Forms]]:
        """The telling words of a text, each with what it may stand for."""
        return [(term.word, self.forms(term.word, term.stem)) for term in terms(text) if not term.stop]

    def rendered(self, text: str) -> str:
        """A text with words of other scripts in the corpus's: of "длительность звонка", the length of the call."""
        for term in reversed(terms(text)):
            if term.stop or term.word.isascii() or self.knows(term.stem):
                continue
            forms = [form for form, _ in self.forms(term.word, term.stem)]
            known = abroad().get(term.stem, ())  # "length" asks for a kind of difference, wherever it stands
            if meant := next((one for one in (*forms, *known) if not known or one in known), None):
                text = f"{text[: term.span.start]}{meant}{text[term.span.stop :]}"
        return text

    def joined(self, first: str, second: str) -> str | None:
        """The stem of two words written as one, where the texts write them so: "apple talk", AppleTalk."""
        if len(first) < 2 or len(second) < 2:
            return None
        known = self._entry(first + second)
        if known or min(len(first), len(second)) < SHORTEST or (self._word(first) and self._word(second)):
            return known[0] if known else None
        near = self._near(first + second, 1)
        return self._root(near[0][0]) if near else None

    def parted(self, word: str) -> tuple[str, str] | None:
        """Stems of the two words that the texts write for this one: "redlines", red lines."""
        for at in range(3, len(word) - 2):
            first = self._entry(word[:at])
            second = self._entry(word[at:]) if first else None
            if first and second:
                return first[0], second[0]
        return None

    def nearest(self, word: str, limit: int = 3) -> tuple[str, ...]:
        """Words of the corpus spelled nearest, for "did you mean"."""
        typed = fold(anyascii(word))
        far = 2 if len(typed) > 5 else 1
        near = (one for one, _ in self._near(typed, far) if self._word(one) and len(one) > 3)
        return tuple(near)[:limit]

    def _foreign(self, word: str, root: str) -> Forms:
        known = [(english, SURE) for english in abroad().get(root, ()) if self.knows(english)]
        if known or root in abroad():  # whose meaning is known stands for nothing that only sounds like it
            return tuple(known)
        best: dict[str, float] = {}
        for spelled in {fold(anyascii(word)), fold(anyascii(root))}:
            for form, weight in ((stem(spelled), SURE),) if self.knows(stem(spelled)) else self._guesses(spelled):
                best[form] = max(best.get(form, 0.0), weight)
        return tuple(sorted(best.items(), key=lambda form: (-form[1], form[0]))[:FORMS])

    def _guesses(self, word: str) -> Forms:
        """The nearest words: one alone is nearly sure, several of one distance share the doubt."""
        if len(word) < 4:
            return ()
        letters = Counter(word)
        near = [
            (one, distance)
            for one, distance in self._near(word, 2 if len(word) >= 6 else 1)
            if distance == 1 or (one[0] == word[0] and (len(word) >= 7 or _strange(one, letters) < 2))
        ]
        nearest = near[0][1] if near else 0
        equals = len({self._root(one) for one, distance in near if distance == nearest})
        best: dict[str, float] = {}
        for one, distance in near:
            shared = FARTHER if distance > nearest else SHARED if equals > 1 else SURE
            root = self._root(one)
            best[root] = max(best.get(root, 0.0), shared * _likely(word, one, distance))
        return tuple(sorted(best.items(), key=lambda form: (-form[1], form[0]))[:FORMS])

    def _native(self, word: str) -> Forms:
        """Of "Parisian", Paris: who or what comes from a place that the texts name."""
        for ending in inhabitants():
            place = word.removesuffix(ending)
            if place != word and len(place) >= SHORTEST and self._word(place):
                return ((self._root(place), SHARED),)
        return ()

    def _root_guess(self, word: str) -> Forms:
        """Of "hishly", high: without its ending, the word is one letter off others that begin alike."""
        for ending in endings():
            base = word.removesuffix(ending)
            if base == word or len(base) < SHORTEST:
                continue
            near = [one for one, _ in self._near(base, 1) if one[0] == base[0]]
            if near:
                roots = dict.fromkeys(self._root(one) for one in near)
                shared = SHARED if len(roots) == 1 else FARTHER
                return tuple((root, shared * _likely(base, near[0], 1)) for root in roots)[:FORMS]
        return ()

    def _near(self, word: str, far: int) -> list[tuple[str, int]]:
        """Words so many letters off, those with another first letter one letter off; nearest first."""
        if not word:
            return []
        bucket = self._bucket(word[0])
        found: dict[str, tuple[int, int]] = {}
        for length in range(max(1, len(word) - far), len(word) + far + 1):
            words = bucket.by_length.get(length, [])
            for one, distance, _ in process.extract(
                word, words, scorer=OSA.distance, score_cutoff=far, limit=2 * FORMS
            ):
                found[one] = int(distance), bucket.words[one][1]
        for one in _otherwise_begun(word):
            if known := self._entry(one):
                found[one] = 1, known[1]
        letters = Counter(word)
        order = sorted(found, key=lambda one: (found[one][0], _strange(one, letters), -found[one][1], one))
        return [(one, found[one][0]) for one in order]

    def _root(self, word: str) -> str:
        known = self._entry(word)
        return known[0] if known else word

    def _word(self, word: str) -> bool:
        return self._entry(word) is not None


def _otherwise_begun(word: str) -> set[str]:
    """What is one letter off at its beginning: another letter, one more, one less, the first two swapped."""
    begun = {letter + rest for letter in ascii_lowercase for rest in (word[1:], word)}
    return (begun | {word[1:], word[1:2] + word[:1] + word[2:]}) - {word, ""}


def _likely(word: str, guess: str, distance: int) -> float:
    """How likely one was typed for the other: long words and the first letter are seldom wrong."""
    likely = 1.0 - SLIP * distance / (len(word) + 2)
    return likely if guess[0] == word[0] else likely * FIRST


def _strange(word: str, letters: Counter[str]) -> int:
    """How many letters are not those of another word: typists swap more than they invent."""
    own = Counter(word)
    return (own - letters).total() + (letters - own).total()


@lru_cache(maxsize=4_096)
def meant_stop(word: str) -> str | None:
    """The stop word that a word is one letter off, where both begin or end alike: "wat", "undre", "teh"."""
    if len(word) < 3 or not word.isalpha() or word in stop_words():
        return None
    near = [stop for stop in sorted(stop_words()) if abs(len(stop) - len(word)) <= 1 and _slip(word, stop)]
    return min(near, key=lambda stop: (stop[0] != word[0], stop not in asking_words(), -len(stop)), default=None)


def _slip(word: str, stop: str) -> bool:
    """Whether one is the other with a letter wrong; of three letters, two swapped."""
    if stop[0] != word[0] and stop[-1] != word[-1]:
        return False
    if len(stop) < 4:
        return sorted(stop) == sorted(word) and OSA.distance(word, stop) == 1
    return OSA.distance(word, stop, score_cutoff=1) <= 1
