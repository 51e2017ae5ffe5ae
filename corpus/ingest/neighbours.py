"""Which lines a page of text shares with many pages of its folder: what a site prints on every page.

A folder is looked at once, however its pages come in: what counts is what lies in it, never which of its pages are
read, in which order or by whom.
"""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

from corpus.ingest.decode import NotTextError, decode

SUFFIX = ".txt"
_SAMPLE = 300  # pages of a folder that are looked at: those whose names hash lowest
_LARGEST = 256 * 1024  # bytes of a page that is
_LEAST, _SHARE = 8, 1 / 3  # pages, and share of those looked at, that have to print a line
_LONGEST = 300  # code points of a line


def shared_with_neighbours(path: Path, content: bytes) -> frozenset[str]:
    """The lines of a file of text that many others of its folder print too; none where it has few neighbours."""
    if path.suffix.lower() != SUFFIX:
        return frozenset()
    try:
        common = _common(path.parent, path.parent.stat().st_mtime_ns)
        return frozenset(set(_lines(content)) & common) if common else common
    except (OSError, NotTextError):
        return frozenset()  # whoever reads the page says so


@lru_cache(maxsize=16)
def _common(folder: Path, _changed: int) -> frozenset[str]:
    """The lines on many pages of a folder, as it is since it last changed."""
    files = sorted((file for file in folder.iterdir() if file.suffix.lower() == SUFFIX), key=_scattered)[:_SAMPLE]
    if len(files) < _LEAST:
        return frozenset()
    seen: Counter[str] = Counter()
    for file in files:
        seen.update(_of_file(file))
    least = max(_LEAST, len(files) * _SHARE)
    return frozenset(line for line, times in seen.items() if times >= least)


def _scattered(file: Path) -> bytes:
    return blake2b(file.name.encode("utf-8", "surrogatepass"), digest_size=8).digest()


def _of_file(file: Path) -> set[str]:
    """The lines of a page; none of what cannot be read."""
    try:
        if not file.is_file() or file.stat().st_size > _LARGEST:
            return set()
        return set(_lines(file.read_bytes()))
    except (OSError, NotTextError):
        return set()


def _lines(content: bytes) -> Iterator[str]:
    for row in decode(content).split("\n"):
        bare = row.strip()
        if bare and len(bare) <= _LONGEST:
            yield bare
