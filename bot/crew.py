"""Threads that answer: one takes what waits, one question after another, and all are written down in one transaction.

A hop to a thread and back costs as much as half an answer, and a transaction more: where many ask at once, one of each
does for several. Where a question takes its time, another thread goes on with the others.
"""

import asyncio
import contextvars
import logging
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Lock
from typing import Any, TypeVar

from bot.ledger import Ledger, Sheaf, into
from bot.outcome import Outcome

log = logging.getLogger(__name__)

THREADS = 4  # that answer at once: of more the interpreter lets none go on any faster
TOGETHER = 32  # answers in one transaction, at most
SOON = 0.005  # seconds that an answer waits for others to be written with it
SLOW = 0.02  # seconds that questions wait for one that takes its time: threads that take turns only cost more
LEFT = 0.5  # seconds until what nobody waits for is written, where nothing else was
Result = TypeVar("Result")


@dataclass(slots=True, eq=False)
class _Job:
    """A question: what it leaves behind, and how it ended."""

    work: Callable[[], Any]
    sheaf: Sheaf
    done: asyncio.Future[Any]
    context: contextvars.Context
    result: Any = None
    error: Exception | None = None
    ended: float = 0.0

    def run(self) -> None:
        """Work it out; of what failed nothing is left but that the update was handled."""
        outcome = Outcome()
        with outcome:
            self.result = self.context.run(self._inside)
        if outcome.error:
            self.error, self.sheaf = outcome.error, Sheaf(self.sheaf.update)
        self.ended = time.monotonic()

    def _inside(self) -> Any:
        with into(self.sheaf):
            return self.work()

    def tell(self) -> None:
        """Let whoever waits go on, if they still do."""
        if self.done.done():
            return
        if self.error:
            self.done.set_exception(self.error)
        else:
            self.done.set_result(self.result)


class Crew:
    """Has questions answered; asked from one loop."""

    def __init__(self, ledger: Ledger, threads: int = THREADS) -> None:
        self._ledger = ledger
        self._most = threads
        self._pool = ThreadPoolExecutor(threads, "crew")
        self._lock = Lock()
        self._waiting: deque[_Job] = deque()
        self._ended: list[_Job] = []
        self._busy = 0  # threads
        self._writing = False
        self._steps = 0  # jobs that ended: where none does for a while, another thread helps
        self._called = False
        self._watch: asyncio.TimerHandle | None = None
        self._flush: asyncio.TimerHandle | None = None

    async def do(self, work: Callable[[], Result], update: int | None = None) -> Result | None:
        """What the work gives, when all that it left behind is written; None where the update was handled before."""
        loop = asyncio.get_running_loop()
        job = _Job(work, Sheaf(update), loop.create_future(), contextvars.copy_context())
        with self._lock:
            self._waiting.append(job)
        if not self._called:  # who asks in the same turn of the loop is there when the thread looks
            self._called = True
            loop.call_soon(self._call, loop)
        result: Result | None = await job.done
        return result

    def _call(self, loop: asyncio.AbstractEventLoop) -> None:
        """See that somebody takes what waits."""
        self._called = False
        with self._lock:
            alone = bool(self._waiting) and not self._busy
            self._busy += alone
        if alone:
            self._pool.submit(self._serve, loop)
        if self._watch is None:
            self._watch = loop.call_later(SLOW, self._look, loop, self._steps)

    def soon(self, within: float = LEFT) -> None:
        """Have what was left in the ledger written within so many seconds."""
        loop = asyncio.get_running_loop()
        if self._flush is not None:
            if self._flush.when() <= loop.time() + within:
                return
            self._flush.cancel()
        self._flush = loop.call_later(within, self._flushing, loop)

    def _flushing(self, loop: asyncio.AbstractEventLoop) -> None:
        self._flush = None
        loop.run_in_executor(self._pool, self._ledger.flush)

    def _look(self, loop: asyncio.AbstractEventLoop, steps: int) -> None:
        """Where something waits and nothing has ended since the last look, one thread more."""
        self._watch = None
        with self._lock:
            waits = bool(self._waiting or self._ended)
            more = waits and steps == self._steps and self._busy < self._most
            self._busy += more
        if more:
            self._pool.submit(self._serve, loop)
        if waits:
            self._watch = loop.call_later(SLOW, self._look, loop, self._steps)

    def _serve(self, loop: asyncio.AbstractEventLoop) -> None:
        """A thread's turn: as long as something waits."""
        self._write(loop)
        while job := self._next():
            job.run()
            with self._lock:
                self._steps += 1
                self._ended.append(job)
                first = self._ended[0].ended
                due = not self._waiting or len(self._ended) >= TOGETHER or job.ended - first > SOON
            if due:
                self._write(loop)

    def _next(self) -> _Job | None:
        with self._lock:
            if self._waiting:
                return self._waiting.popleft()
            self._busy -= 1
            return None

    def _write(self, loop: asyncio.AbstractEventLoop) -> None:
        """Write what has ended, and let whoever asked go on; one thread does, for all."""
        while True:
            with self._lock:
                if self._writing or not self._ended:
                    return
                some, self._ended, self._writing = self._ended, [], True
            outcome, first = Outcome(), [True] * len(some)
            with outcome:
                first = self._ledger.write([job.sheaf for job in some])
            with self._lock:
                self._writing = False
            for job, new in zip(some, first, strict=True):
                job.error = outcome.error or (job.error if new else None)
                job.result = job.result if new else None
            loop.call_soon_threadsafe(_told, some)


def _told(jobs: list[_Job]) -> None:
    for job in jobs:
        job.tell()
