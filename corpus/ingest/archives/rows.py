"""Rows of tables and lists as lines of JSON: one reader for all of them, in portions that travel between processes."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from corpus.errors import UnreadableError
from corpus.ingest.archives.bounds import ROW_LIMIT, mebibytes
from corpus.ingest.archives.kinds import JSONL, ROWS
from corpus.ingest.archives.mapping import FieldMap
from corpus.ingest.archives.place import Found, Place
from corpus.ingest.identity import identify
from corpus.models import Page

_LINKS_ONLY = "links only: `dateline corpus add` takes links, `dateline corpus watch` feeds"
PORTION = 1024 * 1024  # bytes of lines that are read together


class Portion:
    """Collects lines, and gives a page of them whenever there are enough."""

    def __init__(self, source: str, media_type: str) -> None:
        self._source = source
        self._type = media_type
        self._lines: list[bytes] = []
        self._size = 0
        self._next = 1

    def take(self, line: bytes) -> Iterator[Page]:
        """One more line, with its line feed."""
        self._lines.append(line)
        self._size += len(line)
        if self._size >= PORTION:
            yield from self.end()

    def end(self) -> Iterator[Page]:
        """What is left."""
        content = b"".join(self._lines)
        if content.strip():
            yield Page(self._source, content, self._type, line=self._next)
        self._next += len(self._lines)
        self._lines, self._size = [], 0


class Rows:
    """Takes rows by the names of their columns; rows without a text are counted, or named with the reason."""

    def __init__(self, place: Place, mapping: FieldMap, unit: str = "row") -> None:
        self._place = place
        self._mapping = mapping
        self._unit = unit
        self._portion = Portion(place.source, ROWS if unit == "row" else JSONL)
        self._at = 0
        self._links = 0

    def take(self, row: object, number: int) -> Found:
        """A row with its number; the numbers go up."""
        if not isinstance(row, Mapping):
            yield self._fails(number, "not JSON" if row is None else "not an object")
            return
        given = self._mapping.fields(row)
        text = given.get("html") or given.get("text")
        if not text:
            if given.get("url"):
                self._links += 1
            elif any(given.values()):
                yield self._fails(number, "no text")
            return
        if len(text) > ROW_LIMIT:
            yield self._fails(number, f"longer than {mebibytes(ROW_LIMIT)}")
            return
        yield from self._line(given, number)

    def _line(self, given: dict[str, Any], number: int) -> Found:
        given["id"] = given.get("id") or identify(given.get("title"), given.get("published"), given.get("url"))
        for _ in range(number - self._at - 1):
            yield from self._portion.take(b"\n")
        self._at = number
        line = json.dumps(given, ensure_ascii=True, separators=(",", ":"))
        yield from self._portion.take(line.encode("ascii") + b"\n")

    def end(self) -> Found:
        """The last rows, and how many held no more than a link."""
        yield from self._portion.end()
        if self._links:
            rows, hold = ("row", "holds") if self._links == 1 else ("rows", "hold")
            yield self._place.fails(f"{self._links} {rows} {hold} {_LINKS_ONLY}")

    def _fails(self, number: int, reason: str) -> UnreadableError:
        return self._place.fails(f"{self._unit} {number}: {reason}")
