"""What a text speaks of, so that two wordings of one thing meet.

Words count by their stem, with the synonyms of data/synonyms.toml; the names of a country's people, capital and seats
of power count as the country.
"""

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from corpus.events.deeds import light
from corpus.events.lexicon import gazette
from corpus.words import Term, fold, stem, terms, word_list

_LONGEST = 8  # words of a side's name


@lru_cache(maxsize=16_384)
def sequence(text: str) -> tuple[str, ...]:
    """Each telling word in order: a side as `@name`, a group of synonyms as `~word`, else the stem."""
    return tuple(concepts_of(terms(text), text))


def concepts_of(tokens: Sequence[Term], text: str) -> list[str]:
    """What `sequence` finds, where the terms of a text, or some of them, are known."""
    return [concept for _, concept in placed(tokens, text)]


def placed(tokens: Sequence[Term], text: str) -> list[tuple[int, str]]:
    """The same, each with the number of its first term."""
    found: list[tuple[int, str]] = []
    sides, openings, groups, beyond = gazette().sides, gazette().openings, _groups(), 0
    for at, (span, word, root, stop) in enumerate(tokens):
        if at < beyond:
            continue
        if word in openings and text[span.start].isupper():
            words = tuple(token.word for token in tokens[at : at + _LONGEST])
            length = next((n for n in range(len(words), 0, -1) if words[:n] in sides), 0)
            if length:
                found.append((at, f"@{sides[words[:length]]}"))
                beyond = at + length
                continue
        if not stop:
            found.append((at, groups.get(root, root)))
    return found


@lru_cache(maxsize=16_384)
def concepts(text: str) -> frozenset[str]:
    """All that `sequence` finds."""
    return frozenset(sequence(text))


@lru_cache(maxsize=16_384)
def unnamed(text: str) -> frozenset[str]:
    """The concepts of words in small letters, and of the first: words of a name tell nothing of what it does."""
    tokens = terms(text)
    return frozenset(
        concept for at, concept in placed(tokens, text) if not at or not text[tokens[at].span.start].isupper()
    )


@cache
def framing() -> frozenset[str]:
    """Concepts of taking place and of meeting, which say nothing of what it was about."""
    return frozenset(f"~{group}" for group in word_list("synonyms")["frame"]["groups"])


def telling(text: str, names: frozenset[str]) -> frozenset[str]:
    """What a text is about: neither who is named, nor how it is told, nor that it takes place."""
    return told_among(concepts(text), names)


def told_among(found: Iterable[str], names: frozenset[str]) -> frozenset[str]:
    """What a text is about, by its concepts."""
    return frozenset(word for word in found if word[:1] != "@") - _telling_nothing() - names


@cache
def _telling_nothing() -> frozenset[str]:
    return light() | framing()


@cache
def _groups() -> dict[str, str]:
    """Stem to the name of its group of synonyms; the first group that holds it wins."""
    groups: dict[str, str] = {}
    for group in word_list("synonyms")["same"]["groups"]:
        for word in group:
            groups.setdefault(stem(fold(word)), f"~{group[0]}")
    return groups
