"""All that a corpus holds, with nothing in it that hangs on the order in which articles came."""

import re

from sqlalchemy import select

from corpus.store.place import current, place
from corpus.store.rows import PARTED
from corpus.store.schema import CHANGE, PARTS, articles, bands, facts, metadata, people, speakers, undated, vocabulary

_MARK = re.compile(r"@([sr])(\d+)")
_NUMBERS = {"row", "article"}


def dump(url):
    """Tables as plain values: articles by id, their parts by their order, speakers and people by name."""
    where = place(url)
    with where.reading(current(where)) as connection:
        rows = {table.name: connection.execute(select(table)).mappings().all() for table in metadata.sorted_tables}
    ids = {row["row"]: row["id"] for row in rows[articles.name]}
    names = {row["id"]: row["name"] for row in rows[speakers.name]}
    known = {row["at"]: row["name"] for row in rows[people.name]}
    found = {
        name: sorted((ids[row["article"]], row["row"] % PARTS, *_values(row, names)) for row in rows[name])
        for name in PARTED
    }
    spoken = {name for part in ("utterances", "roles") for row in rows[part] for name in _speaking(row, names)}
    found[articles.name] = sorted(
        tuple(value for key, value in row.items() if key != "row") for row in rows[articles.name]
    )
    found["order"] = [row["id"] for row in sorted(rows[articles.name], key=lambda row: row["row"]) if row["published"]]
    found[bands.name] = sorted((row["band"], ids[row["article"]]) for row in rows[bands.name])
    found[undated.name] = sorted((ids[row["article"]], row["least"]) for row in rows[undated.name])
    found[vocabulary.name] = sorted(tuple(row.values()) for row in rows[vocabulary.name])
    found[people.name] = sorted(
        tuple(value for key, value in row.items() if key not in {"at", "late"}) for row in rows[people.name]
    )
    found[speakers.name] = sorted(
        (row["name"], known.get(row["person"])) for row in rows[speakers.name] if row["name"] in spoken
    )
    found[facts.name] = sorted(tuple(row.values()) for row in rows[facts.name] if not row["key"].startswith(CHANGE))
    return found


def _values(row, names):
    return tuple(repr(_plain(key, value, names)) for key, value in row.items() if key not in _NUMBERS)


def _plain(key, value, names):
    if key in {"speaker", "relay"}:
        return names.get(value)
    if key == "meta":
        return sorted(_MARK.sub(lambda mark: f"@{mark[1]} {names[int(mark[2])]}", one) for one in value.split())
    return value


def _speaking(row, names):
    return {names[row[key]] for key in ("speaker", "relay") if row.get(key) is not None}
