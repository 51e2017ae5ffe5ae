"""Channels as sources: their posts come in as articles, edits in the place of what they change, albums in one piece."""

import asyncio
import logging
from dataclasses import dataclass, replace

from telegram import Bot, ChatMember, ChatMemberUpdated, Message, MessageOriginChannel
from telegram.constants import ChatType
from telegram.error import TelegramError

from bot.intake import Adder
from bot.outgoing import Reply, send
from bot.pendings import Pendings, packed
from bot.ready import Maker
from bot.tongue import of_person
from corpus.ingest.posts import Post, joined, post_article, worth_keeping
from handlers.messages import Action, Answer, ChatKind, ChatRef, Request, Status, msg

log = logging.getLogger(__name__)
NOBODY = 0  # who adds what a channel posts


@dataclass(frozen=True, slots=True)
class Following:
    """Takes posts as Telegram tells of them; what is deleted there it is not told, and `/remove` takes it out here."""

    kept: Pendings
    adder: Adder
    maker: Maker
    admins: frozenset[int]

    async def posted(self, message: Message) -> None:
        """A post, new or changed, of any channel that the bot is in."""
        await asyncio.to_thread(self._take, message)

    def _take(self, message: Message) -> None:
        channel = self.kept.channel(message.chat.id)
        text = (message.text or message.caption or "").strip()
        if channel is None or text.startswith("/"):
            return
        post = _post(message, text)
        if message.media_group_id:
            post = joined(self.kept.album(message.media_group_id, post))
        if worth_keeping(post):
            self.adder.add([post_article(post)], {}, NOBODY)

    async def joined(self, change: ChatMemberUpdated, bot: Bot) -> None:
        """An operator has let the bot into a channel: ask whether its posts are to come in."""
        inside = {ChatMember.ADMINISTRATOR, ChatMember.MEMBER}
        was, is_now = change.old_chat_member.status in inside, change.new_chat_member.status in inside
        if change.chat.type != ChatType.CHANNEL or was or not is_now or change.from_user.id not in self.admins:
            return
        operator = ChatRef(change.from_user.id, ChatKind.PRIVATE)
        reply = await asyncio.to_thread(self._question, change, operator, bot.username)
        try:
            await send(bot, operator, reply)
        except TelegramError as error:  # who has never written to the bot cannot be asked
            log.warning("operator %s was not asked about a channel: %s", operator.id, error)

    def _question(self, change: ChatMemberUpdated, operator: ChatRef, username: str) -> Reply:
        chat = change.chat
        post = Post(chat.id, chat.title or "", 0, "", change.date, chat.username or "")
        token = self.kept.keep(operator.id, "channel", post.title, packed(post).encode())
        request = Request(
            "add", chat=operator, asker=operator.id, language=of_person(self.maker.chats, change.from_user)
        )
        follow = Action(msg("action.follow.channel"), replace(request, args=f"#{token} follow"))
        answer = Answer(Status.OK, msg("add.channel.joined", title=post.title), actions=(follow,))
        return self.maker.reply(answer, request, operator, username)


def _post(message: Message, text: str) -> Post:
    origin = message.forward_origin
    return Post(
        channel=message.chat.id,
        title=message.chat.title or "",
        number=message.message_id,
        text=text,
        moment=message.date,
        name=message.chat.username or "",
        origin=(origin.chat.title or "") if isinstance(origin, MessageOriginChannel) else "",
    )
