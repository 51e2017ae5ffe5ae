"""Who speaks in a corpus: printed names joined to people and bodies, and found by any spelling."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache, cached_property, lru_cache
from typing import Any

from corpus.errors import UNSOUND, DamagedError, StoreError
from corpus.models import Person, Provenance
from corpus.names import Entry, Gazetteer
from corpus.results import Candidate, Match, Resolution
from corpus.store import Generation
from corpus.store.voices import entry
from corpus.suppressed import kept_out, suppressed
from corpus.words import fold, word_list

NEAR = 3  # names, for "did you mean"
_LETTERS = 3  # of initials by which an outlet may be named: two are anybody's
KEPT = 4_096  # people kept in memory
RESOLVED = 1_024  # queries
_SURENESS = {Match.NONE: 0, Match.SUGGEST: 1, Match.AMBIGUOUS: 2, Match.ACCEPT: 3}


class People:
    """Everybody who speaks or passes words on. Read only, safe between threads."""

    def __init__(self, generation: Generation) -> None:
        self._generation = generation
        out = suppressed(generation.where)
        everybody = generation.everybody() if out else ()
        gone = [row for row in everybody if kept_out(_person(row), out)]
        self.silenced = frozenset(name for row in gone for name in _called(_person(row)))
        self._named: dict[str, tuple[Person, int] | None] = dict.fromkeys(self.silenced)
        self._resolved = lru_cache(RESOLVED)(self._resolve)
        self._there = lru_cache(RESOLVED)(self._still_there)
        self._spelled = lru_cache(KEPT)(generation.spelled)
        self._lists = _lists(generation, [row for row in everybody if row not in gone] if gone else None)

    def listed(self) -> tuple[Person, ...]:
        """Who is quoted and may be listed, most quoted first.

        Left out are sources without a name, and people without a public role whom one article alone quotes.
        """
        return self._listed

    @cached_property
    def _listed(self) -> tuple[Person, ...]:
        quoted = (_person(row) for row in self._generation.everybody() if row.quotes and row.name not in self.silenced)
        return tuple(person for person in quoted if person.kind != "person" or _public(person))

    def resolve(self, text: str) -> Resolution:
        """Who is meant; candidates that speak carry their Person."""
        return self._resolved(text)

    def _resolve(self, text: str) -> Resolution:
        found = [self._with_people(self._lists[0].resolve(text))]
        sure = found[0].status is Match.ACCEPT
        found += [self._with_people(names.resolve(text, parted=sure)) for names in self._lists[1:]]
        best = max(found, key=lambda one: _SURENESS[one.status])
        others = [one for one in found if one.best and best.best and one.best.name != best.best.name]
        if not others:
            return best
        return replace(best, status=Match.AMBIGUOUS, candidates=best.candidates + others[0].candidates[:1])

    def near(self, name: str) -> tuple[str, ...]:
        """The names nearest to one that nobody bears."""
        found = [one for names in self._lists for one in names.near(name) if self._known(one.name)]
        return tuple(dict.fromkeys(one.name for one in sorted(found, key=lambda one: -one.score)))[:NEAR]

    def ids(self, person: Person) -> tuple[int, ...]:
        """The ids of a person's spellings; none for somebody of another corpus."""
        known = self._known(person.name)
        return self._spelled(known[1]) if known else ()

    def by_id(self, ids: Iterable[int]) -> dict[int, Person]:
        """People by the ids of their spellings."""
        found = self._generation.bearers(ids)
        return {one: _person(row) for one, row in found.items() if row.name not in self.silenced}

    def _known(self, name: str) -> tuple[Person, int] | None:
        """Somebody by a printed name, and the place in the store."""
        if name not in self._named:
            row = self._generation.called(name)
            if len(self._named) > KEPT:
                self._named = dict.fromkeys(self.silenced)
            self._named[name] = (_person(row), row.at) if row else None
        return self._named[name]

    def _with_people(self, found: Resolution) -> Resolution:
        """The candidates who are still there, under the names that they have now."""
        there = self._there(found.candidates)
        return Resolution(found.status if there else Match.NONE, found.query, found.topic, there)

    def _still_there(self, candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
        known = [(one, self._known(one.name)) for one in candidates]
        return tuple(Candidate(who[0].name, one.kind, one.score, who[0]) for one, who in known if who)


def _lists(generation: Generation, rows: Sequence[Any] | None) -> tuple[Gazetteer, ...]:
    """The lists of names: the one that was written with the generation, and one of those who came later."""
    if rows is None:
        try:
            written = generation.where.names(generation.path)
        except StoreError:
            rows = generation.everybody()
        else:
            late = generation.everybody(late=True)
            return (written, Gazetteer(map(entry, late))) if late else (written,)
    return (Gazetteer(map(entry, rows)),)


def _person(row: Any) -> Person:
    try:
        spellings, roles = tuple(json.loads(row.spellings)), tuple(json.loads(row.roles))
    except UNSOUND as error:
        raise DamagedError("who somebody is", error) from error
    return Person(row.name, row.kind, spellings, roles, row.quotes, row.articles, row.outlets)


def outlets(chains: Iterable[Provenance]) -> Gazetteer:
    """The outlets that stand in some chain of publication, found by any spelling."""
    count: dict[str, int] = {}
    for chain in chains:
        for hop in chain.chain:
            if hop.outlet:
                count[hop.outlet] = count.get(hop.outlet, 0) + 1
    return Gazetteer(Entry(name, "outlet", times, initials(name)) for name, times in sorted(count.items()))


def initials(name: str) -> tuple[str, ...]:
    """By which letters an outlet goes as well, where its name is three words or more: VNA, of Vietnam News Agency."""
    letters = [word[0] for word in name.split() if word[0].isupper()]
    return ("".join(letters),) if len(letters) >= _LETTERS else ()


def _called(person: Person) -> tuple[str, ...]:
    return (person.name, *person.spellings)


def _public(person: Person) -> bool:
    """Whether it is a name, and one that is more than a passer-by's: "officials" and "a US official" are none."""
    named = any(is_name(called) for called in _called(person))
    return named and (person.articles > 1 or bool(person.roles))


def is_name(called: str) -> bool:
    """Whether it is somebody's name, and no description: "officials", "a harbour aide"."""
    last = called.split()[-1:]
    return bool(last) and not last[0][:1].islower() and fold(last[0]) not in _sources()


@cache
def _sources() -> frozenset[str]:
    """Words that end a source's description where a name would end in a family name."""
    return frozenset(map(fold, word_list("bodies")["sources"]["words"]))
