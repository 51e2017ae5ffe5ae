"""Which mentions of an event hold what is asked for."""

from collections.abc import Sequence
from functools import lru_cache

from corpus.models import Event, Excerpt
from corpus.words import terms


def mentioning(event: Event, words: Sequence[Sequence[str]], names: frozenset[str] | None) -> tuple[Excerpt, ...]:
    """The mentions that hold each of the words and one of the names."""
    if not words and names is None:
        return event.mentions
    return tuple(mention for mention in event.mentions if _holds(_stems(mention.text), words, names))


def _holds(held: frozenset[str], words: Sequence[Sequence[str]], names: frozenset[str] | None) -> bool:
    return all(not held.isdisjoint(group) for group in words) and (names is None or not held.isdisjoint(names))


@lru_cache(maxsize=65_536)
def _stems(text: str) -> frozenset[str]:
    return frozenset(term.stem for term in terms(text))
