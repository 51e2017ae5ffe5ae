"""How the chats' database is reached: a file of SQLite, or a server of PostgreSQL with any number of standbys.

What differs between the two stands here: no other module asks which of them it is, but `shared`.
"""

import contextlib
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from corpus.servers import Words, address_of, alone, reach, shared

__all__ = [
    "ChatsError",
    "Words",
    "address_of",
    "alone",
    "engine_at",
    "make_room",
    "make_schema",
    "reading",
    "shared",
    "wiped",
]

SCHEMA = "chats"  # a corpus may live in the same database
POOL = 6  # connections, as many as there are threads that answer on two cores; as many again for a moment
_UNNAMED = {None, "", ":memory:"}  # a database in memory has another kind of pool
_DEMOTED = "25006"  # of a primary that has become a standby: it takes no writes any more


class ChatsError(Exception):
    """A chats' database that cannot be used: `place` names it, `reason` says why."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place}: {reason}")
        self.place = place
        self.reason = reason


def engine_at(address: sa.URL) -> sa.Engine:
    """An engine; nothing is opened yet."""
    if address.get_backend_name() != "postgresql":
        # Whoever gave its connection back last is asked first: each keeps pages in memory, and few are busy at once.
        given = (
            {"pool_use_lifo": True}
            if address.get_backend_name() == "sqlite" and address.database not in _UNNAMED
            else {}
        )
        engine = sa.create_engine(address, **given)
        if engine.dialect.name == "sqlite":
            sa.event.listen(engine, "connect", _set_up)
        return engine
    # Connections are not asked whether they live before each use: what finds one dead is done again (bot.lasting).
    engine = sa.create_engine(
        address,
        pool_size=POOL,
        max_overflow=POOL,
        pool_timeout=10,
        pool_use_lifo=True,
        connect_args=dict(reach(address, search_path=SCHEMA, statement_timeout="30s")),
    )
    sa.event.listen(engine, "handle_error", _given_up)
    return engine


def reading(engine: sa.Engine) -> sa.Engine:
    """The same, for reads and whatever is one statement: on a server each is then one way there and back, not three."""
    return engine.execution_options(isolation_level="AUTOCOMMIT") if shared(engine) else engine


def wiped(engine: sa.Engine) -> None:
    """Leave nothing in a file's log of what was deleted from its tables; a server sees to its own."""
    if shared(engine):
        return
    with contextlib.suppress(sa.exc.DBAPIError), engine.connect() as connection:  # it may be gone, or full
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def make_room(address: sa.URL) -> None:
    """The folder of a file; OSError where it cannot be made."""
    if address.get_backend_name() == "sqlite" and address.database:
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)


def make_schema(connection: sa.Connection) -> None:
    """The schema of the tables, where the database has such; the right to make one is needed only if it is missing."""
    if not shared(connection.engine):
        return
    there = sa.text("SELECT 1 FROM pg_namespace WHERE nspname = current_setting('search_path')")
    if not connection.scalar(there):
        name = connection.scalar(sa.text("SELECT quote_ident(current_setting('search_path'))"))
        connection.execute(sa.text(f"CREATE SCHEMA {name}"))


def _set_up(connection: Any, _record: object) -> None:
    # A write-ahead log lets readers go on while one writes; NORMAL loses nothing but to a power cut; what is deleted
    # is written over, since people's words are kept only until they are answered.
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=5000", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _given_up(context: sa.ExceptionContext) -> None:
    if getattr(context.original_exception, "sqlstate", None) == _DEMOTED:
        context.is_disconnect = True  # all connections of the pool go: the next find the new primary
