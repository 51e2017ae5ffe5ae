"""Spellings of people and bodies joined across articles: what the product's gazetteer is made of."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from corpus.names.draft import Entry
from corpus.names.fold import mixed, tokens
from corpus.names.known import bearer
from corpus.names.same import family, same_person

_DOMINANT = 10  # times the count: a bare family name joins the much better known bearer


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name as articles print it: how often, of which kind, and which roles it was given how often."""

    name: str
    count: int = 1
    kind: str = "person"
    roles: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Group:
    """Spellings of one bearer: `name` is the commonest long one; spellings and roles commonest first."""

    name: str
    kind: str
    count: int
    spellings: tuple[str, ...]
    roles: tuple[str, ...] = ()

    @property
    def entry(self) -> Entry:
        """As the gazetteer takes it."""
        return Entry(self.name, self.kind, self.count, self.spellings, self.roles)


def join(spellings: Iterable[Spelling]) -> tuple[Group, ...]:
    """Join spellings, most counted group first; the same groups whatever the order they come in.

    People join by `same_person` with every member of the group; bodies by their letters or a known other name. A bare
    family name joins its only bearer, or one far better known. A name of mixed scripts joins nothing.
    """
    rows = sorted(_counted(spellings), key=lambda row: (-len(row.name.split()), -row.count, row.name))
    people = [row for row in rows if row.kind == "person"]
    groups = [*_people(people), *_bodies([row for row in rows if row.kind != "person"])]
    return tuple(sorted((_group(group) for group in groups), key=lambda group: (-group.count, group.name)))


def _counted(spellings: Iterable[Spelling]) -> Iterator[Spelling]:
    """Each name and kind once."""
    counts: Counter[tuple[str, str]] = Counter()
    roles: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for row in spellings:
        counts[row.name, row.kind] += row.count
        roles[row.name, row.kind].update(row.roles)
    for (name, kind), count in counts.items():
        yield Spelling(name, count, kind, roles[name, kind])


def _people(rows: Sequence[Spelling]) -> list[list[Spelling]]:
    """Full names first, then those with initials, then bare family names."""
    named: dict[str, list[list[Spelling]]] = defaultdict(list)
    apart: list[list[Spelling]] = []
    for row in sorted(rows, key=_vagueness):
        key = family(bearer(row.name) or row.name)
        if mixed(row.name) or not key:
            apart.append([row])
        elif home := _home(row, named[key]):
            home.append(row)
        else:
            named[key].append([row])
    return [*apart, *(group for groups in named.values() for group in groups)]


def _vagueness(row: Spelling) -> int:
    said = tokens(row.name)
    return 2 if len(said) == 1 else 1 if all(token.initial for token in said[:-1]) else 0


def _home(row: Spelling, groups: Sequence[list[Spelling]]) -> list[Spelling] | None:
    """The one group that the spelling belongs to."""
    name = bearer(row.name) or row.name
    if len(tokens(name)) == 1:
        return _best_known(groups)
    fits = [group for group in groups if all(same_person(name, bearer(other.name) or other.name) for other in group)]
    return fits[0] if len(fits) == 1 else None


def _best_known(groups: Sequence[list[Spelling]]) -> list[Spelling] | None:
    counted = sorted(groups, key=lambda group: -_count(group))
    if not counted or (len(counted) > 1 and _count(counted[0]) < _DOMINANT * _count(counted[1])):
        return None
    return counted[0]


def _bodies(rows: Sequence[Spelling]) -> list[list[Spelling]]:
    groups: dict[tuple[str, str], list[Spelling]] = defaultdict(list)
    for row in rows:
        key = row.name if mixed(row.name) else _letters(bearer(row.name) or row.name)
        groups[row.kind, key].append(row)
    return list(groups.values())


def _letters(name: str) -> str:
    said = [token.text for token in tokens(name)]
    return " ".join(said[1:] if said[:1] == ["the"] and len(said) > 1 else said)


def _count(group: Iterable[Spelling]) -> int:
    return sum(row.count for row in group)


def _group(rows: Sequence[Spelling]) -> Group:
    common = sorted(rows, key=lambda row: (-row.count, row.name))
    full = sorted(common, key=_vagueness) if rows[0].kind == "person" else common
    roles: Counter[str] = Counter()
    for row in rows:
        roles.update(row.roles)
    titles = tuple(title for title, _ in sorted(roles.items(), key=lambda item: (-item[1], item[0])))
    return Group(full[0].name, rows[0].kind, _count(rows), tuple(row.name for row in common), titles)
