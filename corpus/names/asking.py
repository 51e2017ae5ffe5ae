"""What part of a question is the name, and what the topic."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.names.data import words

_EDGE = " \t?!.\"'“”„«»…()[]"
_STOPS = ":;"
_PHRASE = 3  # words of the longest phrase in the lists


@dataclass(frozen=True, slots=True)
class Asked:
    """Words of a query before and after what parts a name from a topic.

    `parted` tells that something did; `anybody` that no name is asked for. Without either `who` is the whole query.
    """

    who: tuple[str, ...]
    topic: str = ""
    parted: bool = False
    anybody: bool = False


def asked(query: str) -> Asked:
    """Take the frame off ("what did X say about Y") and part name from topic."""
    said = query.strip(_EDGE).split()
    if opened := _after(said, "anybody"):
        return Asked((), topic(opened), anybody=True)
    said = _after(said, "opener") or said
    for at in range(1, len(said)):
        if said[at - 1][-1:] in _STOPS:
            return Asked(_name((*said[: at - 1], said[at - 1].rstrip(_STOPS))), topic(said[at:]), parted=True)
        for key in ("between", "saying"):
            if size := _starts(said[at : at + _PHRASE], key):
                return Asked(_name(said[:at]), topic(said[at + size :]), parted=True)
    return Asked(_name(said))


def _name(said: Sequence[str]) -> tuple[str, ...]:
    """The words before the topic, without "quotes" or "remarks" behind the name."""
    while len(said) > 1 and said[-1].lower() in words("asking", "noun"):
        said = said[:-1]
    return tuple(said)


def topic(said: Sequence[str]) -> str:
    """The words of a topic, without those that lead to it."""
    rest = list(said)
    while len(rest) > 1 and rest[0].lower() in words("asking", "lead"):
        del rest[0]
    return " ".join(rest).strip(_EDGE + _STOPS + ",")


def _after(said: Sequence[str], key: str) -> list[str]:
    return list(said[_starts(said, key) :]) if _starts(said, key) else []


def _starts(said: Sequence[str], key: str) -> int:
    """How many words at the head of these are one of the list's phrases; 0 when none."""
    if not said or said[0].lower().rstrip(":,") not in _opening(key):
        return 0
    for size in range(min(_PHRASE, len(said)), 0, -1):
        if " ".join(said[:size]).lower().rstrip(":,") in _phrases(key):
            return size
    return 0


@functools.cache
def _opening(key: str) -> frozenset[str]:
    """The first words of the phrases: most words are none of them."""
    return frozenset(phrase.split()[0].rstrip(":,") for phrase in _phrases(key))


@functools.cache
def _phrases(key: str) -> frozenset[str]:
    return words("asking", key)
