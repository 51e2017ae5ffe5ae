"""A backup of chats brought back into a database of either kind: all of it or nothing, and nobody gets a digest twice.

What became due between the backup and now was sent, as far as anybody knows: such digests, and all alerts, go on from
now. Digests that were not due yet tell all that has come in since the last one that the backup knows of.
"""

import datetime as dt
from collections.abc import Iterator
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy.exc import ArgumentError, DBAPIError

from bot.backups import AT_ONCE, STEPS, Backup, BackupError, at, read, verify
from bot.chatsdb import DELIVERIES, SCHEDULES
from bot.chatsdb import STEPS as MIGRATIONS
from bot.engines import ChatsError, engine_at, make_room, make_schema
from bot.lasting import reason_of
from bot.leading import Lead
from bot.localtime import next_at
from bot.rows import seconds
from bot.schedules import ALERT, DIGEST, schedule_of
from corpus.servers import Words, address_of, alone, shared

RUNNING = "a bot is working with it; stop that first"


def restore(url: str, path: Path, now: dt.datetime, *, replace: bool = False, moved: bool = False) -> Backup:
    """Fill the database at a URL from a backup; ChatsError, and nothing changed, where that cannot be.

    A database that holds something is filled only to `replace` it. With `moved`, nothing was sent since the backup:
    the rows stay as they were.
    """
    said = verify(path)
    _known(path, said.revision)
    _make(url)
    with at(url) as engine:
        _unused(engine)
        with engine.connect() as connection:
            if not shared(engine):
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            alone(connection, "migrations")
            make_schema(connection)
            _emptied(connection, replace=replace)
            _upgrade(connection, said.revision)
            _fill(connection, path)
            _upgrade(connection, "head")
            _free(connection)
            if not moved:
                _resume(connection, now)
            connection.commit()
    return said


def _known(path: Path, revision: str) -> None:
    if revision not in {step.revision for step in ScriptDirectory(str(MIGRATIONS)).walk_revisions()}:
        raise BackupError(str(path), "was written by a newer Dateline; update this one")


def _make(url: str) -> None:
    """The file of a database, where there is none."""
    try:
        address = address_of(url)
        make_room(address)
        engine = engine_at(address)
    except (ArgumentError, ImportError) as error:
        raise ChatsError("the chats' database", "its address is none; one looks like sqlite:///var/chats.db") from error
    except OSError as error:
        raise ChatsError(url, f"cannot be made ({error.strerror})") from error
    try:
        engine.connect().close()
    except DBAPIError as error:
        raise ChatsError(address.render_as_string(hide_password=True), reason_of(error)) from error
    finally:
        engine.dispose()


def _unused(engine: sa.Engine) -> None:
    """ChatsError while a bot has it open."""
    place = engine.url.render_as_string(hide_password=True)
    if shared(engine):
        lead = Lead(engine)
        free = lead.held()
        lead.resign()
        if not free:
            raise ChatsError(place, RUNNING)
        return
    try:
        with engine.connect() as connection:  # a log can be put away only by whoever is alone
            connection.exec_driver_sql("PRAGMA journal_mode=DELETE")
    except DBAPIError as error:
        raise ChatsError(place, RUNNING if "locked" in str(error.orig) else reason_of(error)) from error
    engine.dispose()


def _emptied(connection: sa.Connection, *, replace: bool) -> None:
    shelf = sa.MetaData()
    shelf.reflect(connection)
    place = connection.engine.url.render_as_string(hide_password=True)
    if shelf.tables and STEPS not in shelf.tables:
        raise ChatsError(place, "holds something else; name another database for the chats")
    full = any(
        connection.execute(sa.select(table).limit(1)).first() for table in shelf.sorted_tables if table.name != STEPS
    )
    if full and not replace:
        raise ChatsError(place, "holds chats already; --replace puts those of the backup in their place")
    shelf.drop_all(connection)


def _upgrade(connection: sa.Connection, step: str) -> None:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    command.upgrade(config, step)


def _fill(connection: sa.Connection, path: Path) -> None:
    shelf = sa.MetaData()
    shelf.reflect(connection)
    words = Words()
    for name, rows in groupby(read(path), key=itemgetter(0)):
        for some in _batches(row for _, row in rows):
            fit = [
                {
                    key: words.process_bind_param(value, connection.dialect) if isinstance(value, str) else value
                    for key, value in row.items()
                }
                for row in some
            ]
            connection.execute(sa.insert(shelf.tables[name]), fit)


def _batches(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    while some := list(islice(rows, AT_ONCE)):
        yield some


def _free(connection: sa.Connection) -> None:
    """Nobody is sending any of it any more."""
    connection.execute(sa.update(DELIVERIES).values(claimed=0, holder=""))


def _resume(connection: sa.Connection, now: dt.datetime) -> None:
    """Go on from now with what may have been sent since the backup."""
    moment = seconds(now)
    connection.execute(sa.update(DELIVERIES).where(DELIVERIES.c.what == ALERT).values(since=moment, tries=0))
    same = (SCHEDULES.c.chat == DELIVERIES.c.chat) & (SCHEDULES.c.topic == DELIVERIES.c.topic)
    passed = sa.select(SCHEDULES).join(DELIVERIES, same).where(DELIVERIES.c.what == DIGEST, DELIVERIES.c.due <= moment)
    for row in connection.execute(passed).all():
        mine = (DELIVERIES.c.chat == row.chat, DELIVERIES.c.topic == row.topic, DELIVERIES.c.what == DIGEST)
        due = seconds(next_at(schedule_of(row), now))
        connection.execute(sa.update(DELIVERIES).where(*mine).values(due=due, since=moment, tries=0))
