"""The members of a zip archive: pages of a folder, or a WACZ with its web archives."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from corpus.errors import UnreadableError
from corpus.ingest.archives.bounds import NESTED_LIMIT, Sound, TooMuchError, mebibytes, metered
from corpus.ingest.archives.kinds import lies_beside
from corpus.ingest.archives.place import Place

_ENCRYPTED = 0x1
_LIES = "broken: what is packed is not what the archive says"
_IN_MEMORY = 16 * 1024 * 1024  # bytes of a nested archive
_STEP = 1024 * 1024
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
_WACZ = ("archive/", "data/")  # beside these stand lists and settings
_MARK = "datapackage.json"


def zip_pages(place: Place, stream: BinaryIO) -> Iterator[tuple[Place, io.BufferedReader] | UnreadableError]:
    """Each file of the archive, in its order, ready to be read; a file that cannot be is named."""
    with _seekable(place, stream) as whole:
        try:
            archive = zipfile.ZipFile(whole)
        except (*_BROKEN, OverflowError, ValueError, OSError):
            yield place.fails("a zip archive that is broken or breaks off: its list of contents cannot be read")
            return
        with archive:
            for info in _files(archive):
                yield from _member(place, archive, info)


def _files(archive: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    names = archive.namelist()
    only = _WACZ[:1] if _MARK in names and any(name.startswith(_WACZ[0]) for name in names) else ("",)
    for info in archive.infolist():
        if not info.filename.endswith("/") and info.filename.startswith(only) and not lies_beside(info.filename):
            yield info


def _member(
    place: Place, archive: zipfile.ZipFile, info: zipfile.ZipInfo
) -> Iterator[tuple[Place, io.BufferedReader] | UnreadableError]:
    inside = place.member(info.filename)
    if info.flag_bits & _ENCRYPTED:
        yield inside.fails("encrypted: unpack it first")
        return
    try:
        with archive.open(info) as content:
            yield inside, metered(cast("BinaryIO", Sound(content, _BROKEN, _LIES)), place.budget)
    except _BROKEN as error:
        yield inside.fails(_why(error))


def _why(error: Exception) -> str:
    if isinstance(error, NotImplementedError):
        return "packed in a way that cannot be unpacked here"
    return _LIES


def _seekable(place: Place, stream: BinaryIO) -> "BinaryIO | SpooledTemporaryFile[bytes]":
    """The archive itself, or a copy of it where it stands inside another."""
    if place.depth == 0 and stream.seekable():
        return stream
    aside = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 # whoever asked closes it
    size = 0
    while data := stream.read(_STEP):
        size += len(data)
        if size > NESTED_LIMIT:
            aside.close()
            raise TooMuchError(f"an archive within another of more than {mebibytes(NESTED_LIMIT)}: unpack it first")
        aside.write(data)
    aside.seek(0)
    return aside
