"""Databases that stay locked for longer than anybody waits: a plain line, nothing lost, and after it all as before."""

import contextlib
import shutil
import sqlite3

import pytest
import sqlalchemy as sa

from bot.chatsdb import ChatsError
from bot.desk import terminal_desk
from corpus import store
from corpus.errors import StoreError
from corpus.library import open_library
from corpus.store import build, sqlite
from handlers import answer
from handlers.messages import ChatKind, ChatRef, Schedule, Status
from handlers.parser import parse
from tests.bot.newsroom import Newsroom
from tests.bot.stage import on_stage
from tests.corpus.stories import harbour, ledger, stories

BRIEF = 50  # milliseconds that are waited for, in place of five seconds


@contextlib.contextmanager
def locked(path):
    """Somebody else holds a file."""
    held = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    held.execute("BEGIN EXCLUSIVE")
    try:
        yield
    finally:
        held.execute("ROLLBACK")
        held.close()


def impatient(stage):
    """Let the bot's next connections wait less long."""

    def brief(connection, _record):
        connection.execute(f"PRAGMA busy_timeout={BRIEF}")

    sa.event.listen(stage.chats._engine, "connect", brief)
    stage.chats._engine.dispose()


async def asked(stage, user, line="/quote Vera Brandt"):
    before = len(user.private.answers)
    user.says(line)
    await stage.settled()
    return [shown.plain for shown in user.private.answers[before:]]


async def test_chats_that_are_locked_cost_a_line_and_nothing_that_was_kept(tmp_path):
    async with on_stage(tmp_path, handle=answer, library=Newsroom()) as stage:
        ann = stage.api.user("Ann")
        where = ChatRef(ann.id, ChatKind.PRIVATE)
        whole = await asked(stage, ann)
        stage.chats.set_schedule(where, Schedule(510, "UTC"))
        impatient(stage)
        with locked(tmp_path / "chats.db"):
            (line,) = await asked(stage, ann)
            assert len(await asked(stage, ann, "/digest off")) == 1
        assert "went wrong" in line
        assert "\n" not in line
        assert "sqlite" not in line.lower()
        assert await asked(stage, ann) == whole
        assert stage.chats.schedule(where) == Schedule(510, "UTC")  # what was refused was not half done


async def test_a_digest_that_falls_due_while_chats_are_locked_comes_once_after(tmp_path):
    room = Newsroom()
    async with on_stage(tmp_path, handle=answer, library=room) as stage:
        ann = stage.api.user("Ann")
        ann.private.state.started = True
        await stage.ring(days=0)
        stage.chats.set_schedule(ChatRef(ann.id, ChatKind.PRIVATE), Schedule(510, "UTC"))
        impatient(stage)
        room.says(stage.clock.time.date())
        with locked(tmp_path / "chats.db"), contextlib.suppress(ChatsError):
            await stage.ring()
        assert ann.private.answers == []
        await stage.ring(days=0)
        await stage.ring(days=0)
        assert len(ann.private.answers) == 1


@pytest.fixture
def corpus(tmp_path, monkeypatch):
    """A corpus, and patience for a moment alone."""
    monkeypatch.setattr(sqlite, "WAIT", BRIEF / 1_000)
    url = f"sqlite:///{tmp_path}/corpus.db"
    build(stories(), url)
    return url


def test_a_corpus_that_is_locked_is_told_in_a_line_and_answers_again_after(corpus, tmp_path):
    desk = terminal_desk(open_library(corpus))
    whole = answer(parse("/article harbour"), desk)
    with locked(tmp_path / "corpus.db.g1"), pytest.raises(StoreError) as failed:
        answer(parse("/article ledger"), desk)
    assert "another process is writing; try again in a moment" in str(failed.value)
    assert "\n" not in str(failed.value)
    assert answer(parse("/article harbour"), desk) == whole
    assert answer(parse("/article ledger"), desk).status is Status.OK


@pytest.mark.parametrize("change", [lambda url: store.add([ledger()], url), lambda url: store.remove("harbour", url)])
def test_what_cannot_be_written_is_told_and_changes_nothing(corpus, tmp_path, change):
    with locked(tmp_path / "corpus.db.g1"), pytest.raises(StoreError, match="another process is writing"):
        change(corpus)
    library = open_library(corpus)
    assert {one.id for one in library.articles()} == {one.id for one in stories()}
    library.close()
    change(corpus)
    assert store.check(corpus) == []


def test_a_corpus_is_built_anew_while_the_old_one_is_locked(corpus, tmp_path):
    shutil.copy(tmp_path / "corpus.db.g1", tmp_path / "kept")
    with locked(tmp_path / "corpus.db.g1"):
        build([harbour()], corpus)
        assert open_library(corpus).scope().articles == 1
