"""Who reads: this process, as many processes as there are cores, or the workers of a Dask cluster.

All of them are a `concurrent.futures.Executor`. A worker that breaks down over a page takes nothing with it: the pages
that it had are read again, one at a time in the end, until the one that breaks workers is known.
"""

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from typing import Any, Generic, TypeVar

from corpus.errors import CorpusError

Given = TypeVar("Given")
Made = TypeVar("Made")
Batch = Sequence[Given]

_AHEAD = 2  # batches that wait for each worker
PATIENCE = 10.0  # seconds for a cluster to answer
DASK = 'reading on a cluster needs Dask: pip install "dateline[dask]"'


class Inline(Executor):
    """Does what it is told at once, in this process."""

    def submit(self, fn: Callable[..., Made], /, *args: object, **kwargs: object) -> "Future[Made]":
        """Do it."""
        done: Future[Made] = Future()
        done.set_result(fn(*args, **kwargs))
        return done


class Workers(Generic[Given, Made]):
    """Runs a function over batches, a result each, as they are done and in any order."""

    def __init__(self, work: Callable[[Batch[Given]], Made], named: str = "") -> None:
        """`named` is a number of processes, the address of a Dask scheduler, or empty for all cores."""
        self._work = work
        self._make, self._width, self._broken, self._leave = _means(named)
        self._executor = self._make()

    def over(self, batches: Iterable[Batch[Given]]) -> Iterator[tuple[Batch[Given], Made | None]]:
        """Each batch with what was made of it; one page that breaks its worker comes alone, with None."""
        waiting: dict[Future[Made], Batch[Given]] = {}
        for batch in batches:
            waiting[self._executor.submit(self._work, batch)] = batch
            if len(waiting) >= self._width * _AHEAD:
                yield from self._finished(waiting)
        while waiting:
            yield from self._finished(waiting)

    def close(self) -> None:
        """Let the workers go."""
        _shut(self._executor, wait=True)
        self._leave()

    def _finished(self, waiting: "dict[Future[Made], Batch[Given]]") -> Iterator[tuple[Batch[Given], Made | None]]:
        done, _ = wait(waiting, return_when=FIRST_COMPLETED)
        for future in done:
            try:
                made = future.result()
            except self._broken:
                suspects = [waiting.pop(one) for one in list(waiting)]
                yield from self._alone(suspects)
                return
            yield waiting.pop(future), made

    def _alone(self, suspects: "Iterable[Batch[Given]]") -> Iterator[tuple[Batch[Given], Made | None]]:
        """Batches of which one broke a worker, each by itself."""
        self._restart()
        queue = deque(suspects)
        while queue:
            batch = queue.popleft()
            try:
                made = self._executor.submit(self._work, batch).result()
            except self._broken:
                self._restart()
                if len(batch) == 1:
                    yield batch, None
                else:
                    half = len(batch) // 2
                    queue.extendleft((batch[half:], batch[:half]))
            else:
                yield batch, made

    def _restart(self) -> None:
        _shut(self._executor, wait=False)
        self._executor = self._make()


def _shut(executor: Executor, *, wait: bool) -> None:
    if isinstance(executor, ProcessPoolExecutor):
        executor.shutdown(wait=wait, cancel_futures=True)
    else:
        executor.shutdown(wait=wait)  # a cluster's knows no more


_Means = tuple[Callable[[], Executor], int, tuple[type[BaseException], ...], Callable[[], object]]


def _means(named: str) -> _Means:
    if "://" in named:
        return _cluster(named)
    if named and not named.isdecimal():
        raise CorpusError(f"--workers {named}: give a number, or the address of a Dask scheduler (tcp://host:port)")
    count = int(named) if named else cores()
    if count <= 1:
        return Inline, 1, (BrokenExecutor,), _stay
    context = multiprocessing.get_context("spawn")  # a fork of a process with threads may hang
    return lambda: ProcessPoolExecutor(count, context, _end_with_parent), count, (BrokenExecutor,), _stay


def _stay() -> None:
    """There is nothing to leave."""


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _end_with_parent() -> None:
    """End this worker when whoever started it is gone: nobody would ever fetch its work."""

    def watch() -> None:
        if parent := multiprocessing.parent_process():
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _cluster(address: str) -> _Means:
    try:
        from distributed import Client
        from distributed.scheduler import KilledWorker
    except ImportError as error:
        raise CorpusError(DASK) from error
    try:
        client: Any = Client(address, timeout=PATIENCE)  # type: ignore[no-untyped-call]  # it has no types
    except (OSError, ValueError) as error:
        raise CorpusError(f"no Dask scheduler answers at {address}: {error}") from error
    width = max(1, sum(client.nthreads().values()))
    return lambda: client.get_executor(pure=False), width, (BrokenExecutor, KilledWorker), client.close
