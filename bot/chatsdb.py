"""The chats' database: its tables, and how it is opened and brought up to date."""

import functools
import json
import logging
import re
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine.interfaces import Dialect
from sqlalchemy.exc import ArgumentError, DBAPIError

from bot.engines import ChatsError, engine_at, make_room, make_schema
from bot.lasting import persisting
from corpus.servers import Words, address_of, alone, named

__all__ = ["ChatsError", "open_chats"]

STEPS = Path(__file__).parent / "migrations"
STARTING = 5.0  # seconds that a server may take to be there when the bot starts

SHELF = sa.MetaData()


_WRITTEN = json.JSONEncoder(check_circular=False)  # what was read of JSON has no circles


class Told(sa.types.TypeDecorator[bytes]):
    """JSON as it came, or what was read of it: of most updates it need never be written again."""

    impl = sa.LargeBinary
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> bytes | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Its bytes."""
        return value if value is None or isinstance(value, bytes) else _WRITTEN.encode(value).encode()


def _table(name: str, /, **columns: type[sa.types.TypeEngine[Any]]) -> sa.Table:
    return sa.Table(name, SHELF, *(sa.Column(key, kind) for key, kind in columns.items()))


_Number, _Text = sa.BigInteger, Words
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
    holder=_Text,
)
TOLD = _table("told", chat=_Number, topic=_Number, item=_Text, story=_Text, message=_Number, at=_Number)
FOLLOWS = _table("follows", chat=_Number, topic=_Number, name=_Text, kind=_Text)
ARRIVALS = _table("arrivals", article=_Text, at=_Number)
IMPORTS = _table("imports", at=_Number, articles=_Number, total=_Number)
BUTTONS = _table("buttons", token=_Text, chat=_Number, asker=_Number, origin=_Text, requests=_Text, expires=_Number)
SEEN = _table("seen", number=_Number, at=_Number, holder=_Text)
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
UNDERWAY = _table(
    "underway", number=_Number, chat=_Number, at=_Number, until=_Number, tries=_Number, owner=_Text, told=Told
)
ALBUMS = _table("albums", chat=_Number, number=_Number, album=_Text, post=_Text, at=_Number)


def open_chats(url: str) -> sa.Engine:
    """Open the database at a SQLAlchemy URL, made or migrated where needed; ChatsError when that cannot be."""
    try:
        address = address_of(url)
        place = named(address)
        engine = engine_at(address)
    except (ArgumentError, ImportError) as error:
        raise ChatsError(_nameless(url), "not a database address; one looks like sqlite:///var/chats.db") from error
    try:
        make_room(address)
        persisting(functools.partial(_prepare, engine, place), engine, patience=STARTING)
    except (OSError, ChatsError) as error:
        engine.dispose()
        raise _unopened(place, error) from error
    return engine


def _prepare(engine: sa.Engine, place: str) -> None:
    """Bring the tables up to date; of several programs that start at once, one does."""
    with engine.begin() as connection:
        alone(connection, "migrations")
        make_schema(connection)
        _migrate(connection, place)


def _nameless(url: str) -> str:
    """An address that is none may hold a password all the same."""
    return re.sub(r"(?<=:)[^:@/]+(?=@)|(?<=password=)[^&]+", "***", url)


def _unopened(place: str, error: OSError | ChatsError) -> ChatsError:
    if isinstance(error, OSError):
        return ChatsError(place, f"cannot be opened ({error.strerror})")
    known = not isinstance(error.__cause__, DBAPIError)
    return error if known else ChatsError(place, f"cannot be opened ({error.reason})")


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
