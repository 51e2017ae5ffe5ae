"""The office that a phrase names, its body, and the name that stands in it."""

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from rapidfuzz.distance import OSA

from corpus.names.data import table
from corpus.names.endings import lemmas
from corpus.names.fold import Token, letters, tokens
from corpus.names.sounds import skeleton

_LONGEST = 4  # words of one spelling of an office or body
_TYPO_FROM = 7  # letters from which a misspelt office is still known


class Part(StrEnum):
    """What a word does in a role."""

    OFFICE = "office"
    BODY = "body"
    MARK = "mark"
    TITLE = "title"
    LINK = "link"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words with its part; `name` is the concept, empty for words that no list holds."""

    part: Part
    name: str
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Role:
    """An office with its bodies and marks, and the words that no list holds.

    `rest` are those words; `holder` tells that they must be whom the office belongs to ("Smith" in "Smith's aide").
    """

    office: str
    concepts: frozenset[str]
    rest: tuple[Token, ...] = ()
    holder: bool = False

    @property
    def key(self) -> frozenset[str]:
        """All concepts, with what the rest sounds like: equal for two spellings of one role."""
        return self.concepts | {skeleton(token.text) for token in self.rest}


def role(query: Sequence[Token]) -> Role | None:
    """Read a role, or an office or title beside a name; None when no office and no title stands in it."""
    pieces = tuple(_pieces(query))
    office = next((piece.name for piece in pieces if piece.part is Part.OFFICE), "")
    if not office and not any(piece.part is Part.TITLE for piece in pieces):
        return None
    concepts = frozenset(piece.name for piece in pieces if piece.part in {Part.OFFICE, Part.BODY, Part.MARK})
    rest = tuple(piece.tokens[0] for piece in pieces if piece.part is Part.NAME)
    return Role(office, concepts, rest, bool(office) and _held(pieces))


def others(office: str) -> tuple[str, ...]:
    """Offices that are meant as well when somebody says this one."""
    return tuple(_offices().get(office, {}).get("also", ()))


def _held(pieces: Sequence[Piece]) -> bool:
    """Whether a name in the phrase has an office of its own: "X's aide", "aide to X", "X spokesman"."""
    for at, piece in enumerate(pieces):
        if piece.part is not Part.NAME:
            continue
        after = next((p for p in pieces[at + 1 :] if p.part is not Part.MARK), None)
        office_after = any(p.part is Part.OFFICE for p in pieces[at + 1 :])
        owned = after is not None and after.part is Part.OFFICE and _offices()[after.name].get("of_person", False)
        of = at > 0 and pieces[at - 1].part is Part.LINK and pieces[at - 1].name in {"of", "for", "to"}
        if (piece.tokens[0].possessive and office_after) or owned or of:
            return True
    return False


def _pieces(query: Sequence[Token]) -> Iterator[Piece]:
    at = 0
    while at < len(query):
        for size in range(min(_LONGEST, len(query) - at), 0, -1):
            some = tuple(query[at : at + size])
            if found := _known(some):
                yield Piece(*found, some)
                at += size
                break
        else:
            yield Piece(Part.NAME, "", (query[at],))
            at += 1


def _known(some: tuple[Token, ...]) -> tuple[Part, str] | None:
    spelled = tuple(token.text for token in some)
    if found := _lexicon().get(spelled):
        return found
    if any(token.cyrillic for token in some):
        return next((found for named in _named(some) if (found := _lexicon().get(named))), None)
    return _misspelt(spelled[0]) if len(some) == 1 and len(spelled[0]) >= _TYPO_FROM else None


def _named(some: tuple[Token, ...]) -> Iterator[tuple[str, ...]]:
    """The words with one or all of them put into the nominative."""
    choices = [[token.text, *(letters(lemma) for lemma in lemmas(token.raw))] for token in some]
    if len(choices) == 1:
        yield from ((choice,) for choice in choices[0])
    elif len(choices) == 2:
        yield from ((a, b) for a in choices[0] for b in choices[1])


@functools.lru_cache(4096)
def _misspelt(word: str) -> tuple[Part, str] | None:
    near = (known for known in _long_words() if known[0][:1] == word[:1] and OSA.distance(known[0], word) == 1)
    return next((_lexicon()[known] for known in near), None)


@functools.cache
def _long_words() -> tuple[tuple[str], ...]:
    return tuple(
        (known[0],)
        for known, (part, _) in _lexicon().items()
        if len(known) == 1 and len(known[0]) >= _TYPO_FROM and part is Part.OFFICE
    )


@functools.cache
def _offices() -> dict[str, dict[str, Any]]:
    return {office["name"]: office for office in table("roles")["office"]}


@functools.cache
def _lexicon() -> dict[tuple[str, ...], tuple[Part, str]]:
    lists = table("roles")
    found: dict[tuple[str, ...], tuple[Part, str]] = {}
    for word in lists["link"]["words"]:
        found[_spelled(word)] = (Part.LINK, word)
    for word in lists["title"]["words"]:
        found[_spelled(word)] = (Part.TITLE, "")
    for part in (Part.BODY, Part.MARK, Part.OFFICE):
        for concept in lists[part.value]:
            for word in concept["words"]:
                found[_spelled(word)] = (part, concept["name"])
    return found


def _spelled(words: str) -> tuple[str, ...]:
    return tuple(token.text for token in tokens(words))
