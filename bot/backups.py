"""A backup of the chats' database: one file for either kind of database, of one moment, read again before it counts.

Lines of JSON, compressed: a head (the step of the schema, the moment, the tables), a row a line, and a foot with the
count of each table and a digest of all lines before it. `bot.restoring` brings one back.
"""

import base64
import datetime as dt
import gzip
import hashlib
import json
import os
import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from bot.chatsdb import STARTING
from bot.engines import ChatsError, engine_at
from bot.lasting import persisting, reason_of
from corpus.servers import address_of, shared

FORMAT = 1
STEPS = "alembic_version"  # the table that tells the step of the schema
PASSING = frozenset(
    {STEPS, "underway"}
)  # the other: what is being answered, which must not be again when it comes back
AT_ONCE = 1_000  # rows that are fetched at a time
_NAME = re.compile(r"dateline-chats-\d{8}T\d{6}Z\.jsonl\.gz")


class BackupError(ChatsError):
    """A backup that cannot be written, or is none: `place` names it, `reason` says why."""


@dataclass(slots=True)
class Backup:
    """What a backup says of itself: `revision` is the step of the schema, `at` its moment in seconds since 1970."""

    revision: str
    at: int
    rows: Counter[str] = field(default_factory=Counter)


def write(url: str, folder: Path, now: dt.datetime, keep: int = 0) -> Path:
    """Write a backup of the database at a URL into a folder, verify it; of older ones the `keep` newest stay, 0 all."""
    path = folder / f"dateline-chats-{now.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}.jsonl.gz"
    with at(url) as engine, _named(folder):
        folder.mkdir(parents=True, exist_ok=True)
        handle, made = tempfile.mkstemp(prefix=".dateline-chats-", suffix=".part", dir=folder)
        try:
            with os.fdopen(handle, "wb") as file:
                said = persisting(lambda: _dump(engine, file, int(now.timestamp())), engine, patience=STARTING)
                file.flush()
                os.fsync(file.fileno())
            if verify(Path(made)) != said:
                raise BackupError(str(path), "does not read as it was written; is the disk sound?")
            Path(made).replace(path)
        finally:
            Path(made).unlink(missing_ok=True)
        for old in sorted(kept(folder), reverse=True)[keep:] if keep else ():
            old.unlink()
    return path


def kept(folder: Path) -> list[Path]:
    """The backups in a folder, oldest first."""
    return sorted(path for path in folder.iterdir() if _NAME.fullmatch(path.name))


@contextmanager
def at(url: str) -> Iterator[sa.Engine]:
    """The database at a URL as it stands, nothing made, nothing migrated; ChatsError where it cannot be reached."""
    try:
        address = address_of(url)
        engine = engine_at(address)
    except (ArgumentError, ImportError, NoSuchModuleError) as error:
        raise ChatsError("the chats' database", "its address is none; one looks like sqlite:///var/chats.db") from error
    place = address.render_as_string(hide_password=True)
    try:
        if not shared(engine) and not Path(address.database or "").is_file():
            raise ChatsError(place, "no database there")
        yield engine
    except DBAPIError as error:
        raise ChatsError(place, reason_of(error)) from error
    finally:
        engine.dispose()


def revision_of(connection: sa.Connection) -> str:
    """The step of the schema; empty where there is none."""
    if STEPS not in sa.inspect(connection).get_table_names():
        return ""
    return connection.scalar(sa.select(sa.column("version_num")).select_from(sa.table(STEPS))) or ""


def _dump(engine: sa.Engine, file: IO[bytes], now: int) -> Backup:
    """All rows as they stand at one moment, however many write meanwhile."""
    file.seek(0)
    file.truncate()
    with engine.connect() as connection, gzip.GzipFile(fileobj=file, mode="wb", filename="", mtime=now) as packed:
        if shared(engine):
            connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        else:
            connection.exec_driver_sql("BEGIN")
        found = Backup(revision_of(connection), now)
        if not found.revision:
            raise ChatsError(engine.url.render_as_string(hide_password=True), "holds no chats")
        shelf = sa.MetaData()
        shelf.reflect(connection)
        tables = [table for name, table in sorted(shelf.tables.items()) if name not in PASSING]
        lines = _Lines(packed)
        lines.put({"dateline": "chats", "format": FORMAT, "revision": found.revision, "at": now})
        for table in tables:
            for row in connection.execute(sa.select(table), execution_options={"yield_per": AT_ONCE}).mappings():
                lines.put([table.name, {key: _plain(value) for key, value in row.items()}])
                found.rows[table.name] += 1
        lines.put({"rows": found.rows, "sha256": lines.digest})
    return found


class _Lines:
    """Lines of JSON, and the digest of those so far."""

    def __init__(self, file: gzip.GzipFile) -> None:
        self._file = file
        self._sum = hashlib.sha256()

    @property
    def digest(self) -> str:
        return self._sum.hexdigest()

    def put(self, said: object) -> None:
        line = json.dumps(said, separators=(",", ":")).encode() + b"\n"
        self._sum.update(line)
        self._file.write(line)


def verify(path: Path) -> Backup:
    """Read a backup from its first line to its last; BackupError where it is not whole, or none."""
    rows = _read(path)
    said = next(rows)
    assert isinstance(said, Backup)
    for table, _ in rows:
        said.rows[table] += 1
    return said


def read(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The rows of a backup with their tables' names; as `verify`."""
    rows = _read(path)
    next(rows)
    yield from rows


def _read(path: Path) -> Iterator[Any]:
    """Its head as a Backup, then its rows; ends only where the foot agrees with all that came."""
    total, counts = hashlib.sha256(), Counter[str]()
    foot: Any = None
    try:
        with gzip.open(path, "rb") as file:
            head = file.readline()
            total.update(head)
            yield _head(path, head)
            for line in file:
                said = json.loads(line)
                if isinstance(said, dict):
                    foot = said
                    continue
                total.update(line)
                counts[said[0]] += 1
                yield said[0], {key: _whole(value) for key, value in said[1].items()}
    except (OSError, EOFError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise BackupError(str(path), _why(error)) from error
    if foot != {"rows": counts, "sha256": total.hexdigest()}:
        raise BackupError(str(path), "is not whole: its last line does not fit the others")


def _head(path: Path, line: bytes) -> Backup:
    with suppress(ValueError):
        head = json.loads(line)
        if isinstance(head, dict) and head.get("dateline") == "chats":
            if head["format"] > FORMAT:
                raise BackupError(str(path), "was written by a newer Dateline; update this one")
            return Backup(str(head["revision"]), int(head["at"]))
    raise BackupError(str(path), "is no backup of chats")


def _why(error: BaseException) -> str:
    missing = isinstance(error, OSError) and error.strerror
    return f"cannot be read ({error.strerror})" if missing and isinstance(error, OSError) else "is damaged"


def _plain(value: Any) -> Any:
    return {"base64": base64.b64encode(value).decode()} if isinstance(value, bytes | memoryview) else value


def _whole(value: Any) -> Any:
    return base64.b64decode(value["base64"]) if isinstance(value, dict) else value


@contextmanager
def _named(folder: Path) -> Iterator[None]:
    """Tell of the folder what the system says."""
    try:
        yield
    except OSError as error:
        raise BackupError(str(folder), f"cannot be written ({error.strerror})") from error
