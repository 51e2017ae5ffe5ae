"""The word lists of questions, folded and stemmed once."""

from calendar import month_name
from functools import cache

from corpus.words import fold, stem, stems, word_list

_SPOKEN = ("ru", "uk")
_SHORT = 4  # letters of a month that may be another word


@cache
def stemmed(name: str) -> frozenset[str]:
    """The stems of a list of data/questions.toml."""
    return frozenset(stem(fold(word)) for word in word_list("questions")[name]["words"])


@cache
def openings() -> tuple[tuple[str, str], ...]:
    """How questions ask: opening and kind, longest opening first."""
    asks = word_list("questions")["asks"]
    pairs = [(fold(opening), kind) for kind, some in asks.items() if kind != "example" for opening in some]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))


@cache
def counting() -> frozenset[str]:
    """How a question asks for a number of things, folded."""
    return frozenset(fold(words) for words in word_list("questions")["counting"]["words"])


@cache
def measures() -> dict[str, frozenset[str]]:
    """The stems of the units in which something is told, by the folded word that asks how much of it there is."""
    table = word_list("questions")["measures"]
    return {fold(word): frozenset(map(stem, units)) for word, units in table.items() if word != "example"}


@cache
def real_words() -> frozenset[str]:
    """Folded words that are words, whether or not the texts hold them."""
    return frozenset(word_list("ordinary")["english"]["words"])


@cache
def happening() -> frozenset[tuple[str, ...]]:
    """How a question says that something is at all: runs of folded words."""
    return frozenset(tuple(fold(words).split()) for words in word_list("questions")["happening"]["words"])


@cache
def offices() -> frozenset[str]:
    """The stems of offices of one word, and of who leads something."""
    words = (word for one in word_list("roles")["office"] for word in one["words"] if " " not in word)
    return frozenset(stem(fold(word)) for word in words) | alike()[stem("leader")]


@cache
def asking_words() -> frozenset[str]:
    """The first words of how questions ask."""
    return frozenset(opening.split()[0] for opening, _ in openings())


@cache
def inhabitants() -> tuple[str, ...]:
    """Endings of the words for who lives in a place, longest first."""
    return _longest_first("inhabitants")


@cache
def endings() -> tuple[str, ...]:
    """Endings of words that have the same stem, longest first."""
    return _longest_first("endings")


def _longest_first(name: str) -> tuple[str, ...]:
    return tuple(sorted(word_list("questions")[name]["words"], key=lambda word: (-len(word), word)))


@cache
def alike() -> dict[str, frozenset[str]]:
    """Stems that one story uses for one thing, by each of them."""
    found: dict[str, frozenset[str]] = {}
    for group in word_list("questions")["like"]["groups"]:
        members = frozenset(stem(fold(word)) for word in group)
        for member in members:
            found[member] = found.get(member, frozenset()) | members
    return found


@cache
def told_as() -> dict[str, str]:
    """Stems of a verb and of the noun for the same deed, each by the other."""
    pairs = [tuple(stem(fold(word)) for word in pair) for pair in word_list("questions")["deeds"]["pairs"]]
    return {one: other for pair in pairs for one, other in (pair, pair[::-1])}


@cache
def abroad() -> dict[str, tuple[str, ...]]:
    """English stems by the stem of a Russian or Ukrainian word."""
    table = word_list("questions")["abroad"]
    words = {
        stem(fold(word)): tuple(dict.fromkeys(root for one in english for root in stems(one)))
        for word, english in table.items()
        if word != "example"
    }
    return _months() | words


def _months() -> dict[str, tuple[str, ...]]:
    """Months in every form that is written with a day."""
    spoken = [one["months"] for one in word_list("stamps")["language"] if one["code"] in _SPOKEN]
    return {
        stem(fold(form)): stems(month_name[number])
        for months in spoken
        for number, forms in enumerate(months, 1)
        for form in forms.split()
        if len(form) > _SHORT and stems(month_name[number])  # "may" is no word to look for
    }
