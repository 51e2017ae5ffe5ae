"""Updates wait here, each chat's in a queue of its own: chats are served in turns, however much one of them sends.

The library's own semaphore stands before any code that could tell chats apart, where one busy chat would fill it; so
updates go past it, straight to the handlers.
"""

import asyncio
import threading
from collections import Counter, OrderedDict, deque
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Protocol

from telegram import Update

from bot.arriving import KINDS, Arrived
from bot.texts import TextMessage

AT_ONCE = 256  # chats whose updates are worked on; some of them only wait until Telegram lets them be written to
OF_A_CHAT = 100  # updates that wait; of a group of many who ask at once, some minutes' answers
OF_ALL = 5_000  # updates that wait; more are left with Telegram, which keeps them for a day
REMEMBERED = 20_000  # numbers of updates that came, by which one that comes again is known
Lane = tuple[str, int]
Work = Callable[[Arrived], Coroutine[Any, Any, object]]


class Keeps(Protocol):
    """Who keeps what was taken over until it is answered; see bot.keeper."""

    def keep(self, number: int, chat: int, told: object) -> None: ...
    def done(self, number: int) -> None: ...
    async def settled(self) -> None: ...


@dataclass(slots=True)
class _Waiting:
    """A chat's updates; `busy` while one is worked on, `spilt` since some had to go."""

    updates: deque[Arrived] = field(default_factory=deque)
    busy: bool = False
    spilt: bool = False


class Lanes:
    """Takes updates in, and has each worked on once, in the order of its chat.

    Of more than OF_A_CHAT that wait in a chat the oldest questions go, and `spilled` is told once until the chat is
    quiet again. Of inline queries that wait, somebody's newest alone stays, and none is kept: nobody waits for it when
    the bot comes back. `arrived` hears of each as it comes in.
    """

    def __init__(
        self,
        work: Work,
        spilled: Work | None = None,
        arrived: Callable[[int, int], object] | None = None,
        at_once: int = AT_ONCE,
        keeper: Keeps | None = None,
    ) -> None:
        self._work = work
        self._spilled = spilled
        self._arrived = arrived
        self._at_once = at_once
        self._keeper = keeper
        self._lanes: dict[Lane, _Waiting] = {}
        self._turns: deque[Lane] = deque()
        self._tasks: set[asyncio.Task[object]] = set()
        self._known: OrderedDict[int, None] = OrderedDict()
        self._quiet = asyncio.Event()
        self._room = asyncio.Event()
        self.idle = threading.Event()  # nobody waits for an answer; work that can wait looks at it from its own thread
        self.taken: Counter[str] = Counter()  # by kind
        self.waiting = 0
        self.dropped = 0
        self.repeated = 0
        self.closed = False
        self._settle()

    @property
    def working(self) -> int:
        """How many are worked on."""
        return len(self._tasks)

    def take(self, update: Arrived, told: object = None) -> bool:
        """Take an update over; False, and nothing done, when there is no room or the end has come.

        `told` is its JSON, read or as it came, to be kept until it is answered.
        """
        if self.closed or self.waiting >= OF_ALL:
            return False
        if update.update_id in self._known:
            self.repeated += 1
            return True
        self._known[update.update_id] = None
        if len(self._known) > REMEMBERED:
            self._known.popitem(last=False)
        self.taken[_kind(update)] += 1
        lane = self._lane_of(update)
        if self._keeper and told is not None and lane[0] == "chat":
            self._keeper.keep(update.update_id, lane[1], told)
        self._put(lane, update)
        self._start()
        return True

    async def settled(self) -> None:
        """Wait until all that was taken over is kept or answered; then Telegram may forget it."""
        if self._keeper:
            await self._keeper.settled()

    async def room(self) -> None:
        """Wait until more can be taken."""
        while self.waiting >= OF_ALL:
            await self._room.wait()

    async def join(self) -> None:
        """Wait until nothing waits and nothing is worked on."""
        while self._lanes or self._tasks:
            await self._quiet.wait()

    async def close(self, within: float) -> int:
        """Take nothing any more, and finish what was taken; how many are left when the seconds are over."""
        self.closed = True
        with suppress(TimeoutError):
            await asyncio.wait_for(self.join(), within)
        left = self.waiting + len(self._tasks)
        for kept in self._lanes.values():
            kept.updates.clear()
        self._turns.clear()
        self.waiting = 0
        for task in (*self._tasks,):
            task.cancel()
        await self.join()
        return left

    def _lane_of(self, update: Arrived) -> Lane:
        if isinstance(update, TextMessage):
            return "chat", update.chat.id
        if update.inline_query:
            person = update.inline_query.from_user.id
            if self._arrived:
                self._arrived(person, update.update_id)
            return "inline", person
        return "chat", update.effective_chat.id if update.effective_chat else 0

    def _put(self, lane: Lane, update: Arrived) -> None:
        kept = self._lanes.get(lane)
        if kept is None:
            kept = self._lanes[lane] = _Waiting()
            self._turns.append(lane)
        self.idle.clear()
        self._quiet.clear()
        if lane[0] == "inline" and kept.updates:
            kept.updates.clear()
            self.waiting -= 1
        kept.updates.append(update)
        self.waiting += 1
        if len(kept.updates) > OF_A_CHAT:
            self._spill(kept)
        if self.waiting >= OF_ALL:
            self._room.clear()

    def _spill(self, kept: _Waiting) -> None:
        """Let the oldest question go; what Telegram tells of the chat itself is no question, and stays if it can."""
        oldest = next((n for n, one in enumerate(kept.updates) if _asks(one)), 0)
        gone = kept.updates[oldest]
        del kept.updates[oldest]
        self.waiting -= 1
        self.dropped += 1
        self._done(gone)
        if not kept.spilt and self._spilled:
            kept.spilt = True
            self._run(self._spilled(gone))

    def _start(self) -> None:
        while self._turns and len(self._tasks) < self._at_once:
            lane = self._turns.popleft()
            kept = self._lanes[lane]
            kept.busy = True
            self.waiting -= 1
            self._run(self._one(lane, kept, kept.updates.popleft()))
        if self.waiting < OF_ALL:
            self._room.set()

    async def _one(self, lane: Lane, kept: _Waiting, update: Arrived) -> None:
        finished = True
        try:
            await self._work(update)
        except asyncio.CancelledError:
            finished = False
            raise
        finally:
            if finished:
                self._done(update)
            kept.busy = False
            if kept.updates:
                self._turns.append(lane)
            else:
                self._lanes.pop(lane, None)

    def _done(self, update: Arrived) -> None:
        if self._keeper:
            self._keeper.done(update.update_id)

    def _run(self, work: Coroutine[Any, Any, object]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[object]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            asyncio.get_running_loop().call_exception_handler({"message": "an update failed", "exception": error})
        self._start()
        self._settle()

    def _settle(self) -> None:
        if not self._lanes and not self._tasks:
            self.idle.set()
            self._quiet.set()


def _kind(update: Arrived) -> str:
    if isinstance(update, TextMessage):
        return Update.MESSAGE
    return next((kind for kind in KINDS if getattr(update, kind) is not None), "other")


def _asks(update: Arrived) -> bool:
    """Whether somebody waits for an answer to it."""
    if isinstance(update, TextMessage):
        return True
    message = update.effective_message
    told = update.my_chat_member or (message and (message.migrate_to_chat_id or message.migrate_from_chat_id))
    return not told
