"""Lines of JSON in portions: a file of any length is never in memory as a whole."""

import codecs
import io
import json
from collections.abc import Iterable
from itertools import chain

from corpus.ingest.archives.kinds import JSONL
from corpus.ingest.archives.linewise import LongLineError, narrow, read_lines
from corpus.ingest.archives.mapping import FieldMap, fitting
from corpus.ingest.archives.place import Found, Place
from corpus.ingest.archives.rows import Portion, Rows

_OWN = ({"id", "text"}, {"id", "html"})


def line_pages(place: Place, stream: io.BufferedReader) -> Found:
    """Portions of the file, each of whole lines."""
    found = read_lines(narrow(stream))
    first = next(found, b"")
    mapping = place.mapping or _mapping(first)
    lines = chain([first], found)
    if mapping is None:
        yield from _as_they_are(place, lines)
        return
    rows = Rows(place, mapping, unit="line")
    for number, line in enumerate(lines, 1):
        yield from _mapped(place, rows, line, number)
    yield from rows.end()


def _as_they_are(place: Place, lines: Iterable[bytes | LongLineError]) -> Found:
    portion = Portion(place.source, JSONL)
    for line in lines:
        if isinstance(line, LongLineError):
            yield place.fails(str(line))
        yield from portion.take(b"\n" if isinstance(line, LongLineError) else line)  # counted all the same
    yield from portion.end()


def _mapped(place: Place, rows: Rows, line: bytes | LongLineError, number: int) -> Found:
    if isinstance(line, LongLineError):
        yield place.fails(str(line))
    elif line.strip():
        yield from rows.take(_object(line), number)


def _mapping(first: bytes | LongLineError) -> FieldMap | None:
    """How objects are read whose keys are not our own: by the first of them; None where they are read as they are."""
    found = None if isinstance(first, LongLineError) else _object(first)
    if not isinstance(found, dict) or any(found.keys() >= own for own in _OWN):
        return None
    return fitting(list(found))


def _object(line: bytes) -> object:
    try:
        return json.loads(line.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return None
