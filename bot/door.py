"""The Telegram door: Update -> Request -> handler, in a worker thread, once per update -> Answer -> messages."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from telegram import Bot, ChatMember, ChatMemberUpdated, Message, ReactionTypeEmoji, Update
from telegram.error import BadRequest
from telegram.ext import CallbackContext

from bot.busy import shown_busy
from bot.chats import ChatStore
from bot.entitled import Entitlement
from bot.errors import where_it_failed
from bot.inline import Inline
from bot.manners import Manners
from bot.outgoing import Reply, rewrite, send
from bot.outside import Outside
from bot.presses import Presses
from bot.ready import Maker
from bot.standing import ADMINISTRATIVE
from bot.tally import Tally
from bot.updates import Incoming, Me, read
from handlers.messages import Answer, Aside, Audience, ChatKind, ChatRef, Desk, Request, Status, msg
from handlers.replied import about
from handlers.shape import shaped

Context = CallbackContext[Any, Any, Any, Any]
Handle = Callable[[Request, Desk], Answer]
SEEN = "👀"  # the reaction to a question beyond measure
MENDED = 60.0  # seconds within which a question may be changed


@dataclass(frozen=True, slots=True)
class Door:
    """All that answering needs; nothing is kept anywhere else.

    `answer` takes any request; `known` are the commands that this bot alone has.
    """

    desk: Desk
    chats: ChatStore
    answer: Handle
    known: frozenset[str]
    maker: Maker
    entitlement: Entitlement
    outside: Outside
    inline: Inline
    tally: Tally
    manners: Manners
    reports: Manners

    async def on_update(self, update: Update, context: Context) -> None:
        """Whatever Telegram tells."""
        bot = context.bot
        reply = None
        if update.callback_query:
            reply = await Presses(self).pressed(update.update_id, update.callback_query, bot)
        elif update.inline_query:
            await self.inline.asked(update.update_id, update.inline_query, bot)
        elif message := update.message or update.channel_post:
            reply = await self._written(update.update_id, message, bot)
        elif message := update.edited_message or update.edited_channel_post:
            reply = await self._changed(update.update_id, message, bot)
        elif update.my_chat_member:
            await self._moved(update.my_chat_member)
        if reply and reply.aside:
            await self._aside(reply.aside, update, context)

    async def _aside(self, aside: Aside, update: Update, context: Context) -> None:
        """Tell others; what many chats are told must not hold up whoever caused it."""
        telling = self.outside.tell(context.bot, aside)
        if aside.audience is Audience.READERS:
            context.application.create_task(telling, update=update)
        else:
            await telling

    def work(self, request: Request, where: ChatRef, username: str = "", update: int | None = None) -> Reply | None:
        """The whole of an answer; None for an update that was answered before. Sync: runs in a worker thread."""
        if update is not None and not self.chats.first_time(update):
            return None
        asked = self.spoken(request)
        return self.made(self.answered(asked), asked, where, username)

    def spoken(self, request: Request) -> Request:
        """The request in the chat's language, about what it replies to."""
        language = self.chats.preferences(request.chat).language or request.language
        return about(replace(request, language=language), self.desk)

    def answered(self, asked: Request) -> Answer:
        """What the handlers say, as the chat wants it."""
        began = time.perf_counter()
        found = self.answer(asked, self.desk)
        self.tally.answer(asked.command, found.status, time.perf_counter() - began)
        self.chats.memory.visited(asked.chat)
        if asked.command in ADMINISTRATIVE and asked.is_admin and self.chats.schedule(asked.chat):
            self.chats.set_language(asked.chat, asked.language)
        if asked.command == "report" and found.aside:
            found = self._reported(asked, found)
        return shaped(found, asked, self.chats.preferences(asked.chat), self.desk)

    def _reported(self, asked: Request, found: Answer) -> Answer:
        """Operators hear of the same thing once, and of so many an hour from one person."""
        if not self.reports.welcome(0, asked.asker or 0):
            return Answer(Status.USAGE, msg("report.enough"))
        return found if self.chats.memory.first_report(asked.args) else replace(found, aside=None)

    def made(self, answer: Answer, request: Request, where: ChatRef, username: str = "") -> Reply:
        """The answer as messages."""
        return self.maker.reply(answer, request, where, username, self.desk.clock.now())

    async def _written(self, number: int, message: Message, bot: Bot) -> Reply | None:
        if message.migrate_to_chat_id or message.migrate_from_chat_id:
            await self._migrated(message)
            return None
        incoming = read(message, Me(bot.id, bot.username), self.known)
        if incoming is None:
            return None
        where = incoming.request.chat
        if where.kind is ChatKind.GROUP and not self.manners.welcome(where.id, incoming.request.asker or 0):
            await _nod(bot, where, incoming.message)
            return None
        reply = await self._reply(number, incoming, bot)
        if reply:
            sent = await send(bot, where, reply, to=incoming.message if where.kind is ChatKind.GROUP else None)
            await asyncio.to_thread(self.chats.memory.answered, where, incoming.message, sent)
        return reply

    async def _reply(self, number: int, incoming: Incoming, bot: Bot) -> Reply | None:
        where = incoming.request.chat
        entitled = await self.entitlement.of_message(incoming, bot)
        if entitled is None:
            return None
        if isinstance(entitled, Answer):
            work = asyncio.to_thread(self._refusal, entitled, incoming.request, number)
        else:
            work = asyncio.to_thread(self.work, entitled, where, bot.username, number)
        return await shown_busy(bot, where, work)

    def _refusal(self, answer: Answer, request: Request, update: int) -> Reply | None:
        return self.made(answer, self.spoken(request), request.chat) if self.chats.first_time(update) else None

    async def _changed(self, number: int, message: Message, bot: Bot) -> Reply | None:
        """A question that was changed within a minute gets its answer changed; any other change is let be."""
        if not message.edit_date or (message.edit_date - message.date).total_seconds() > MENDED:
            return None
        incoming = read(message, Me(bot.id, bot.username), self.known)
        where = incoming.request.chat if incoming else None
        if incoming is None or where is None:
            return None
        before = await asyncio.to_thread(self.chats.memory.answers_to, where, incoming.message)
        entitled = await self.entitlement.of_message(incoming, bot) if before else None
        if not isinstance(entitled, Request):
            return None
        reply = await shown_busy(bot, where, asyncio.to_thread(self._again, entitled, where, bot.username, number))
        if reply:
            now = await rewrite(bot, where, before, reply)
            await asyncio.to_thread(self.chats.memory.answered, where, incoming.message, now)
        return reply

    def _again(self, request: Request, where: ChatRef, username: str, update: int) -> Reply | None:
        """As `work`, marked as the answer to a changed question."""
        if not self.chats.first_time(update):
            return None
        asked = self.spoken(request)
        found = self.answered(asked)
        told = (found.note, msg("telegram.edited")) if found.note else (msg("telegram.edited"),)
        return self.made(replace(found, note=msg("lines", parts=told)), asked, where, username)

    async def failure(self, bot: Bot, reference: str, error: Exception) -> None:
        """Count a failure and tell the operators where it happened; what was asked is not told."""
        self.tally.failure()
        told = Answer(Status.OK, msg("telegram.trace", reference=reference, trace=where_it_failed(error)))
        await self.outside.tell(bot, Aside(Audience.OPERATORS, told))

    async def _migrated(self, message: Message) -> None:
        old = message.migrate_from_chat_id or message.chat.id
        await asyncio.to_thread(self.chats.migrate, old, message.migrate_to_chat_id or message.chat.id)

    async def _moved(self, change: ChatMemberUpdated) -> None:
        if change.new_chat_member.status in {ChatMember.LEFT, ChatMember.BANNED}:
            await asyncio.to_thread(self.chats.forget, change.chat.id)


async def _nod(bot: Bot, where: ChatRef, message: int) -> None:
    """Show that a question was seen and will not be answered; a chat may forbid reactions."""
    try:
        await bot.set_message_reaction(where.id, message, ReactionTypeEmoji(SEEN))
    except BadRequest:
        return
