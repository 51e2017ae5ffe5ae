"""A corpus in files: a pointer that names the present generation, generations of SQLite, lists beside them."""

import os
import re
import tempfile
from collections.abc import Hashable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePath

from sqlalchemy import Connection, Engine

from corpus.errors import StoreError
from corpus.names import Gazetteer
from corpus.store import sqlite
from corpus.store.opened import session
from corpus.store.prepared import Driver
from corpus.store.schema import REBUILD

MAGIC = "dateline corpus: "
SQLITE = b"SQLite format 3\x00"
KEPT = 2  # generations: the present one and the one that readers may still have open
_NAME = re.compile(r"[^/\\\x00]+\.g\d{1,9}")
_GENERATION = re.compile(r"\.g(\d{1,9})$")


@dataclass(frozen=True, slots=True)
class FilePlace:
    """A `sqlite:///path` URL. `pointer` may also be a database itself: a generation that was copied."""

    url: str
    pointer: Path

    def exists(self) -> bool:
        """Whether there is a corpus, sound or not."""
        return self.pointer.exists()

    def broken(self, reason: str, path: PurePath | None = None) -> StoreError:
        """The error for this corpus, with the command that mends it."""
        return StoreError(str(path or self.pointer), reason, REBUILD.format(url=self.url))

    def failure(self, path: PurePath, error: BaseException | None) -> StoreError:
        """What an error of SQLite means for whoever runs it."""
        reason = str(error)
        if "locked" in reason:
            return StoreError(str(path), "another process is writing", "try again in a moment")
        if "readonly" in reason:
            return StoreError(str(path), "cannot be written", "check who may write the file and its directory")
        if "full" in reason:
            return StoreError(str(path), "the disk is full", "make room and try again")
        if "unable to open" in reason:
            return self.broken("cannot be opened: it or its directory is missing or forbidden", path)
        return self.broken(f"is damaged ({reason})", path)

    def lost(self, _error: BaseException | None) -> bool:
        """A file is not lost."""
        return False

    # -- generations

    def watch(self) -> "FileWatch":
        """The present generation; StoreError where there is none."""
        return FileWatch(self)

    def reader(self, path: PurePath) -> Engine:
        """An engine that cannot write."""
        return sqlite.reader(Path(path))

    def reading(self, path: PurePath) -> AbstractContextManager[Connection]:
        """A connection that reads."""
        return session(self, path, sqlite.reader(Path(path)))

    @contextmanager
    def writing(self, path: PurePath) -> Iterator[Connection]:
        """A connection that alone writes into the present generation; it waits for another writer."""
        with self.checking(path) as connection:
            if _named_by(self) != path:  # what was written into the old one now would be lost with it
                raise StoreError(self.url, "a new generation has just taken the place of this one", "try again")
            yield connection

    def checking(self, path: PurePath) -> AbstractContextManager[Connection]:
        """A connection that may write: an index is checked by a command to it."""
        return session(self, path, sqlite.writer(Path(path)))

    @contextmanager
    def building(self) -> Iterator[tuple[Connection, PurePath]]:
        """A new file; the pointer moves when the block ends well."""
        path = self._upcoming()
        with session(self, path, sqlite.bulk_writer(path)) as connection:
            yield connection, path
        sqlite.flush(path)
        self._publish(path)

    def _upcoming(self) -> Path:
        numbers = [int(found[1]) for path in self._generations() if (found := _GENERATION.search(path.name))]
        return self.pointer.with_name(f"{self.pointer.name}.g{max(numbers, default=0) + 1}")

    def _publish(self, generation: Path) -> None:
        """Move the pointer to a generation, and delete those that nobody can be reading."""
        _write_over(self.pointer, f"{MAGIC}{generation.name}\n")
        old = sorted(self._generations(), key=lambda path: int(_GENERATION.search(path.name)[1]))  # type: ignore[index]  # they all match
        for path in old[:-KEPT]:
            path.unlink(missing_ok=True)
            names_path(path).unlink(missing_ok=True)

    def _generations(self) -> list[Path]:
        found = self.pointer.parent.glob(f"{self.pointer.name}.g*")
        return [path for path in found if _GENERATION.search(path.name)]

    def size(self, _connection: Connection, path: PurePath) -> int:
        """Bytes of the file."""
        return Path(path).stat().st_size

    def shrink(self) -> None:
        """Give the space of what was deleted back to the disk."""
        path = self.watch().path
        with session(self, path, sqlite.writer(Path(path))) as connection:
            sqlite.shrink(connection.engine)

    # -- beside them

    def keep_names(self, _connection: Connection, path: PurePath, names: Gazetteer) -> None:
        """Write the list of names beside its generation."""
        names.save(names_path(path))

    def names(self, path: PurePath) -> Gazetteer:
        """The list of names; StoreError where there is none."""
        return Gazetteer.load(names_path(path))

    def lines(self, name: str) -> list[str]:
        """The lines of a file beside the pointer."""
        try:
            return [line for line in self._list(name).read_text(encoding="utf-8").split("\n") if line.strip()]
        except FileNotFoundError:
            return []

    def append(self, name: str, line: str) -> None:
        """Add a line to a file and see it on disk."""
        with self._list(name).open("a", encoding="utf-8") as file:
            file.write(line.replace("\n", " ") + "\n")
            file.flush()
            os.fsync(file.fileno())

    def rewrite(self, name: str, lines: Iterable[str]) -> None:
        """Write a file anew, in one step."""
        _write_over(self._list(name), "".join(f"{line}\n" for line in lines))

    def stamp(self, name: str) -> Hashable:
        """When a file was written, and how long it is; zeros where there is none. Asked for each answer."""
        try:
            found = os.stat(f"{self.pointer}.{name}")  # noqa: PTH116  # a path to be made each time costs more
        except OSError:
            return 0, 0
        return found.st_mtime_ns, found.st_size

    def _list(self, name: str) -> Path:
        return self.pointer.with_name(f"{self.pointer.name}.{name}")


