"""The tables of what is watched, and how they are opened: beside a corpus of one file, inside one of a server."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from corpus.errors import StoreError
from corpus.servers import Words, address_of, alone, named, reach
from corpus.store.place import place

VERSION = 1
WAIT = 30_000  # milliseconds for another process to finish writing
SHELF = sa.MetaData()
_WAITS = sa.text("waiting IS NOT NULL")

FACTS = sa.Table("watch_facts", SHELF, sa.Column("key", sa.String, primary_key=True), sa.Column("value", Words))

FEEDS = sa.Table(
    "watch_feeds",
    SHELF,
    sa.Column("address", sa.String, primary_key=True),  # as it is asked for now
    sa.Column("given", Words, nullable=False),  # as it was given: a list goes on naming it so
    sa.Column("title", Words, nullable=False, default=""),
    sa.Column("site", Words, nullable=False, default=""),  # the address of its front page
    sa.Column("outlet", Words, nullable=False, default=""),  # as whoever subscribed says
    sa.Column("folder", Words, nullable=False, default=""),  # the group it stands in
    sa.Column("every", sa.Integer),  # minutes, where somebody has said so
    sa.Column("etag", Words, nullable=False, default=""),
    sa.Column("modified", Words, nullable=False, default=""),
    sa.Column("due", sa.Float, nullable=False, default=0.0),  # seconds of the epoch, as all moments here
    sa.Column("failures", sa.Integer, nullable=False, default=0),  # in a row
    sa.Column("error", Words, nullable=False, default=""),
    sa.Column("tried", sa.Float),
    sa.Column("answered", sa.Float),
    sa.Column("news", sa.Float),  # when something new came last
    sa.Column("state", sa.String, nullable=False, default="active"),  # active | gone | left
)

ENTRIES = sa.Table(
    "watch_entries",
    SHELF,
    sa.Column("feed", sa.String, primary_key=True),
    sa.Column("entry", sa.String, primary_key=True),  # a hash of what the feed knows it by
    sa.Column("digest", sa.String, nullable=False),  # of all that the feed says of it
    sa.Column("article", sa.String),
    sa.Column("seen", sa.Float, nullable=False),  # in the feed, last
    sa.Column("waiting", Words),  # what the feed says, as long as it is not read
    sa.Column("due", sa.Float, nullable=False, default=0.0),
    sa.Column("tries", sa.Integer, nullable=False, default=0),
    sa.Column("reason", Words, nullable=False, default=""),  # why it gave no article
    sa.Index("watch_entries_waiting", "due", sqlite_where=_WAITS, postgresql_where=_WAITS),
)

ALIASES = sa.Table(  # by what an article is known beside its id: its words, its link
    "watch_aliases",
    SHELF,
    sa.Column("alias", sa.String, primary_key=True),
    sa.Column("site", sa.String, primary_key=True),  # two outlets that print the same words are two articles
    sa.Column("article", sa.String, nullable=False),
    sa.Index("watch_aliases_article", "article"),
)

VERSIONS = sa.Table(
    "watch_versions",
    SHELF,
    sa.Column("article", sa.String, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),  # from 1
    sa.Column("seen", sa.Float, nullable=False),
    sa.Column("day", sa.String, nullable=False),  # of publication, else on which it was seen
    sa.Column("held", sa.Integer, nullable=False, default=0),  # 1 once the corpus has it
    sa.Column("facts", sa.LargeBinary, nullable=False),  # the article as JSON, deflated
    sa.Index("watch_versions_held", "held"),
    sa.Index("watch_versions_day", "day"),
)

LOOKS = sa.Table(  # pages that are asked again: an edit of which no feed tells is seen so
    "watch_looks",
    SHELF,
    sa.Column("article", sa.String, primary_key=True),
    sa.Column("feed", sa.String, nullable=False),  # that named it
    sa.Column("address", Words, nullable=False),
    sa.Column("said", Words, nullable=False),  # what the feed says of it, but for its texts
    sa.Column("etag", Words, nullable=False, default=""),
    sa.Column("modified", Words, nullable=False, default=""),
    sa.Column("since", sa.Float, nullable=False),  # published, or changed last: looks are counted from here
    sa.Column("until", sa.Float, nullable=False),  # no look after it
    sa.Column("due", sa.Float, nullable=False),
    sa.Index("watch_looks_due", "due"),
)

FILES = sa.Table(
    "watch_files",
    SHELF,
    sa.Column("path", sa.String, primary_key=True),
    sa.Column("stamp", sa.String, nullable=False),  # size and time of the last change
    sa.Column("digest", sa.String, nullable=False),  # of its bytes
    sa.Column("reason", Words, nullable=False, default=""),  # why it gave no article
)


def watch_url(corpus: str) -> str:
    """Where what is watched for a corpus is kept."""
    return f"sqlite:///{beside(corpus)}" if sa.make_url(corpus).get_backend_name() == "sqlite" else corpus


def beside(corpus: str) -> Path:
    """The file of what is watched, beside a corpus of one file."""
    pointer = place(corpus).pointer
    return pointer.with_name(f"{pointer.name}.watched")


def exists(corpus: str) -> bool:
    """Whether anything was ever watched for a corpus."""
    return sa.make_url(corpus).get_backend_name() != "sqlite" or beside(corpus).exists()


def open_engine(corpus: str) -> sa.Engine:
    """The database, made where it is missing; StoreError where that cannot be."""
    url = watch_url(corpus)
    address = address_of(url)
    server = address.get_backend_name() == "postgresql"
    engine = sa.create_engine(address, **({"connect_args": dict(reach(address))} if server else {}))
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", _set_up)
    with told(url):
        if engine.dialect.name == "sqlite":
            beside(corpus).parent.mkdir(parents=True, exist_ok=True)
        with engine.begin() as connection:
            _prepare(connection, url)
    return engine


@contextmanager
def told(url: str) -> Iterator[None]:
    """Turn the database's errors into StoreError."""
    shown = named(sa.make_url(url))
    try:
        yield
    except DBAPIError as error:
        raise StoreError(shown, f"cannot be used ({error.orig})") from error
    except OSError as error:
        raise StoreError(shown, error.strerror or "cannot be used") from error


def _set_up(connection: Any, _record: object) -> None:
    # A write-ahead log lets readers go on while one writes; FULL, because what was seen once may not come again.
    for pragma in (
        "auto_vacuum=INCREMENTAL",
        "journal_mode=WAL",
        "synchronous=FULL",
        f"busy_timeout={WAIT}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _prepare(connection: sa.Connection, url: str) -> None:
    alone(connection, "watch")  # of several that start at once, one makes the tables
    SHELF.create_all(connection)
    version = connection.execute(sa.select(FACTS.c.value).where(FACTS.c.key == "version")).scalar()
    if version is None:
        connection.execute(sa.insert(FACTS), {"key": "version", "value": str(VERSION)})
    elif version != str(VERSION):
        raise StoreError(url, "was written by another version of this program", "update it, or name another corpus")
