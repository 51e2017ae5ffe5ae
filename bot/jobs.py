"""Digests at each chat's local time: the library's job queue rings every minute, the database knows what is due."""

import asyncio
import logging
from dataclasses import dataclass

from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter
from telegram.ext import JobQueue

from bot.chats import Due
from bot.door import Context, Door
from bot.outgoing import send
from handlers.messages import ChatKind, Request, Status

log = logging.getLogger(__name__)

EVERY = 60.0  # seconds
AT_ONCE = 8
GONE = ("chat not found", "user not found", "peer_id_invalid", "user is deactivated")


@dataclass(frozen=True, slots=True)
class Digests:
    """Rounds of digests through a door."""

    door: Door

    def start(self, queue: "JobQueue[Context]") -> None:
        """Ring at every full minute; a bell that comes late still rings, and several missed ones ring once."""
        first = EVERY - self.door.desk.clock.now().timestamp() % EVERY
        late = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        queue.run_repeating(self._ring, EVERY, first=first, name="digests", job_kwargs=late)

    async def _ring(self, context: Context) -> None:
        await self.round(context.bot)

    async def round(self, bot: Bot) -> None:
        """Send each digest that is due; one chat's trouble is no other's."""
        due = await asyncio.to_thread(self.door.chats.due)
        slots = asyncio.Semaphore(AT_ONCE)
        ended = await asyncio.gather(*(self._in_turn(slots, bot, one) for one in due), return_exceptions=True)
        for one, error in zip(due, ended, strict=True):
            if isinstance(error, BaseException):
                log.error("the digest of chat %s failed and stays due", one.chat.id, exc_info=error)
        await asyncio.to_thread(self.door.chats.sweep)

    async def _in_turn(self, slots: asyncio.Semaphore, bot: Bot, due: Due) -> None:
        async with slots:
            await self._send(bot, due)

    async def _send(self, bot: Bot, due: Due) -> None:
        """Send one, then say that it is done: a stop between the two doubles it, none is lost."""
        chats = self.door.chats
        try:
            await self._tell(bot, due)
        except Forbidden:
            log.info("chat %s is closed to the bot: forgotten", due.chat.id)
            await asyncio.to_thread(chats.forget, due.chat.id)
        except ChatMigrated as error:
            await asyncio.to_thread(chats.migrate, due.chat.id, error.new_chat_id)
        except BadRequest as error:
            await self._refused(due, error)
        except (RetryAfter, NetworkError) as error:
            log.warning("the digest of chat %s waits for the next round: %s", due.chat.id, error)
        else:
            await asyncio.to_thread(chats.done, due)

    async def _tell(self, bot: Bot, due: Due) -> None:
        language = await asyncio.to_thread(self.door.chats.language, due.chat)
        private = due.chat.kind is ChatKind.PRIVATE
        request = Request(
            "digest",
            due.schedule.topic or "now",
            chat=due.chat,
            asker=due.chat.id if private else None,
            is_admin=False,
            language=language,
        )
        reply = await asyncio.to_thread(self.door.work, request, due.chat, bot.username)
        if reply and reply.status is Status.OK:
            await send(bot, due.chat, reply, silent=due.chat.kind is ChatKind.GROUP)

    async def _refused(self, due: Due, error: BadRequest) -> None:
        if any(words in error.message.lower() for words in GONE):
            await asyncio.to_thread(self.door.chats.forget, due.chat.id)
        else:
            log.warning("chat %s refuses its digest: %s", due.chat.id, error)
            await asyncio.to_thread(self.door.chats.done, due)
