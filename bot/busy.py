"""Typing is shown while an answer takes its time; fast ones come without.

A draft would show no more: an answer is found as a whole, and nothing of it is known before.
"""

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any, TypeVar

from telegram import Bot
from telegram.constants import ChatAction
from telegram.error import TelegramError

from handlers.messages import ChatKind, ChatRef

SOON = 0.3  # seconds
AGAIN = 4.5  # seconds for which Telegram shows it
Result = TypeVar("Result")


async def shown_busy(bot: Bot, chat: ChatRef, work: Coroutine[Any, Any, Result], soon: float = SOON) -> Result:
    """Do the work; where it is not done soon, the chat shows that it is being done."""
    doing = asyncio.ensure_future(work)
    try:
        wait = soon
        while not (await asyncio.wait([doing], timeout=wait))[0]:
            await _typing(bot, chat)
            wait = AGAIN
        return doing.result()
    finally:
        doing.cancel()


async def _typing(bot: Bot, chat: ChatRef) -> None:
    if chat.kind is not ChatKind.CHANNEL:
        with suppress(TelegramError):
            await bot.send_chat_action(chat.id, ChatAction.TYPING, message_thread_id=chat.topic)
