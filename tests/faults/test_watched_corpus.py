"""From a feed to an answer, with the corpus in files and on a server."""

import asyncio
import contextlib

from bot.desk import terminal_desk
from bot.settings import Settings
from bot.watching import Hand
from bot.watching.beside import Beside
from corpus.library import open_library
from corpus.store import check
from handlers import answer
from handlers.messages import Status
from handlers.parser import parse
from tests.bot.feedserver import Reply, fetcher, serving
from tests.bot.stories import item, rss, story

DATE = "Thu, 16 May 2024 09:30:00 +0200"
LONG = 60.0  # seconds after which nothing comes any more


class Silent:
    """A bot that tells nobody anything."""

    async def send_message(self, chat: int, text: str) -> None:
        """As the real one's."""


async def test_what_a_feed_brings_is_answered(stores_url, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # work files of a server's corpus lie in var/
    settings = Settings(_env_file=None, database_url=stores_url)
    async with serving() as server:
        server.replies["/rss"] = Reply(rss(item("1", "Pier", content=story(), date=DATE)))
        watch = Beside(settings, [server.address("/rss")], fetcher(server), lambda url: Hand(url, in_thread=True))
        library, stop = open_library(stores_url), asyncio.Event()
        desk = terminal_desk(library)
        assert answer(parse("/quote Ada Lind"), desk).status is not Status.OK
        running = asyncio.create_task(watch.run(Silent(), stop))
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(LONG):
                while answer(parse("/quote Ada Lind"), desk).status is not Status.OK:  # noqa: ASYNC110 - it tells nobody
                    await asyncio.sleep(0.05)
        stop.set()
        await running
    found = answer(parse("/quote Ada Lind"), desk)
    assert found.sections[0].excerpts[0].text.startswith("We have waited eleven years")
    assert library.scope().articles == 1
    library.close()
    assert check(stores_url) == []
