"""Buttons that are pressed: by whoever asked, or an administrator; the answer comes anew or in its own place."""

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from telegram import Bot, CallbackQuery, Message
from telegram.error import BadRequest

from bot import buttons
from bot.busy import shown_busy
from bot.chats import Kept
from bot.outgoing import Reply, replace_with, send
from bot.tongue import of_person
from bot.updates import place
from bot.words import say
from handlers.messages import Answer, ChatKind, ChatRef, Request, msg

if TYPE_CHECKING:
    from bot.door import Door

OPEN = frozenset({"report", "cite"})  # commands whose buttons anybody may press under anybody's answer


@dataclass(frozen=True, slots=True)
class Presses:
    """The part of the door that buttons come through."""

    door: "Door"

    async def pressed(self, number: int, query: CallbackQuery, bot: Bot) -> Reply | None:
        """What a press gets: an answer, or an alert that says why not."""
        chats, entitlement = self.door.chats, self.door.entitlement
        found = await asyncio.to_thread(buttons.pressed, chats, query.data or "")
        where = place(query.message.chat, _topic(query)) if query.message else None
        if found is None or where is None or found[0].chat != where.id:
            await self._tell(query, "telegram.again")
            return None
        kept, behind = found
        if not _theirs(kept, behind, query, where) and not await entitlement.manages(query, where, bot):
            await self._tell(query, "telegram.others")
            return None
        if not self._measured(kept, behind, query, where):
            await self._tell(query, "telegram.enough")
            return None
        request = await entitlement.of_press(behind, query, where, bot)
        if isinstance(request, Answer):
            await query.answer(say(request.heading, of_person(chats, query.from_user))[:200], show_alert=True)
            return None
        if buttons.turns(kept, behind) and behind.command not in OPEN:
            request = replace(request, asker=kept.asker)  # whoever turns it, it stays whose it was
        return await self._answer(number, query, bot, where, request, kept)

    async def _tell(self, query: CallbackQuery, text: str) -> None:
        await query.answer(say(msg(text), of_person(self.door.chats, query.from_user)), show_alert=True)

    def _measured(self, kept: Kept, behind: Request, query: CallbackQuery, where: ChatRef) -> bool:
        """Whether a group is spared: what turns in its place fills no chat."""
        if where.kind is not ChatKind.GROUP or buttons.turns(kept, behind):
            return True
        return self.door.measures.presses.welcome(where.id, query.from_user.id)

    async def _answer(  # noqa: PLR0917 - the parts of one press
        self, number: int, query: CallbackQuery, bot: Bot, where: ChatRef, request: Request, kept: Kept
    ) -> Reply | None:
        work = self.door.work(request, where, bot.username, number)
        _, reply = await asyncio.gather(_acknowledge(query), shown_busy(bot, where, work))
        if reply is None:
            return None
        if buttons.turns(kept, request) and isinstance(query.message, Message):
            await replace_with(bot, where, query.message.message_id, reply)
        else:
            to = query.message.message_id if query.message and where.kind is ChatKind.GROUP else None
            await send(bot, where, reply, to=to)
        return reply


def _theirs(kept: Kept, behind: Request, query: CallbackQuery, where: ChatRef) -> bool:
    """Whether somebody may press it who manages nothing.

    In a group, an answer that nobody asked for by name, a digest or one to a hidden administrator, is nobody's to turn.
    """
    if kept.asker == query.from_user.id or behind.command in OPEN:
        return True
    return kept.asker is None and (where.kind is not ChatKind.GROUP or not buttons.turns(kept, behind))


def _topic(query: CallbackQuery) -> int | None:
    message = query.message
    return message.message_thread_id if isinstance(message, Message) and message.is_topic_message else None


async def _acknowledge(query: CallbackQuery) -> None:
    """Stop the button's spinner; a query that waited too long has none any more."""
    try:
        await query.answer()
    except BadRequest:
        return
