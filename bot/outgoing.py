"""Answers as Telegram messages: sent, or put in the place of an older one."""

from collections.abc import Sequence
from dataclasses import dataclass

from telegram import Bot, InlineKeyboardMarkup, LinkPreviewOptions, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest

from handlers.messages import ChatRef, Status

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
LOST = ("message to edit not found", "message can't be edited", "message_id_invalid")


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer made ready: HTML pages of at most 4,096 UTF-16 units, the buttons under the last."""

    pages: Sequence[str]
    keyboard: InlineKeyboardMarkup | None
    status: Status


async def send(bot: Bot, chat: ChatRef, reply: Reply, *, to: int | None = None, silent: bool = False) -> None:
    """Send all pages, the first in reply to message `to`."""
    for number, page in enumerate(reply.pages, start=1):
        await bot.send_message(
            chat.id,
            page,
            parse_mode=ParseMode.HTML,
            link_preview_options=NO_PREVIEW,
            message_thread_id=chat.topic,
            disable_notification=silent,
            reply_parameters=_in_reply(to) if number == 1 else None,
            reply_markup=reply.keyboard if number == len(reply.pages) else None,
        )


async def replace_with(bot: Bot, chat: ChatRef, message: int, reply: Reply) -> None:
    """Put the first page in the place of a message, the others after it; all anew where that message is gone."""
    first, rest = reply.pages[0], reply.pages[1:]
    try:
        await bot.edit_message_text(
            first,
            chat.id,
            message,
            parse_mode=ParseMode.HTML,
            link_preview_options=NO_PREVIEW,
            reply_markup=None if rest else reply.keyboard,
        )
    except BadRequest as error:
        said = error.message.lower()
        if any(words in said for words in LOST):
            await send(bot, chat, reply)
            return
        if "not modified" not in said:
            raise
    if rest:
        await send(bot, chat, Reply(rest, reply.keyboard, reply.status))


def _in_reply(message: int | None) -> ReplyParameters | None:
    return ReplyParameters(message, allow_sending_without_reply=True) if message is not None else None
