"""Whose turn is it? One question at a time to a host, a rest behind each, and no more than so many hosts at once."""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

KEPT = 5_000  # hosts that are remembered


@dataclass(slots=True)
class _Host:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    free: float = 0.0  # when the next may ask, on the clock
    held: float = 0.0  # until when nobody may


class Turns:
    """`clock` is in seconds, and `sleep` waits for as many."""

    def __init__(
        self,
        most: int,
        clock: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._all = asyncio.Semaphore(most)
        self._hosts: OrderedDict[str, _Host] = OrderedDict()
        self._clock = clock
        self._sleep = sleep

    def held(self, host: str) -> float:
        """For how many seconds more a host wants to be left alone."""
        known = self._hosts.get(host)
        return max(0.0, known.held - self._clock()) if known else 0.0

    def hold(self, host: str, seconds: float) -> None:
        """Leave a host alone for a while."""
        self._host(host).held = self._clock() + seconds

    @asynccontextmanager
    async def turn(self, host: str, rest: float) -> AsyncIterator[None]:
        """Ours alone; the next comes `rest` seconds after we are done."""
        one = self._host(host)
        async with one.lock:
            while (left := one.free - self._clock()) > 0:
                await self._sleep(left)
            async with self._all:
                try:
                    yield
                finally:
                    one.free = self._clock() + rest

    def _host(self, host: str) -> _Host:
        if host not in self._hosts:
            for old in [name for name, one in self._hosts.items() if self._idle(one)][: len(self._hosts) - KEPT + 1]:
                del self._hosts[old]
            self._hosts[host] = _Host()
        self._hosts.move_to_end(host)
        return self._hosts[host]

    def _idle(self, one: _Host) -> bool:
        return not one.lock.locked() and max(one.free, one.held) <= self._clock()
