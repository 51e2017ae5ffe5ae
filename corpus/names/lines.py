"""The resolver as the machine interface has it: rows in, rows out."""

from collections.abc import Iterable, Iterator
from typing import Any

from corpus.names.draft import Entry
from corpus.names.gazetteer import Gazetteer


def entries(people: Iterable[dict[str, Any]]) -> Iterator[Entry]:
    """Rows {canonical[, kind, mentions, aliases, roles]} as entries; a row without a name is passed over."""
    for row in people:
        if row.get("canonical"):
            yield Entry(
                str(row["canonical"]),
                str(row.get("kind") or "person"),
                int(row.get("mentions") or 0),
                tuple(map(str, row.get("aliases") or ())),
                tuple(map(str, row.get("roles") or ())),
            )


def resolve_lines(people: Iterable[dict[str, Any]], queries: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """For each {query} a row {query, status, person, topic, candidates}: names, best first."""
    gazetteer = Gazetteer(entries(people))
    for row in queries:
        found = gazetteer.resolve(str(row.get("query") or ""))
        yield {
            "query": found.query,
            "status": found.status.value,
            "person": found.best.name if found.best else None,
            "topic": found.topic,
            "candidates": [candidate.name for candidate in found.candidates],
        }
