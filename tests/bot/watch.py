"""A watch over a server of our own, with a clock that tests set."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.watching import Hand, Sources, Watcher
from corpus.ingest.feeds import Subscription
from corpus.library import open_library
from tests.bot.feedserver import Server, fetcher, serving

HANGS = 900  # seconds: a machine with much else to do starts a process in a minute
NOON = 1_715_860_000.0  # 16 May 2024, a little before noon


@dataclass
class Watch:
    """The watch, what it said, and the corpus it fills."""

    url: str
    server: Server
    watcher: Watcher
    told: list[str] = field(default_factory=list)
    warned: list[str] = field(default_factory=list)
    now: float = NOON
    heard: Callable[[str], object] = len

    def tell(self, line: str) -> None:
        self.told.append(line)
        self.heard(line)

    async def once(self, later: float = 0.0):
        self.now += later
        return await self.watcher.once()

    def articles(self):
        library = open_library(self.url)
        try:
            return {one.title: library.article(one.id) for one in library.articles(limit=100)}
        finally:
            library.close()


@asynccontextmanager
async def watching(
    folder, *paths: str, folders=(), server: Server | None = None, keep_days: int = 0, more=(), **options
) -> AsyncIterator[Watch]:
    """Watch these paths of a server, and these folders; `more` are subscriptions that need a server's address."""
    if server is None:
        async with (
            serving() as own,
            watching(folder, *paths, folders=folders, server=own, keep_days=keep_days, more=more, **options) as watch,
        ):
            yield watch
        return
    url = f"sqlite:///{folder}/corpus.db"
    feeds = (*(Subscription(server.address(path)) for path in paths), *more)
    async with fetcher(server, "other.example.net", "wire.example.com") as one, Hand(url, in_thread=True) as hand:
        watch: Watch = Watch(url, server, None)
        watch.watcher = Watcher(
            url,
            Sources(feeds, tuple(map(str, folders))),
            one,
            hand,
            told=watch.tell,
            warned=watch.warned.append,
            keep_days=keep_days,
            clock=lambda: watch.now,
            chance=lambda: 0.5,
            **options,
        )
        await watch.watcher.begin()
        yield watch


def ended(work):
    """What it comes to, within a time after which it hangs."""
    return asyncio.run(asyncio.wait_for(work, HANGS))
