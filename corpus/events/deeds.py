"""Which sorts of deed words tell of: the lists of data/deeds.toml, by stem."""

from dataclasses import dataclass
from functools import cache

from corpus.words import fold, stem, word_list

_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Deeds:
    """The deeds that words tell of, and those of which they name only what goes with them: a judge with a verdict."""

    told: frozenset[str] = _NONE
    near: frozenset[str] = _NONE

    def shared(self, other: "Deeds") -> float:
        """How many deeds both tell of; one that either only comes near to counts a quarter."""
        return len(self.told & other.told) + (len(self.told & other.near) + len(self.near & other.told)) / 4

    def differ(self, other: "Deeds") -> bool:
        """Whether both tell of deeds, and of none together."""
        return bool(self.told and other.told) and self.told.isdisjoint(other.told)


_NOTHING = Deeds()


def deeds(stems: frozenset[str]) -> Deeds:
    """The deeds that the stems tell of."""
    told, beside, every = _known()
    words = stems & every
    if not words:
        return _NOTHING
    found = _NONE.union(*(told[word] for word in words if word in told))
    return Deeds(found, _NONE.union(*(beside[word] for word in words if word in beside)) - found)


@cache
def light() -> frozenset[str]:
    """Stems that tell how a thing is told, not what."""
    return frozenset(stem(fold(word)) for word in word_list("synonyms")["light"]["words"])


@cache
def _known() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]], frozenset[str]]:
    """Deeds by stems of their own words and of those beside, and all these stems."""
    told, beside = _by_stem("words"), _by_stem("beside")
    return told, beside, frozenset(told.keys() | beside.keys())


def _by_stem(key: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, deed in word_list("deeds")["deeds"].items():
        for word in deed.get(key, ()):
            found.setdefault(stem(fold(word)), set()).add(name)
    return {word: frozenset(names) for word, names in found.items() if word not in light()}
