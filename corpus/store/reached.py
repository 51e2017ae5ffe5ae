"""How a PostgreSQL server is reached, and what its errors mean: hosts, time limits, text that it cannot keep."""

import re
from typing import Any

import psycopg
from psycopg.types.string import StrDumperUnknown
from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.pool import NullPool, QueuePool

from corpus.servers import reach

POOL = 8  # connections of a reader, and as many again for a moment
# Plans go by what is asked for: a rare word and a common one are found in different ways. Compiling them never pays.
_SESSION = {
    "lock_timeout": "5s",
    "jit": "off",
    "plan_cache_mode": "force_custom_plan",
    "random_page_cost": "1.1",  # the newest rows lie together, and in memory
    "max_parallel_workers_per_gather": "0",  # many ask at once
    "idle_in_transaction_session_timeout": "0",  # whoever builds works out much between two rows
}
_UNFIT = re.compile("[\0\ud800-\udfff]")
_MISSING = frozenset({"42P01", "3F000"})
_LOST = frozenset({"57P01", "57P02", "57P03", "25006", "40001", "40P01"})  # and the class 08
_HOW = "put DATELINE_DATABASE_URL right"
_MEANING = {
    "55P03": ("another process is writing", "try again in a moment"),
    "25006": ("no server that takes writes answers", "wait for the fail-over to end, or name the primary in the URL"),
    "42501": ("this user may not do that", "grant it: GRANT CREATE ON DATABASE … TO …"),
    "53100": ("the disk is full", "make room and try again"),
    "53300": ("takes no more connections", "raise its max_connections, or let fewer processes run"),
    "28000": ("refuses this user", _HOW),
    "28P01": ("refuses this user or password", _HOW),
    "3D000": ("has no database of that name", "make it with createdb, or " + _HOW),
    "42P01": ("a newer generation took the place of the one that was read", "ask again"),
    "3F000": ("a newer generation took the place of the one that was read", "ask again"),
    "57014": ("took too long, and was ended", "try again"),
    "40001": ("others changed the same at the same time", "try again"),
    "40P01": ("others changed the same at the same time", "try again"),
}
# A connection that is refused carries no code, only words.
_SAID = (
    ("does not exist", "3D000"),
    ("password", "28P01"),
    ("pg_hba.conf", "28000"),
    ("too many", "53300"),
    ("remaining connection slots", "53300"),
    ("read-only", "25006"),
    ("read-write", "25006"),
)
_DEAD = ("cannot be reached", "see that the server runs, and that DATELINE_DATABASE_URL names it")


class _Fit(StrDumperUnknown):
    """Text without what PostgreSQL cannot keep."""

    def dump(self, obj: str) -> Any:
        try:
            return super().dump(obj)
        except (psycopg.DataError, UnicodeEncodeError):
            return super().dump(_UNFIT.sub("\ufffd", obj))


def engine(
    address: URL,
    schema: str = "",
    *,
    write: bool = False,
    lock: tuple[int, int] | None = None,
    isolation: str = "READ COMMITTED",
) -> Engine:
    """An engine whose connections look into a schema; readers hold a shared `lock`, and prefer a standby.

    What the address itself says of hosts and limits counts.
    """
    asked = address.query.get("target_session_attrs", "prefer-standby")
    session = {**_SESSION, **({"search_path": schema} if schema else {})}
    reached = {**reach(address, **session), "target_session_attrs": "read-write" if write else asked}
    pool = (
        {"poolclass": NullPool} if lock is None else {"poolclass": QueuePool, "pool_size": POOL, "max_overflow": POOL}
    )
    made = create_engine(
        address.difference_update_query(["options", "target_session_attrs"]),
        isolation_level=isolation,
        connect_args=reached,
        **pool,
    )

    def connected(connection: Any, _record: object) -> None:
        connection.adapters.register_dumper(str, _Fit)
        if lock is not None:
            connection.execute("SELECT pg_advisory_lock_shared(%s, %s)", lock)
            if not connection.autocommit:
                connection.commit()

    event.listen(made, "connect", connected)
    return made


def lost(error: BaseException | None) -> bool:
    """Whether only the connection failed, and asking again may help."""
    code = getattr(error, "sqlstate", None)
    if code:
        return code in _LOST or code.startswith("08")
    return isinstance(error, (psycopg.OperationalError, psycopg.InterfaceError)) and _code_of(error) in {None, "25006"}


def missing(error: BaseException | None) -> bool:
    """Whether a table or schema is not there."""
    return getattr(error, "sqlstate", None) in _MISSING


def meaning(error: BaseException | None) -> tuple[str, str] | None:
    """What is wrong, and what mends it; None where it is the data."""
    code = getattr(error, "sqlstate", None) or _code_of(error)
    if code in _MEANING:
        return _MEANING[code]
    if isinstance(error, (psycopg.OperationalError, psycopg.InterfaceError)):
        reason, mend = _DEAD
        return f"{reason} ({first_line(error)})", mend
    return None


def first_line(error: BaseException | None) -> str:
    """An error in one line."""
    return str(error).strip().partition("\n")[0]


def _code_of(error: BaseException | None) -> str | None:
    said = str(error)
    return next((code for words, code in _SAID if words in said), None)
