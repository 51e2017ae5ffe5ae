"""Outlets as a page names them, and the page around its article that the names are looked for in."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from corpus.ingest.outlets import Registry
from corpus.words import word_list

_MOST_WORDS = 6
_CAPITAL = "A-ZÀ-ÞА-ЯЁЇІЄҐ"
_PART = rf"(?:of|the|and|de|del|della|da|do|la|le|и|&|[{_CAPITAL}0-9][\w.&'’!-]*)"
_NAME = re.compile(rf"[{_CAPITAL}][\w.&'’!-]*(?:\s{_PART}){{0,5}}")
_UNSEEN = frozenset({"Cf", "Cc", "Cs", "Co", "Cn"})  # categories of signs that nobody sees, or that turn a line
_DOMAIN = re.compile(r"(?:[\w-]+\.)+[a-z]{2,8}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a page prints around its article, each a sequence of lines as they stand.

    `head` ends at the body, `tail` begins after it; `sprites`, `stamp`, `title` and `suffix` (what follows a headline's
    bar) are empty where there is none. `sources` are short lines about its end that are links, each with its address.
    """

    head: Sequence[str]
    body: Sequence[str]
    tail: Sequence[str]
    title: str = ""
    stamp: str = ""
    suffix: str = ""
    sprites: Sequence[str] = ()
    sources: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """An outlet by its name in the registry, or as printed where the registry does not have it."""

    name: str
    kind: str = ""
    wire: bool = False


@cache
def words(group: str) -> frozenset[str]:
    """A list of data/provenance.toml."""
    return frozenset(word_list("provenance")[group]["words"])


def in_registry(text: str, known: Registry) -> Named | None:
    """The outlet whose whole name this is."""
    outlet = known.named(text)
    return Named(outlet.name, outlet.kind, outlet.wire) if outlet else None


def is_name(text: str) -> bool:
    """Whether a text is capitalised like a name, of six words at most."""
    return len(text.split()) <= _MOST_WORDS and _NAME.fullmatch(text) is not None


def like_an_outlet(text: str, known: Registry) -> Named | None:
    """A known outlet, a domain, or a printed name that holds a noun of outlets (Gazette, Herald)."""
    bare = text.strip(" .,:;|–—-\"'“”")
    if found := in_registry(bare, known):
        return found
    if _DOMAIN.fullmatch(bare):
        return Named(bare)
    parts = bare.split()
    if not 1 < len(parts) <= _MOST_WORDS or not _NAME.fullmatch(bare):
        return None
    return Named(bare) if any(part in words("nouns") for part in parts) else None


def plain_name(name: str) -> str:
    """A name without what nobody sees (directions, joiners) and without markup, on one line."""
    seen = "".join(" " if sign.isspace() else sign for sign in name)
    kept = "".join(sign for sign in seen if unicodedata.category(sign) not in _UNSEEN and sign not in "<>")
    return " ".join(kept.split())[:100]
