"""What operators send to be added: links are fetched, files downloaded, posts and texts taken; then it is asked.

Everything here makes a token of a message: what it holds is shown by the handler, which asks before anything is added.
"""

import asyncio
import datetime as dt
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from telegram import Bot, Chat, Document, Message, MessageEntity, MessageOriginChannel
from telegram.constants import ChatType, FileSizeLimit
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.busy import shown_busy
from bot.intake import BotIntake
from bot.pendings import WAITING, packed
from bot.updates import Incoming, language_of, place
from corpus.errors import UnreadableError
from corpus.ingest.named import plain_name
from corpus.ingest.posts import Post
from corpus.models import Page
from handlers.messages import Request
from handlers.taken import Channel

Fetch = Callable[[str], Awaitable[Page | UnreadableError]]
_TEXT = 600  # characters: what is longer was pasted for its own sake
_COMMAND = re.compile(r"/add(?:@\w+)?(?:\s+(?P<args>\S.*))?\s*", re.IGNORECASE | re.DOTALL)
_LINK = re.compile(r"(?:https?|ftp|file)://\S{3,2000}", re.IGNORECASE)
_CHANNEL = re.compile(r"(?:https?://)?(?:t\.me/|@)(?P<name>[A-Za-z]\w{3,31})/?|(?P<id>-100\d{5,15})")
_CODE = re.compile(r"#(?P<token>[0-9a-z]{8})(?: (?P<field>outlet|date|title))?\b")
_FIELD = re.compile(r"\s*(?:outlet|date|title)\s*[:=]", re.IGNORECASE)
_OURS = re.compile(r"#[0-9a-z]{8}\b.*|stop -?\d+|channel \S+ \w+", re.DOTALL)  # what the handler understands itself


@dataclass(frozen=True, slots=True)
class Adding:
    """The way in for operators; for everybody else nothing is fetched and nothing is kept."""

    intake: BotIntake
    admins: frozenset[int]
    fetch: Fetch

    async def sent(self, message: Message, bot: Bot) -> Incoming | None:
        """The request that a message of an operator makes here; None where it is about something else."""
        user = message.from_user
        if message.chat.type != ChatType.PRIVATE or user is None or user.id not in self.admins:
            return None
        args = await self._args(message, user.id, bot)
        if args is None:
            return None
        request = Request("add", args, chat=place(message.chat), asker=user.id, language=language_of(user))
        return Incoming(replace(request, is_admin=False), message.message_id, standing=True)

    async def _args(self, message: Message, operator: int, bot: Bot) -> str | None:
        text = (message.text or message.caption or "").strip()
        command = None if message.forward_origin else _COMMAND.fullmatch(text)
        if command is None:
            if answered := _answered(message, text, bot):
                return answered
            if text.startswith("/") or not await asyncio.to_thread(self.intake.kept.waits, operator):
                return None
        words = (command["args"] or "").strip() if command else text
        if command and _OURS.fullmatch(words):
            return words
        work = self._token(message, words, operator, bot)
        return await shown_busy(bot, place(message.chat), work)

    async def _token(self, message: Message, words: str, operator: int, bot: Bot) -> str:
        """Take what the message holds, else what it replies to; empty where that is nothing."""
        kept = await self._taken(message, words, operator, bot)
        target = message.reply_to_message
        if not kept and target is not None:
            kept = await self._taken(target, (target.text or target.caption or "").strip(), operator, bot)
        if kept:
            return kept
        await asyncio.to_thread(self.intake.kept.keep, operator, WAITING, "")
        return ""

    async def _taken(self, message: Message, words: str, operator: int, bot: Bot) -> str:
        origin = message.forward_origin
        if message.document:
            return await self._file(message.document, operator)
        if isinstance(origin, MessageOriginChannel) and words:
            post = _post(origin.chat, origin.message_id, words, origin.date)
            return await self._keep(operator, "post", post.url, packed(post).encode())
        if channel := _CHANNEL.fullmatch(words):
            return await self._channel(channel, bot)
        if link := _link(message, words):
            return await self._link(link, operator)
        if not words:
            return ""
        return await self._keep(operator, "text", "text", words.encode("utf-8", "replace"))

    async def _keep(self, operator: int, form: str, name: str, content: bytes = b"", media: str = "") -> str:
        return "#" + await asyncio.to_thread(self.intake.kept.keep, operator, form, name, content, media)

    async def _link(self, link: str, operator: int) -> str:
        found = await self.fetch(link)
        if isinstance(found, UnreadableError):
            return await self._keep(operator, "failed", link, found.reason.encode())
        return await self._keep(operator, "page", found.url or found.source, found.content, found.media_type)

    async def _file(self, document: Document, operator: int) -> str:
        name = plain_name(document.file_name or "") or "file"
        most = FileSizeLimit.FILESIZE_DOWNLOAD
        if (document.file_size or 0) > most:
            reason = f"larger than the {most // 10**6} MB that Telegram lets bots download; add it on the server"
            return await self._keep(operator, "failed", name, reason.encode())
        try:
            content = bytes(await (await document.get_file()).download_as_bytearray())
        except TelegramError as error:
            return await self._keep(operator, "failed", name, f"Telegram does not give it: {error.message}".encode())
        return await self._keep(operator, "page", name, content, "")

    async def _channel(self, named: re.Match[str], bot: Bot) -> str:
        """Follow a channel: posts come from where the bot is an administrator, as Telegram has it."""
        name = named["id"] or f"@{named['name']}"
        try:
            chat = await bot.get_chat(name)
        except BadRequest:
            return f"channel {name} unknown"
        except Forbidden:
            return f"channel {name} outside"
        if chat.type != ChatType.CHANNEL:
            return f"channel {name} none"
        try:
            member = await bot.get_chat_member(chat.id, bot.id)
        except (BadRequest, Forbidden):
            return f"channel {name} outside"
        if member.status not in {"administrator", "creator", "member"}:
            return f"channel {name} outside"
        channel = Channel(chat.id, plain_name(chat.title or ""), chat.username or "")
        await asyncio.to_thread(self.intake.kept.follow, channel)
        return f"channel {chat.id} followed"


async def fetch_once(
    address: str, contact: str = "", ports: frozenset[int] = frozenset({80, 443})
) -> Page | UnreadableError:
    """A page over the network, as `bot.fetching` allows it."""
    from bot.fetching import Fetcher, Guard

    async with Fetcher(contact, guard=Guard(ports)) as fetcher:
        return await fetcher.fetch(address)


def _answered(message: Message, text: str, bot: Bot) -> str | None:
    """A reply to what the bot has shown: values that are put right."""
    target = message.reply_to_message
    if target is None or target.from_user is None or target.from_user.id != bot.id or text.startswith("/"):
        return None
    code = _CODE.search(target.text or "")
    if code is None or not text:
        return None
    asked = f"{code['field']}: " if code["field"] and not _FIELD.match(text) else ""
    return f"#{code['token']} {asked}{text}"


def _link(message: Message, words: str) -> str:
    """The first address in a message, also one behind words; a long text with an address in it is a text."""
    if len(words) > _TEXT and not _LINK.match(words):
        return ""
    if found := _LINK.search(words):
        return found[0].rstrip(".,;)]}>»”\"'")
    kinds: list[str | None] = [MessageEntity.TEXT_LINK]
    entities = message.parse_entities(kinds) if message.text else message.parse_caption_entities(kinds)
    return next((entity.url for entity in entities if entity.url), "")


def _post(chat: Chat, number: int, text: str, moment: dt.datetime) -> Post:
    return Post(chat.id, chat.title or "", number, text, moment, chat.username or "")
