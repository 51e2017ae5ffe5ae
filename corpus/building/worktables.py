"""The tables of the work file beside a corpus, and how it is opened."""

import sqlite3
from pathlib import Path

from sqlalchemy import (
    Column,
    Engine,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
)
from sqlalchemy.pool import StaticPool

from corpus.store.schema import VERSION

FORM = f"3.{VERSION}"  # of the work file: one of another form is begun anew

metadata = MetaData()
facts = Table("facts", metadata, Column("key", String, primary_key=True), Column("value", Text, nullable=False))
pages = Table(
    "pages",
    metadata,
    Column("page", Integer, primary_key=True),
    Column("key", LargeBinary, nullable=False, unique=True),
    Column("source", Text, nullable=False),
    Column("at", Integer, nullable=False),  # its place among all pages of the last run that met it
    Column("run", Integer, nullable=False),  # which run that was
)
drafts = Table(
    "drafts",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("page", Integer, nullable=False),
    Column("n", Integer, nullable=False),  # its place in the page
    Column("id", String, nullable=False),
    Column("published", String),
    Column("open", Integer, nullable=False),
    Column("quotes", Integer, nullable=False),
    Column("seconds", Float, nullable=False),
    Column("line", Integer, nullable=False),  # of its file, or the row; 0 where it is a file of its own
    Column("chosen", Integer, nullable=False),  # 1: is to be written
    Column("outcome", String),
    Column("reason", Text, nullable=False),
    Column("printed", LargeBinary, nullable=False),
    Column("packed", LargeBinary, nullable=False),
    Index("drafts_by_page", "page"),
    Index("drafts_by_id", "id"),
)
failures = Table(
    "failures",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("page", Integer),  # none for a file that holds no page
    Column("at", Integer, nullable=False),
    Column("n", Integer, nullable=False),
    Column("source", Text, nullable=False),
    Column("reason", Text, nullable=False),
)


def engine(path: Path) -> Engine:
    """One connection to the file, which nobody else may hold."""

    def connect() -> sqlite3.Connection:
        opened = sqlite3.connect(path, timeout=0.2, check_same_thread=False)
        for pragma in ("locking_mode=EXCLUSIVE", "journal_mode=WAL", "synchronous=NORMAL", "cache_size=-16384"):
            opened.execute(f"PRAGMA {pragma}")
        return opened

    return create_engine("sqlite://", creator=connect, poolclass=StaticPool)
