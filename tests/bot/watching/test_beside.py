"""Bot and watch in one process: what comes in is in the next answer, and operators are warned."""

import asyncio
import os
import signal
import sys
import time
from pathlib import Path

import pytest

from bot.desk import terminal_desk
from bot.settings import Settings
from bot.watching import Hand
from bot.watching.beside import Beside
from corpus.errors import UnreadableError
from corpus.library import open_library
from handlers import answer
from handlers.messages import Status
from handlers.parser import parse
from tests.bot.feedserver import Reply, fetcher, serving
from tests.bot.stories import item, page, rss, story
from tests.bot.watch import ended
from tests.botapi import BotApi, serve

ROOT = Path(__file__).parents[3]
DATE = "Thu, 16 May 2024 09:30:00 +0200"


class Telling:
    """A bot that keeps what it sends."""

    def __init__(self) -> None:
        self.sent: list[tuple[int, str]] = []

    async def send_message(self, chat: int, text: str) -> None:
        self.sent.append((chat, text))


def _settings(folder, **more) -> Settings:
    return Settings(_env_file=None, database_url=f"sqlite:///{folder}/corpus.db", admins=(7, 8), **more)


def test_what_comes_in_is_in_the_next_answer(tmp_path):
    async def run():
        async with serving() as server:
            (tmp_path / "feeds.toml").write_text(f"[[feed]]\naddress='{server.address('/rss')}'\n")
            server.replies["/rss"] = Reply(rss())
            watch = Beside(_settings(tmp_path), [str(tmp_path / "feeds.toml")], fetcher(server), _in_thread)
            desk = terminal_desk(open_library(f"sqlite:///{tmp_path}/corpus.db"))  # the corpus is made before it runs
            before = answer(parse("/quote Ada Lind"), desk).status
            stop = asyncio.Event()
            server.replies["/rss"] = Reply(rss(item("1", "Pier", content=story(), date=DATE)))
            running = asyncio.create_task(watch.run(Telling(), stop))
            found = answer(parse("/quote Ada Lind"), desk)
            while found.status is not Status.OK and not running.done():
                found = answer(parse("/quote Ada Lind"), desk)
                await asyncio.sleep(0.05)
            stop.set()
            await running
            return before, found

    before, found = ended(run())
    assert before is not Status.OK
    assert found.sections[0].excerpts[0].text.startswith("We have waited eleven years")


def test_operators_are_warned_of_memory(tmp_path):
    async def run():
        bot, stop = Telling(), asyncio.Event()
        watch = Beside(_settings(tmp_path, memory_mib=1), [str(tmp_path)], hand=_in_thread)
        running = asyncio.create_task(watch.run(bot, stop))
        while len(bot.sent) < 2 and not running.done():  # noqa: ASYNC110 - nobody tells
            await asyncio.sleep(0.05)
        stop.set()
        await running
        return bot.sent

    sent = ended(run())
    assert [chat for chat, _ in sent] == [7, 8]
    assert all("MiB of memory are in use" in text for _, text in sent)


def test_what_cannot_be_watched_is_told_before_the_bot_begins(tmp_path):
    with pytest.raises(UnreadableError):
        Beside(_settings(tmp_path), ["nowhere.opml"])
    assert not (tmp_path / "corpus.db").exists()


def _in_thread(url: str) -> Hand:
    return Hand(url, in_thread=True)


async def test_the_program_runs_both_and_stops(tmp_path):
    api = BotApi()
    user = api.user("Reader")
    folder = tmp_path / "incoming"
    folder.mkdir()
    (folder / "pier.html").write_text(page(story()))
    os.utime(folder / "pier.html", (time.time() - 60,) * 2)
    async with serve(api) as address:
        environment = os.environ | {
            "DATELINE_TOKEN": api.token,
            "DATELINE_BASE_URL": f"{address}/bot" if not address.endswith("/bot") else address,
            "DATELINE_DATABASE_URL": f"sqlite:///{tmp_path}/corpus.db",
            "DATELINE_CHATS_URL": f"sqlite:///{tmp_path}/chats.db",
            "PYTHONPATH": str(ROOT),
        }
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", "--watch", str(folder), cwd=tmp_path, env=environment
        )
        try:
            told, asked = "", 0
            while "eleven years" not in told and process.returncode is None:
                if asked == len(user.private.answers):  # what came in may be in the answer to the next
                    user.says("/quote Ada Lind")
                    asked += 1
                await asyncio.sleep(0.1)
                told = "\n".join(str(one) for one in user.private.answers)
            assert process.returncode is None
            process.send_signal(signal.SIGTERM)
            code = await process.wait()
        finally:
            if process.returncode is None:
                process.kill()
    assert "eleven years" in told
    assert code == 0
