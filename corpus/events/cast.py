"""Who takes part: the people, bodies and countries that a stretch of an article names.

A country is one side whether its people, its capital or its seat of power is named; a person belongs to the side that
the article gives them ("Dutch envoy Bo Berg"). Names are compared by their last word, bodies by all of it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise, zip_longest

from corpus.events.lexicon import gazette
from corpus.models import Span
from corpus.words import Term

_OPENS = re.compile(r"(?:^|[.!?:;…]|[\"“”‘«„(\[]|\s[-–—]{1,2})\s*$")  # before a capital that the place asks for
_LOCATED = re.compile(r"(?<!\w)(?:in|off|near|outside) $")
_ACTS = re.compile(r",? (?:said|says|told|who|was|is|has|had)\b")
_TOGETHER = 60  # code points between two who are named in one breath
_RECENT = 40  # names that "both leaders" may look back on
_LONGEST = 8  # words of the longest name of a side


@dataclass(frozen=True, slots=True)
class Who:
    """Keys of people and bodies, the sides named, and the sides that the people belong to."""

    people: frozenset[str] = frozenset()
    sides: frozenset[str] = frozenset()
    behind: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.people or self.sides)

    def __or__(self, other: "Who") -> "Who":
        return Who(self.people | other.people, self.sides | other.sides, self.behind | other.behind)

    @property
    def all_sides(self) -> frozenset[str]:
        """The sides named and those of the people named."""
        return self.sides | self.behind


@dataclass(frozen=True, slots=True)
class Name:
    """A name in an article: its key, where it stands, whether it is a side's or only a place's."""

    key: str
    span: Span
    side: bool = False
    place: bool = False

    @property
    def body(self) -> bool:
        """Whether it is a body's, whose key is its whole name."""
        return " " in self.key


@dataclass(frozen=True, slots=True)
class Cast:
    """All names of an article in order, and which side each person is on."""

    names: tuple[Name, ...] = ()
    side_of: dict[str, frozenset[str]] = field(default_factory=dict)

    def within(self, span: Span) -> Who:
        """Who is named inside the span."""
        return self.who(name for name in self.names if name.span in span)

    def who(self, names: Iterator[Name] | Sequence[Name]) -> Who:
        """The names as participants."""
        found = tuple(name for name in names if not name.place)
        people = frozenset(name.key for name in found if not name.side)
        behind = frozenset(side for key in people for side in self.side_of.get(key, ()))
        return Who(people, frozenset(name.key for name in found if name.side), behind)

    def pair_before(self, at: int, body: str) -> Who:
        """The last two people, else the last two sides, named together before a place: whom "both leaders" means."""
        return self._two_before(at, body, side=False) or self.sides_before(at, body)

    def sides_before(self, at: int, body: str) -> Who:
        """The last two sides named together before a place: whom "both countries" means."""
        return self._two_before(at, body, side=True)

    def _two_before(self, at: int, body: str, *, side: bool) -> Who:
        before = [name for name in self.names[: _before(self.names, at)][-_RECENT:] if not name.place]
        line = [name for name in before if name.side is side and (side or not name.body)]
        line = [name for name in line if not _owner(body, name.span.stop)]
        for one, two in reversed(list(pairwise(line))):
            if one.key != two.key and two.span.start - one.span.stop < _TOGETHER:
                return self.who((one, two))
        keys = {name.key: name for name in line}
        return self.who(tuple(keys.values())) if len(keys) == 2 else Who()


def _before(names: Sequence[Name], at: int) -> int:
    return bisect_right(names, at, key=lambda name: name.span.stop)


def _owner(body: str, at: int) -> bool:
    return body[at : at + 2] in {"'s", "’s"}


def cast(body: str, tokens: Sequence[Term]) -> Cast:
    """The names of a text, whose terms are given."""
    known = _inner(body, tokens)
    names = _unplaced(body, tuple(_names(body, tokens, known)))
    side_of: dict[str, set[str]] = {}
    for before, after in pairwise(names):
        if before.side and not after.side and not after.place and _belongs(body[before.span.stop : after.span.start]):
            side_of.setdefault(after.key, set()).add(before.key)
    return Cast(names, {key: frozenset(sides) for key, sides in side_of.items()})


def _inner(body: str, tokens: Sequence[Term]) -> frozenset[str]:
    """Words that bear a capital inside a sentence somewhere, and no small letter anywhere."""
    first = [body[term.span.start] for term in tokens]
    small = {term.word for sign, term in zip(first, tokens, strict=True) if sign.islower()}
    return frozenset(
        term.word
        for sign, term in zip(first, tokens, strict=True)
        if sign.isupper() and term.word not in small and not _opens(body, term.span.start)
    )


