"""How the databases stand: there, writable, of this version, whole; and how old the corpus is."""

import datetime as dt
import os
from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa
from alembic.script import ScriptDirectory

from bot import backups
from bot.chatsdb import STEPS
from bot.doctor.finding import Finding, mend, ok, unknown
from bot.engines import ChatsError
from corpus.errors import CorpusError, StoreError
from corpus.servers import address_of, shared

OLD = 45  # days from a corpus's newest article on which somebody should look


def chats(url: str) -> Finding:
    """The chats' database."""
    try:
        address = address_of(url)
        place = address.render_as_string(hide_password=True)
        if address.get_backend_name() == "sqlite" and not Path(address.database or "").exists():
            return _folder(
                "chats", Path(address.database or ""), f"{place}: not there yet, made when the bot first starts"
            )
        with backups.at(url) as engine, engine.connect() as connection:
            return (
                _schema(place, connection) or _sound(place, connection) or ok("chats", f"{place}, {_size(connection)}")
            )
    except sa.exc.ArgumentError:
        return mend("chats", "DATELINE_CHATS_URL is no database address", "one looks like sqlite:///var/chats.db")
    except ChatsError as error:
        return mend("chats", str(error), _help(str(error)))


def _help(said: str) -> str:
    """What helps against what a database says."""
    for words, how in (
        ("locked", "another process holds it; see which (fuser), and try again"),
        ("readonly", "let the bot's user write the file and its folder"),
        ("malformed", "bring a backup back: dateline chats restore FILE --replace"),
        ("not a database", "bring a backup back: dateline chats restore FILE --replace"),
        ("full", "make room on the disk"),
    ):
        if words in said:
            return how
    return "see that the address, the user and the password are right, and that the server runs"


def _schema(place: str, connection: sa.Connection) -> Finding | None:
    known = ScriptDirectory(str(STEPS))
    present, head = backups.revision_of(connection), known.get_current_head()
    if not present:
        full = bool(sa.inspect(connection).get_table_names())
        return mend("chats", f"{place} holds something else", "name another database") if full else None
    if present not in {step.revision for step in known.walk_revisions()}:
        return mend("chats", f"{place} was written by a newer Dateline", "update this one")
    if present != head:
        return ok("chats", f"{place}, of an older Dateline: brought up to date when the bot starts")
    return None


def _sound(place: str, connection: sa.Connection) -> Finding | None:
    """Whether it can be written, and its pages hold together."""
    if shared(connection.engine):
        if connection.scalar(sa.text("SELECT pg_is_in_recovery()")):
            return mend(
                "chats", f"{place} is a standby", "name the primary too: several hosts may stand in the address"
            )
        return None
    connection.rollback()
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    connection.exec_driver_sql("PRAGMA user_version = 0")  # a write, which is taken back
    connection.rollback()
    wrong = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
    return None if wrong == "ok" else mend("chats", f"{place} is damaged ({wrong})", _help("malformed"))


def _size(connection: sa.Connection) -> str:
    count = (
        connection.scalar(sa.text("SELECT count(DISTINCT chat) FROM visits"))
        if sa.inspect(connection).has_table("visits")
        else 0
    )
    return f"sound, {count} chats"


def corpus(url: str, now: dt.datetime, *, deep: bool) -> Iterator[Finding]:
    """The corpus and its age."""
    from corpus.store import check, stats

    try:
        found = stats(url)
        faults = check(url) if deep else []
    except StoreError as error:
        yield mend("corpus", f"{error.path}: {error.reason}", error.mend or "see the address in DATELINE_DATABASE_URL")
        return
    except CorpusError as error:
        yield mend("corpus", str(error), "dateline corpus check tells more")
        return
    name = found.get("generation") or url
    if faults:
        yield mend(
            "corpus", f"{name}: {len(faults)} faults, the first: {faults[0]}", "build it anew: dateline corpus build …"
        )
    elif not found["articles"]:
        yield mend("corpus", f"{name} is empty", "dateline corpus build or add PATH…")
    else:
        yield ok("corpus", f"{name}: {found['articles']} articles, {found['quotes']} quotes")
        yield _age(found.get("last"), now)


def _age(last: str | None, now: dt.datetime) -> Finding:
    if not last:
        return unknown("age", "no article has a day")
    days = (now.date() - dt.date.fromisoformat(last)).days
    if days > OLD:
        how = "an archive may be; else add what is new, or watch feeds: dateline corpus watch"
        return unknown("age", f"the newest article is of {last}, {days} days ago", how)
    return ok("age", f"the newest article is of {last}")


def _folder(name: str, file: Path, words: str) -> Finding:
    """Whether a file that is not there could be made."""
    folder = nearest(file.absolute().parent)
    if folder.is_dir() and os.access(folder, os.W_OK | os.X_OK):
        return ok(name, words)
    return mend(
        name,
        f"{file} cannot be made: {folder} may not be written",
        "let the bot's user write there, or name another place",
    )


def nearest(folder: Path) -> Path:
    """The folder, or the nearest above it that exists."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return folder
