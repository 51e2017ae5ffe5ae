"""Answers as Telegram messages: sent, or put in the place of an older one."""

import functools
import json
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from telegram import Bot, LinkPreviewOptions, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest
from telegram.ext import ExtBot

from bot.attached import Attached, Sending
from bot.buttons import Keyboard, markup
from handlers.messages import Aside, ChatRef, Status

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_PLAIN = NO_PREVIEW.to_json()
_SENT = re.compile(
    rb'\{"ok": ?true, ?"result": ?\{"message_id": ?(\d{1,18}),.*\}\}\s*', re.DOTALL
)  # as Telegram writes it
NO_TEXT = "there is no text in the message to edit"
LOST = ("message to edit not found", "message can't be edited", "message_id_invalid")


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer made ready: HTML pages of at most 4,096 UTF-16 units, the buttons under the last.

    `preview` is the address shown under the first page, empty for none; `silent` answers make no sound; `aside` is what
    others are told; what is `attached` goes out instead of the pages, which it carries as its caption.
    """

    pages: Sequence[str]
    keyboard: Keyboard
    status: Status
    preview: str = ""
    silent: bool = False
    aside: Aside | None = None
    attached: Attached | None = None


async def send(
    bot: Bot, chat: ChatRef, reply: Reply, *, to: int | None = None, silent: bool = False
) -> tuple[int, ...]:
    """Send all pages, the first in reply to message `to`; their numbers."""
    if reply.attached:
        sending = Sending(bot, chat, silent or reply.silent, None if to is None else _in_reply(to), reply.keyboard)
        return await sending.all(reply.attached)
    sent = []
    for number, page in enumerate(reply.pages, start=1):
        told = {"chat_id": str(chat.id), "text": page, "parse_mode": "HTML", "link_preview_options": _PLAIN}
        if number == 1:
            if reply.preview:
                told["link_preview_options"] = _preview(reply.preview).to_json()
            if to is not None:
                told["reply_parameters"] = _in_reply(to).to_json()
        if chat.topic is not None:
            told["message_thread_id"] = str(chat.topic)
        if silent or reply.silent:
            told["disable_notification"] = "true"
        if number == len(reply.pages) and reply.keyboard:
            told["reply_markup"] = json.dumps({"inline_keyboard": reply.keyboard}, ensure_ascii=False)
        sent.append(await _number(bot, told))
    return tuple(sent)


@dataclass(frozen=True, slots=True)
class Written:
    """The parameters of a call without files, in place of the library's RequestData, which looks at each for files."""

    json_parameters: dict[str, str]
    contains_files: bool = False
    multipart_data: None = None


async def _number(bot: Bot, told: dict[str, str]) -> int:
    """Send a message; its number is all that is read of what Telegram answers.

    The library's send_message makes objects of the whole of it, text, entities and buttons, and of what is sent, which
    takes as long as all else of a call.
    """
    post: Callable[[], Any] = functools.partial(_posted, bot, told)
    pace = bot.rate_limiter if isinstance(bot, ExtBot) else None
    number: Any = await (pace.process_request(post, (), {}, "sendMessage", told, None) if pace else post())
    return int(number)


async def _posted(bot: Bot, told: dict[str, str]) -> int:
    wrapped = bot.request._request_wrapper  # noqa: SLF001 - `post` reads all of the answer: the question's words once more
    data: Any = Written(told)
    body = await wrapped(f"{bot.base_url}/sendMessage", "POST", data)
    if found := _SENT.match(body):
        return int(found[1])
    return int(bot.request.parse_json_payload(body)["result"]["message_id"])


async def rewrite(bot: Bot, chat: ChatRef, messages: Sequence[int], reply: Reply) -> tuple[int, ...]:
    """Put an answer in the place of an older one of one message or several; the numbers it has now."""
    first = messages[0]
    for surplus in messages[1:]:
        with suppress(BadRequest):
            await bot.delete_message(chat.id, surplus)
    return await replace_with(bot, chat, first, reply)


async def replace_with(bot: Bot, chat: ChatRef, message: int, reply: Reply) -> tuple[int, ...]:
    """Put the first page in the place of a message, the others after it; all anew where that message is gone."""
    if reply.attached:
        return await _anew(bot, chat, message, reply)
    first, rest = reply.pages[0], reply.pages[1:]
    try:
        await bot.edit_message_text(
            first,
            chat.id,
            message,
            parse_mode=ParseMode.HTML,
            link_preview_options=_preview(reply.preview),
            reply_markup=None if rest else markup(reply.keyboard),
        )
    except BadRequest as error:
        said = error.message.lower()
        if any(words in said for words in LOST):
            return await send(bot, chat, reply)
        if NO_TEXT in said:
            return await _anew(bot, chat, message, reply)
        if "not modified" not in said:
            raise
    return (message, *(await send(bot, chat, replace(reply, pages=rest, preview="")) if rest else ()))


async def _anew(bot: Bot, chat: ChatRef, message: int, reply: Reply) -> tuple[int, ...]:
    """A text cannot take the place of a picture, nor a picture that of a text: the older one goes."""
    with suppress(BadRequest):
        await bot.delete_message(chat.id, message)
    return await send(bot, chat, reply)


def _preview(url: str) -> LinkPreviewOptions:
    return LinkPreviewOptions(url=url, prefer_small_media=True) if url else NO_PREVIEW


def _in_reply(message: int) -> ReplyParameters:
    return ReplyParameters(message, allow_sending_without_reply=True)
