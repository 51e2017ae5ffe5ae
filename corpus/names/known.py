"""What else the people and bodies are called that the world's press writes about."""

import functools
from collections.abc import Iterable, Sequence

from corpus.names.data import table
from corpus.names.fold import Token, tokens
from corpus.names.sounds import skeleton

KINDS = ("person", "org", "outlet", "place")


@functools.cache
def _known() -> dict[str, tuple[str, ...]]:
    lists = table("aliases")
    return {sounds(tokens(row["name"])): tuple(row["names"]) for kind in KINDS for row in lists.get(kind, ())}


def sounds(name: Sequence[Token]) -> str:
    """The sounds of a whole name, its words in order: one key for "Yury Kim" and "Iouri Kim"."""
    return " ".join(skeleton(token.text) for token in name)


def other_names(names: Iterable[Sequence[Token]]) -> tuple[str, ...]:
    """Further names of whoever bears one of these; empty for those who are not known."""
    known = _known()
    return tuple(dict.fromkeys(other for name in names for other in known.get(sounds(name), ())))


def bearer(name: str) -> str | None:
    """How English papers print this name, where it is a known other name of somebody: "普京" -> "Vladimir Putin"."""
    return _bearers().get(" ".join(token.raw for token in tokens(name)))


@functools.cache
def _bearers() -> dict[str, str]:
    lists = table("aliases")
    return {
        " ".join(token.raw for token in tokens(other)): row["name"]
        for kind in KINDS
        for row in lists.get(kind, ())
        for other in row["names"]
    }
