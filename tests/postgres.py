"""PostgreSQL servers for tests: made in a temporary folder, ended with the tests, left out plainly where none is installed.

Fixtures (a plugin of tests/conftest.py): `postgres` is a server that lives as long as the session; `postgres_url` the
address of a fresh, empty database on it; `stores_url` an address on each kind of database in turn, `chats_url` one that
was made ready for chats; `postgres_pair` a primary with a standby that applies all before a commit returns, made for one
test, to be killed and promoted.

Each server hangs on a pipe of its parent: it ends when the tests end, however they do.
"""

import atexit
import contextlib
import functools
import os
import pwd
import random
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import psycopg
import pytest

from bot.chats import ChatStore
from bot.desk import WallClock
from tests.bot.stage import empty_chats

USER = "dateline"  # the databases' owner; nothing asks for a password
ACCOUNT = "postgres"  # whom root becomes: the server refuses to run as root
WAIT = 30.0  # seconds until a server that does not start or follow is given up
MISSING = "PostgreSQL's server is not installed (initdb is missing; Debian's package is `postgresql`)"
_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "fsync": "off",
    "full_page_writes": "off",
    "max_connections": "100",
    "shared_buffers": "32MB",
    "wal_keep_size": "128MB",
    "wal_receiver_status_interval": "1s",
    "timezone": "UTC",
    "log_min_messages": "warning",
}
# The shell waits on its standard input: when whoever holds the other end is gone, so is the server.
_HELD = 'program=$1; shift; "$program" "$@" & server=$!; cat > /dev/null; kill -QUIT $server 2> /dev/null; wait $server'


def programs() -> Path | None:
    """The folder of the server's programs, the newest version's where there are several; None without any."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    kept = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    return max(kept, key=lambda path: int(path.parent.name), default=None)


def missing() -> str:
    """Why no server can be started here; empty where one can."""
    if programs() is None:
        return MISSING
    if os.geteuid() == 0 and not any(entry.pw_name == ACCOUNT for entry in pwd.getpwall()):
        return f"PostgreSQL does not run as root, and there is no user {ACCOUNT!r}"
    return ""


def _run(program: str, *args: str, folder: Path) -> None:
    home = programs()
    assert home is not None
    done = subprocess.run(
        [home / program, *args], cwd=folder, capture_output=True, text=True, check=False, timeout=60, **_account()
    )
    assert done.returncode == 0, f"{program}: {done.stderr or done.stdout}"


def _account() -> dict:
    return {"user": ACCOUNT, "group": ACCOUNT, "extra_groups": []} if os.geteuid() == 0 else {}


def _free_port() -> int:
    """A port that nothing is given by chance: until the server has it, somebody else's connection might."""
    while True:
        port = random.randrange(15_000, 30_000)
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def until(ready: Callable[[], bool], what: str, wait: float = WAIT) -> None:
    """Wait for something of a server; AssertionError when it does not come."""
    end = time.monotonic() + wait
    while not ready():
        assert time.monotonic() < end, f"{what} did not come within {wait:g} s"
        time.sleep(0.02)


