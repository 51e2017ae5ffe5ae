"""The Telegram door: Update -> Request -> handler, in a worker thread, once per update -> Answer -> messages."""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from telegram import Bot, CallbackQuery, ChatMember, ChatMemberUpdated, Message, Update
from telegram import Message as Shown
from telegram.error import BadRequest
from telegram.ext import CallbackContext

from bot import buttons
from bot.chats import ChatStore, Kept
from bot.outgoing import Reply, replace_with, send
from bot.render import HTML, label, pages
from bot.standing import ADMINISTRATIVE, Standing, channel
from bot.updates import Incoming, Me, language_of, place, read
from bot.words import say
from handlers.messages import Answer, ChatKind, ChatRef, Desk, Request, Status, msg

Context = CallbackContext[Any, Any, Any, Any]
Handle = Callable[[Request, Desk], Answer]
_PAYLOAD = re.compile(r"([A-Za-z0-9_-]{16})-(\d{1,3})")
_CHANNEL = re.compile(r"(@[A-Za-z0-9_]{4,32}|-100\d{5,15})(?:\s+(.*))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Door:
    """All that answering needs; nothing is kept anywhere else.

    `answer` takes any request; `known` are the commands that this bot alone has.
    """

    desk: Desk
    chats: ChatStore
    answer: Handle
    known: frozenset[str]
    standing: Standing = field(default_factory=Standing)

    async def on_update(self, update: Update, context: Context) -> None:
        """Whatever Telegram tells."""
        if update.callback_query:
            await self._pressed(update.update_id, update.callback_query, context.bot)
        elif message := update.message or update.channel_post:
            await self._written(update.update_id, message, context.bot)
        elif update.my_chat_member:
            await self._moved(update.my_chat_member)

    def ready(self, answer: Answer, request: Request, where: ChatRef, username: str = "") -> Reply:
        """An answer made into pages and buttons for the chat where it will stand. Sync: runs in a worker thread."""
        token = buttons.keep(self.chats, where, request, answer.actions)
        labels = [label(action, request.language) for action in answer.actions]
        link = f"https://t.me/{username}" if where.kind is ChatKind.CHANNEL else ""
        return Reply(pages(answer, HTML, request.language), buttons.keyboard(token, labels, link), answer.status)

    def work(self, request: Request, where: ChatRef, username: str = "", update: int | None = None) -> Reply | None:
        """The whole of an answer; None for an update that was answered before. Sync, as `ready`."""
        if update is not None and not self.chats.first_time(update):
            return None
        reply = self.ready(self.answer(request, self.desk), request, where, username)
        if request.command in ADMINISTRATIVE and request.is_admin and self.chats.schedule(request.chat):
            self.chats.set_language(request.chat, request.language)
        return reply

    def _refusal(self, answer: Answer, request: Request, update: int) -> Reply | None:
        return self.ready(answer, request, request.chat) if self.chats.first_time(update) else None

    async def _written(self, number: int, message: Message, bot: Bot) -> None:
        if message.migrate_to_chat_id or message.migrate_from_chat_id:
            await self._migrated(message)
            return
        incoming = read(message, Me(bot.id, bot.username), self.known)
        if incoming is None:
            return
        where = incoming.request.chat
        entitled = await self._entitled(incoming, bot)
        if isinstance(entitled, Answer):
            reply = await asyncio.to_thread(self._refusal, entitled, incoming.request, number)
        else:
            reply = await asyncio.to_thread(self.work, entitled, where, bot.username, number)
        if reply:
            await send(bot, where, reply, to=incoming.message if where.kind is ChatKind.GROUP else None)

    async def _entitled(self, incoming: Incoming, bot: Bot) -> Request | Answer:
        """The request with what its asker may; or why they may not."""
        request, admin = incoming.request, incoming.standing
        if admin is None:
            asks = request.command in ADMINISTRATIVE and request.asker is not None
            admin = asks and await self.standing.is_admin(bot, request.chat.id, request.asker or 0)
        request = replace(request, is_admin=admin)
        if request.chat.kind is not ChatKind.PRIVATE:
            return request
        if request.command == "start" and (payload := _PAYLOAD.fullmatch(request.args)):
            return await asyncio.to_thread(self._linked, request, buttons.data_of(payload[1], int(payload[2])))
        named = _CHANNEL.fullmatch(request.args) if request.command in ADMINISTRATIVE else None
        return await self._for_channel(request, named[1], named[2] or "", bot) if named else request

    async def _for_channel(self, request: Request, name: str, args: str, bot: Bot) -> Request | Answer:
        found = await channel(bot, name, request.asker or 0)
        if isinstance(found, ChatRef):
            return replace(request, args=args.strip(), chat=found)
        return Answer(Status.USAGE, found)

    def _linked(self, request: Request, data: str) -> Request:
        """What a link under a channel's post asks, now in private; anything else is a plain /start."""
        found = buttons.pressed(self.chats, data)
        if found is None or not _public(found[0]) or _sets(found[1]):
            return replace(request, args="")
        return replace(found[1], chat=request.chat, asker=request.asker, language=request.language, is_admin=False)

    async def _pressed(self, number: int, query: CallbackQuery, bot: Bot) -> None:
        found = await asyncio.to_thread(buttons.pressed, self.chats, query.data or "")
        where = place(query.message.chat, _topic(query)) if query.message else None
        if found is None or where is None or found[0].chat != where.id:
            await _tell(query, "telegram.again")
            return
        kept, behind = found
        if kept.asker not in {None, query.from_user.id} and not await self._manages(query, where, bot):
            await _tell(query, "telegram.others")
            return
        request = await self._as_presser(behind, query, where, bot)
        if isinstance(request, Answer):
            await query.answer(say(request.heading, language_of(query.from_user))[:200], show_alert=True)
            return
        _, reply = await asyncio.gather(
            _acknowledge(query), asyncio.to_thread(self.work, request, where, bot.username, number)
        )
        if reply is None:
            return
        if buttons.turns(kept, behind) and isinstance(query.message, Shown):
            await replace_with(bot, where, query.message.message_id, reply)
        else:
            to = query.message.message_id if query.message and where.kind is ChatKind.GROUP else None
            await send(bot, where, reply, to=to)

    async def _manages(self, query: CallbackQuery, where: ChatRef, bot: Bot) -> bool:
        return where.kind is ChatKind.GROUP and await self.standing.is_admin(bot, where.id, query.from_user.id)

    async def _as_presser(self, behind: Request, query: CallbackQuery, where: ChatRef, bot: Bot) -> Request | Answer:
        """The request behind a button with what whoever pressed it may do now, not what its asker could then."""
        request = replace(behind, asker=query.from_user.id, language=language_of(query.from_user))
        if behind.chat.id != where.id:
            return await self._for_channel(request, str(behind.chat.id), behind.args, bot)
        if where.kind is ChatKind.PRIVATE:
            return replace(request, is_admin=True)
        return replace(request, is_admin=request.command in ADMINISTRATIVE and await self._manages(query, where, bot))

    async def _migrated(self, message: Message) -> None:
        old = message.migrate_from_chat_id or message.chat.id
        await asyncio.to_thread(self.chats.migrate, old, message.migrate_to_chat_id or message.chat.id)

    async def _moved(self, change: ChatMemberUpdated) -> None:
        if change.new_chat_member.status in {ChatMember.LEFT, ChatMember.BANNED}:
            await asyncio.to_thread(self.chats.forget, change.chat.id)


def _public(kept: Kept) -> bool:
    return kept.origin.chat.kind is ChatKind.CHANNEL and kept.origin.chat.id == kept.chat


def _sets(request: Request) -> bool:
    """Whether a request may change something; a link never does."""
    return request.command in ADMINISTRATIVE and request.args not in {"", "now"}


def _topic(query: CallbackQuery) -> int | None:
    message = query.message
    return message.message_thread_id if isinstance(message, Shown) and message.is_topic_message else None


async def _tell(query: CallbackQuery, text: str) -> None:
    await query.answer(say(msg(text), language_of(query.from_user)), show_alert=True)


async def _acknowledge(query: CallbackQuery) -> None:
    """Stop the button's spinner; a query that waited too long has none any more."""
    try:
        await query.answer()
    except BadRequest:
        return
