"""The watch itself: ask what is due, have the pages behind new entries, look into folders, and rest until the next."""

import asyncio
import contextlib
import datetime as dt
import random
import time
from collections.abc import Callable, Sequence
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass

from bot.fetching import Failed, Fetched, Fetcher, Limits
from bot.fetching.outcome import in_utf8
from bot.watching.hand import Hand
from bot.watching.sources import Sources
from corpus.errors import StoreError, UnreadableError
from corpus.watched.holding import expire, hold, let_go, make_corpus, take_up
from corpus.watched.ledger import Ledger
from corpus.watched.polling import polled
from corpus.watched.results import Answer, Due, Had, Job, Look, Missing, Polled, Round, Took
from corpus.watched.working import Pair, hold_all, next_to_read, pass_over, take_all, take_folder, to_read

AT_ONCE = 8  # feeds
BATCH = 12  # pages that are had in one go
TOGETHER = 400  # articles of a backlog that go into the corpus together:
HELD_BACK = 30.0  # each time readers look at it anew; or what came in so many seconds
FOLDERS = 10.0  # seconds between two looks into folders
LONGEST = 60.0  # seconds of rest
TROUBLED = 30.0  # seconds of rest after the corpus could not be written
TIDY = 6 * 3600.0  # seconds between two looks for what is too old
PAGES = Limits(most=5 * 1024 * 1024)
FEEDS = Limits(most=8 * 1024 * 1024)
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a round brought."""

    asked: int = 0
    failed: int = 0  # feeds and folders; files and entries are among those of `took`
    took: Took = Took()  # noqa: RUF009 - it is frozen


class Watcher:
    """`told` hears of what comes in, `warned` of what goes wrong, each trouble once. `keep_days` 0 keeps everything."""

    def __init__(
        self,
        corpus: str,
        sources: Sources,
        fetcher: Fetcher,
        hand: Hand,
        *,
        told: Tell,
        warned: Tell,
        keep_days: int = 0,
        may_write: Callable[[], bool] = lambda: True,
        clock: Callable[[], float] = time.time,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._corpus = corpus
        self._sources = sources
        self._fetcher = fetcher
        self._hand = hand
        self._told, self._warned = told, warned
        self._keep_days = keep_days
        self._may_write = may_write
        self._clock, self._chance = clock, chance
        self._looked = self._tidied = float("-inf")
        self._kept = 0  # articles that the corpus does not have yet
        self._held = float("-inf")  # when it last got some: the first are there at once

    async def begin(self) -> None:
        """Know what is to be watched; a corpus that is missing is made, one that was built anew gets its own back."""
        if await asyncio.to_thread(make_corpus, self._corpus):
            self._told("an empty corpus is made")
        await self._hand.do(Ledger.subscribe, self._sources.feeds)
        if lost := await self._hand.do(take_up):
            self._told(f"{lost} articles that were watched before are put into the corpus again")
        await self._hold()

    async def once(self) -> Outcome:
        """Ask every feed that is not at rest, and read all that waits."""
        outcome = await self._poll(all_of_them=True)
        outcome = _both(outcome, await self._look(always=True))
        while (more := await self._read()) is not None:
            outcome = _both(outcome, Outcome(took=more))
        await self._tidy()
        return outcome

    async def run(self, stop: asyncio.Event) -> None:
        """Until told to stop; what is being read then is finished first."""
        while not stop.is_set():
            try:
                rest = await self._step()
            except StoreError as error:
                self._warned(f"{error}; trying again in {TROUBLED:.0f} s")
                rest = TROUBLED
            try:
                await asyncio.wait_for(stop.wait(), rest)
            except TimeoutError:
                continue
        with contextlib.suppress(StoreError):  # what is kept goes in at the next start
            await self._hold_some(all_is_read=True)

    async def _step(self) -> float:
        """One round; how many seconds there is nothing to do after it."""
        if not self._may_write():
            return LONGEST
        await self._poll(all_of_them=False)
        await self._look(always=False)
        read = await self._read()
        await self._tidy()
        if read is not None:
            return 0.0
        now = self._clock()
        moments = [await self._hand.do(Ledger.next_due, self._sources.given), await self._hand.do(next_to_read)]
        if self._sources.folders:
            moments.append(self._looked + FOLDERS)
        return min(max(min((one for one in moments if one is not None), default=now + LONGEST) - now, 0.2), LONGEST)

    def _round(self) -> Round:
        now = self._clock()
        return Round(now, self._chance(), self._oldest(now))

    def _oldest(self, now: float) -> str:
        if not self._keep_days:
            return ""
        return (dt.datetime.fromtimestamp(now, dt.UTC).date() - dt.timedelta(days=self._keep_days)).isoformat()

    async def _poll(self, *, all_of_them: bool) -> Outcome:
        due = await self._hand.do(Ledger.due, self._sources.given, self._clock(), all_of_them=all_of_them)
        few = asyncio.Semaphore(AT_ONCE)

        async def ask(feed: Due) -> Polled:
            async with few:
                return await self._ask(feed)

        found = await asyncio.gather(*(ask(feed) for feed in due))
        return Outcome(len(found), sum(1 for one in found if one.reason))

    async def _ask(self, feed: Due) -> Polled:
        found = await self._fetcher.get(feed.address, etag=feed.etag, modified=feed.modified, limits=FEEDS)
        result = await self._hand.do(polled, feed.address, _answer(found), self._round())
        if result.reason and result.at_first:
            self._warned(f"{result.title}: {result.reason}" + (f"; {result.note}" if result.note else ""))
        elif result.note:
            self._warned(f"{result.title}: {result.note}")
        elif result.new or result.changed:
            self._told(f"{result.title}: {result.new} new, {result.changed} changed")
        return result

    async def _read(self) -> Took | None:
        """Have the pages of some entries that wait, and take them in; None where none waits."""
        jobs = await self._hand.do(to_read, self._clock(), BATCH)
        if not jobs:
            await self._hold_some(all_is_read=True)
            return None
        pages = await asyncio.gather(*(self._page(job) for job in jobs))
        pairs = list(zip(jobs, pages, strict=True))
        try:
            took = await self._hand.do(take_all, pairs, self._round())
        except BrokenProcessPool:
            took = await self._one_by_one(pairs)
        self._report(took)
        following = await self._hand.do(next_to_read)
        await self._hold_some(took, all_is_read=following is None or following > self._clock())
        return took

    async def _hold_some(self, took: Took = Took(), *, all_is_read: bool) -> None:  # noqa: B008 - it is frozen
        """Put what was taken into the corpus: at once where nothing else waits, else some hundreds together."""
        self._kept += len(took.new) + len(took.changed)
        now = self._clock()
        if self._kept and (all_is_read or self._kept >= TOGETHER or now >= self._held + HELD_BACK):
            await self._hold()
            self._held = self._clock()

    async def _hold(self) -> None:
        """Put all that was taken into the corpus; an article that kills whoever tries stays beside it."""
        try:
            await self._hand.do(hold_all)
        except BrokenProcessPool:
            await self._hold_one_by_one()
        self._kept = 0

    async def _hold_one_by_one(self) -> None:
        while True:
            try:
                held = await self._hand.do(hold, 1)
            except BrokenProcessPool:
                self._warned(f"{await self._hand.do(let_go)}: its reader was killed, for its memory perhaps")
            else:
                if not held.looked_at:
                    return

    async def _one_by_one(self, pairs: Sequence[Pair]) -> Took:
        """One of these kills whoever reads it: the others are read, and it is given up."""
        took = Took()
        for pair in pairs:
            try:
                took += await self._hand.do(take_all, [pair], self._round())
            except BrokenProcessPool:
                took += await self._hand.do(pass_over, pair[0], "its reader was killed, for its memory perhaps")
        return took

    async def _page(self, job: Job | Look) -> Had | Missing | None:
        if not job.page:
            return None
        etag, modified = (job.etag, job.modified) if isinstance(job, Look) else ("", "")
        found = await self._fetcher.get(job.page, etag=etag, modified=modified, limits=PAGES)
        if isinstance(found, Failed):
            later = not found.refused and (found.status in {0, 408, 425, 429} or found.status >= 500)
            return Missing(found.reason, later)
        if found.content is None:
            return Had(None)
        return Had(found.page(dt.datetime.fromtimestamp(self._clock(), dt.UTC)), found.etag, found.modified)

    async def _look(self, *, always: bool) -> Outcome:
        """What is new in folders."""
        if not self._sources.folders or (not always and self._clock() < self._looked + FOLDERS):
            return Outcome()
        outcome = Outcome()
        for folder in self._sources.folders:
            left: list[str] | None = None
            while left is None or left:
                try:
                    took, left = await self._hand.do(take_folder, folder, self._round(), left)
                except UnreadableError as error:
                    self._warned(str(error))
                    outcome, left = _both(outcome, Outcome(failed=1)), []
                else:
                    self._report(took, folder)
                    outcome = _both(outcome, Outcome(took=took))
                    await self._hold_some(took, all_is_read=not left)
        self._looked = self._clock()
        return outcome

    def _report(self, took: Took, where: str = "") -> None:
        for source, reason in took.failed:
            self._warned(f"{source}: {reason}")
        if where and (took.new or took.changed):
            self._told(f"{where}: {len(took.new)} new, {len(took.changed)} changed")
        if took.edited:
            self._told(f"{len(took.edited)} pages were edited without a word in their feeds")

    async def _tidy(self) -> None:
        """What is older than articles are kept goes, now and then."""
        now = self._clock()
        if not self._keep_days or now < self._tidied + TIDY:
            return
        self._tidied = now
        if gone := await self._hand.do(expire, self._oldest(now)):
            self._told(f"{gone} articles are older than {self._keep_days} days and gone")


def _answer(found: Fetched | Failed) -> Answer:
    """What came over the network, as what is kept of it wants it."""
    if isinstance(found, Failed):
        return Answer(reason=found.reason, wait=found.wait, gone=found.gone)
    content = None if found.content is None else in_utf8(found.content, found.charset)
    return Answer(content, found.etag, found.modified, found.max_age, found.moved)


def _both(one: Outcome, other: Outcome) -> Outcome:
    return Outcome(one.asked + other.asked, one.failed + other.failed, one.took + other.took)
