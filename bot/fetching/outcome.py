"""What comes of asking for an address."""

import datetime as dt
from dataclasses import dataclass

from corpus.models import Page

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """How much, in bytes after unpacking, and how long, in seconds, one answer may take."""

    most: int = 8 * MIB
    connect: float = 10.0
    read: float = 20.0  # without a byte
    total: float = 60.0  # with all redirects
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer. `content` is None where nothing has changed since (304).

    `address` is where it was found in the end; `moved` is where the server says that it stays from now on, empty where
    it says nothing of the kind. `max_age` is in seconds, None where the server names none.
    """

    address: str
    content: bytes | None
    media_type: str = ""
    charset: str = ""
    etag: str = ""
    modified: str = ""
    max_age: int | None = None
    moved: str = ""

    def page(self, found_at: dt.datetime) -> Page:
        """For the readers, in an encoding that they will know."""
        content = self.content or b""
        return Page(self.address, in_utf8(content, self.charset), self.media_type, found_at, url=self.address)


@dataclass(frozen=True, slots=True)
class Failed:
    """No answer to be read; `reason` in plain words. `wait` is for how many seconds the server wants to be left alone.

    `status` is HTTP's, 0 where it did not come to one; `gone` means never again; `refused` that asking was not allowed.
    """

    address: str
    reason: str
    status: int = 0
    wait: float | None = None
    gone: bool = False
    refused: bool = False
    moved: str = ""


def in_utf8(content: bytes, charset: str) -> bytes:
    """Bytes in the encoding that the server names, where they are in it and not in UTF-8 anyway."""
    if not charset or charset in {"utf-8", "utf8", "utf-16", "utf-32"}:
        return content
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return content
    try:
        return content.decode(charset).encode("utf-8")
    except (LookupError, UnicodeError):
        return content
