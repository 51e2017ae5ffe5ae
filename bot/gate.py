"""One gate for all messages: so many a second, answers to people before digests and announcements."""

import asyncio
import heapq
import itertools
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

BULK: ContextVar[bool] = ContextVar("bulk", default=False)


@contextmanager
def in_bulk() -> Iterator[None]:
    """What is sent in here lets answers to people go before it."""
    before = BULK.set(True)
    try:
        yield
    finally:
        BULK.reset(before)


class Gate:
    """Lets one through each `apart` seconds: those who are not in bulk first, each kind in its order."""

    def __init__(self, apart: float, now: Callable[[], float], sleep: Callable[[float], Awaitable[object]]) -> None:
        self._apart = apart
        self._now = now
        self._sleep = sleep
        self._free = 0.0
        self._numbers = itertools.count()
        self._waiting: list[tuple[bool, int, asyncio.Future[None]]] = []
        self._keeper: asyncio.Task[None] | None = None

    def free(self) -> bool:
        """Take the turn if nobody waits for it and its time has come."""
        if self._waiting or self._now() < self._free:
            return False
        self._free = self._now() + self._apart
        return True

    async def through(self, *, bulk: bool) -> None:
        """Wait for the turn."""
        if self.free():
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (bulk, next(self._numbers), turn))
        if self._keeper is None or self._keeper.done():
            self._keeper = asyncio.create_task(self._keep())
        await turn

    async def _keep(self) -> None:
        while self._waiting:
            if (wait := self._free - self._now()) > 0:
                await self._sleep(wait)
                continue
            _, _, turn = heapq.heappop(self._waiting)
            if not turn.done():  # whoever waited may have been cancelled
                turn.set_result(None)
                self._free = self._now() + self._apart

    def close(self) -> None:
        """Let everybody through who still waits: the program ends."""
        if self._keeper:
            self._keeper.cancel()
        for _, _, turn in self._waiting:
            if not turn.done():
                turn.set_result(None)
        self._waiting.clear()
