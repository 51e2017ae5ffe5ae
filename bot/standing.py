"""Who may decide for a chat: asked of Telegram, remembered for a minute."""

import time
from collections import OrderedDict
from collections.abc import Callable

from telegram import Bot, ChatMember, ChatMemberAdministrator, ChatMemberOwner
from telegram.constants import ChatType
from telegram.error import BadRequest, Forbidden

from bot.updates import place
from handlers.messages import ChatRef, Message, msg

ADMINISTRATIVE = frozenset({"digest", "follow", "settings", "unfollow"})  # commands that set something for all the chat
MANAGED = ADMINISTRATIVE | {"subscriptions"}  # that a channel's administrators say of it in private
KEEP = 60.0  # seconds
MOST = 10_000  # remembered at once


class Standing:
    """Answers of getChatMember, each kept for a minute."""

    def __init__(self, seconds: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._known: OrderedDict[tuple[int, int], tuple[float, bool]] = OrderedDict()

    async def is_admin(self, bot: Bot, chat: int, user: int) -> bool:
        """Whether somebody is an administrator of a chat; False where Telegram does not tell."""
        kept = self._known.get((chat, user))
        if kept and self._seconds() - kept[0] < KEEP:
            return kept[1]
        member = await _member(bot, chat, user)
        found = member is not None and member.status in {ChatMember.OWNER, ChatMember.ADMINISTRATOR}
        self._known[chat, user] = (self._seconds(), found)
        self._known.move_to_end((chat, user))
        while len(self._known) > MOST:
            self._known.popitem(last=False)
        return found


async def channel(bot: Bot, name: str | int, user: int | None) -> ChatRef | Message:
    """The channel of that name, for somebody who may post there; else why not. Never from memory.

    Without a user it is asked whether the bot may post: the channel itself has said so.
    """
    try:
        chat = await bot.get_chat(name)
    except (BadRequest, Forbidden):
        return msg("telegram.channel.unknown", name=str(name))
    if chat.type != ChatType.CHANNEL:
        return msg("telegram.channel.none", name=str(name))
    title = chat.title or str(name)
    if not _posts(await _member(bot, chat.id, bot.id)):
        return msg("telegram.channel.bot", name=title)
    if user is not None and not _posts(await _member(bot, chat.id, user)):
        return msg("telegram.channel.asker", name=title)
    return place(chat)


async def founder(bot: Bot, chat: int) -> int | None:
    """Whose channel it is, as far as Telegram tells."""
    try:
        found = await bot.get_chat_administrators(chat)
    except (BadRequest, Forbidden):
        return None
    return next((one.user.id for one in found if isinstance(one, ChatMemberOwner)), None)


async def _member(bot: Bot, chat: int, user: int) -> ChatMember | None:
    try:
        return await bot.get_chat_member(chat, user)
    except (BadRequest, Forbidden):
        return None


def _posts(member: ChatMember | None) -> bool:
    if isinstance(member, ChatMemberAdministrator):
        return bool(member.can_post_messages)
    return isinstance(member, ChatMemberOwner)
