"""Which kind of file a name tells of, and how much of one is read."""

from enum import StrEnum
from pathlib import PurePosixPath

from corpus.ingest.archives.bounds import PAGE_LIMIT, WEB_LIMIT


class Kind(StrEnum):
    """How a file is opened."""

    PAGE = "a page"
    LINES = "lines of JSON"
    OBJECTS = "JSON"
    TABLE = "a table"
    ZIP = "a zip archive"
    TAR = "a tar archive"
    WARC = "a web archive"
    GZIP = "gzipped"
    OTHER = "no page"


JSONL = "application/jsonl"
ROWS = f"{JSONL}; unit=row"  # rows of a table, or objects of a list, put into lines
TYPES = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".shtml": "text/html",
    ".mhtml": "multipart/related",
    ".mht": "multipart/related",
}
_KINDS = {
    ".jsonl": Kind.LINES,
    ".ndjson": Kind.LINES,
    ".json": Kind.OBJECTS,
    ".csv": Kind.TABLE,
    ".tsv": Kind.TABLE,
    ".tab": Kind.TABLE,
    ".zip": Kind.ZIP,
    ".wacz": Kind.ZIP,
    ".tar": Kind.TAR,
    ".tgz": Kind.GZIP,
    ".warc": Kind.WARC,
    ".gz": Kind.GZIP,
}
NO_PAGES = {
    ".toml": "TOML",
    ".yaml": "YAML",
    ".yml": "YAML",
    ".ini": "settings",
    ".py": "a program",
    ".js": "a program",
    ".css": "a style sheet",
}
_WEB = frozenset({"text/html", "application/xhtml+xml", "multipart/related"})
_MAGIC = {b"PK\x03\x04": Kind.ZIP, b"\x1f\x8b": Kind.GZIP, b"WARC/": Kind.WARC}
_BESIDE = (  # what lies beside the pages of a site and is none
    ".css .js .mjs .map .png .jpg .jpeg .gif .webp .avif .svg .ico .bmp .woff .woff2 .ttf .eot .otf .mp3 .mp4 .webm "
    ".ogg .wav .pdf .swf .xml .rss .atom .cdx .cdxj .idx .yaml .yml .toml"
)
_FOLDERS = ("_files", "_Dateien", "_archivos")


def kind_of(name: str, start: bytes = b"") -> Kind:
    """How a file of this name is opened; where the name does not tell, by its first bytes."""
    suffix = suffix_of(name)
    if suffix in NO_PAGES:
        return Kind.OTHER
    if found := _KINDS.get(suffix):
        return found
    if suffix in TYPES and not start.startswith(b"\x1f\x8b"):
        return Kind.PAGE
    magic = next((kind for magic, kind in _MAGIC.items() if start.startswith(magic)), Kind.PAGE)
    return Kind.PAGE if magic is Kind.ZIP and suffix else magic  # documents of office programs are zip archives too


def suffix_of(name: str) -> str:
    """The end of a name, in lower case."""
    return PurePosixPath(name).suffix.lower()


def unpacked_name(name: str) -> str:
    """What a gzipped file is called when it is unpacked."""
    suffix = suffix_of(name)
    stem = name[: -len(suffix)] if suffix else name
    return f"{stem}.tar" if suffix == ".tgz" else stem if suffix == ".gz" else name


def most_of(media_type: str) -> int:
    """How many bytes of a page are read."""
    return WEB_LIMIT if media_type in _WEB else PAGE_LIMIT


def lies_beside(name: str) -> bool:
    """Whether a member of an archive is hidden, or belongs to a page as its pictures and scripts do."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    hidden = any(part.startswith((".", "__MACOSX")) and part not in {".", ".."} for part in parts)
    return hidden or suffix_of(name) in _BESIDE.split() or any(part.endswith(_FOLDERS) for part in parts[:-1])
