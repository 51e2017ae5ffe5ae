"""A kill loses no question: Telegram hears that one was taken over when it is kept, and it is kept until answered."""

import asyncio
import shutil
import sqlite3
import threading
from contextlib import asynccontextmanager, closing

import pytest
import sqlalchemy as sa

from bot import keeper as keeping
from bot.chats import ChatStore
from bot.chatsdb import UNDERWAY
from bot.crew import Crew
from bot.keeper import Keeper
from tests.bot.stage import Hands, echo, empty_chats, on_stage


@pytest.fixture
def chats(tmp_path):
    (tmp_path / "chats.db").write_bytes(empty_chats())
    store = ChatStore(f"sqlite:///{tmp_path}/chats.db", Hands())
    yield store
    store.close()


@pytest.fixture
def keeper(chats):
    return Keeper(chats.underway, Crew(chats.ledger).soon)


def held(chats):
    with chats._engine.connect() as connection:
        return list(connection.scalars(sa.select(UNDERWAY.c.number).order_by(UNDERWAY.c.number)))


async def test_it_is_settled_when_it_is_written(chats, keeper):
    keeper.keep(7, 5, {})
    assert held(chats) == []
    await keeper.settled()
    assert held(chats) == [7]
    keeper.done(7)
    chats.ledger.flush()
    assert held(chats) == []


async def test_it_is_settled_when_it_is_done_and_nothing_is_written(chats, keeper):
    keeper.keep(7, 5, {})
    keeper.keep(8, 5, {})
    waiting = asyncio.create_task(keeper.settled())
    await asyncio.sleep(0)
    keeper.done(7)
    assert not waiting.done()
    keeper.done(8)
    await waiting
    chats.ledger.flush()
    assert held(chats) == []


async def test_who_waits_does_not_wait_for_what_came_later(chats, keeper):
    keeper.keep(7, 5, {})
    waiting = asyncio.create_task(keeper.settled())
    await asyncio.sleep(0)
    keeper.keep(8, 5, {})
    keeper.done(7)
    await asyncio.wait_for(waiting, 5)
    assert held(chats) == []


async def test_many_are_one_transaction(chats, keeper):
    commits = []
    sa.event.listen(chats._engine, "commit", commits.append)
    for number in range(100):
        keeper.keep(number, 5, {})
    await asyncio.gather(*(keeper.settled() for _ in range(10)))
    assert (len(commits), len(held(chats))) == (1, 100)
    for number in range(100):
        keeper.done(number)
    chats.ledger.flush()
    assert (len(commits), held(chats)) == (2, [])


async def test_done_while_it_is_being_written(chats, keeper):
    begun, gate = threading.Event(), threading.Event()

    def waits(*_):
        begun.set()
        gate.wait(5)

    sa.event.listen(chats._engine, "commit", waits)
    keeper.keep(7, 5, {})
    settled = asyncio.create_task(keeper.settled())
    await asyncio.to_thread(begun.wait, 5)
    keeper.done(7)
    gate.set()
    await settled
    await asyncio.sleep(2 * keeping.DONE)
    await asyncio.to_thread(chats.ledger.flush)
    assert held(chats) == []


async def test_a_database_that_is_locked_holds_up_nobody_for_long(chats, keeper, tmp_path, monkeypatch, caplog):
    monkeypatch.setattr(keeping, "PATIENCE", 0.1)
    with closing(sqlite3.connect(tmp_path / "chats.db")) as other:
        other.execute("BEGIN IMMEDIATE")
        keeper.keep(7, 5, {})
        await keeper.settled()
        assert "cannot be kept yet" in caplog.text
        other.rollback()
    await keeper.settled()
    chats.ledger.flush()
    assert held(chats) == [7]


class Lives:
    """A bot whose answers wait for `gate`, and its lives after a kill: another bot on what the disk held then."""

    def __init__(self, folder):
        self.folder, self.number = folder, 0
        self.gate, self.begun = threading.Event(), threading.Event()

    def answer(self, request, desk):
        if request.args.startswith("slow"):
            self.begun.set()
            self.gate.wait(20)
        return echo(request, desk)

    @asynccontextmanager
    async def life(self, api=None, handle=echo):
        folder = self.folder / str(self.number)
        folder.mkdir(exist_ok=True)
        async with on_stage(folder, handle=handle, api=api) as stage:
            yield stage

    def killed(self):
        """The disk as it is now is what the next life finds."""
        old = self.folder / str(self.number)
        self.number += 1
        shutil.copytree(old, self.folder / str(self.number))


@pytest.fixture
def lives(tmp_path):
    found = Lives(tmp_path)
    yield found
    found.gate.set()


async def test_after_a_kill_what_was_asked_is_answered_in_its_order(lives):
    async with lives.life(handle=lives.answer) as stage:
        ann, bob = stage.api.user("Ann"), stage.api.user("Bob")
        for user, line in ((ann, "/quote slow one"), (ann, "/quote two"), (bob, "/quote three")):
            user.says(line)
        await stage.api.drained()  # Telegram forgets them
        await asyncio.to_thread(lives.begun.wait, 10)
        while not bob.private.answers:  # noqa: ASYNC110 - nobody tells
            await asyncio.sleep(0.01)
        await asyncio.sleep(4 * keeping.DONE)
        await asyncio.to_thread(stage.chats.ledger.flush)
        lives.killed()
        async with lives.life(api=stage.api) as after:
            await after.app.lanes.join()
            assert [one.plain.splitlines()[0] for one in ann.private.answers] == ["/quote slow one", "/quote two"]
            assert len(bob.private.answers) == 1
            await asyncio.to_thread(after.chats.ledger.flush)
            assert held(after.chats) == []
        lives.gate.set()


async def test_an_update_that_kills_every_time_is_given_up(lives, caplog):
    async with lives.life(handle=lives.answer) as first:
        ann = first.api.user("Ann")
        ann.says("/quote slow one")
        await first.api.drained()
        await asyncio.to_thread(lives.begun.wait, 10)
        for _ in range(2):
            lives.begun.clear()
            lives.killed()
            async with lives.life(api=first.api, handle=lives.answer) as again:
                assert await asyncio.to_thread(lives.begun.wait, 10)
                folder = lives.folder / str(lives.number)
                kept = {path: path.read_bytes() for path in folder.iterdir()}
                lives.gate.set()
                await again.app.lanes.join()
            lives.gate.clear()
            for path in folder.iterdir():
                path.unlink()
            for path, content in kept.items():
                path.write_bytes(content)
        lives.killed()
        before = len(ann.private.answers)
        async with lives.life(api=first.api) as last:
            await last.settled()
            assert held(last.chats) == []
        assert len(ann.private.answers) == before
        assert "is given up" in caplog.text
        lives.gate.set()


async def test_what_is_not_finished_when_it_is_told_to_stop_is_finished_later(lives, monkeypatch, caplog):
    monkeypatch.setattr("bot.serving.FINISH", 0.1)
    async with lives.life(handle=lives.answer) as stage:
        ann = stage.api.user("Ann")
        ann.says("/quote slow one")
        await stage.api.drained()
        await asyncio.to_thread(lives.begun.wait, 10)
        api = stage.api
        threading.Timer(1.0, lives.gate.set).start()
    assert "the bot will when it starts again" in caplog.text
    before = len(ann.private.answers)
    async with lives.life(api=api) as after:
        await after.app.lanes.join()
        assert len(ann.private.answers) == before + 1
