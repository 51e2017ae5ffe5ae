"""How the chats' database is reached: a file of SQLite, or a server of PostgreSQL with any number of standbys.

What differs between the two stands here: no other module asks which of them it is, but `shared`.
"""

import hashlib
import re
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine.interfaces import Dialect

SCHEMA = "chats"  # a corpus may live in the same database
POOL = 6  # connections, as many as there are threads that answer on two cores; as many again for a moment
_SHORT = {"postgres": "postgresql+psycopg", "postgresql": "postgresql+psycopg"}
_UNFIT = re.compile("[\0\ud800-\udfff]")  # what no database takes: PostgreSQL's text ends at NUL, UTF-8 has no halves
# A server that has vanished is given up after seconds, not after the two hours of the system's own patience; and it
# gives up a bot that has vanished as soon, whose locks go with it. An address may set each of these otherwise.
_REACH = {
    "target_session_attrs": "read-write",
    "connect_timeout": "3",
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "10000",
    "application_name": "dateline",
}
_SESSION = {
    "search_path": SCHEMA,
    "timezone": "UTC",
    "statement_timeout": "30s",
    "idle_in_transaction_session_timeout": "60s",
    "tcp_keepalives_idle": "10",
    "tcp_keepalives_interval": "5",
    "tcp_keepalives_count": "3",
}
_DEMOTED = "25006"  # of a primary that has become a standby: it takes no writes any more


class ChatsError(Exception):
    """A chats' database that cannot be used: `place` names it, `reason` says why."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place}: {reason}")
        self.place = place
        self.reason = reason


class Words(sa.types.TypeDecorator[str]):
    """Text as it is kept: without what no database can keep."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        """A zero is left out, half a character becomes the sign for one that is unknown."""
        if value is None or not _UNFIT.search(value):
            return value
        return _UNFIT.sub(lambda found: "" if found[0] == "\0" else "�", value)


def address_of(url: str) -> sa.URL:
    """The address; ArgumentError where it is none. `postgresql://` means the driver that is installed."""
    address = sa.make_url(url)
    return address.set(drivername=_SHORT.get(address.drivername, address.drivername))


def engine_at(address: sa.URL) -> sa.Engine:
    """An engine; nothing is opened yet."""
    if address.get_backend_name() != "postgresql":
        engine = sa.create_engine(address)
        if engine.dialect.name == "sqlite":
            sa.event.listen(engine, "connect", _set_up)
        return engine
    reach = {key: value for key, value in _REACH.items() if key not in address.query}
    options = " ".join(f"-c {key}={value}" for key, value in _SESSION.items())
    given = address.query.get("options", "")
    # Connections are not asked whether they live before each use: what finds one dead is done again (bot.lasting).
    engine = sa.create_engine(
        address,
        pool_size=POOL,
        max_overflow=POOL,
        pool_timeout=10,
        pool_use_lifo=True,
        connect_args=reach | {"options": f"{options} {given if isinstance(given, str) else ' '.join(given)}".strip()},
    )
    sa.event.listen(engine, "handle_error", _given_up)
    return engine


def shared(engine: sa.Engine) -> bool:
    """Whether other processes work on the same rows: what is remembered of them here may be old."""
    return engine.dialect.name != "sqlite"


def alone(connection: sa.Connection, what: str) -> None:
    """Wait until nobody else does this, and keep others from it until the transaction ends.

    SQLite has one writer at a time: whoever has written in the transaction is alone already.
    """
    if shared(connection.engine):
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(key_of(what))))


def key_of(what: str) -> int:
    """The number of a lock, by its name: 64 bits with a sign."""
    return int.from_bytes(hashlib.sha256(f"dateline {what}".encode()).digest()[:8], signed=True)


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
    # A write-ahead log lets readers go on while one writes; NORMAL loses nothing but to a power cut.
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=5000"):
        connection.execute(f"PRAGMA {pragma}")


def _given_up(context: sa.ExceptionContext) -> None:
    if getattr(context.original_exception, "sqlstate", None) == _DEMOTED:
        context.is_disconnect = True  # all connections of the pool go: the next find the new primary
