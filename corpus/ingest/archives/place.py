"""Where a page stands: in which file, in which archive within it, and how much of that may be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.errors import UnreadableError
from corpus.ingest.archives.bounds import Budget
from corpus.ingest.archives.mapping import FieldMap
from corpus.models import Page

Found = Iterator[Page | UnreadableError]
_LONGEST = 300  # code points of a member's name


@dataclass(frozen=True, slots=True)
class Place:
    """`source` is what pages and failures are called by, `name` the file's own, which tells its kind.

    `depth` counts the archives around it; `mapping` names the columns of tables, None to go by their names.
    """

    source: str
    name: str
    budget: Budget
    mapping: FieldMap | None = None
    depth: int = 0

    def fails(self, reason: str) -> UnreadableError:
        """The failure of what stands here."""
        return UnreadableError(self.source, reason)

    def member(self, name: str) -> Place:
        """A place inside this archive."""
        shown = plain_name(name)
        return replace(self, source=f"{self.source}!/{shown}", name=shown, depth=self.depth + 1)


def plain_name(name: str) -> str:
    """A member's name as one harmless line: it is only ever printed, never opened."""
    shown = "".join(sign if sign.isprintable() else "\ufffd" for sign in name[:_LONGEST])
    return shown.replace("\\", "/").lstrip("/")
