"""Who speaks in a corpus: printed names joined to people and bodies, kept beside the articles.

Joining looks at all names when a generation is built. Names join only within a block (people whose family names sound
the same, bodies of the same letters): an article that is added or taken out has only its own blocks joined anew.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from sqlalchemy import Connection, Select, bindparam, delete, distinct, func, insert, select, update

from corpus.bearing import offices
from corpus.bodies import kind_of
from corpus.errors import UNSOUND, DamagedError
from corpus.names import Entry, Gazetteer
from corpus.names.fold import mixed, tokens
from corpus.names.joining import Group, Spelling, join
from corpus.names.known import bearer
from corpus.names.same import family
from corpus.store.place import Place
from corpus.store.schema import articles, people, roles, speakers, utterances

HEARD = utterances.c.kind.in_(("direct", "partial")) & (utterances.c.confidence >= 0.5)
CHUNK = 500

_Called = tuple[str, str, str, str]  # name, kind, spellings, roles


@dataclass(frozen=True, slots=True)
class _Heard:
    """A printed name with what it has said; no quotes where it only passes words on."""

    id: int
    name: str
    quotes: int
    articles: int


def gather(connection: Connection) -> None:
    """Join all names of a new generation."""
    ids = list(connection.execute(select(speakers.c.id)).scalars())
    _write(connection, ids, {}, 0)


def mend(connection: Connection, touched: Iterable[int]) -> None:
    """Join anew the blocks of some names, as if all had been joined anew."""
    names = connection.execute(select(speakers.c.name).where(speakers.c.id.in_(list(touched)))).scalars()
    blocks = {block(name) for name in names}
    old = connection.execute(select(people).where(people.c.block.in_(blocks))).all()
    ats = [row.at for row in old]
    members = set(connection.execute(select(speakers.c.id).where(speakers.c.person.in_(ats))).scalars()) | set(touched)
    connection.execute(update(speakers).where(speakers.c.id.in_(members)).values(person=None))
    connection.execute(delete(people).where(people.c.at.in_(ats)))
    highest = connection.execute(select(func.max(people.c.at))).scalar() or 0
    _write(connection, sorted(members), {_called(row): row.late for row in old}, highest + 1, late=1)


def index(connection: Connection, where: Place, path: PurePath) -> None:
    """Write the list by which names are found, beside a generation."""
    names = Gazetteer(entry(row) for row in connection.execute(select(people).order_by(people.c.at)))
    where.keep_names(connection, path, names)


def entry(row: Any) -> Entry:
    """A row of people as the list of names takes it."""
    try:
        spellings, titles = tuple(json.loads(row.spellings)), tuple(json.loads(row.roles))
        return Entry(row.name, row.kind, max(1, row.quotes), spellings, titles)
    except UNSOUND as error:
        raise DamagedError("who somebody is", error) from error


def block(name: str) -> str:
    """What names share that may be one person's, or one body's."""
    known = bearer(name) or name
    if kind_of(name) == "person":
        key = "" if mixed(name) else family(known)
        return f"family {key}" if key else f"name {name}"
    said = [token.text for token in tokens(known)]
    return "body " + " ".join(said[1:] if said[:1] == ["the"] and len(said) > 1 else said)


def _called(row: Any) -> _Called:
    return row.name, row.kind, row.spellings, row.roles


def _write(connection: Connection, ids: Sequence[int], known: dict[_Called, int], first: int, *, late: int = 0) -> None:
    heard = {one.name: one for one in _heard(connection, ids)}
    seen = _titles(connection, ids)
    groups = dict(enumerate(join(_spelling(one, seen.get(one.id, {})) for one in heard.values()), first))
    if not groups:
        return
    places = [{"whose": at, "of": heard[name].id} for at, group in groups.items() for name in group.spellings]
    place = update(speakers).where(speakers.c.id == bindparam("of")).values(person=bindparam("whose"))
    connection.execute(place, places)
    reach = _reach(connection, list(groups))
    rows = [_row(at, group, reach.get(at, (0, 0, 0))) for at, group in groups.items()]
    for row in rows:
        row["late"] = known.get((row["name"], row["kind"], row["spellings"], row["roles"]), late)
    connection.execute(insert(people), rows)


def _row(at: int, group: Group, reach: tuple[int, int, int]) -> dict[str, Any]:
    return {
        "at": at,
        "name": group.name,
        "kind": group.kind,
        "spellings": json.dumps(group.spellings, ensure_ascii=False),
        "roles": json.dumps(group.roles, ensure_ascii=False),
        "quotes": reach[0],
        "articles": reach[1],
        "outlets": reach[2],
        "block": block(group.spellings[0]),
    }


def _spelling(one: _Heard, seen: dict[str, int]) -> Spelling:
    kind = kind_of(one.name)
    return Spelling(one.name, max(1, one.quotes), kind, offices(seen, one.articles) if kind == "person" else {})


def _heard(connection: Connection, ids: Sequence[int]) -> Iterator[_Heard]:
    """Names that speak or pass words on; those of articles that were taken out do neither."""
    spoken = select(utterances.c.speaker, func.count().filter(HEARD), func.count(distinct(utterances.c.article)))
    passed = select(utterances.c.relay, func.count())
    said = {row[0]: row for row in _some(connection, spoken.group_by(utterances.c.speaker), utterances.c.speaker, ids)}
    relayed = {row[0] for row in _some(connection, passed.group_by(utterances.c.relay), utterances.c.relay, ids)}
    for one, name in _some(connection, select(speakers.c.id, speakers.c.name), speakers.c.id, ids):
        if one in said or one in relayed:
            _, quotes, held = said.get(one, (one, 0, 0))
            yield _Heard(one, name, quotes, held)


def _titles(connection: Connection, ids: Sequence[int]) -> dict[int, dict[str, int]]:
    """What articles call their speakers, by id, each with the number of articles."""
    found: dict[int, dict[str, int]] = {}
    query = select(roles.c.speaker, roles.c.role, func.count()).group_by(roles.c.speaker, roles.c.role)
    for speaker, role, times in _some(connection, query, roles.c.speaker, ids):
        found.setdefault(speaker, {})[role] = times
    return found


def _reach(connection: Connection, ats: Sequence[int]) -> dict[int, tuple[int, int, int]]:
    """Quotes, articles and chains of publication by person."""
    query = (
        select(
            speakers.c.person,
            func.count().filter(HEARD),
            func.count(distinct(utterances.c.article)),
            func.count(distinct(articles.c.chain)),
        )
        .join(utterances, utterances.c.speaker == speakers.c.id)
        .join(articles, articles.c.row == utterances.c.article)
        .group_by(speakers.c.person)
    )
    return {row[0]: (row[1], row[2], row[3]) for row in _some(connection, query, speakers.c.person, ats)}


def _some(connection: Connection, query: Select[Any], column: Any, ids: Sequence[int]) -> Iterator[Any]:
    """The rows of a query for some ids, so many at a time."""
    for start in range(0, len(ids), CHUNK):
        yield from connection.execute(query.where(column.in_(list(ids[start : start + CHUNK]))))
