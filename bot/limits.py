"""Messages no faster than Telegram lets them through; calls again that may be made again."""

import asyncio
import datetime as dt
import functools
import time
from collections import Counter, OrderedDict, deque
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError
from telegram.ext import BaseRateLimiter

from bot.gate import BULK, Gate, in_bulk

__all__ = ["Pace", "in_bulk", "penalty"]

ON_THE_WIRE = 16  # calls at once: more of them make each slower
OVERALL = 1 / 29  # seconds between any two messages: Telegram takes 30 a second
HALF = 0.5  # of it is the answers' of all replicas, and as much the digests'
A_CHAT = 1.0  # seconds between two messages of one chat
A_GROUP, MINUTE = 20, 60.0  # messages of one group in so many seconds
PATIENCE = 60.0  # seconds of a penalty that are waited out
KNOWN = 10_000  # chats whose last times are remembered
MESSAGES = ("send", "editMessage", "copyMessage", "forwardMessage")
RETRIES = (0.5, 2.0)  # seconds before the second and the third try
HARMLESS = ("edit", "answer", "set", "get", "delete")  # what ends the same when it is done twice
UNSENT = frozenset({"Unsent", "ConnectError", "ConnectTimeout", "PoolTimeout"})  # nothing has left this machine
FREE = frozenset({"sendChatAction", "sendMessageDraft"})

Sleep = Callable[[float], Awaitable[object]]


@dataclass(slots=True)
class _Lane:
    """When a chat may be written to next; the times of a group's latest messages."""

    free: float = 0.0
    penalty: float = 0.0
    latest: deque[float] = field(default_factory=lambda: deque(maxlen=A_GROUP))
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)


class Pace(BaseRateLimiter[Any]):
    """Keeps within Telegram's limits: overall, a chat, a group; a penalty is its own chat's and is sat out whole.

    Calls that can be made twice without harm are made again when the network fails; a message, only where it never
    went out: nobody gets an answer twice.

    The limit overall is of the token: of several `replicas` each answers with its part of one half, and the other half
    is the digests', which one replica sends. A bot that is alone has all of it for both, answers first.
    """

    def __init__(
        self, now: Callable[[], float] = time.monotonic, sleep: Sleep = asyncio.sleep, replicas: int = 1
    ) -> None:
        self._now = now
        self._sleep = sleep
        self._lanes: OrderedDict[str, _Lane] = OrderedDict()
        self._gate = Gate(OVERALL if replicas == 1 else OVERALL / HALF * replicas, now, sleep)
        self._bulk = self._gate if replicas == 1 else Gate(OVERALL / HALF, now, sleep)
        self._wires = asyncio.Semaphore(ON_THE_WIRE)
        self.calls: Counter[tuple[str, str]] = Counter()  # by method and outcome: ok, or the error's name

    async def process_request(  # noqa: PLR0917 - the library sets the signature
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: Any,
    ) -> Any:
        """Make a call when its time has come; after a penalty once more, unless it is too long.

        With `rate_limit_args` (any) it is left to its caller after a penalty: others wait behind that one.
        """
        call = functools.partial(self._tried, functools.partial(callback, *args, **kwargs), endpoint)
        if "chat_id" not in data or endpoint in FREE or not endpoint.startswith(MESSAGES):
            return await call()
        chat, bulk = str(data["chat_id"]), BULK.get()
        lane, group = self._lane(chat), chat.startswith(("-", "@"))
        if not self._free(lane, group=group, bulk=bulk):
            await self._turn(lane, group=group, bulk=bulk)
        try:
            return await call()
        except RetryAfter as error:
            seconds = penalty(error)
            lane.penalty = self._now() + seconds
            if seconds > PATIENCE or rate_limit_args:
                raise
        await self._turn(lane, group=group, bulk=bulk)
        return await call()

    async def _tried(self, callback: Callable[[], Coroutine[Any, Any, Any]], endpoint: str) -> Any:
        for wait in RETRIES:
            try:
                return await self._call(callback, endpoint)
            except NetworkError as error:
                if not again(error, endpoint):
                    raise
            await self._sleep(wait)
        return await self._call(callback, endpoint)

    async def _call(self, callback: Callable[[], Coroutine[Any, Any, Any]], endpoint: str) -> Any:
        outcome = "cancelled"
        try:
            async with self._wires:
                found = await callback()
        except TelegramError as error:
            outcome = type(error).__name__
            raise
        else:
            outcome = "ok"
            return found
        finally:
            self.calls[endpoint, outcome] += 1

    def ahead(self, chat: int, *, group: bool) -> float:
        """Seconds until a message to that chat would go out, others aside."""
        lane = self._lanes.get(str(chat), _Lane())
        free = max(lane.free, lane.penalty, _crowded(lane, group=group))
        return max(0.0, round(free - self._now(), 3))

    def _lane(self, chat: str) -> _Lane:
        lane = self._lanes.get(chat)
        if lane is None:
            lane = self._lanes[chat] = _Lane()
        else:
            self._lanes.move_to_end(chat)
        if len(self._lanes) > KNOWN:
            self._lanes.popitem(last=False)
        return lane

    def _free(self, lane: _Lane, *, group: bool, bulk: bool) -> bool:
        """Take the turn where nobody waits for it and its time has come, as most do."""
        now = self._now()
        if lane.turn.locked() or max(lane.free, lane.penalty, _crowded(lane, group=group)) > now:
            return False
        if not (self._bulk if bulk else self._gate).free():
            return False
        self._taken(lane)
        return True

    def _taken(self, lane: _Lane) -> None:
        now = self._now()
        lane.free = now + A_CHAT
        lane.latest.append(now)

    async def _turn(self, lane: _Lane, *, group: bool, bulk: bool) -> None:
        """Wait for the chat's time and for the gate; both count from when the message goes, not from when it came."""
        async with lane.turn:
            while (wait := max(lane.free, lane.penalty, _crowded(lane, group=group)) - self._now()) > 0:
                await self._sleep(wait)
            await (self._bulk if bulk else self._gate).through(bulk=bulk)
            while (wait := lane.penalty - self._now()) > 0:  # one fell while the gate was waited for
                await self._sleep(wait)
            self._taken(lane)

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Let nobody wait at the gate any longer."""
        self._gate.close()
        self._bulk.close()


def _crowded(lane: _Lane, *, group: bool) -> float:
    """When a group has room again."""
    return lane.latest[0] + MINUTE if group and len(lane.latest) == A_GROUP else 0.0


def penalty(error: RetryAfter) -> float:
    """Seconds to wait: the library gives whole ones, and will give a timedelta."""
    given: int | dt.timedelta = error.retry_after
    return given.total_seconds() if isinstance(given, dt.timedelta) else float(given)


def again(error: NetworkError, endpoint: str) -> bool:
    """Whether a call that the network failed may be made again."""
    if isinstance(error, BadRequest):
        return False
    return endpoint.startswith(HARMLESS) or type(error.__cause__).__name__ in UNSENT
