"""Where a corpus lies: which generation of it is read, which is written, and what is kept beside them all.

A generation is a whole corpus. Building writes the next one and moves a pointer in one step, so that whoever reads
goes on reading the old one undisturbed until the next question. `corpus.store.files` keeps generations as files of
SQLite, `corpus.store.server` as schemas of a PostgreSQL database.
"""

from collections.abc import Hashable, Iterable
from contextlib import AbstractContextManager
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Protocol

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import ArgumentError

from corpus.errors import StoreError
from corpus.servers import address_of

if TYPE_CHECKING:
    from corpus.names import Gazetteer
    from corpus.store.prepared import Driver

REMOVED = "removed"  # the list of ids that never come back
CORRECTIONS = "corrections"  # what operators have put right; see corpus.corrections
SUPPRESSED = "suppressed"  # names that are kept out; see corpus.suppressed
AUDIT = "audit"  # who removed or corrected what, and when
LISTS = (REMOVED, CORRECTIONS, SUPPRESSED, AUDIT)
_HOW = "write it as sqlite:///corpus.db or postgresql+psycopg://user@host/database"


class Watch(Protocol):
    """Which generation is the present one, and whether anybody has written into it since."""

    @property
    def path(self) -> PurePath:
        """The generation."""

    def begin(self) -> None:
        """From now on: the generation was found to be sound."""

    def fresh(self, driver: "Driver") -> bool:
        """Whether everything is as it was."""


class Place(Protocol):
    """A corpus by its URL. The path of a generation is a file's, or a schema's name."""

    @property
    def url(self) -> str:
        """As it may be shown: without a password."""

    @property
    def pointer(self) -> Path:
        """The file that names the present generation; of a server, the file beside which work files lie."""

    def exists(self) -> bool:
        """Whether there is a corpus, sound or not."""

    def broken(self, reason: str, path: PurePath | None = None) -> StoreError:
        """The error for this corpus, with the command that mends it."""

    def failure(self, path: PurePath, error: BaseException | None) -> StoreError:
        """What an error of the driver means for whoever runs it."""

    def lost(self, error: BaseException | None) -> bool:
        """Whether only the connection failed, and asking again may help."""

    def watch(self) -> Watch:
        """The present generation; StoreError where there is none."""

    def reader(self, path: PurePath) -> Engine:
        """An engine that reads a generation; its connections are shared by threads one at a time."""

    def reading(self, path: PurePath) -> AbstractContextManager[Connection]:
        """A connection that reads, in one transaction."""

    def writing(self, path: PurePath) -> AbstractContextManager[Connection]:
        """A connection that alone writes into the present generation, in one transaction."""

    def checking(self, path: PurePath) -> AbstractContextManager[Connection]:
        """A connection that may do what looking for faults takes."""

    def building(self) -> AbstractContextManager[tuple[Connection, PurePath]]:
        """A new generation, empty yet; it is the present one when the block ends well, and none otherwise."""

    def size(self, connection: Connection, path: PurePath) -> int:
        """Bytes that a generation takes."""

    def shrink(self) -> None:
        """Give the space of what was deleted back to the disk; readers need not stop."""

    def keep_names(self, connection: Connection, path: PurePath, names: "Gazetteer") -> None:
        """Write the list by which a generation's names are found."""

    def names(self, path: PurePath) -> "Gazetteer":
        """That list; StoreError where there is none, and it is to be made anew."""

    def lines(self, name: str) -> list[str]:
        """One of LISTS, in its order; empty where nothing was put down yet."""

    def append(self, name: str, line: str) -> None:
        """Add a line; it is kept for good when this returns."""

    def rewrite(self, name: str, lines: Iterable[str]) -> None:
        """Put lines in the place of all that stood there."""

    def stamp(self, name: str) -> Hashable:
        """What changes whenever a list does, unless `watch` tells."""


def place(url: str) -> Place:
    """Take a URL apart; StoreError for one that this program cannot open."""
    from corpus.store.files import FilePlace

    try:
        parts = address_of(url)
    except ArgumentError as error:
        raise StoreError(url, "is not a database URL", _HOW) from error
    if parts.get_backend_name() == "sqlite" and parts.database not in {None, "", ":memory:"}:
        return FilePlace(url, Path(str(parts.database)))
    if parts.get_backend_name() == "postgresql" and parts.database:
        from corpus.store.server import ServerPlace

        return ServerPlace(parts)
    shown = parts.render_as_string(hide_password=True)
    raise StoreError(shown, "is not a kind of database that holds a corpus", _HOW)


def current(where: Place) -> PurePath:
    """The generation to read; StoreError where there is none."""
    return where.watch().path


def removed(where: Place) -> frozenset[str]:
    """Ids that were removed for good."""
    return frozenset(where.lines(REMOVED)) - {""}


def remember_removed(where: Place, article_id: str) -> None:
    """Add an id to the list; it is kept for good when this returns."""
    where.append(REMOVED, article_id)
