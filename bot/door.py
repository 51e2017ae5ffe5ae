"""The Telegram door: Update -> Request -> handler, in a worker thread, once per update -> Answer -> messages."""

import asyncio
import functools
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from telegram import Bot, ChatMember, ChatMemberUpdated, Message, ReactionTypeEmoji, Update
from telegram.error import BadRequest
from telegram.ext import Application, CallbackContext

from bot.adding import Adding
from bot.busy import shown_busy
from bot.chats import ChatStore
from bot.crew import Crew
from bot.entitled import Entitlement
from bot.errors import where_it_failed
from bot.following import Following
from bot.inline import Inline
from bot.manners import Measures
from bot.outgoing import Reply, rewrite, send
from bot.outside import Outside
from bot.presses import Presses
from bot.ready import Maker
from bot.standing import ADMINISTRATIVE
from bot.tally import Tally
from bot.texts import TextMessage
from bot.updates import Incoming, Me, language_of, place, read, read_text, unread
from handlers.find import reads
from handlers.messages import Answer, Aside, Audience, ChatKind, ChatRef, Desk, Request, Status, msg
from handlers.replied import about
from handlers.shape import shaped

Context = CallbackContext[Any, Any, Any, Any]
Handle = Callable[[Request, Desk], Answer]
SEEN = "👀"  # the reaction to a question beyond measure
MENDED = 60.0  # seconds within which a question may be changed
HARMLESS = frozenset({"find", "help", "privacy", "start"})  # commands that change nothing either, but no link asks them
LEAVES_NOTHING = frozenset({"forgetme"})  # commands that not even the day is kept of


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
    crew: Crew
    measures: Measures = field(default_factory=Measures)
    telling: bool = False  # operators what was asked when it failed
    adding: Adding | None = None
    following: Following | None = None

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
            await self._moved(update.my_chat_member, bot)
        if self.following and (post := update.channel_post or update.edited_channel_post):
            await self.following.posted(post)
        if reply and reply.aside:
            await self._aside(reply.aside, context.application)

    def takes(self, said: TextMessage) -> bool:
        """Whether a message is nothing but its words: an operator's may be something to be added."""
        return self.adding is None or said.person not in self.adding.admins

    async def on_text(self, said: TextMessage, application: Application[Any, Any, Any, Any, Any, Any]) -> None:
        """A message of words alone."""
        bot = application.bot
        incoming = read_text(said, Me(bot.id, bot.username), self.known)
        if incoming is None:
            return
        reply = await self._heard(said.update_id, incoming, bot)
        if reply and reply.aside:
            await self._aside(reply.aside, application)

    async def _aside(self, aside: Aside, application: Application[Any, Any, Any, Any, Any, Any]) -> None:
        """Tell others; what many chats are told must not hold up whoever caused it."""
        telling = self.outside.tell(application.bot, aside)
        if aside.audience is Audience.READERS:
            application.create_task(telling)
        else:
            await telling

    async def work(
        self, request: Request, where: ChatRef, username: str = "", update: int | None = None, *, changed: bool = False
    ) -> Reply | None:
        """The whole of an answer; None for an update that was answered before.

        What sets anything is marked as handled before it does: it is not to be set twice. What only reads is so with
        all that its answer leaves behind, before that goes out. An answer to a `changed` question says so.
        """
        if update is None or reads(request) or request.command in HARMLESS:
            return await self.crew.do(
                functools.partial(self._worked, request, where, username, changed=changed), update
            )
        return await self.crew.do(functools.partial(self._acted, request, where, username, update, changed=changed))

    def _acted(self, request: Request, where: ChatRef, username: str, update: int, *, changed: bool) -> Reply | None:
        return self._worked(request, where, username, changed=changed) if self.chats.first_time(update) else None

    def _worked(self, request: Request, where: ChatRef, username: str, *, changed: bool) -> Reply:
        asked = self.spoken(request)
        found = self.answered(asked)
        if changed:
            told = (found.note, msg("telegram.edited")) if found.note else (msg("telegram.edited"),)
            found = replace(found, note=msg("lines", parts=told))
        return self.made(found, self._in_tongue(asked, request), where, username)  # just chosen, perhaps

    def spoken(self, request: Request) -> Request:
        """The request in the chat's language, about what it replies to."""
        return about(self._in_tongue(request, request), self.desk)

    def _in_tongue(self, asked: Request, request: Request) -> Request:
        language = self.chats.preferences(request.chat).language or request.language
        return asked if asked.language == language else replace(asked, language=language)

    def answered(self, asked: Request) -> Answer:
        """What the handlers say, as the chat wants it."""
        began = time.perf_counter()
        found = self.answer(asked, self.desk)
        self.tally.answer(asked.command, found.status, time.perf_counter() - began)
        if asked.command not in LEAVES_NOTHING:
            self.chats.memory.visited(asked.chat)
        if _tells(asked) or (asked.command in ADMINISTRATIVE and asked.is_admin and self._subscribed(asked.chat)):
            self._remembered(asked)
        if asked.command == "report" and found.aside:
            found = self._reported(asked, found)
        return shaped(found, asked, self.chats.preferences(asked.chat), self.desk)

    def _subscribed(self, chat: ChatRef) -> bool:
        return bool(self.chats.schedule(chat) or self.chats.follows(chat))

    def _remembered(self, asked: Request) -> None:
        """The language in which a place is written to when nobody asks."""
        if self.chats.language(asked.chat) != asked.language:
            self.chats.set_language(asked.chat, asked.language)

    def _reported(self, asked: Request, found: Answer) -> Answer:
        """Operators hear of the same thing once, and of so many an hour from one person."""
        if not self.measures.reports.welcome(0, asked.asker or 0):
            return Answer(Status.USAGE, msg("report.enough"))
        return found if self.chats.memory.first_report(asked.args) else replace(found, aside=None)

    def made(self, answer: Answer, request: Request, where: ChatRef, username: str = "") -> Reply:
        """The answer as messages."""
        return self.maker.reply(answer, request, where, username, self.desk.clock.now())

    async def _written(self, number: int, message: Message, bot: Bot) -> Reply | None:
        if message.migrate_to_chat_id or message.migrate_from_chat_id:
            await self._migrated(message)
            return None
        incoming = await self.adding.sent(message, bot) if self.adding else None
        incoming = incoming or read(message, Me(bot.id, bot.username), self.known)
        if incoming is None:
            await self._unread(message, bot)
            return None
        self._first(message)
        return await self._heard(number, incoming, bot)

    async def _heard(self, number: int, incoming: Incoming, bot: Bot) -> Reply | None:
        """A request, unless somebody asks beyond measure; its answer goes out."""
        where = incoming.request.chat
        if where.kind is ChatKind.GROUP and not self.measures.questions.welcome(where.id, incoming.sender):
            if await self.entitlement.of_message(incoming, bot):
                await _nod(bot, where, incoming.message)
            return None
        reply = await self._reply(number, incoming, bot)
        if reply:
            sent = await send(bot, where, reply, to=incoming.message if where.kind is ChatKind.GROUP else None)
            if incoming.request.command not in LEAVES_NOTHING:
                self._answered(where, incoming.message, sent)
        return reply

    def _first(self, message: Message) -> bool:
        """Whether nothing of its album came before: the pictures of one come as messages of their own."""
        album = message.media_group_id
        return not album or self.measures.albums.welcome(message.chat.id, hash(album))

    async def _unread(self, message: Message, bot: Bot) -> None:
        """Say once an hour to whoever sends a sticker or a voice that words are read."""
        said = unread(message) if self._first(message) else ""
        if said and self.measures.wordless.welcome(message.chat.id, 0):
            where = place(message.chat, message.message_thread_id if message.is_topic_message else None)
            chosen = await asyncio.to_thread(self.chats.preferences, where)
            told = Answer(Status.USAGE, msg(said))
            request = Request("help", chat=where, language=chosen.language or language_of(message.from_user))
            await send(bot, where, await asyncio.to_thread(self.made, told, request, where))

    async def _reply(self, number: int, incoming: Incoming, bot: Bot) -> Reply | None:
        where = incoming.request.chat
        entitled = await self.entitlement.of_message(incoming, bot)
        if entitled is None:
            return None
        if isinstance(entitled, Answer):
            refusal = functools.partial(self._refusal, entitled, incoming.request)
            return await self.crew.do(refusal, number)
        return await shown_busy(bot, where, self.work(entitled, where, bot.username, number))

    def _refusal(self, answer: Answer, request: Request) -> Reply:
        return self.made(answer, self.spoken(request), request.chat)

    async def _changed(self, number: int, message: Message, bot: Bot) -> Reply | None:
        """A question that was changed within a minute gets its answer changed; any other change is let be."""
        if not message.edit_date or (message.edit_date - message.date).total_seconds() > MENDED:
            return None
        incoming = read(message, Me(bot.id, bot.username), self.known)
        where = incoming.request.chat if incoming else None
        if incoming is None or where is None:
            return None
        before = await asyncio.to_thread(self.chats.memory.answers_to, where, incoming.message)
        if not before and where.kind is ChatKind.PRIVATE:  # a picture that got its words a moment later
            return await self._written(number, message, bot)
        entitled = await self.entitlement.of_message(incoming, bot) if before else None
        if not isinstance(entitled, Request):
            return None
        reply = await shown_busy(bot, where, self.work(entitled, where, bot.username, number, changed=True))
        if reply:
            self._answered(where, incoming.message, await rewrite(bot, where, before, reply))
        return reply

    def _answered(self, where: ChatRef, question: int, messages: Sequence[int]) -> None:
        """Keep which messages answer a question, in a moment: nothing but a correction needs it."""
        self.chats.memory.answered(where, question, messages)
        self.crew.soon()

    async def failure(self, bot: Bot, reference: str, error: Exception, update: Update) -> None:
        """Count a failure and tell the operators where it happened; what was asked is told only where that is set."""
        self.tally.failure()
        if not self.measures.failures.welcome(0, 0):
            return
        message = update.effective_message
        asked = (message.text or message.caption or "") if message and self.telling else ""
        trace = msg("telegram.trace", reference=reference, trace=where_it_failed(error))
        told = msg("telegram.trace.asked", trace=trace, asked=asked) if asked else trace
        await self.outside.tell(bot, Aside(Audience.OPERATORS, Answer(Status.OK, told)))

    async def _migrated(self, message: Message) -> None:
        old = message.migrate_from_chat_id or message.chat.id
        await asyncio.to_thread(self.chats.migrate, old, message.migrate_to_chat_id or message.chat.id)

    async def _moved(self, change: ChatMemberUpdated, bot: Bot) -> None:
        if self.following:
            await self.following.joined(change, bot)
        if change.new_chat_member.status in {ChatMember.LEFT, ChatMember.BANNED}:
            await asyncio.to_thread(self.chats.forget, change.chat.id)


def _tells(asked: Request) -> bool:
    """Whether it comes from where an operator is told of reports, failures and droughts."""
    return asked.is_operator and asked.chat.kind is ChatKind.PRIVATE


async def _nod(bot: Bot, where: ChatRef, message: int) -> None:
    """Show that a question was seen and will not be answered; a chat may forbid reactions."""
    try:
        await bot.set_message_reaction(where.id, message, ReactionTypeEmoji(SEEN))
    except BadRequest:
        return
