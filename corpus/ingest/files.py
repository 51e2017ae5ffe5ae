"""Which pages lie where: files, archives and directories to pages, each failure named."""

import errno
import stat
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from corpus.errors import UnreadableError
from corpus.ingest.archives import Place, pages_in
from corpus.ingest.archives.bounds import Budget, mebibytes
from corpus.ingest.archives.kinds import TYPES, Kind, kind_of, most_of, suffix_of
from corpus.ingest.archives.mapping import FieldMap
from corpus.ingest.neighbours import shared_with_neighbours
from corpus.models import Page

_SAVED = (".html", ".htm")
_ADDRESSES = ("http:/", "https:/")  # as a path writes them
_KINDS = {
    stat.S_IFIFO: "a pipe, no file",
    stat.S_IFSOCK: "a socket, no file",
    stat.S_IFCHR: "a device, no file",
    stat.S_IFBLK: "a device, no file",
}
_PASSED_OVER = frozenset({".toml"})  # a registry of outlets may lie beside the pages


def find_pages(paths: Iterable[str | Path], mapping: FieldMap | None = None) -> Iterator[Page | UnreadableError]:
    """The pages of files, in the order given; directories walked in the order of their names.

    An archive gives its members one by one, a file of lines or rows portions of them: never more than one is in memory.
    What cannot be read comes as the error that says why; one failure never stops the rest. Hidden files and directories
    below a given one are passed over. `mapping` names the columns of tables, where they are not known by their names.
    """
    for path in map(Path, paths):
        try:
            is_directory = path.is_dir()
        except OSError as error:  # a name that is too long
            yield UnreadableError(str(path), _why(error))
            continue
        yield from _directory(path, mapping) if is_directory else _file(path, mapping)


def _directory(path: Path, mapping: FieldMap | None) -> Iterator[Page | UnreadableError]:
    found = False
    try:
        for file in sorted(path.rglob("*")):
            hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
            if hidden or file.suffix.lower() in _PASSED_OVER or _belongs(file, path):
                continue
            if reason := no_file(file):
                yield UnreadableError(str(file), reason)
            elif file.is_file():
                found = True
                yield from _file(file, mapping)
    except OSError as error:
        yield UnreadableError(str(path), _why(error))
        return
    if not found:
        yield UnreadableError(str(path), "a directory with no files in it")


def no_file(path: Path) -> str:
    """Why what lies in a directory is no file to be opened; empty for files, directories, and what is not there.

    A pipe keeps whoever opens it waiting for good; a link to a directory may lead back to where it stands.
    """
    if path.is_symlink() and path.is_dir():
        return "a link to a directory: name the directory itself"
    try:
        mode = path.stat().st_mode
    except OSError as error:
        if error.errno == errno.ELOOP:
            return "a link that leads in a circle"
        return "a link that leads nowhere" if path.is_symlink() else ""
    except ValueError:  # a name that holds NUL
        return ""
    return "" if stat.S_ISDIR(mode) else _KINDS.get(stat.S_IFMT(mode), "")


def _belongs(file: Path, top: Path) -> bool:
    """Whether a file lies in the folder of pictures and scripts that a browser saves beside a page."""
    folders = (each for each in file.parents if each.name.endswith(("_files", "_Dateien", "_archivos")) and each != top)
    return any(
        each.with_name(f"{each.name.rsplit('_', 1)[0]}{ending}").exists() for each in folders for ending in _SAVED
    )


def _file(path: Path, mapping: FieldMap | None) -> Iterator[Page | UnreadableError]:
    source = str(path)
    if source.startswith(_ADDRESSES) and not path.exists():
        yield UnreadableError(source, "an address, no file: `dateline corpus watch` takes feeds, `/add` pages")
        return
    try:
        if not path.is_file():
            yield UnreadableError(source, no_file(path) or "no such file")
            return
        size = path.stat().st_size
        if reason := _too_large(path, size):
            yield UnreadableError(source, reason)
            return
        with path.open("rb") as stream:
            for page in pages_in(Place(source, path.name, Budget(size), mapping), stream):
                yield _among_neighbours(page, path)
    except (OSError, ValueError) as error:
        yield UnreadableError(source, _why(error))


def _among_neighbours(page: Page | UnreadableError, path: Path) -> Page | UnreadableError:
    """A page of text with the lines that many pages beside it print."""
    if isinstance(page, UnreadableError) or page.source != str(path):
        return page
    shared = shared_with_neighbours(path, page.content)
    return replace(page, shared=shared) if shared else page


def _too_large(path: Path, size: int) -> str:
    """Why a file that is one page is not even opened."""
    media_type = TYPES.get(suffix_of(path.name), "")
    most = most_of(media_type)
    if kind_of(path.name) is not Kind.PAGE or not media_type or size <= most:
        return ""
    return f"too large: {size / 2**20:.1f} MiB, where {mebibytes(most)} is the most"


def _why(error: OSError | ValueError) -> str:
    return (error.strerror or "cannot be read").lower() if isinstance(error, OSError) else str(error)
