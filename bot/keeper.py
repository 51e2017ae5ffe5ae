"""Nothing that was taken over is lost: Telegram is told that it was when it is kept, and it is kept until answered.

What is answered at once is never written, and what is written goes with what answers leave behind: a transaction for
all that came in at about a time. After a kill what was kept is taken up again, before anything new of the same chat.
"""

import asyncio
import logging
import math
from collections import deque
from collections.abc import Callable, Coroutine, Iterable
from contextlib import suppress
from typing import Any

from bot.chatsdb import ChatsError
from bot.underway import Left, Underway

SOON = 0.01  # seconds until what came in is written, where no answer was
DONE = 0.05  # seconds until what was answered goes, where no answer is written: as much may be answered twice
PATIENCE = 2.0  # seconds that a confirmation waits for the database: it must not keep Telegram from bringing more
AGAIN = 4  # updates that are taken up again, at once: should the program die of one, few others are suspected
EVERY = 15.0  # seconds between two looks whether another replica has died
log = logging.getLogger(__name__)


class Keeper:
    """From one loop. `soon` has what is left in the ledger written within so many seconds."""

    def __init__(self, underway: Underway, soon: Callable[[float], object]) -> None:
        self._underway = underway
        self._memo = underway.memo
        self._soon = soon
        self._fresh: dict[int, int] = {}  # number -> how manieth: left to be written
        self._kept: set[int] = set()
        self._again: set[int] = set()
        self._count = self._turn = 0
        self._waiting: deque[tuple[int, float, asyncio.Future[None]]] = deque()
        self._bell: asyncio.TimerHandle | None = None
        self._few = asyncio.Semaphore(AGAIN)
        self._loop: asyncio.AbstractEventLoop | None = None

    # On the way of each update.

    def keep(self, number: int, chat: int, told: object) -> None:
        """Keep an update that is taken over: its JSON, read or as it came."""
        if self._loop is None:
            self._loop = asyncio.get_running_loop()
        self._count += 1
        self._fresh[number] = self._count
        self._memo.keep(number, chat, told, self._heard)

    def done(self, number: int) -> None:
        """It is answered, or needs no answer any more."""
        if self._fresh.pop(number, None) is not None:
            self._release()
        elif number in self._kept:
            self._kept.discard(number)
        else:
            return
        if not self._memo.drop(number):
            self._soon(DONE)

    async def settled(self) -> None:
        """Wait until all that was taken over so far is kept or answered; not for long."""
        if not self._fresh:
            return
        loop = asyncio.get_running_loop()
        waiting = loop.create_future()
        self._waiting.append((self._count, loop.time() + PATIENCE, waiting))
        if self._bell is None:
            self._bell = loop.call_later(PATIENCE, self._rings, loop)
        self._soon(SOON)
        await waiting

    def _heard(self, numbers: Iterable[int]) -> None:
        """Called by whichever thread has written them; when the bot has ended nobody wants to know."""
        assert self._loop is not None
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._written, tuple(numbers))

    def _written(self, numbers: Iterable[int]) -> None:
        for number in numbers:
            if self._fresh.pop(number, None) is not None:
                self._kept.add(number)
        self._release()

    def _release(self) -> None:
        oldest = next(iter(self._fresh.values()), math.inf)
        while self._waiting and self._waiting[0][0] < oldest:
            self._let_go()

    def _rings(self, loop: asyncio.AbstractEventLoop) -> None:
        """Who has waited for too long goes on."""
        self._bell, late = None, 0
        while self._waiting and self._waiting[0][1] <= loop.time():
            self._let_go()
            late += 1
        if late:
            log.warning("what was taken over cannot be kept yet; a kill would lose it")
        if self._waiting:
            self._bell = loop.call_at(self._waiting[0][1], self._rings, loop)

    def _let_go(self) -> None:
        waiting = self._waiting.popleft()[2]
        if not waiting.done():
            waiting.set_result(None)

    # After a kill.

    async def resume(self, take: Callable[[Left], bool], room: int) -> None:
        """Have taken up again what nobody else will answer any more; `take` tells whether there was room."""
        self._turn += 1
        try:
            left = await asyncio.to_thread(self._underway.claim, self._turn, room)
        except ChatsError as error:
            log.warning("what was left unanswered is not taken up: %s", error)
            return
        surplus = []
        for one in left:
            self._kept.add(one.number)
            self._again.add(one.number)
            if not take(one):
                surplus.append(one.number)
        if surplus:
            self._kept.difference_update(surplus)
            self._again.difference_update(surplus)
            await self._done_in_thread(self._underway.give_back, surplus)
        if left:
            log.info("%s updates that were left unanswered are taken up again", len(left) - len(surplus))

    async def watch(self, take: Callable[[Left], bool], room: Callable[[], int]) -> None:
        """Renew what is ours, and take up what others leave, until cancelled."""
        while True:
            await asyncio.sleep(EVERY)
            if self._kept and self._underway.shared:
                await self._done_in_thread(self._underway.renew)
            if room() > 0:
                await self.resume(take, room())

    def suspects(self, number: int) -> bool:
        """Whether it was taken up again: the program may have died of it."""
        return number in self._again

    async def alone(self, number: int, work: Coroutine[Any, Any, object]) -> None:
        """Work on one that was taken up again, with few others of its kind."""
        try:
            async with self._few:
                await self._done_in_thread(self._underway.begin, number)
                await work
        finally:
            self._again.discard(number)
            work.close()

    async def end(self) -> None:
        """Leave what is not answered to the next start, or to another replica."""
        await self._done_in_thread(self._underway.release)

    @staticmethod
    async def _done_in_thread(step: Callable[..., object], *args: object) -> None:
        try:
            await asyncio.to_thread(step, *args)
        except ChatsError as error:
            log.warning("what is being answered is not marked so: %s", error)
