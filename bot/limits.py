"""How much at once: a chat's updates one after another, and messages no faster than Telegram lets them through."""

import asyncio
import datetime as dt
import time
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

from telegram import Update
from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter, BaseUpdateProcessor

OUTSTANDING = 100_000  # updates; never reached, see InOrder
ON_THE_WIRE = 16  # calls at once: more of them make each slower
OVERALL = 1 / 29  # seconds between any two messages: Telegram takes 30 a second
A_CHAT = 1.0  # seconds between two messages of one chat
A_GROUP, MINUTE = 20, 60.0  # messages of one group in so many seconds
PATIENCE = 60.0  # seconds of a penalty that are waited out
KNOWN = 10_000  # chats whose last times are remembered
MESSAGES = ("send", "editMessage", "copyMessage", "forwardMessage")
FREE = frozenset({"sendChatAction", "sendMessageDraft"})

Sleep = Callable[[float], Awaitable[object]]


class InOrder(BaseUpdateProcessor):
    """Each chat's updates wait for one another, and for nobody else's.

    The library's own semaphore stands before this code, where one busy chat would fill it: it is set so wide that it
    never closes. Work is bounded where it is done, by the worker threads and by `Pace`.
    """

    __slots__ = ("_lanes",)

    def __init__(self) -> None:
        super().__init__(OUTSTANDING)
        self._lanes: dict[int, tuple[asyncio.Lock, int]] = {}

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Wait for the turn within the chat."""
        chat = update.effective_chat.id if isinstance(update, Update) and update.effective_chat else 0
        lock, waiting = self._lanes.get(chat, (asyncio.Lock(), 0))
        self._lanes[chat] = (lock, waiting + 1)
        try:
            async with lock:
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


@dataclass(slots=True)
class _Lane:
    """When a chat may be written to next; the times of a group's latest messages."""

    free: float = 0.0
    penalty: float = 0.0
    latest: deque[float] = field(default_factory=lambda: deque(maxlen=A_GROUP))


class Pace(BaseRateLimiter[None]):
    """Keeps within Telegram's limits: overall, a chat, a group; a penalty is its own chat's and is sat out whole."""

    def __init__(self, now: Callable[[], float] = time.monotonic, sleep: Sleep = asyncio.sleep) -> None:
        self._now = now
        self._sleep = sleep
        self._lanes: OrderedDict[str, _Lane] = OrderedDict()
        self._free = 0.0
        self._wires = asyncio.Semaphore(ON_THE_WIRE)

    async def process_request(  # noqa: PLR0917 - the library sets the signature
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: None,  # noqa: ARG002 - the library names it
    ) -> Any:
        """Make a call when its time has come; after a penalty once more, unless it is too long."""
        if "chat_id" not in data or endpoint in FREE or not endpoint.startswith(MESSAGES):
            return await self._call(callback, args, kwargs)
        lane = self._lane(str(data["chat_id"]))
        group = str(data["chat_id"]).startswith(("-", "@"))
        await self._turn(lane, group=group)
        try:
            return await self._call(callback, args, kwargs)
        except RetryAfter as error:
            seconds = _seconds(error)
            lane.penalty = self._now() + seconds
            if seconds > PATIENCE:
                raise
        await self._turn(lane, group=group)
        return await self._call(callback, args, kwargs)

    async def _call(self, callback: Callable[..., Coroutine[Any, Any, Any]], args: Any, kwargs: dict[str, Any]) -> Any:
        async with self._wires:
            return await callback(*args, **kwargs)

    def _lane(self, chat: str) -> _Lane:
        lane = self._lanes.setdefault(chat, _Lane())
        self._lanes.move_to_end(chat)
        if len(self._lanes) > KNOWN:
            self._lanes.popitem(last=False)
        return lane

    async def _turn(self, lane: _Lane, *, group: bool) -> None:
        """Reserve a time in the lane and wait for it; a penalty that falls meanwhile is waited out as well."""
        crowded = lane.latest[0] + MINUTE if group and len(lane.latest) == A_GROUP else 0.0
        at = max(self._now(), lane.free, lane.penalty, crowded)
        lane.free = at + A_CHAT
        lane.latest.append(at)
        while (wait := max(at, lane.penalty) - self._now()) > 0:
            await self._sleep(wait)
        at = max(self._now(), self._free)
        self._free = at + OVERALL
        if (wait := at - self._now()) > 0:
            await self._sleep(wait)

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""


def _seconds(error: RetryAfter) -> float:
    """The library gives whole seconds, and will give a timedelta."""
    given: int | dt.timedelta = error.retry_after
    return given.total_seconds() if isinstance(given, dt.timedelta) else float(given)
