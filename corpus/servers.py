"""What SQLite and PostgreSQL differ in, where both hold the same tables: addresses, locks, which text they take."""

import hashlib
import re
from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.engine.interfaces import Dialect

_SHORT = {"postgres": "postgresql+psycopg", "postgresql": "postgresql+psycopg"}
_UNFIT = re.compile("[\0\ud800-\udfff]")  # what no database takes: PostgreSQL's text ends at NUL, UTF-8 has no halves
# A server that has vanished is given up after seconds, not after the two hours of the system's own patience; and it
# gives up a program that has vanished as soon, whose locks go with it. An address may set each of these otherwise.
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
    "timezone": "UTC",
    "idle_in_transaction_session_timeout": "60s",
    "tcp_keepalives_idle": "10",
    "tcp_keepalives_interval": "5",
    "tcp_keepalives_count": "3",
}


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


def named(address: sa.URL) -> str:
    """The address as it may be told: without a password, wherever it stands."""
    return address.difference_update_query(["password"]).render_as_string(hide_password=True)


def reach(address: sa.URL, **session: str) -> Mapping[str, str]:
    """What the driver of PostgreSQL is told beside the address: several hosts, whichever takes writes, seconds to wait.

    `session` are settings of each session, as `search_path`; what the address itself says stands above all.
    """
    options = [f"-c {key}={value}" for key, value in {**_SESSION, **session}.items()]
    given = address.query.get("options", ())
    options += [given] if isinstance(given, str) else given
    return {key: value for key, value in _REACH.items() if key not in address.query} | {"options": " ".join(options)}


def shared(engine: sa.Engine) -> bool:
    """Whether other machines' programs may work on the same rows: what is remembered of them here may be old."""
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
