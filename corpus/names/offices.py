"""Who holds the office that a query names."""

from collections.abc import Iterator

from corpus.names.decide import Decision, dominates
from corpus.names.draft import bars
from corpus.names.entries import Entries
from corpus.names.match import Fit
from corpus.names.roles import Role, country, others
from corpus.names.search import Hit
from corpus.results import Match

_TELLING = frozenset({"former", "deputy"})  # marks that make another office of it: never left out


def held_by(entries: Entries, role: Role) -> Decision | None:
    """The holders of this very office; else of one that is meant as well; else of a fuller one; None: nobody."""
    for concepts in _readings(role):
        if hits := _hits(entries, entries.roles[bars(concepts)].tolist()):
            return _decision(hits)
    for concepts in _readings(role):
        if _tells_enough(role, concepts) and (hits := _hits(entries, _fuller(entries, concepts))):
            return _decision(hits)
    return None


def _readings(role: Role) -> Iterator[frozenset[str]]:
    keys = (role.key, role.key - (role.marks - _TELLING), frozenset(map(country, role.key)))
    for key in dict.fromkeys(keys):
        yield key
        for other in others(role.office) if len(key) > 1 else ():
            yield key - {role.office} | {other}


def _tells_enough(role: Role, concepts: frozenset[str]) -> bool:
    """Whether an office with nothing beside it still says whose it may be: "secretary of state", not "minister"."""
    return len(concepts) > 1 or (role.office in concepts and " " in role.office)


def _fuller(entries: Entries, concepts: frozenset[str]) -> list[int]:
    """Holders of roles that say all of this and more, but no other rank."""
    places = set.intersection(*(set(entries.concepts[concept].tolist()) for concept in concepts))
    return [
        holder
        for place in places
        if not (set(entries.roles.keys[place].split("|")) - concepts) & _TELLING
        for holder in entries.roles.lists[place].tolist()
    ]


def _hits(entries: Entries, holders: list[int]) -> list[Hit]:
    found = [Hit(holder, Fit.WHOLE, 1.0, int(entries.mentions[holder])) for holder in dict.fromkeys(holders)]
    return sorted(found, key=lambda hit: -hit.mentions)


def _decision(hits: list[Hit]) -> Decision:
    alone = len(hits) == 1 or dominates(hits[0].mentions, hits[1].mentions)
    return (Match.ACCEPT if alone else Match.AMBIGUOUS), tuple(hits)
