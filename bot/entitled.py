"""Who may ask what: administrators in groups, owners of channels from private, operators alone, links only to read."""

import asyncio
import re
from dataclasses import dataclass, replace

from telegram import Bot, CallbackQuery

from bot import buttons, links
from bot.chats import ChatStore, Kept
from bot.standing import ADMINISTRATIVE, MANAGED, Standing, channel
from bot.updates import Incoming, language_of
from handlers.find import reads
from handlers.messages import Answer, ChatKind, ChatRef, Request, Status

_BUTTON = re.compile(r"([A-Za-z0-9_-]{16})-(\d{1,3})")
_CHANNEL = re.compile(r"(@[A-Za-z0-9_]{4,32}|-100\d{5,15})(?:\s+(.*))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Entitlement:
    """Requests as those who make them may ask them, now."""

    chats: ChatStore
    standing: Standing
    admins: frozenset[int] = frozenset()

    async def of_message(self, incoming: Incoming, bot: Bot) -> Request | Answer | None:
        """The request with what its asker may; why they may not; None where the chat lets only others ask."""
        request, admin = incoming.request, incoming.standing
        closed = request.chat.kind is ChatKind.GROUP and await asyncio.to_thread(self._closed, request.chat)
        if admin is None:
            asks = (closed or request.command in ADMINISTRATIVE) and request.asker is not None
            admin = asks and await self.standing.is_admin(bot, request.chat.id, request.asker or 0)
        if closed and not admin:
            return None
        request = self._operated(request if request.is_admin is admin else replace(request, is_admin=admin))
        if request.chat.kind is not ChatKind.PRIVATE:
            return request
        if request.command == "start" and request.args:
            return await asyncio.to_thread(self._linked, request)
        named = _CHANNEL.fullmatch(request.args) if request.command in MANAGED else None
        return await self._for_channel(request, named[1], named[2] or "", bot) if named else request

    def _closed(self, chat: ChatRef) -> bool:
        return self.chats.preferences(chat).asking == "admins"

    def _operated(self, request: Request) -> Request:
        """Operators are operators in their private chats, where nobody else reads along."""
        keeps = request.chat.kind is ChatKind.PRIVATE and request.asker in self.admins
        return request if request.is_operator is keeps else replace(request, is_operator=keeps)

    async def _for_channel(self, request: Request, name: str, args: str, bot: Bot) -> Request | Answer:
        found = await channel(bot, name, request.asker or 0)
        if isinstance(found, ChatRef):
            return replace(request, args=args.strip(), chat=found)
        return Answer(Status.USAGE, found)

    def _linked(self, request: Request) -> Request:
        """What a link asks, now in private; one that asks for more than reading is a plain /start."""
        return links.behind(request.args, request, self.chats) or self._posted(request) or replace(request, args="")

    def _posted(self, request: Request) -> Request | None:
        """What a link under a channel's post stands for."""
        payload = _BUTTON.fullmatch(request.args)
        found = buttons.pressed(self.chats, buttons.data_of(payload[1], int(payload[2]))) if payload else None
        if found is None or not _public(found[0]) or not _harmless(found[1]):
            return None
        return replace(found[1], chat=request.chat, asker=request.asker, language=request.language, is_admin=False)

    async def of_press(self, behind: Request, query: CallbackQuery, where: ChatRef, bot: Bot) -> Request | Answer:
        """The request behind a button with what whoever pressed it may do now, not what its asker could then."""
        request = replace(behind, asker=query.from_user.id, language=language_of(query.from_user))
        if behind.chat.id != where.id:
            return await self._for_channel(request, str(behind.chat.id), behind.args, bot)
        if where.kind is ChatKind.PRIVATE:
            return self._operated(replace(request, is_admin=True))
        admin = request.command in ADMINISTRATIVE and await self.manages(query, where, bot)
        return replace(request, is_admin=admin, is_operator=False)

    async def manages(self, query: CallbackQuery, where: ChatRef, bot: Bot) -> bool:
        """Whether whoever pressed administers the group."""
        return where.kind is ChatKind.GROUP and await self.standing.is_admin(bot, where.id, query.from_user.id)


def _public(kept: Kept) -> bool:
    return kept.origin.chat.kind is ChatKind.CHANNEL and kept.origin.chat.id == kept.chat


def _harmless(request: Request) -> bool:
    """Whether it changes nothing: it reads, or opens the choice of what to report."""
    return reads(request) or request.command in {"help", "start"} or request.line.startswith("/report /")
