"""The members of a tar archive, packed or not, in one pass over it."""

import io
import tarfile
from collections.abc import Iterator
from typing import BinaryIO

from corpus.errors import UnreadableError
from corpus.ingest.archives.bounds import Sound, buffered, metered
from corpus.ingest.archives.kinds import lies_beside
from corpus.ingest.archives.place import Place

_BROKEN = "a tar archive that is broken or breaks off: what stands before was read"

_FAULTS = (tarfile.TarError, EOFError, OverflowError, UnicodeError, OSError)


def tar_pages(place: Place, stream: BinaryIO) -> Iterator[tuple[Place, io.BufferedReader] | UnreadableError]:
    """Each plain file of the archive, in its order, ready to be read; links and devices are passed over."""
    try:
        with tarfile.open(fileobj=metered(stream, place.budget), mode="r|") as archive:
            for info in archive:
                archive.members = []  # type: ignore[attr-defined] # they would be kept to the end
                if info.isreg() and not lies_beside(info.name) and (content := archive.extractfile(info)):
                    yield place.member(info.name), buffered(Sound(content, _FAULTS, _BROKEN))
    except _FAULTS:
        yield place.fails(_BROKEN)
