"""Archives of the web (WARC): the pages that servers sent, each with its address and the day it was seen on."""

import io
import re
import zlib
from collections.abc import Callable
from typing import BinaryIO

from fastwarc.stream_io import BrotliReader, ChunkedReader, WarcReader, ZstdReader
from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from corpus.errors import UnreadableError
from corpus.ingest.archives.bounds import WEB_LIMIT, mebibytes
from corpus.ingest.archives.kinds import most_of
from corpus.ingest.archives.place import Found, Place
from corpus.ingest.gunzip import GzipError, gunzip, is_gzipped
from corpus.ingest.web.sniff import is_markup
from corpus.models import Page

_KINDS = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
_FOUND = 200
_STEP = 64 * 1024
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_UNTOLD = frozenset({"", "application/octet-stream", "text/plain", "application/xml", "text/xml", "unknown/unknown"})
_CHUNK = re.compile(rb"[0-9a-fA-F]{1,8}[ \t]{0,20}(?:;[^\r\n]{0,200})?\r?\n")
_ENDS = (b"\r\n\r\n", b"\n\n")
_CUT = "the archive breaks off here: what stands before was read"


class _Tail(io.RawIOBase):
    """A stream that remembers how it ended."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__()
        self._stream = stream
        self.end = b""
        self._at = 0

    def read(self, size: int = -1) -> bytes:
        """As any stream."""
        data = self._stream.read(size)
        self.end = (self.end + data)[-4:] if data else self.end
        self._at += len(data)
        return data

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Forward only, by reading."""
        left = offset if whence == io.SEEK_CUR else offset - self._at
        while left > 0 and (data := self.read(min(left, _STEP))):
            left -= len(data)
        if left < 0:
            raise io.UnsupportedOperation("back")
        return self._at

    def tell(self) -> int:
        """How many bytes were read."""
        return self._at


class _CutError(ValueError):
    """A record that is shorter than it says."""


def warc_pages(place: Place, stream: BinaryIO) -> Found:
    """The pages of an archive, in its order; redirects, errors, pictures and pages seen before are passed over."""
    source = _Tail(stream)
    pages = 0
    cut = ""
    try:
        for record in ArchiveIterator(source, record_types=_KINDS):
            found = _page(place, record)
            pages += found is not None
            if found:
                yield found
    except _CutError:
        cut = _CUT
    except OSError as error:
        cut = f"a web archive that is broken here ({error}): what stands before was read"
    if cut or not source.end.endswith(_ENDS):
        yield place.fails(cut or _CUT)
    elif not pages:
        yield place.fails("a web archive with no pages in it")


def _page(place: Place, record: WarcRecord) -> Page | UnreadableError | None:
    """The page of a record, why it cannot be read, or None where it is no page."""
    inside = place.member(_address(record) or "a record without an address")
    said = record.headers.get("Content-Type") or ""
    if record.is_http:
        try:
            record.parse_http()
        except OSError:
            return inside.fails("what the server sent cannot be read: its head is broken")
        if not record.is_http_parsed or record.http_headers.status_code != _FOUND:
            return None
        said = record.http_headers.get("Content-Type") or ""
    if _type(said) not in _PAGES | _UNTOLD:
        return None
    content = record.reader.read(WEB_LIMIT + 1)
    if len(content) > WEB_LIMIT:
        return inside.fails(f"too large: more than {mebibytes(WEB_LIMIT)}")
    if len(content) < record.content_length:
        raise _CutError
    return _sent(inside, record, content, said)


def _sent(inside: Place, record: WarcRecord, content: bytes, said: str) -> Page | UnreadableError | None:
    media_type = _type(said)
    try:
        content = _unpacked(record, content)
    except (OSError, ValueError) as error:
        return inside.fails(f"what the server sent cannot be unpacked: {error}")
    text = record.record_type == WarcRecordType.conversion and media_type == "text/plain"
    if not content.strip() or not (text or media_type in _PAGES or is_markup(content)):
        return None
    if len(content) > most_of("text/plain" if text else "text/html"):
        return inside.fails("too large for a page")
    page_type = "text/plain" if text else "text/html" + said.removeprefix(said.partition(";")[0]).lower()
    return Page(inside.source, content, page_type, record.record_date, _address(record))


def _type(said: str) -> str:
    return said.partition(";")[0].strip().lower()


def _address(record: WarcRecord) -> str:
    return (record.headers.get("WARC-Target-URI") or "").strip(" <>")


def _unpacked(record: WarcRecord, content: bytes) -> bytes:
    """What a server sent as a browser would see it; crawlers that have unpacked it often leave the head as it was."""
    if not record.is_http_parsed:
        return content
    headers = record.http_headers
    if "chunked" in (headers.get("Transfer-Encoding") or "").lower() and _CHUNK.match(content):
        content = _read(ChunkedReader, content)
    for coding in reversed((headers.get("Content-Encoding") or "").lower().split(",")):
        content = _decoded(coding.strip(), content)
    return content


def _decoded(coding: str, content: bytes) -> bytes:
    if is_gzipped(content):
        return gunzip(content, WEB_LIMIT)
    if coding == "deflate":
        return _inflated(content)
    if coding == "br" and not is_markup(content):
        return _read(BrotliReader, content)
    return _read(ZstdReader, content) if coding == "zstd" and content.startswith(b"\x28\xb5\x2f\xfd") else content


def _inflated(content: bytes) -> bytes:
    """Deflated, with a head or without; as it is where it is neither."""
    for bits in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        inflater = zlib.decompressobj(bits)
        try:
            found = inflater.decompress(content, WEB_LIMIT)
        except zlib.error:
            continue
        if inflater.unconsumed_tail:
            raise GzipError(f"it unpacks to more than {mebibytes(WEB_LIMIT)}")
        return found
    return content


def _read(reader: Callable[[BinaryIO], WarcReader], content: bytes) -> bytes:
    found = reader(io.BytesIO(content)).read(WEB_LIMIT + 1)
    if len(found) > WEB_LIMIT:
        raise GzipError(f"it unpacks to more than {mebibytes(WEB_LIMIT)}")
    return found
