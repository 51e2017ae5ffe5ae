"""How much at once: a chat's updates one after another, all chats' together within bounds, nobody before their turn."""

import asyncio
from collections.abc import Awaitable
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

AT_ONCE = 16
OUTSTANDING = 100_000


class InOrder(BaseUpdateProcessor):
    """Each chat has a queue of its own before the slots, so that a busy chat holds one slot and no more.

    The library's own semaphore comes before this code and would let one chat fill it: it is set so wide that it never
    closes, and the slots are counted here.
    """

    __slots__ = ("_lanes", "_slots")

    def __init__(self, at_once: int = AT_ONCE) -> None:
        super().__init__(OUTSTANDING)
        self._slots = asyncio.Semaphore(at_once)
        self._lanes: dict[int, tuple[asyncio.Lock, int]] = {}

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Wait for the chat's turn, then for a slot."""
        chat = update.effective_chat.id if isinstance(update, Update) and update.effective_chat else 0
        lock, waiting = self._lanes.get(chat, (asyncio.Lock(), 0))
        self._lanes[chat] = (lock, waiting + 1)
        try:
            async with lock, self._slots:
                await coroutine
        finally:
            self._leave(chat)

    def _leave(self, chat: int) -> None:
        lock, waiting = self._lanes.pop(chat)
        if waiting > 1:
            self._lanes[chat] = (lock, waiting - 1)

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""
