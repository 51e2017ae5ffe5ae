"""Typing is shown while an answer takes its time; fast ones come without.

A draft would show no more: an answer is found as a whole, and nothing of it is known before.
"""

import asyncio
from collections.abc import Awaitable
from contextlib import suppress
from typing import TypeVar

from telegram import Bot
from telegram.constants import ChatAction
from telegram.error import TelegramError

from handlers.messages import ChatKind, ChatRef

SOON = 0.3  # seconds
AGAIN = 4.5  # seconds for which Telegram shows it
Result = TypeVar("Result")


async def shown_busy(bot: Bot, chat: ChatRef, work: Awaitable[Result], soon: float = SOON) -> Result:
    """Wait for the work; where it is not done soon, the chat shows that it is being done."""
    showing: list[asyncio.Task[None]] = []

    def begin() -> None:
        showing.append(asyncio.create_task(_shown(bot, chat)))

    bell = asyncio.get_running_loop().call_later(soon, begin)
    try:
        return await work
    finally:
        bell.cancel()
        for task in showing:
            task.cancel()
            await asyncio.wait([task])


async def _shown(bot: Bot, chat: ChatRef) -> None:
    while chat.kind is not ChatKind.CHANNEL:
        with suppress(TelegramError):
            await bot.send_chat_action(chat.id, ChatAction.TYPING, message_thread_id=chat.topic)
        await asyncio.sleep(AGAIN)
