"""Who speaks in a corpus: printed names joined to people and bodies, and found by any spelling."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from corpus.bearing import offices
from corpus.models import Person, Provenance
from corpus.names import Entry, Gazetteer
from corpus.names.joining import Spelling, join
from corpus.results import Resolution
from corpus.store import Generation, Speaker
from corpus.suppressed import kept_out, suppressed
from corpus.words import fold, word_list


@dataclass(frozen=True, slots=True)
class Voice:
    """A person or body with the ids that its printed names have in the store."""

    person: Person
    ids: tuple[int, ...]


class People:
    """Everybody who speaks or passes words on. Read only, safe between threads."""

    def __init__(self, generation: Generation) -> None:
        speakers = generation.voices()
        out = suppressed(generation.where)
        voices = sorted(_voices(generation, speakers), key=_order)
        self.voices = tuple(voice for voice in voices if not kept_out(voice.person, out))
        self.silenced = frozenset(
            name for voice in voices if kept_out(voice.person, out) for name in _called(voice.person)
        )
        self._by_name = {voice.person.name: voice for voice in self.voices}
        self._gazetteer = Gazetteer(
            Entry(one.name, one.kind, max(1, one.quotes), one.spellings, one.roles)
            for one in (voice.person for voice in self.voices)
        )

    def listed(self) -> tuple[Person, ...]:
        """Who is quoted and may be listed, most quoted first.

        Left out are sources without a name, and people without a public role whom one article alone quotes.
        """
        quoted = (voice.person for voice in self.voices if voice.person.quotes)
        return tuple(person for person in quoted if person.kind != "person" or _public(person))

    def resolve(self, text: str) -> Resolution:
        """Who is meant; candidates that speak carry their Person."""
        found = self._gazetteer.resolve(text)
        return replace(
            found,
            candidates=tuple(
                replace(one, person=self._by_name[one.name].person) if one.name in self._by_name else one
                for one in found.candidates
            ),
        )

    def near(self, name: str) -> tuple[str, ...]:
        """The names nearest to one that nobody bears."""
        return tuple(one.name for one in self._gazetteer.near(name))

    def ids(self, person: Person) -> tuple[int, ...]:
        """The ids of a person's spellings; none for somebody of another corpus."""
        voice = self._by_name.get(person.name)
        return voice.ids if voice else ()

    def by_id(self) -> dict[int, Person]:
        """People by the ids of their spellings."""
        return {one: voice.person for voice in self.voices for one in voice.ids}


def outlets(chains: Iterable[Provenance]) -> Gazetteer:
    """The outlets that stand in some chain of publication, found by any spelling."""
    count: dict[str, int] = {}
    for chain in chains:
        for hop in chain.chain:
            if hop.outlet:
                count[hop.outlet] = count.get(hop.outlet, 0) + 1
    return Gazetteer(Entry(name, "outlet", times) for name, times in sorted(count.items()))


def _called(person: Person) -> tuple[str, ...]:
    return (person.name, *person.spellings)


def _public(person: Person) -> bool:
    """Whether it is a name, and one that is more than a passer-by's: "officials" and "a US official" are none."""
    named = any(_is_name(called) for called in _called(person))
    return named and (person.articles > 1 or bool(person.roles))


def _is_name(called: str) -> bool:
    last = called.split()[-1:]
    return bool(last) and not last[0][:1].islower() and fold(last[0]) not in _sources()


@cache
def _sources() -> frozenset[str]:
    """Words that end a source's description where a name would end in a family name."""
    return frozenset(map(fold, word_list("bodies")["sources"]["words"]))


def _order(voice: Voice) -> tuple[int, int, str]:
    return -voice.person.quotes, -voice.person.articles, voice.person.name


def _voices(generation: Generation, speakers: Sequence[Speaker]) -> Iterable[Voice]:
    by_name = {speaker.name: speaker for speaker in speakers}
    roles = generation.roles()
    spelled = [
        Spelling(
            one.name, max(1, one.quotes), kind, offices(roles.get(one.id, {}), one.articles) if kind == "person" else {}
        )
        for one, kind in ((one, kind_of(one.name)) for one in speakers)
    ]
    for group in join(spelled):
        members = [by_name[name] for name in group.spellings if name in by_name]
        ids = tuple(sorted(member.id for member in members))
        articles, outlets = generation.reach(ids) if len(ids) > 1 else (members[0].articles, members[0].outlets)
        quotes = sum(member.quotes for member in members)
        person = Person(group.name, group.kind, group.spellings, group.roles, quotes, articles, outlets)
        yield Voice(person, ids)


@cache
def _bodies() -> tuple[frozenset[str], frozenset[str]]:
    lists = word_list("bodies")
    return frozenset(lists["heads"]["words"]), frozenset(lists["seats"]["words"])


def kind_of(name: str) -> str:
    """Whether a speaker's name is a body's: "org", or "person"."""
    heads, seats = _bodies()
    bare = name.removeprefix("the ").removeprefix("The ")
    body = bare in seats or any(word in heads for word in bare.split()) or (bare.isupper() and len(bare) > 1)
    return "org" if body else "person"
