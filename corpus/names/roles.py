"""The office that a phrase names, its body, and the name that stands in it."""

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from rapidfuzz.distance import OSA

from corpus.names.data import folded, table
from corpus.names.endings import lemmas
from corpus.names.fold import Token, letters, tokens
from corpus.names.sounds import skeleton

_LONGEST = 5  # words of one spelling of an office or body
_GENITIVES = ("ова", "ева", "ёва", "ина", "ына", "ского", "цкого", "ного", "вого", "дена", "рга")
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
    marks: frozenset[str] = frozenset()
    rest: tuple[Token, ...] = ()
    holder: bool = False

    @property
    def key(self) -> frozenset[str]:
        """All concepts, with what the rest sounds like: equal for two spellings of one role."""
        return self.concepts | {_sound(token) for token in self.rest}


def role(query: Sequence[Token]) -> Role | None:
    """Read a role, or an office, title or body beside a name; None when none of these stands in it."""
    pieces = tuple(_pieces(query))
    office = next((piece.name for piece in pieces if piece.part is Part.OFFICE), "")
    if not any(piece.part in {Part.OFFICE, Part.TITLE, Part.MARK} or _owns(piece) for piece in pieces):
        return None
    concepts = frozenset(piece.name for piece in pieces if piece.part in {Part.OFFICE, Part.BODY, Part.MARK})
    marks = frozenset(piece.name for piece in pieces if piece.part is Part.MARK)
    rest = [(at, piece.tokens[0]) for at, piece in enumerate(pieces) if piece.part is Part.NAME]
    holder = bool(office) and _held(pieces)
    last = max((at for at, piece in enumerate(pieces) if piece.part in {Part.OFFICE, Part.MARK}), default=len(pieces))
    if rest and rest[0][0] < last < rest[-1][0] and (holder or rest[0][1].possessive):
        rest, holder = [(at, token) for at, token in rest if at > last], False
    return Role(office, concepts, marks, tuple(token for _, token in rest), holder)


def _sound(token: Token) -> str:
    """The skeleton of a name that an office belongs to; a Russian genitive is taken back."""
    if not _genitive(token):
        return skeleton(token.text)
    return skeleton(letters(next(iter(lemmas(token.raw)), token.raw)))


def _genitive(token: Token) -> bool:
    return token.cyrillic and token.raw.endswith(_GENITIVES)


def _owns(piece: Piece) -> bool:
    """A body before its own: "Norway's Hansen"."""
    return piece.part is Part.BODY and piece.tokens[-1].possessive


def is_office(word: str) -> bool:
    """Whether a folded word is an office or a form of address by itself."""
    return _lexicon().get((word,), (Part.NAME, ""))[0] in {Part.OFFICE, Part.TITLE, Part.MARK}


def others(office: str) -> tuple[str, ...]:
    """Offices that are meant as well when somebody says this one."""
    return tuple(_offices().get(office, {}).get("also", ()))


@functools.cache
def country(body: str) -> str:
    """The country or union that a body stands for, where it does: the White House for the US; else itself."""
    return next((row.get("of", body) for row in table("roles")["body"] if row["name"] == body), body)


def _held(pieces: Sequence[Piece]) -> bool:
    """Whether a name in the phrase has an office of its own: "X's aide", "aide to X", "X spokesman"."""
    return any(piece.part is Part.NAME and _has_office(pieces, at) for at, piece in enumerate(pieces))


def _has_office(pieces: Sequence[Piece], at: int) -> bool:
    if pieces[at].tokens[-1].after == ",":  # an apposition: "Miller, spokesman"
        return False
    after = [piece for piece in pieces[at + 1 :] if piece.part is not Part.MARK]
    before = pieces[at - 1] if at else None
    if pieces[at].tokens[0].possessive and any(piece.part is Part.OFFICE for piece in after):
        return True
    if after and after[0].part is Part.OFFICE and _of_person(after[0]):
        return True
    if before is None:
        return False
    if before.part is Part.LINK:
        return before.name in {"of", "for", "to"}
    return _of_person(before) and _genitive(pieces[at].tokens[0])


def _of_person(piece: Piece) -> bool:
    return piece.part is Part.OFFICE and bool(_offices()[piece.name].get("of_person"))


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
    slip = len(some) == 1 and len(spelled[0]) >= _TYPO_FROM and spelled[0] not in folded("ordinary", "english")
    return _misspelt(spelled[0]) if slip else None


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
        if len(known) == 1 and len(known[0]) >= _TYPO_FROM and part in {Part.OFFICE, Part.TITLE}
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
