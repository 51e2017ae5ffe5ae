"""Folders: files that appear or change go in, by their time and size first, by their bytes then."""

import datetime as dt
import hashlib
import os
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from sqlalchemy import Connection, delete, insert, select

from corpus.errors import UnreadableError
from corpus.ingest.files import find_pages, no_file
from corpus.ingest.read import read_all
from corpus.models import Reading
from corpus.watched.kept import unpacked
from corpus.watched.knowing import alike, keep, last_of
from corpus.watched.ledger import Ledger, sign
from corpus.watched.results import Round, Took
from corpus.watched.tables import ENTRIES, FILES

SETTLED = 2.0  # seconds: a younger file may still be being written
AT_ONCE = 200  # articles of one transaction
FOLDER = "folder"  # the feed that files are entries of
_BESIDE = "_files"  # the pictures and scripts that a browser saves beside a page


def altered(ledger: Ledger, folder: str, now: float) -> list[str]:
    """Files below a folder that are new, or changed since they were read; UnreadableError where it cannot be read."""
    top = Path(folder)
    if not top.is_dir():
        raise UnreadableError(folder, "no such folder")
    with ledger.writing() as connection:
        known = {row.path: row.stamp for row in connection.execute(select(FILES.c.path, FILES.c.stamp))}
    return [path for path, stamp, changed in _files(top) if known.get(path) != stamp and changed < now - SETTLED]


def _files(top: Path) -> Iterator[tuple[str, str, float]]:
    for folder, inner, names in os.walk(top):
        inner[:] = sorted(name for name in inner if not name.startswith(".") and not name.endswith(_BESIDE))
        links = [name for name in inner if Path(folder, name).is_symlink()]
        for name in sorted((*names, *links)):
            path = Path(folder, name)
            if name.startswith(".") or path.suffix.lower() == ".toml":
                continue
            if reason := no_file(path):
                yield str(path), reason, 0.0
                continue
            try:
                about = path.stat()
            except OSError:
                continue  # it has gone meanwhile
            yield str(path), f"{about.st_size} {about.st_mtime_ns}", about.st_mtime


def take_file(ledger: Ledger, path: str, at: Round) -> Took:
    """Read a file, and keep the articles in it, or their new versions; what is no file is named once."""
    if reason := no_file(Path(path)):
        _put_down(ledger, {"path": path, "stamp": reason, "digest": "", "reason": reason})
        return Took(failed=((path, reason),))
    try:
        about = Path(path).stat()
        with Path(path).open("rb") as file:
            digest = hashlib.file_digest(file, "blake2b").hexdigest()
    except OSError as error:
        return Took(failed=((path, (error.strerror or "cannot be read").lower()),))
    values = {"path": path, "stamp": f"{about.st_size} {about.st_mtime_ns}", "digest": digest, "reason": ""}
    with ledger.writing() as connection:
        known = connection.execute(select(FILES.c.digest).where(FILES.c.path == path)).scalar()
    took = Took(same=1) if known == digest else _read(ledger, path, at)
    if took.failed:
        values["reason"] = took.failed[0][1]
    _put_down(ledger, values)
    return took


def _put_down(ledger: Ledger, values: dict[str, str]) -> None:
    with ledger.writing() as connection:
        connection.execute(delete(FILES).where(FILES.c.path == values["path"]))
        connection.execute(insert(FILES), values)


def _read(ledger: Ledger, path: str, at: Round) -> Took:
    took = Took()
    found = enumerate(_readings(path, at))
    while some := list(islice(found, AT_ONCE)):
        with ledger.writing() as connection:
            for number, one in some:
                if isinstance(one, UnreadableError):
                    took += Took(failed=((one.source, one.reason),))
                else:
                    took += _keep(connection, sign(path, str(number)), one, at)
    return took


def _readings(path: str, at: Round) -> Iterator[Reading | UnreadableError]:
    collected = dt.datetime.fromtimestamp(at.now, dt.UTC)
    for page in find_pages([path]):
        if isinstance(page, UnreadableError):
            yield page
        else:
            yield from read_all(page if page.found_at else replace(page, found_at=collected))


def _keep(connection: Connection, place: str, found: Reading, at: Round) -> Took:
    """An article is known by its place in its file: a text like the one that stood there is its next version."""
    here = (ENTRIES.c.feed == FOLDER, ENTRIES.c.entry == place)
    known = connection.execute(select(ENTRIES.c.article).where(*here)).scalar()
    before = last_of(connection, known) if known else None
    if before is None or not alike(unpacked(before.facts), found.article):
        known = None
    took, id_ = keep(connection, found.article, known, at)
    connection.execute(delete(ENTRIES).where(*here))
    values = {"feed": FOLDER, "entry": place, "digest": "", "article": id_, "seen": at.now}
    connection.execute(insert(ENTRIES), values)
    return took
