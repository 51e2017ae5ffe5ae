"""The word lists of questions, folded and stemmed once."""

from functools import cache

from corpus.words import fold, stem, stems, word_list


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
def alike() -> dict[str, frozenset[str]]:
    """Stems that one story uses for one thing, by each of them."""
    found: dict[str, frozenset[str]] = {}
    for group in word_list("questions")["like"]["groups"]:
        members = frozenset(stem(fold(word)) for word in group)
        for member in members:
            found[member] = found.get(member, frozenset()) | members
    return found


@cache
def abroad() -> dict[str, tuple[str, ...]]:
    """English stems by the stem of a Russian or Ukrainian word."""
    table = word_list("questions")["abroad"]
    return {
        stem(fold(word)): tuple(root for one in english for root in stems(one))
        for word, english in table.items()
        if word != "example"
    }
