"""The chats' database: its tables, and how it is opened and brought up to date."""

import logging
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError, DBAPIError

STEPS = Path(__file__).parent / "migrations"

SHELF = sa.MetaData()


def _table(name: str, /, **columns: type[sa.types.TypeEngine[Any]]) -> sa.Table:
    return sa.Table(name, SHELF, *(sa.Column(key, kind) for key, kind in columns.items()))


_Number, _Text = sa.BigInteger, sa.Text
PLACES = _table("places", chat=_Number, topic=_Number, kind=_Text, zone=_Text, language=_Text)
SCHEDULES = _table(
    "schedules",
    chat=_Number,
    topic=_Number,
    kind=_Text,
    minute=_Number,
    zone=_Text,
    about=_Text,
    weekday=_Number,
    always=_Number,
    owner=_Number,
    paused=_Number,
)
DELIVERIES = _table(
    "deliveries",
    chat=_Number,
    topic=_Number,
    what=_Text,
    kind=_Text,
    due=_Number,
    since=_Number,
    claimed=_Number,
    tries=_Number,
)
TOLD = _table("told", chat=_Number, topic=_Number, item=_Text, story=_Text, message=_Number, at=_Number)
FOLLOWS = _table("follows", chat=_Number, topic=_Number, name=_Text, kind=_Text)
ARRIVALS = _table("arrivals", article=_Text, at=_Number)
IMPORTS = _table("imports", at=_Number, articles=_Number, total=_Number)
BUTTONS = _table("buttons", token=_Text, chat=_Number, asker=_Number, origin=_Text, requests=_Text, expires=_Number)
SEEN = _table("seen", number=_Number, at=_Number)
PREFERENCES = _table("preferences", chat=_Number, chosen=_Text)
QUESTIONS = _table("questions", chat=_Number, message=_Number, answers=_Text, at=_Number)
LINKS = _table("links", token=_Text, line=_Text, expires=_Number)
VISITS = _table("visits", chat=_Number, kind=_Text, day=_Number)
PICTURES = _table("pictures", key=_Text, file=_Text, at=_Number)
SHOWN = _table("shown", place=_Text, digest=_Text)
REPORTS = _table("reports", what=_Text, at=_Number)
PENDING = _table(
    "pending",
    token=_Text,
    operator=_Number,
    form=_Text,
    name=_Text,
    media=_Text,
    content=sa.LargeBinary,
    given=_Text,
    expires=_Number,
)
CHANNELS = _table("channels", chat=_Number, title=_Text, name=_Text, at=_Number)
ALBUMS = _table("albums", chat=_Number, number=_Number, album=_Text, post=_Text, at=_Number)


class ChatsError(Exception):
    """A chats' database that cannot be used: `place` names it, `reason` says why."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place}: {reason}")
        self.place = place
        self.reason = reason


def open_chats(url: str) -> sa.Engine:
    """Open the database at a SQLAlchemy URL, made or migrated where needed; ChatsError when that cannot be."""
    try:
        address = sa.make_url(url)
    except ArgumentError as error:
        raise ChatsError(url, "not a database address; one looks like sqlite:///var/chats.db") from error
    place = address.render_as_string(hide_password=True)
    engine = sa.create_engine(address)
    if address.get_backend_name() == "sqlite":
        sa.event.listen(engine, "connect", _set_up)
    try:
        _make_folder(address)
        with engine.begin() as connection:
            _migrate(connection, place)
    except (DBAPIError, OSError) as error:
        reason = error.orig if isinstance(error, DBAPIError) else error.strerror
        raise ChatsError(place, f"cannot be opened ({reason})") from error
    return engine


def _make_folder(address: sa.URL) -> None:
    if address.get_backend_name() == "sqlite" and address.database:
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)


def _set_up(connection: Any, _record: object) -> None:
    # A write-ahead log lets readers go on while one writes; NORMAL loses nothing but to a power cut.
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=5000"):
        connection.execute(f"PRAGMA {pragma}")


def _migrate(connection: sa.Connection, place: str) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(STEPS).replace("%", "%%"))
    steps = ScriptDirectory.from_config(config)
    present = MigrationContext.configure(connection).get_current_revision()
    if present == steps.get_current_head():
        return
    if present is None and sa.inspect(connection).get_table_names():
        raise ChatsError(place, "holds something else; name another file for the chats")
    if present is not None and present not in {step.revision for step in steps.walk_revisions()}:
        raise ChatsError(place, "was written by a newer Dateline; update this one, or name another database")
    logging.getLogger("alembic").setLevel(logging.WARNING)
    command.upgrade(config, "head")