class FileWatch:
    """Looks at the pointer, and at the count of changes in the generation's own header."""

    def __init__(self, where: FilePlace) -> None:
        self._where = where
        self._pointer = _identity(where.pointer)
        self.path: Path = _named_by(where)

    def begin(self) -> None:
        """From now on."""
        self._stamp = sqlite.stamp(self.path)
        self._seen = self._stamp.now

    def fresh(self, _driver: Driver) -> bool:
        """Whether the pointer still names this generation, and nobody has written into it since."""
        pointer = _identity(self._where.pointer)
        if pointer != self._pointer:
            if _named_by(self._where) != self.path:
                return False
            self._pointer = pointer
        return self._stamp.now == self._seen


def names_path(generation: PurePath) -> Path:
    """Where the list lies by which a generation's names are found; without it, it is made anew on opening."""
    return Path(generation.with_name(f"{generation.stem}.names{generation.suffix}"))


def _named_by(where: FilePlace) -> Path:
    try:
        with where.pointer.open("rb") as file:
            head = file.read(4096)
    except FileNotFoundError as error:
        raise where.broken("no corpus here") from error
    except OSError as error:
        raise where.broken(error.strerror or "cannot be read") from error
    if head.startswith(SQLITE):
        return where.pointer
    line = head.decode("utf-8", "replace").partition("\n")[0]
    name = line.removeprefix(MAGIC)
    if name == line or not _NAME.fullmatch(name):
        raise where.broken("is damaged, or no corpus at all")
    return where.pointer.with_name(name)


def _identity(path: Path) -> tuple[int, int, int] | None:
    """What tells a file from another that takes its place, or from itself after a change; None where there is none."""
    try:
        known = path.stat()
    except OSError:
        return None
    return known.st_ino, known.st_mtime_ns, known.st_size


def _write_over(path: Path, content: str) -> None:
    handle, name = tempfile.mkstemp(prefix=path.name, suffix=".new", dir=path.parent)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(name).chmod(0o644)
    Path(name).replace(path)
