"""Where a corpus lies: a pointer file that names the present generation, the generations, the removed ids.

A generation is a whole database beside the pointer. Building writes the next one and moves the pointer in one step,
so that whoever reads goes on reading the old one undisturbed until the next question.
"""

import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from corpus.errors import StoreError
from corpus.store.schema import REBUILD

MAGIC = "dateline corpus: "
SQLITE = b"SQLite format 3\x00"
KEPT = 2  # generations: the present one and the one that readers may still have open
_NAME = re.compile(r"[^/\\\x00]+\.g\d{1,9}")
_GENERATION = re.compile(r"\.g(\d{1,9})$")


@dataclass(frozen=True, slots=True)
class Place:
    """A `sqlite:///path` URL taken apart. `pointer` may also be a database itself: a generation that was copied."""

    url: str
    pointer: Path

    @property
    def removed(self) -> Path:
        """The list of ids that never come back, one a line."""
        return self.pointer.with_name(self.pointer.name + ".removed")

    @property
    def corrections(self) -> Path:
        """What operators have put right; see corpus.corrections."""
        return self.pointer.with_name(self.pointer.name + ".corrections")

    @property
    def audit(self) -> Path:
        """Who removed or corrected what, and when, one a line."""
        return self.pointer.with_name(self.pointer.name + ".audit")

    def broken(self, reason: str, path: Path | None = None) -> StoreError:
        """The error for this corpus, with the command that mends it."""
        return StoreError(str(path or self.pointer), reason, REBUILD.format(url=self.url))


def place(url: str) -> Place:
    """Take a URL apart; StoreError for one that this program cannot open."""
    try:
        parts = make_url(url)
    except ArgumentError as error:
        raise StoreError(url, "is not a database URL", "write it as sqlite:///corpus.db") from error
    if parts.get_backend_name() != "sqlite" or parts.database in {None, "", ":memory:"}:
        raise StoreError(url, "is not a kind of database that holds a corpus", "write it as sqlite:///corpus.db")
    return Place(url, Path(str(parts.database)))


def current(where: Place) -> Path:
    """The database to read; StoreError where there is none."""
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


def upcoming(where: Place) -> Path:
    """A name for the next generation."""
    numbers = [int(found[1]) for path in _generations(where) if (found := _GENERATION.search(path.name))]
    return where.pointer.with_name(f"{where.pointer.name}.g{max(numbers, default=0) + 1}")


def publish(where: Place, generation: Path) -> None:
    """Move the pointer to a generation, and delete those that nobody can be reading."""
    handle, name = tempfile.mkstemp(prefix=where.pointer.name, suffix=".new", dir=where.pointer.parent)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(f"{MAGIC}{generation.name}\n")
        file.flush()
        os.fsync(file.fileno())
    Path(name).chmod(0o644)
    Path(name).replace(where.pointer)
    old = sorted(_generations(where), key=lambda path: int(_GENERATION.search(path.name)[1]))  # type: ignore[index]
    for path in old[:-KEPT]:
        path.unlink(missing_ok=True)
        names_path(path).unlink(missing_ok=True)


def names_path(generation: Path) -> Path:
    """Where the list lies by which a generation's names are found; without it, it is made anew on opening."""
    return generation.with_name(f"{generation.stem}.names{generation.suffix}")


def removed(where: Place) -> frozenset[str]:
    """Ids that were removed for good."""
    try:
        return frozenset(where.removed.read_text(encoding="utf-8").split("\n")) - {""}
    except FileNotFoundError:
        return frozenset()


def remember_removed(where: Place, article_id: str) -> None:
    """Add an id to the list; it is on disk when this returns."""
    with where.removed.open("a", encoding="utf-8") as file:
        file.write(article_id.replace("\n", " ") + "\n")
        file.flush()
        os.fsync(file.fileno())


def _generations(where: Place) -> list[Path]:
    return [path for path in where.pointer.parent.glob(f"{where.pointer.name}.g*") if _GENERATION.search(path.name)]
