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
def _readings() -> tuple[Rules, ...]:
    return tuple(
        tuple((re.compile(pattern), sound) for pattern, sound in reading["rules"])
        for reading in table("romanisation")["reading"].values()
    )


@functools.lru_cache(65536)
def skeleton(word: str) -> str:
    """A folded word without the habits of its romanisation: "jurij", "yury" and "iouri" meet; never empty."""
    left = word
    for pattern, sound in _skeleton_rules():
        left = pattern.sub(sound, left)
    return left or word


@functools.lru_cache(65536)
def readings(word: str) -> tuple[str, ...]:
    """How the English-language press would spell a word romanised for other readers; none for short words."""
    if len(word) < 4:
        return ()
    return tuple(dict.fromkeys(read for rules in _readings() if (read := _read(word, rules)) != word))


def _read(word: str, rules: Rules) -> str:
    for pattern, sound in rules:
        word = pattern.sub(sound, word)
    return word.lower()


@functools.lru_cache(65536)
def consonants(word: str) -> str:
    """What an abjad would write: consonants, with those that Arabic and Hebrew do not tell apart made one."""
    hard = _VOWELS.sub("", skeleton(word).replace("f", "b")).translate(_SOFT)
    return _TWICE.sub(r"\1", hard).lower()
