"""One watch a corpus: a second one would read the same entries again."""

import contextlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from corpus.errors import StoreError
from corpus.watched.tables import beside


@contextmanager
def alone(corpus: str) -> Iterator[None]:
    """Hold a corpus's watch; StoreError where another process does. The system lets go of it when a process ends."""
    if not corpus.startswith("sqlite"):
        yield  # a server's own locks keep two apart: the entries are the same, and taken in once
        return
    path = beside(corpus)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = path.with_name(f"{path.name}.lock").open("a", encoding="utf-8")
    except OSError as error:
        raise StoreError(str(path), error.strerror or "cannot be written") from error
    with lock:
        _lock(lock, str(path))
        yield


def _lock(lock: TextIO, name: str) -> None:
    with contextlib.suppress(ImportError):  # where there is no such lock, nobody is kept out
        import fcntl

        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise StoreError(name, "another process watches for this corpus", "stop it first") from error
