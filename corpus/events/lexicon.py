"""What happenings and their sides are called: the lists of data/events.toml and data/places.toml, ready for look-up."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from corpus.words import fold, stem, terms, word_list


@dataclass(frozen=True, slots=True)
class Kind:
    """A sort of happening; only those of one family can be one event."""

    name: str
    family: str
    noun: bool


@dataclass(frozen=True, slots=True)
class Sense:
    """Another kind that a word is of: in an article that holds one of `beside`, or with one of `near` close by."""

    beside: frozenset[str]
    near: frozenset[str]
    kind: Kind


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Event nouns by their forms, verbs by stem, and the little words around them; all folded."""

    phrases: dict[tuple[str, ...], Kind]  # nouns and verbs of two words
    nouns: dict[str, Kind]
    verbs: dict[str, Kind]
    verb_forms: frozenset[str]
    support: frozenset[str]
    boundaries: frozenset[str]
    pairs: frozenset[tuple[str, ...]]
    countries: frozenset[tuple[str, ...]]  # pairs of sides
    nothing: frozenset[tuple[str, ...]]
    adjectives: frozenset[str]
    going_on: frozenset[str]
    beginning: frozenset[str]  # stems
    earlier: frozenset[str]
    later: frozenset[str]
    ordinals: dict[str, int]
    akin: frozenset[frozenset[str]]
    senses: dict[str, tuple["Sense", ...]]  # words that are of another kind beside some others


@dataclass(frozen=True, slots=True)
class Gazette:
    """Names of sides and places, each as a tuple of folded words."""

    openings: frozenset[str]  # the first words of all of them
    sides: dict[tuple[str, ...], str]
    cities: dict[tuple[str, ...], str]
    roles: frozenset[str]
    bodies: frozenset[str]
    posts: frozenset[str]
    nobody: frozenset[str]
    media: frozenset[str]


def parts(name: str) -> tuple[str, ...]:
    """A name's folded words, stops left out: U.K. is uk."""
    return tuple(term.word for term in terms(name))


@cache
def lexicon() -> Lexicon:
    """The words of happenings."""
    data = word_list("events")
    phrases: dict[tuple[str, ...], Kind] = {}
    nouns: dict[str, Kind] = {}
    verbs: dict[str, Kind] = {}
    for name, kind in data["kinds"].items():
        for word in kind["nouns"]:
            known = Kind(name, kind["family"], noun=True)
            if " " in word:
                phrases[parts(word)] = known
            else:
                for form in (word, f"{word}s"):
                    nouns.setdefault(fold(form), known)
        for word in kind["verbs"]:
            known = Kind(name, kind["family"], noun=False)
            if " " in word:
                phrases[parts(word)] = known
            else:
                verbs.setdefault(stem(fold(word)), known)
    return Lexicon(
        phrases,
        nouns,
        verbs,
        frozenset(fold(verb) for kind in data["kinds"].values() for verb in kind["verbs"]),
        frozenset(data["support"]["words"]),
        frozenset(data["boundaries"]["words"]),
        frozenset(parts(phrase) for phrase in data["pairs"]["phrases"]),
        frozenset(parts(phrase) for phrase in data["pairs"]["sides"]),
        frozenset(parts(phrase) for phrase in data["nothing"]["phrases"]),
        frozenset(data["adjectives"]["words"]),
        frozenset(data["going_on"]["words"]),
        frozenset(stem(fold(word)) for word in data["beginning"]["words"]),
        frozenset(data["earlier"]["words"]),
        frozenset(data["later"]["words"]),
        {word: number for word, number in data["ordinals"].items() if isinstance(number, int)},
        frozenset(frozenset(pair) for pair in data["akin"]["families"]),
        _senses(data),
    )


def _senses(data: dict[str, Any]) -> dict[str, tuple[Sense, ...]]:
    found: dict[str, tuple[Sense, ...]] = {}
    for sense in data["senses"].values():
        beside, near = (frozenset(map(fold, sense.get(key, ()))) for key in ("beside", "near"))
        meant = Kind(sense["kind"], data["kinds"][sense["kind"]]["family"], noun=bool(beside))
        for word in map(fold, sense["words"]):
            found[word] = (*found.get(word, ()), Sense(beside, near, meant))
    return found


@cache
def gazette() -> Gazette:
    """The names of sides, cities and roles."""
    data = word_list("places")
    sides = {parts(name): country for country, names in data["sides"].items() for name in (country, *names)}
    cities = {parts(city): country for city, country in data["cities"].items()}
    wide = {parts(phrase): "" for phrase in data["wide"]["phrases"]}
    return Gazette(
        frozenset(name[0] for name in (*sides, *cities, *wide)),
        sides,
        cities | wide,
        frozenset(map(fold, data["roles"]["words"])),
        frozenset(map(fold, data["bodies"]["words"])),
        frozenset(map(fold, data["posts"]["words"])),
        frozenset(fold(word) for key in ("calendar", "regions", "numbers") for word in data[key]["words"]),
        frozenset(map(fold, data["media"]["words"])),
    )


def akin(one: str, other: str) -> bool:
    """Whether happenings of both families may be one event; an unknown family may be any."""
    if one == other or not one or not other:
        return True
    return any(one in group and other in group for group in lexicon().akin)
