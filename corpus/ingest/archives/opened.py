"""What a file holds, as pages: opened by its kind, one member after the other, never more than one in memory."""

import io
from collections.abc import Callable, Iterator, Mapping
from typing import BinaryIO

from corpus.errors import UnreadableError
from corpus.ingest.archives.bounds import DEPTH, TooMuchError, buffered, mebibytes
from corpus.ingest.archives.kinds import NO_PAGES, TYPES, Kind, kind_of, most_of, suffix_of, unpacked_name
from corpus.ingest.archives.lines import line_pages
from corpus.ingest.archives.objects import object_pages
from corpus.ingest.archives.place import Found, Place
from corpus.ingest.archives.tables import table_pages
from corpus.ingest.archives.tarred import tar_pages
from corpus.ingest.archives.warc import warc_pages
from corpus.ingest.archives.zipped import zip_pages
from corpus.ingest.gunzip import GzipError, Unzipped, gunzip, is_gzipped
from corpus.models import Page

_START = 16  # bytes that tell a kind


def pages_in(place: Place, stream: io.BufferedReader) -> Found:
    """The pages of a file, and what could not be read of it; it never raises."""
    try:
        yield from _opened(place, stream)
    except OSError as error:
        yield place.fails((error.strerror or str(error) or "cannot be read").lower())
    except ValueError as error:  # too much, or gzipped and broken
        yield place.fails(str(error))


def _opened(place: Place, stream: io.BufferedReader) -> Found:
    kind = kind_of(place.name, stream.peek(_START)[:_START])
    if kind is Kind.GZIP:
        yield from _gunzipped(place, stream)
    elif kind is Kind.OTHER:
        yield place.fails(f"{NO_PAGES[suffix_of(place.name)]}, not a page")
    elif kind is Kind.PAGE:
        yield page_of(place, stream, TYPES.get(suffix_of(place.name), ""))
    elif kind in _ARCHIVES and place.depth >= DEPTH:
        yield place.fails("an archive within an archive within another: unpack it first")
    elif not stream.peek(1):
        yield place.fails("empty")
    else:
        yield from _HOLDING[kind](place, stream)


def _gunzipped(place: Place, stream: io.BufferedReader) -> Found:
    """A page that is gzipped, or the pages of what was."""
    name = unpacked_name(place.name)
    kind = kind_of(name)
    if kind is Kind.PAGE and suffix_of(name) in TYPES:
        yield page_of(place, stream, TYPES[suffix_of(name)])
        return
    inner = Unzipped(stream, place.budget.spend)
    unpacked = buffered(inner)
    inside = Place(place.source, name, place.budget, place.mapping, place.depth)
    if kind_of(name, unpacked.peek(_START)[:_START]) is Kind.GZIP:
        yield place.fails("gzipped more than once: unpack it first")
        return
    last = None
    for last in _opened(inside, unpacked):
        yield last
    if inner.fault and not isinstance(last, UnreadableError):  # whoever read it may have named the fault already
        yield place.fails(inner.fault)


def page_of(place: Place, stream: BinaryIO, media_type: str) -> Page | UnreadableError:
    """A file that is one page, gzipped or not."""
    most = most_of(media_type)
    content = stream.read(most + 1)
    if len(content) > most:
        return place.fails(f"too large: more than {mebibytes(most)}")
    try:
        if is_gzipped(content):
            content = gunzip(content, most)
    except GzipError as error:
        return place.fails(str(error))
    return Page(place.source, content, media_type) if content.strip() else place.fails("empty")


def _nested(members: "_Members") -> "_Way":
    """Each member of an archive opened in its turn."""

    def pages(place: Place, stream: io.BufferedReader) -> Found:
        none = True
        try:
            for member in members(place, stream):
                none = False
                if isinstance(member, UnreadableError):
                    yield member
                else:
                    yield from _opened_member(*member)
        except TooMuchError as error:
            none = False
            yield place.fails(str(error))
        if none:
            yield place.fails("an archive with no pages in it")

    return pages


def _opened_member(place: Place, stream: io.BufferedReader) -> Found:
    try:
        yield from _opened(place, stream)
    except TooMuchError:
        raise
    except OSError as error:
        yield place.fails((error.strerror or str(error) or "cannot be read").lower())
    except ValueError as error:
        yield place.fails(str(error))


_Members = Callable[[Place, BinaryIO], Iterator[tuple[Place, io.BufferedReader] | UnreadableError]]
_Way = Callable[[Place, io.BufferedReader], Found]
_ARCHIVES = frozenset({Kind.ZIP, Kind.TAR})
_HOLDING: Mapping[Kind, _Way] = {
    Kind.LINES: line_pages,
    Kind.OBJECTS: object_pages,
    Kind.TABLE: table_pages,
    Kind.ZIP: _nested(zip_pages),
    Kind.TAR: _nested(tar_pages),
    Kind.WARC: warc_pages,
}