def _lasts(body: str, tokens: Sequence[Term]) -> frozenset[str]:
    """Words that bear a capital inside a sentence somewhere as a name of their own, or as the last word of one."""
    return frozenset(
        term.word
        for term, after in zip_longest(tokens, tokens[1:])
        if body[term.span.start].isupper()
        and not _opens(body, term.span.start)
        and not (after and _joined(body, term, after))
    )


def _unplaced(body: str, names: tuple[Name, ...]) -> tuple[Name, ...]:
    """The names, those of one word that stand behind "in" or "off" somewhere as places, unless they act or own."""
    behind = {name.span for name in names if _LOCATED.search(body, max(0, name.span.start - 9), name.span.start)}
    placed = {name.key for name in names if name.span in behind}
    placed -= {name.key for name in names if name.side or name.place or " " in name.span.cut(body)}
    acting = (name for name in names if name.span not in behind and _ACTS.match(body, name.span.stop))
    placed -= {name.key for name in (*acting, *(name for name in names if _owner(body, name.span.stop)))}
    return tuple(replace(name, place=True) if name.key in placed else name for name in names)


def _opens(body: str, at: int) -> bool:
    return _opening(body[max(0, at - 4) : at])


@lru_cache(4_096)
def _opening(before: str) -> bool:
    return _OPENS.search(before) is not None


def _names(body: str, tokens: Sequence[Term], known: frozenset[str]) -> Iterator[Name]:
    lasts = _lasts(body, tokens)
    at = 0
    while at < len(tokens):
        if not body[tokens[at].span.start].isupper():
            at += 1
            continue
        if listed := _listed(tokens, at):
            key, words, place = listed
            yield Name(key, Span(tokens[at].span.start, tokens[at + words - 1].span.stop), not place, place)
            at += words
            continue
        stop = _run(body, tokens, at, known, lasts)
        yield from _named(tokens, at, stop)
        at = max(stop, at + 1)


def _listed(tokens: Sequence[Term], at: int) -> tuple[str, int, bool] | None:
    """The side or city whose name starts here, the number of its words, whether it is a city; the longest name wins."""
    data = gazette()
    if _bare(tokens[at]) not in data.openings:
        return None
    bare = tuple(_bare(term) for term in tokens[at : at + _LONGEST])
    for length in range(len(bare), 0, -1):
        words = bare[:length]
        if words in data.sides:
            return data.sides[words], length, False
        if words in data.cities:
            return " ".join(words), length, True
    return None


def _bare(term: Term) -> str:
    return term.word.removesuffix("'s")


def _run(body: str, tokens: Sequence[Term], at: int, known: frozenset[str], lasts: frozenset[str]) -> int:
    """Where the run of capitals that starts here ends: words with one blank between them."""
    first = tokens[at]
    if first.stop or (_opens(body, first.span.start) and first.word not in known):
        return at
    stop = at + 1
    while stop < len(tokens) and _joined(body, tokens[stop - 1], tokens[stop]) and not _listed(tokens, stop):
        stop += 1
    if stop == at + 1 and _opens(body, first.span.start) and first.word not in lasts:
        return at  # "Rail traffic": a capital from its place, though the Rail Federation bears one too
    return stop


def _joined(body: str, before: Term, after: Term) -> bool:
    gap = body[before.span.stop : after.span.start]
    return gap == " " and body[after.span.start].isupper() and not after.stop


def _named(tokens: Sequence[Term], at: int, stop: int) -> Iterator[Name]:
    data = gazette()
    words = [
        index
        for index in range(at, stop)
        if tokens[index].word not in data.roles and tokens[index].word not in data.nobody
    ]
    if not words:
        return
    span = Span(tokens[words[0]].span.start, tokens[words[-1]].span.stop)
    last = _bare(tokens[words[-1]])
    if last in data.bodies and len(words) == 1:
        return
    key = " ".join(_bare(tokens[index]) for index in words) if last in data.bodies else last
    yield Name(key, span)


def _belongs(gap: str) -> bool:
    """Whether only offices stand between a side and a name: "Dutch envoy Bo Berg"."""
    if not gap.strip():
        return gap != ""
    if len(gap) > 60 or re.search(r"[^\w\s'’-]", gap):
        return False
    data = gazette()
    return all(word.casefold() in data.posts or word.casefold() in data.roles for word in gap.split())
