"""Do two sentences report the same fact: the words they share, weighed, and what keeps them apart.

Words count by their stem, with the synonyms of data/synonyms.toml; names of a country's people and seats of power count
as the country. What is common in the lines at hand, and what only tells how a thing is told, weighs little.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from corpus.events.lexicon import gazette
from corpus.words import fold, stem, terms, word_list

THRESHOLD = 0.30
_SIDE = 0.4
_LIGHT = 0.3


@dataclass(frozen=True, slots=True)
class Judgement:
    """How alike two sentences are, 0 to 1, and whether that is the same fact."""

    score: float
    same: bool


@lru_cache(maxsize=16_384)
def concepts(text: str) -> frozenset[str]:
    """What a text speaks of: sides as `@name`, groups of synonyms as `~word`, else stems; stop words left out."""
    found, tokens, at = set(), terms(text), 0
    sides, openings = gazette().sides, gazette().openings
    while at < len(tokens):
        term = tokens[at]
        length = 0
        if term.word in openings and text[term.span.start].isupper():
            words = tuple(token.word for token in tokens[at : at + 8])
            length = next((n for n in range(len(words), 0, -1) if words[:n] in sides), 0)
            if length:
                found.add(f"@{sides[words[:length]]}")
        if not length and not term.stop:
            found.add(_groups().get(term.stem, term.stem))
        at += length or 1
    return frozenset(found)


def score(a: str, b: str, rarity: Mapping[str, float] | None = None) -> float:
    """How much of what two sentences say is said by both, 0 to 1; symmetric. `rarity` weighs concepts, else 1 each."""
    one, other = concepts(a), concepts(b)
    shared, left, right = (_weight(words, rarity or {}) for words in (one & other, one, other))
    return shared / math.sqrt(left * right) if shared else 0.0


def same_lines(lines: Iterable[Mapping[str, Any]]) -> list[Judgement]:
    """Judge pairs `{"a", "b"}`; what many of the given sentences share weighs less."""
    pairs = [(str(line["a"]), str(line["b"])) for line in lines]
    rarity = rarities([text for pair in pairs for text in pair])
    found = [score(a, b, rarity) for a, b in pairs]
    return [Judgement(round(value, 4), value >= THRESHOLD) for value in found]


def rarities(texts: Sequence[str]) -> dict[str, float]:
    """How telling each concept is among the distinct texts: 1 for one that stands once, less for commoner ones."""
    distinct = sorted(set(texts))
    seen = Counter(concept for text in distinct for concept in concepts(text))
    top = math.log(1 + len(distinct))
    return {concept: math.log(1 + len(distinct) / count) / top for concept, count in seen.items()} if top else {}


def _weight(words: Iterable[str], rarity: Mapping[str, float]) -> float:
    return sum(_base(word) * rarity.get(word, 1.0) for word in sorted(words))


def _base(concept: str) -> float:
    if concept.startswith("@"):
        return _SIDE
    return _LIGHT if concept in light() else 1.0


@cache
def _groups() -> dict[str, str]:
    """Stem to the name of its group of synonyms; the first group that holds it wins."""
    groups: dict[str, str] = {}
    for group in word_list("synonyms")["same"]["groups"]:
        for word in group:
            groups.setdefault(stem(fold(word)), f"~{group[0]}")
    return groups


@cache
def light() -> frozenset[str]:
    """Stems that tell how a thing is told, not what."""
    return frozenset(stem(fold(word)) for word in word_list("synonyms")["light"]["words"])


@cache
def framing() -> frozenset[str]:
    """Concepts of taking place and of meeting, which say nothing of what it was about."""
    return frozenset(f"~{group}" for group in word_list("synonyms")["frame"]["groups"])
