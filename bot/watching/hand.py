"""Who reads and writes: one worker beside the loop that answers, so that answers stay quick."""

import asyncio
import contextlib
import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from types import TracebackType
from typing import Concatenate, ParamSpec, Self, TypeVar

from bot.watching.memory import resident
from corpus.watched.ledger import Ledger

ROOM = 144 * 1024 * 1024  # bytes: a worker that holds more is replaced by a new one between two tasks
NICE = 10  # answers go first
P = ParamSpec("P")
T = TypeVar("T")


class Hand:
    """Does what corpus.watched can, one thing at a time, in a process of its own or, `in_thread`, in this one."""

    def __init__(self, corpus: str, *, in_thread: bool = False) -> None:
        self._corpus = corpus
        self._in_thread = in_thread
        self._worker: Executor | None = None

    async def __aenter__(self) -> Self:
        """The worker starts with its first task."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """What it is at is finished first."""
        if self._worker:
            await asyncio.to_thread(self._worker.shutdown, wait=True)
            self._worker = None

    async def do(self, work: Callable[Concatenate[Ledger, P], T], *args: P.args, **named: P.kwargs) -> T:
        """Its result; a worker that was killed, for its memory perhaps, is replaced once."""
        try:
            return await self._do(work, *args, **named)
        except BrokenProcessPool:
            self._worker = None
            return await self._do(work, *args, **named)

    async def _do(self, work: Callable[Concatenate[Ledger, P], T], *args: P.args, **named: P.kwargs) -> T:
        worker = self._worker = self._worker or self._new()
        done = worker.submit(_done, self._corpus, work, args, named)
        result, held = await asyncio.wrap_future(done)
        if held > ROOM and not self._in_thread:
            # what it remembers of texts it has read helps nobody any more; only its end gives all of it back
            self._worker = None
            await asyncio.to_thread(worker.shutdown)  # before the next begins: two at once would hold twice as much
        return result

    def _new(self) -> Executor:
        if self._in_thread:
            return ThreadPoolExecutor(1, "watching")
        return ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), initializer=_make_way)


def _make_way() -> None:
    with contextlib.suppress(OSError, AttributeError):
        os.nice(NICE)


@cache
def _ledger(corpus: str) -> Ledger:
    return Ledger(corpus)


def _done(corpus: str, work: Callable[..., T], args: tuple[object, ...], named: dict[str, object]) -> tuple[T, int]:
    """The result, and how many bytes the worker holds by now."""
    return work(_ledger(corpus), *args, **named), resident(os.getpid())
