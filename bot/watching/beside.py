"""The watch beside the bot, in one process: what feeds bring is in the next answer; operators are warned in time."""

import asyncio
import logging
from collections.abc import Callable, Sequence

from telegram import Bot
from telegram.error import TelegramError

from bot.fetching import Fetcher, Guard
from bot.render import PLAIN
from bot.render.phrases import worded
from bot.settings import Settings
from bot.watching.alarm import Alarm
from bot.watching.alone import alone
from bot.watching.hand import Hand
from bot.watching.sources import Sources, sorted_out
from bot.watching.watcher import Watcher
from corpus.watched.holding import make_corpus
from corpus.watched.tables import beside
from handlers.messages import Message

log = logging.getLogger(__name__)


class Beside:
    """Made before the corpus is opened: the watch makes one where there is none. `fetcher` and `hand` are for tests."""

    def __init__(
        self,
        settings: Settings,
        watched: Sequence[str],
        fetcher: Fetcher | None = None,
        hand: Callable[[str], Hand] = Hand,
    ) -> None:
        self._settings = settings
        self._url = settings.database_url
        self._sources: Sources = sorted_out(watched)
        self._fetcher = fetcher or Fetcher(settings.contact, guard=Guard(frozenset(settings.fetch_ports)))
        self._hand = hand
        self._telling: set[asyncio.Task[None]] = set()
        if make_corpus(self._url):
            log.info("an empty corpus is made: %s", self._url)

    async def run(self, bot: Bot, stop: asyncio.Event) -> None:
        """Until told to stop; where this fails, the bot stops too: nobody sees that a corpus is not fed any more."""
        loop = asyncio.get_running_loop()

        def warn(message: Message) -> None:
            text = worded(message, PLAIN, self._settings.language or "en")
            log.warning("%s", text)
            task = loop.create_task(self._tell(bot, text))
            self._telling.add(task)
            task.add_done_callback(self._telling.discard)

        alarm = Alarm(beside(self._url).parent, warn, self._settings.memory_mib)
        try:
            with alone(self._url):
                async with self._fetcher as fetcher, self._hand(self._url) as hand:
                    watcher = Watcher(
                        self._url,
                        self._sources,
                        fetcher,
                        hand,
                        told=lambda line: log.info("%s", line),
                        warned=lambda line: log.warning("%s", line),
                        keep_days=self._settings.keep_days,
                        may_write=alarm.may_write,
                    )
                    await watcher.begin()
                    await watcher.run(stop)
        finally:
            stop.set()

    async def _tell(self, bot: Bot, text: str) -> None:
        for admin in self._settings.admins:
            try:
                await bot.send_message(admin, text)
            except TelegramError as error:
                log.warning("operator %s was not warned: %s", admin, error)
