"""Names that an operator keeps out: listed nowhere, found by no spelling, and never shown as who spoke on a topic.

They stand in a file beside the corpus, one a line, and so outlive every rebuild. The articles themselves stay as they
are: `remove` takes one out.
"""

from pathlib import Path

from corpus.models import Person
from corpus.store.place import Place, current, place
from corpus.words import fold


def suppressed(where: Place) -> frozenset[str]:
    """The names, folded; none where nobody is kept out."""
    return frozenset(map(fold, _names(_list(where))))


def stamp(where: Place) -> tuple[int, int]:
    """What changes whenever the list does: when it was written, and how long it is; zeros where there is none."""
    try:
        found = _list(where).stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size


def suppress(name: str, url: str) -> bool:
    """Keep a name out; whether it was not kept out before. StoreError where there is no corpus."""
    path = _of(url)
    names = _names(path)
    if fold(name) in map(fold, names):
        return False
    _write(path, [*names, " ".join(name.split())])
    return True


def restore(name: str, url: str) -> bool:
    """Let a name in again; whether it was kept out."""
    path = _of(url)
    names = _names(path)
    rest = [one for one in names if fold(one) != fold(name)]
    if len(rest) < len(names):
        _write(path, rest)
    return len(rest) < len(names)


def kept_out(person: Person, names: frozenset[str]) -> bool:
    """Whether any spelling of a person is one of the folded names."""
    return bool(names) and not names.isdisjoint(map(fold, (person.name, *person.spellings)))


def _of(url: str) -> Path:
    where = place(url)
    current(where)
    return _list(where)


def _list(where: Place) -> Path:
    return where.pointer.with_name(f"{where.pointer.name}.suppressed")


def _names(path: Path) -> list[str]:
    try:
        return [line for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    except FileNotFoundError:
        return []


def _write(path: Path, names: list[str]) -> None:
    path.write_text("".join(f"{name}\n" for name in names), encoding="utf-8")
