"""What an answer makes the bot tell others: operators of a report, readers of an announcement."""

import asyncio
import logging
from collections.abc import Iterable
from dataclasses import dataclass, replace

from telegram import Bot
from telegram.error import ChatMigrated, Forbidden, TelegramError

from bot.chats import ChatStore
from bot.limits import in_bulk
from bot.outgoing import send
from bot.ready import Maker
from handlers.messages import Answer, Aside, Audience, ChatKind, ChatRef, Request

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outside:
    """Tells; whoever cannot be reached is passed over, and who has left is forgotten."""

    chats: ChatStore
    maker: Maker
    admins: frozenset[int] = frozenset()

    async def tell(self, bot: Bot, aside: Aside) -> None:
        """Tell an audience, each of it by itself."""
        if aside.audience is Audience.OPERATORS:
            await self.tell_all(bot, aside.answer, [ChatRef(one, ChatKind.PRIVATE) for one in sorted(self.admins)])
            return
        readers = await asyncio.to_thread(self.chats.memory.readers)
        places = [ChatRef(one, await asyncio.to_thread(self.chats.memory.kind, one)) for one in readers]
        with in_bulk():
            await self.tell_all(bot, aside.answer, places)

    async def tell_all(self, bot: Bot, answer: Answer, places: Iterable[ChatRef]) -> None:
        """The same answer to each place."""
        for place in places:
            try:
                await self._tell(bot, answer, place)
            except Forbidden:
                await asyncio.to_thread(self.chats.forget, place.id)
            except ChatMigrated as error:
                await asyncio.to_thread(self.chats.migrate, place.id, error.new_chat_id)
            except TelegramError as error:
                log.warning("chat %s was not told: %s", place.id, error)

    async def _tell(self, bot: Bot, answer: Answer, place: ChatRef) -> None:
        language = await asyncio.to_thread(self.chats.language, place)
        request = Request("start", chat=place, asker=place.id if place.kind is ChatKind.PRIVATE else None)
        request = replace(request, language=language, is_admin=False)
        told = _addressed(answer, request)
        await send(bot, place, await asyncio.to_thread(self.maker.reply, told, request, place, bot.username))


def _addressed(answer: Answer, request: Request) -> Answer:
    """Its buttons are those of whoever is told, and say nothing of who caused it."""
    return replace(
        answer,
        actions=tuple(
            replace(one, request=replace(one.request, chat=request.chat, asker=request.asker, is_admin=False))
            for one in answer.actions
        ),
    )