@dataclass(slots=True)
class Server:
    """A server in a folder of its own."""

    folder: Path
    port: int = field(default_factory=_free_port)
    _held: subprocess.Popen | None = None
    _spare: list[str] = field(default_factory=list)
    _lent: Iterator[int] = field(default_factory=lambda: count(1))

    @property
    def data(self) -> Path:
        return self.folder / f"data-{self.port}"

    def initialise(self) -> None:
        """What initdb makes, which was made once."""
        subprocess.run(["cp", "-a", str(_made() / "data"), str(self.data)], check=True, timeout=60, **_account())

    def follow(self, primary: "Server") -> None:
        """Copy a primary, to stream from it once started."""
        _run(
            *("pg_basebackup", "-D", str(self.data), "-h", "127.0.0.1", "-p", str(primary.port), "-U", USER),
            *("-X", "stream", "-R", "-c", "fast", "--no-sync"),
            folder=self.folder,
        )

    def start(self, **settings: str) -> None:
        home = programs()
        assert home is not None
        given = {"unix_socket_directories": str(self.folder), **_SETTINGS, **settings}
        options = [word for name, value in given.items() for word in ("-c", f"{name}={value}")]
        command = ["sh", "-c", _HELD, "held", str(home / "postgres"), "-D", str(self.data), "-p", str(self.port)]
        with (self.folder / f"log-{self.port}").open("ab") as log:
            self._held = subprocess.Popen(
                [*command, *options], cwd=self.folder, stdin=subprocess.PIPE, stdout=log, stderr=log, **_account()
            )
        until(self.is_up, f"the server at {self.port}: {self.log()}")

    def is_up(self) -> bool:
        try:
            self.ask("SELECT 1")
        except psycopg.OperationalError:
            return False
        return True

    def log(self) -> str:
        return (self.folder / f"log-{self.port}").read_text()

    def dsn(self, database: str = "postgres") -> str:
        return f"host=127.0.0.1 port={self.port} user={USER} dbname={database} connect_timeout=5"

    def url(self, database: str = "postgres") -> str:
        return f"postgresql+psycopg://{USER}@127.0.0.1:{self.port}/{database}"

    def ask(self, statement: str, database: str = "postgres") -> list[tuple]:
        with psycopg.connect(self.dsn(database), autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def create(self, database: str) -> str:
        """Make an empty database; its address. Files are copied: that takes a third of the time."""
        copied = " STRATEGY file_copy" if int(self.ask("SHOW server_version_num")[0][0]) >= 150_000 else ""
        self.ask(f"CREATE DATABASE {database}{copied}")
        return self.url(database)

    def lend(self) -> str:
        """The name of an empty database; one that was given back where there is one: making them costs most of a test."""
        if not self._spare:
            self.create(f"lent_{(number := next(self._lent))}")
            return f"lent_{number}"
        return self._spare.pop()

    def take_back(self, database: str) -> None:
        """End all sessions of a database that was lent, and empty it."""
        self._part(database)
        own = "nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema'"
        schemas = ", ".join(
            f'"{name}"' for (name,) in self.ask(f"SELECT nspname FROM pg_namespace WHERE {own}", database)
        )
        self.ask(f"DROP SCHEMA {schemas} CASCADE; CREATE SCHEMA public; GRANT ALL ON SCHEMA public TO public", database)
        self._spare.append(database)

    def _part(self, database: str) -> None:
        self.ask(f"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{database}'")

    def clear(self, database: str, schema: str) -> None:
        """End all sessions of a database, and delete the rows of a schema, but for the version of its tables."""
        self._part(database)
        named = f"SELECT tablename FROM pg_tables WHERE schemaname = '{schema}' AND tablename <> 'alembic_version'"
        deleting = (f"DELETE FROM {schema}.{name}" for (name,) in self.ask(named, database))
        self.ask("; ".join(deleting), database)

    def drop(self, database: str) -> None:
        self.ask(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")

    def promote(self) -> None:
        """Make a standby the primary, at once."""
        self.ask("SELECT pg_promote(true, 30)")

    def kill(self) -> None:
        """As if the machine lost its power: no process of the server ends its work."""
        main = self._main()
        kept = Path(f"/proc/{main}/task/{main}/children")
        children = [int(child) for child in kept.read_text().split()] if kept.exists() else []
        for process in (main, *children):
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        self._let_go()

    def stop(self) -> None:
        """End it, whatever it does."""
        self._let_go()

    def _main(self) -> int:
        return int((self.data / "postmaster.pid").read_text().split("\n", 1)[0])

    def _let_go(self) -> None:
        if self._held is not None and self._held.stdin is not None:
            self._held.stdin.close()
            self._held.wait(WAIT)
            self._held = None


@dataclass(frozen=True, slots=True)
class Pair:
    """A primary and its standby, and the address that finds whichever takes writes."""

    primary: Server
    standby: Server

    def url(self, database: str = "postgres") -> str:
        hosts = "&".join(f"host=127.0.0.1:{server.port}" for server in (self.primary, self.standby))
        return f"postgresql+psycopg://{USER}@/{database}?{hosts}"

    def create(self, database: str) -> str:
        self.primary.create(database)
        return self.url(database)

    def fail_over(self) -> None:
        """Kill the primary, promote the standby."""
        self.primary.kill()
        self.standby.promote()

    def _follows(self) -> bool:
        return bool(self.primary.ask("SELECT 1 FROM pg_stat_replication WHERE state = 'streaming'"))


@functools.cache
def _made() -> Path:
    """A folder with the data of a server that never ran; it goes with this process."""
    home = contextlib.ExitStack()
    atexit.register(home.close)
    made = home.enter_context(folder())
    _run(
        *("initdb", "-D", str(made / "data"), "-U", USER, "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"),
        folder=made,
    )
    return made


@contextlib.contextmanager
def folder() -> Iterator[Path]:
    """A short-named folder that the servers' account owns."""
    made = Path(tempfile.mkdtemp(prefix="dateline-pg-"))
    if os.geteuid() == 0:
        shutil.chown(made, ACCOUNT, ACCOUNT)
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


@contextlib.contextmanager
def server(**settings: str) -> Iterator[Server]:
    """A server for as long as the block."""
    with folder() as home:
        one = Server(home)
        one.initialise()
        try:
            one.start(**settings)
            yield one
        finally:
            one.stop()


@contextlib.contextmanager
def pair(level: str = "remote_apply") -> Iterator[Pair]:
    """A primary with a standby for as long as the block; a commit waits for the standby as `level` says."""
    with server() as primary:
        standby = Server(primary.folder)
        standby.follow(primary)
        try:
            standby.start()
            both = Pair(primary, standby)
            until(both._follows, "the standby's stream")
            # After the copy was made: a standby that is promoted waits for nobody.
            primary.ask(f"ALTER SYSTEM SET synchronous_commit = {level}")
            primary.ask("ALTER SYSTEM SET synchronous_standby_names = '*'")
            primary.ask("SELECT pg_reload_conf()")
            yield both
        finally:
            standby.stop()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    reason = missing()
    if reason:
        pytest.skip(reason)
    with server() as one:
        yield one


@pytest.fixture
def postgres_url(postgres: Server) -> Iterator[str]:
    name = postgres.lend()
    yield postgres.url(name)
    postgres.take_back(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def stores_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database, on SQLite and on PostgreSQL: whoever asks for it runs on both."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'kept.db'}"
    return request.getfixturevalue("postgres_url")


@pytest.fixture(scope="session")
def ready_for_chats(postgres: Server) -> str:
    """The name of a database that was made ready for chats."""
    ChatStore(postgres.create("ready_for_chats"), WallClock()).close()
    return "ready_for_chats"


@pytest.fixture(params=["sqlite", "postgresql"])
def chats_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """As `stores_url`, a database that was made ready for chats: all migrations take as long as several tests."""
    if request.param == "sqlite":
        (tmp_path / "kept.db").write_bytes(empty_chats())
        yield f"sqlite:///{tmp_path / 'kept.db'}"
        return
    name, server = request.getfixturevalue("ready_for_chats"), request.getfixturevalue("postgres")
    yield server.url(name)
    server.clear(name, "chats")


@pytest.fixture
def postgres_pair() -> Iterator[Pair]:
    reason = missing()
    if reason:
        pytest.skip(reason)
    with pair() as both:
        yield both


def pytest_terminal_summary(terminalreporter) -> None:
    """Say what was left out."""
    reason = missing()
    if reason:
        terminalreporter.write_line(f"Left out: everything on PostgreSQL. {reason}", yellow=True)
