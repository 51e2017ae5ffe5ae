"""Which pages lie where: files and directories to pages, each failure named."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from corpus.errors import UnreadableError
from corpus.ingest.gunzip import gunzip, is_gzipped
from corpus.models import Page

PAGE_LIMIT = 2 * 1024 * 1024  # bytes: no article is this long, and one that is would stall a build
WEB_LIMIT = 24 * 1024 * 1024  # bytes: saved pages hold their pictures too
LINES_LIMIT = 1024 * 1024 * 1024  # bytes of JSONL, which holds many
_TYPES = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".jsonl": "application/jsonl",
    ".ndjson": "application/jsonl",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".shtml": "text/html",
    ".mhtml": "multipart/related",
    ".mht": "multipart/related",
}
_WEB = frozenset({"text/html", "application/xhtml+xml", "multipart/related"})
_NO_PAGES = {
    ".toml": "TOML",
    ".json": "JSON (as JSONL, a line an article, it could be read)",
    ".yaml": "YAML",
    ".yml": "YAML",
    ".ini": "settings",
    ".csv": "CSV",
    ".py": "a program",
    ".js": "a program",
    ".css": "a style sheet",
}
_SAVED = (".html", ".htm")
_PASSED_OVER = frozenset({".toml"})  # a registry of outlets may lie beside the pages


def find_pages(paths: Iterable[str | Path]) -> Iterator[Page | UnreadableError]:
    """A page a file, directories walked in the order of their names.

    What cannot be read comes as the error that says why; one failure never stops the rest.
    Hidden files and directories below a given one are passed over.
    """
    for path in map(Path, paths):
        try:
            is_directory = path.is_dir()
        except OSError as error:  # a name that is too long
            yield UnreadableError(str(path), _why(error))
            continue
        yield from _directory(path) if is_directory else (_page(path),)


def _directory(path: Path) -> Iterator[Page | UnreadableError]:
    found = False
    try:
        for file in sorted(path.rglob("*")):
            hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
            if not hidden and file.is_file() and file.suffix.lower() not in _PASSED_OVER and not _belongs(file, path):
                found = True
                yield _page(file)
    except OSError as error:
        yield UnreadableError(str(path), _why(error))
        return
    if not found:
        yield UnreadableError(str(path), "a directory with no files in it")


def _belongs(file: Path, top: Path) -> bool:
    """Whether a file lies in the folder of pictures and scripts that a browser saves beside a page."""
    folders = (each for each in file.parents if each.name.endswith(("_files", "_Dateien", "_archivos")) and each != top)
    return any(
        each.with_name(f"{each.name.rsplit('_', 1)[0]}{ending}").exists() for each in folders for ending in _SAVED
    )


def _page(path: Path) -> Page | UnreadableError:
    source = str(path)
    try:
        if not path.is_file():
            return UnreadableError(source, "no such file" if not path.exists() else "not a file")
        suffix = _suffix(path)
        if form := _NO_PAGES.get(suffix):
            return UnreadableError(source, f"{form}, not a page")
        media_type = _TYPES.get(suffix, "")
        size, most = path.stat().st_size, _most(media_type)
        if size > most:
            return UnreadableError(
                source, f"too large: {size / 2**20:.1f} MiB, where {most / 2**20:.0f} MiB is the most"
            )
        content = path.read_bytes()
        if is_gzipped(content):
            content = gunzip(content, most)
    except (OSError, ValueError) as error:
        return UnreadableError(source, _why(error))
    if not content.strip():
        return UnreadableError(source, "empty")
    return Page(source, content, media_type)


def _suffix(path: Path) -> str:
    """What kind of file it says it is, gzipped or not."""
    suffix = path.suffix.lower()
    return Path(path.stem).suffix.lower() if suffix == ".gz" else suffix


def _most(media_type: str) -> int:
    """How many bytes of a file are read."""
    if media_type == "application/jsonl":
        return LINES_LIMIT
    return WEB_LIMIT if media_type in _WEB else PAGE_LIMIT


def _why(error: OSError | ValueError) -> str:
    return (error.strerror or "cannot be read").lower() if isinstance(error, OSError) else str(error)
