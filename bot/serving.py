"""The bot while it runs: where updates come from, and a stop in which nothing that was taken over is lost."""

import asyncio
import json
import logging
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any, Protocol

from telegram import Update
from telegram.error import TelegramError
from telegram.ext import Application

from bot.arriving import Arrived, readable
from bot.chats import ChatStore
from bot.crew import Crew
from bot.keeper import Keeper
from bot.lanes import OF_ALL, Lanes
from bot.logs import about
from bot.menu import set_menu
from bot.outcome import Outcome
from bot.polling import Polling
from bot.tally import Tally
from bot.texts import TextMessage
from bot.tongue import of_place
from bot.underway import Left
from bot.words import say
from handlers.messages import msg

FINISH = 20.0  # seconds in which what was taken over is finished when the bot is told to stop
log = logging.getLogger(__name__)


class ListenError(Exception):
    """An address cannot be listened on."""


class Source(Protocol):
    """Where updates come from: polling, or a webhook."""

    async def open(self) -> None:
        """Tell Telegram how they are wanted."""

    async def run(self) -> None:
        """Hand them to the lanes until cancelled; an error ends the bot."""

    async def close(self) -> None:
        """The last word, when all that was taken over is finished."""


class Texts(Protocol):
    """Who answers messages of words alone without the library's objects."""

    def takes(self, said: TextMessage) -> bool:
        """Whether nothing else than its words counts."""

    async def on_text(self, said: TextMessage, application: Application[Any, Any, Any, Any, Any, Any]) -> None:
        """Answer it."""


class Served(Application[Any, Any, Any, Any, Any, Any]):
    """The library's application with lanes before it in place of a queue; `arrived` hears of inline queries.

    Messages of words alone go past the library to `texts`.
    """

    __slots__ = ("chats", "keeper", "lanes", "tally", "texts")

    def __init__(
        self, *, chats: ChatStore, crew: Crew, tally: Tally, arrived: Callable[[int, int], object], **whole: Any
    ) -> None:
        super().__init__(**whole)
        self.chats = chats
        self.tally = tally
        self.texts: Texts | None = None
        self.keeper = Keeper(chats.underway, crew.soon)
        self.lanes = Lanes(self._work, self._spilled, arrived, keeper=self.keeper)

    async def resume(self) -> None:
        """Take up again what nobody answered before it ended."""
        await self.keeper.resume(self._again, self._room())

    async def watch(self) -> None:
        """See to it that of what other replicas leave nothing is lost, until cancelled."""
        await self.keeper.watch(self._again, self._room)

    def _work(self, update: Arrived) -> Coroutine[Any, Any, object]:
        work = self.process_update(update)
        return self.keeper.alone(update.update_id, work) if self.keeper.suspects(update.update_id) else work

    def _again(self, left: Left) -> bool:
        told: Any = None
        with suppress(ValueError):
            told = json.loads(left.told)
        update = readable(told, self.bot)
        if update is None:
            self.keeper.done(left.number)
        return update is None or self.lanes.take(update)

    def _room(self) -> int:
        return 0 if self.lanes.closed else OF_ALL - self.lanes.waiting

    async def process_update(self, update: object) -> None:
        """As the library does; what is logged meanwhile refers to the update."""
        if isinstance(update, TextMessage):
            about(update.update_id, update.chat.id)
            if self.texts and self.texts.takes(update):
                await self._answered(self.texts, update)
                return
            update = update.update(self.bot)
        elif isinstance(update, Update):
            about(update.update_id, update.effective_chat.id if update.effective_chat else None)
        await super().process_update(update)

    async def _answered(self, texts: Texts, said: TextMessage) -> None:
        outcome = Outcome()
        with outcome:
            await texts.on_text(said, self)
        if outcome.error:
            await self.process_error(said.update(self.bot), outcome.error)

    async def _spilled(self, arrived: Arrived) -> None:
        """Say that questions of a chat were left out."""
        update = arrived.update(self.bot) if isinstance(arrived, TextMessage) else arrived
        chat, message = update.effective_chat, update.effective_message
        log.warning("more waits in one chat than is answered; its oldest questions were left out")
        if chat is None:
            return
        topic = message.message_thread_id if message and message.is_topic_message else None
        text = say(msg("telegram.spilled"), await asyncio.to_thread(of_place, self.chats, update))
        try:
            await self.bot.send_message(chat.id, text, message_thread_id=topic)
        except TelegramError as error:
            log.warning("a chat could not be told that questions were left out: %s", error)


async def serve(
    application: Served,
    stop: asyncio.Event,
    admins: frozenset[int] = frozenset(),
    source: Source | None = None,
) -> None:
    """Answer until told to stop, or until the source fails; what is in flight then is finished first."""
    source = source or Polling(application.bot, application.lanes)
    async with application:
        watching = asyncio.create_task(application.watch(), name="watch")
        try:
            await application.resume()
            await source.open()
            await application.start()
            application.create_task(set_menu(application, admins, application.chats.memory), name="menu")
            log.info("@%s answers; stop it with Ctrl-C", application.bot.username)
            await _ended(stop, source)
        finally:
            watching.cancel()
            await _stopped(application, source)


async def _ended(stop: asyncio.Event, source: Source) -> None:
    """Take updates until the end: asked for, or because the source has failed (a token that was revoked)."""
    ends: list[asyncio.Task[Any]] = [
        asyncio.create_task(stop.wait()),
        asyncio.create_task(source.run(), name="updates"),
    ]
    done, left = await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
    for task in left:
        task.cancel()
    await asyncio.gather(*left, return_exceptions=True)
    for task in done:
        task.result()


async def _stopped(application: Served, source: Source) -> None:
    """No more updates; then what is in flight is finished, also where the source had ended in an error."""
    left = await application.lanes.close(FINISH)
    if left:
        log.warning("%s updates were not finished in %.0f s: the bot will when it starts again", left, FINISH)
    await application.keeper.end()
    await source.close()
    if application.running:
        await application.stop()
