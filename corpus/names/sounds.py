"""Spellings that sound alike, whoever romanised the name."""

import functools
import re

from corpus.names.data import table

Rules = tuple[tuple[re.Pattern[str], str], ...]
_VOWELS = re.compile(r"[aeiouwyvhj]")
_TWICE = re.compile(r"(.)\1+")
_SOFT = str.maketrans("pczqkgZC", "bssgggss")


@functools.cache
def _skeleton_rules() -> Rules:
    return tuple((re.compile(rule["pattern"]), rule["sound"]) for rule in table("romanisation")["skeleton"])


@functools.cache
def _readings() -> dict[str, Rules]:
    return {
        language: tuple((re.compile(pattern), sound) for pattern, sound in reading["rules"])
        for language, reading in table("romanisation")["reading"].items()
    }


@functools.lru_cache(16384)
def skeleton(word: str) -> str:
    """A folded word without the habits of its romanisation: "jurij", "yury" and "iouri" meet; never empty."""
    left = word
    for pattern, sound in _skeleton_rules():
        left = pattern.sub(sound, left)
    return left or word


@functools.lru_cache(16384)
def readings(word: str) -> tuple[str, ...]:
    """How the English-language press would spell a word romanised for other readers; none for short words."""
    if len(word) < 4:
        return ()
    latin = (language for language in _readings() if language != "cyrillic")
    return tuple(dict.fromkeys(read for language in latin if (read := read_as(language, word)) != word))


def read_as(language: str, word: str) -> str:
    """How the English-language press would spell a word romanised for readers of this language."""
    for pattern, sound in _readings()[language]:
        word = pattern.sub(sound, word)
    return word.lower()


@functools.lru_cache(16384)
def consonants(word: str) -> str:
    """What an abjad would write: consonants, with those that Arabic and Hebrew do not tell apart made one."""
    hard = _VOWELS.sub("", skeleton(word).replace("f", "b")).translate(_SOFT)
    return _TWICE.sub(r"\1", hard).lower()
