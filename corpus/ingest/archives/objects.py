"""A JSON file that is a list of objects, or an object that holds one: each an article, one in memory at a time."""

import codecs
import io
import json
import re

from corpus.ingest.archives.bounds import ROW_LIMIT, mebibytes
from corpus.ingest.archives.mapping import FieldMap, fitting
from corpus.ingest.archives.place import Found, Place
from corpus.ingest.archives.rows import Rows
from corpus.models import Page

_STEP = 256 * 1024  # code points
_LIST = re.compile(r'\s*(?:\[|\{[^\[\]{}]{0,2000}"[\w ]{1,40}"\s*:\s*\[)\s*')
_NEXT = re.compile(r"\s*(?:(,)\s*)?")
_NO_LIST = "JSON, but no list of articles (as JSONL, a line an article, it could be read)"


class _Text:
    """A file's text, as much of it as was asked for."""

    def __init__(self, stream: io.BufferedReader) -> None:
        start = stream.peek(2)[:2]
        wide = start in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}
        self._decoder = codecs.getincrementaldecoder("utf-16" if wide else "utf-8-sig")("replace")
        self._stream = stream
        self.held = ""
        self.ended = False

    def more(self, least: int = _STEP) -> None:
        """Read on, by at least so many signs where there are as many."""
        pieces, size = [self.held], 0
        while size < least and not self.ended:
            data = self._stream.read(_STEP)
            pieces.append(self._decoder.decode(data, final=not data))
            size += len(pieces[-1])
            self.ended = not data
        self.held = "".join(pieces)

    def drop(self, count: int) -> None:
        """Let go of what was read."""
        self.held = self.held[count:]


def object_pages(place: Place, stream: io.BufferedReader) -> Found:
    """The objects of a list as rows; where the file breaks off, those before it and where."""
    text = _Text(stream)
    text.more()
    start = _LIST.match(text.held)
    if start is None:
        yield _single(place, text) or place.fails(_NO_LIST)
        return
    text.drop(start.end())
    rows: Rows | None = None
    number = 0
    while found := _next(text):
        number += 1
        if isinstance(found, str):
            yield place.fails(f"object {number}: {found}")
            break
        (value,) = found
        if rows is None:
            mapping = place.mapping or _mapping(value)
            if mapping is None:
                yield place.fails(_NO_LIST)
                return
            rows = Rows(place, mapping)
        yield from rows.take(value, number)
    if rows:
        yield from rows.end()
    elif not number:
        yield place.fails("JSON, but an empty list")


def _mapping(value: object) -> FieldMap | None:
    return fitting(list(value)) if isinstance(value, dict) else None


def _next(text: _Text) -> tuple[object] | str | None:
    """The next object of the list, None at its end, or why there is none."""
    while True:
        text.drop(_NEXT.match(text.held).end())  # type: ignore[union-attr] # it matches the empty string too
        if text.held.startswith("]"):
            return None
        try:
            value, stop = json.JSONDecoder(strict=False).raw_decode(text.held)
        except RecursionError:
            return "nested too deep"
        except ValueError as error:
            if text.ended:
                return f"not JSON: {error}" if text.held.strip() else "the file breaks off before the end of its list"
            if len(text.held) > ROW_LIMIT:
                return f"longer than {mebibytes(ROW_LIMIT)}"
            text.more(max(_STEP, len(text.held)))
            continue
        if stop == len(text.held) and not text.ended:  # a number may go on
            text.more()
            continue
        text.drop(stop)
        return (value,)


def _single(place: Place, text: _Text) -> Page | None:
    """A file that is one article of our own form."""
    text.more(ROW_LIMIT)
    try:
        value = json.loads(text.held)
    except (ValueError, RecursionError):
        return None
    mapping = _mapping(value)
    if mapping is None or not isinstance(value, dict):
        return None
    rows = Rows(place, place.mapping or mapping)
    pages = [page for page in (*rows.take(value, 1), *rows.end()) if isinstance(page, Page)]
    return pages[0] if pages else None
