"""Lives of the real program before the fake Bot API, each ended at a random instant; what was lost, what came twice.

Meanwhile people ask, digests fall due (each life is a day later), and articles are added or the corpus is built anew by
a second process that is ended as suddenly.
"""

import asyncio
import contextlib
import datetime as dt
import json
import math
import os
import random
import re
import signal
import socket
import sqlite3
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from aiohttp import ClientError

from bot.chats import ChatStore
from bot.desk import WallClock
from corpus.library import open_library
from corpus.store import check
from corpus.store.files import FilePlace
from handlers.messages import ChatKind, ChatRef, Schedule
from tests.botapi import BotApi, serve
from tests.botapi.http import push

ROOT = Path(__file__).parents[2]
DAY = dt.timedelta(days=1)
ASKERS, READERS = 6, 4
WORK, LONGEST = 0.3, 1.5  # seconds of CPU after which a life ends, seconds in all where it has nothing to do
TICKS = os.sysconf("SC_CLK_TCK")
JUST = 0.5  # seconds in which it is written down that a question was answered, on a machine that has much else to do
KILLED, READY = 0.6, 0.8  # of ingestions are killed, of lives come to where updates are asked for
BUILT = 6  # each so-manieth life the corpus is built anew meanwhile
TOKEN = re.compile(r"\bz[qd]\d+k\b")


class Zygote:
    """The process that makes lives; see tests.faults.zygote."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._turn = asyncio.Lock()

    async def begin(self, log: Path, env: dict[str, str], *args: str, ahead: float = 0) -> int:
        """Start a life; its number."""
        return await self._told({"begin": {"args": args, "env": env, "log": str(log), "ahead": ahead}})

    async def end(self, pid: int) -> int:
        """Wait for the end of a life; its exit code, below zero that of a signal."""
        return await self._told({"end": pid})

    async def _told(self, line: dict) -> int:
        async with self._turn:
            self._process.stdin.write(json.dumps(line).encode() + b"\n")
            return int(await self._process.stdout.readline())


@asynccontextmanager
async def zygote() -> AsyncIterator[Zygote]:
    """One, for as long as the block."""
    command = (sys.executable, "-m", "tests.faults.zygote")
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdin=pipe, stdout=pipe)
    try:
        yield Zygote(process)
    finally:
        process.stdin.close()
        await process.wait()


class Api(BotApi):
    """Keeps which updates have left it, and what was told how often."""

    def __init__(self) -> None:
        super().__init__()
        self.left: set[int] = set()
        self.told: Counter[tuple[int, str]] = Counter()
        self.when: dict[str, float] = {}
        self.on_call = self._heard
        self.ready = asyncio.Event()

    async def asked(self, pid: int) -> None:
        """Wait until the program wants updates, or has ended."""
        while not self.ready.is_set() and _work(pid) < math.inf:  # noqa: ASYNC110 - an end tells nobody
            await asyncio.sleep(0.005)

    async def poll(self, offset, limit, timeout):  # noqa: ASYNC109 - a parameter of theirs
        self.ready.set()
        found = await super().poll(offset, limit, timeout)
        self.left.update(one["update_id"] for one in found)
        return found

    def _heard(self, method: str) -> None:
        call = self.calls[-1]
        if method == "setWebhook":
            self.ready.set()
        if method == "sendMessage" and call.status == 200:
            found = set(TOKEN.findall(call.params["text"]))
            self.told.update((int(call.params["chat_id"]), one) for one in found)
            self.when |= dict.fromkeys(found, time.monotonic())
        self.calls.clear()


async def worked(pid: int, seconds: float) -> None:
    """Wait until a process has worked for so long from now on, or has had nothing to do, or has ended."""
    began, end = _work(pid), asyncio.get_running_loop().time() + LONGEST
    while _work(pid) < began + seconds and asyncio.get_running_loop().time() < end:  # noqa: ASYNC110 - as above
        await asyncio.sleep(0.005)


def _work(pid: int) -> float:
    """Seconds of CPU; endless for one that has ended."""
    state, *numbers = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    return math.inf if state == "Z" else (int(numbers[10]) + int(numbers[11])) / TICKS


@dataclass
class Tally:
    """What came of it. `struck` are questions that were on their way, or just answered, when the program was killed."""

    lives: Counter = field(default_factory=Counter)  # by signal
    fed: Counter = field(default_factory=Counter)  # by command and exit code
    asked: dict[str, int] = field(default_factory=dict)  # token -> person
    struck: set[str] = field(default_factory=set)
    articles: list[str] = field(default_factory=list)


@dataclass
class World:
    """Telegram, two databases, and whoever uses the bot."""

    folder: Path
    zygote: Zygote
    api: Api
    address: str
    chance: random.Random
    hooked: bool
    tally: Tally = field(default_factory=Tally)
    day: int = 0
    port: int = 0
    numbers: dict[str, int] = field(default_factory=dict)  # token -> update

    def __post_init__(self) -> None:
        self.corpus, self.chats = (f"sqlite:///{self.folder}/{name}.db" for name in ("corpus", "chats"))
        self.pages = self.folder / "pages"
        self.pages.mkdir()
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.env = {
            "DATELINE_TOKEN": self.api.token,
            "DATELINE_BASE_URL": self.address,
            "DATELINE_DATABASE_URL": self.corpus,
            "DATELINE_CHATS_URL": self.chats,
            "DATELINE_WEBHOOK_URL": "https://bot.example.org/hook" if self.hooked else "",
            "DATELINE_WEBHOOK_PORT": str(self.port) if self.hooked else "0",
        }

    # What goes on meanwhile.

    async def settle(self) -> None:
        """A corpus of one article, and readers who want a digest each morning."""
        self.writes()
        await self.feeds("build", killed_at=None)
        assert self.tally.fed["build", 0], (self.folder / "feeding.log").read_text()
        store = ChatStore(self.chats, WallClock())
        for number in range(READERS):
            user = self.api.user(f"Reader {number}")
            user.private.state.started = True
            store.set_schedule(ChatRef(user.id, ChatKind.PRIVATE), Schedule(0, "UTC"))
        store.close()
        self.readers = [*self.api.users]

    def writes(self) -> None:
        """Another article, once all were told of the last."""
        token = f"zd{len(self.tally.articles)}k"
        day = dt.datetime.now(dt.UTC) + self.day * DAY
        text = (
            f"VESSBY — The council of Vessby met on {day:%A}.\n\n“The ferry {token} will sail again,” Ada Lind, the mayor "
            f"of Vessby, said on {day:%A}.\n\nThe harbour was built in {1700 + len(self.tally.articles)}."
        )
        row = {"id": token, "text": text, "outlet": "Harbour Post", "published": f"{day:%Y-%m-%dT%H:%M}"}
        (self.pages / f"{token}.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
        self.tally.articles.append(token)

    def all_told(self) -> bool:
        return all(self.api.told[reader, self.tally.articles[-1]] for reader in self.readers)

    async def feeds(self, command: str, killed_at: float | None) -> None:
        """Add the newest article, or build all of them anew; perhaps it is killed after so much work."""
        where = self.pages if command == "build" else self.pages / f"{self.tally.articles[-1]}.jsonl"
        args = ("corpus", command, str(where), "--to", self.corpus, "--workers", "1")
        pid = await self.zygote.begin(self.folder / "feeding.log", {}, *args)
        if killed_at is not None:
            await worked(pid, killed_at)
            os.kill(pid, signal.SIGKILL)
        code = await self.zygote.end(pid)
        self.tally.fed[command, code] += 1

    async def asks(self, user) -> None:
        """Ask, wait, ask again."""
        while True:
            token = f"zq{len(self.tally.asked)}k"
            self.tally.asked[token] = user.id
            user.says(f"/quote {token}")
            self.numbers[token] = self.api.pending[-1]["update_id"]
            while not self.api.told[user.id, token]:  # noqa: ASYNC110 - as above
                await asyncio.sleep(0.01)

    async def delivers(self) -> None:
        """As Telegram does to a webhook, until it is told that an update was taken."""
        while True:
            if not self.api.pending:
                await asyncio.sleep(0.005)
                continue
            update = self.api.pending[0]
            try:
                status = await push(self.api, f"http://127.0.0.1:{self.port}/hook", update)
            except (OSError, ClientError):  # it has ended, or ends while it takes the update
                status = 0
            if status:
                self.api.left.add(update["update_id"])
            if status == 200:
                self.api.pending.popleft()
            else:
                await asyncio.sleep(0.02)

    # Lives.

    async def begins(self) -> int:
        self.day += 1
        self.api.ready.clear()
        return await self.zygote.begin(self.folder / "bot.log", self.env, "run", ahead=(self.day * DAY).total_seconds())

    async def lives(self, how: signal.Signals) -> None:
        """A life that ends at a random instant."""
        if self.all_told():
            self.writes()
        pid = await self.begins()
        command = "build" if self.day % BUILT == 0 else "add"
        killed_at = self.chance.uniform(0, WORK) if self.chance.random() < KILLED else None
        feeding = asyncio.create_task(self.feeds(command, killed_at))
        if self.chance.random() < READY:
            await self.api.asked(pid)
        await worked(pid, self.chance.uniform(0, WORK))
        os.kill(pid, how)
        at = time.monotonic()
        await feeding
        self.tally.lives[how.name, code := await self.zygote.end(pid)] += 1
        if code < 0:
            self.tally.struck.update(self.flying(at))
        self.sound()

    def flying(self, at: float) -> list[str]:
        """Questions that have left Telegram, and are not answered, or were just before that moment."""
        late = (token for token in self.tally.asked if self.api.when.get(token, at) > at - JUST)
        return [token for token in late if self.numbers[token] in self.api.left]

    def sound(self) -> None:
        """Both databases are whole, and the corpus opens."""
        generation = FilePlace(self.corpus, self.folder / "corpus.db").watch().path
        for path in (self.folder / "chats.db", generation):
            with contextlib.closing(sqlite3.connect(path)) as opened:
                assert opened.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        library = open_library(self.corpus)
        assert library.scope().articles >= 1
        library.close()

    async def rests(self, people: list[asyncio.Task]) -> None:
        """Nobody asks any more; a last life in which all that waits is done, and which is told to stop."""
        for one in people:
            one.cancel()
        await self.feeds("add", None)
        pid = await self.begins()
        end = asyncio.get_running_loop().time() + 60
        while self.api.pending or not self.all_told():
            assert asyncio.get_running_loop().time() < end, (self.folder / "bot.log").read_text()[-3_000:]
            await asyncio.sleep(0.02)
        os.kill(pid, signal.SIGTERM)
        assert await self.zygote.end(pid) == 0
        self.sound()


@asynccontextmanager
async def world(folder: Path, lives: Zygote, seed: int, *, hooked: bool) -> AsyncIterator[World]:
    """One, settled."""
    api = Api()
    async with serve(api) as address:
        found = World(folder, lives, api, address, random.Random(seed), hooked)
        await found.settle()
        yield found


async def played(folder: Path, lives: Zygote, rounds: int, seed: int, *, hooked: bool) -> World:
    """So many lives, each second ended by SIGKILL, each other by SIGTERM."""
    async with world(folder, lives, seed, hooked=hooked) as found:
        running = [asyncio.create_task(found.asks(found.api.user(f"Asker {n}"))) for n in range(ASKERS)]
        bringing = [asyncio.create_task(found.delivers())] if hooked else []
        for number in range(rounds):
            await found.lives(signal.SIGKILL if number % 2 else signal.SIGTERM)
        await found.rests(running)
        for one in bringing:
            one.cancel()
        return found


@dataclass(frozen=True)
class Account:
    """What was lost and what came twice."""

    questions: int
    lost: frozenset[str]
    twice: frozenset[str]
    digests: int
    untold: int
    doubled: int
    faults: tuple[str, ...]


def account(world: World) -> Account:
    """Of a world that rests."""
    tally, told = world.tally, world.api.told
    lost = frozenset(token for token, user in tally.asked.items() if not told[user, token])
    twice = frozenset(token for token, user in tally.asked.items() if told[user, token] > 1)
    came = [told[reader, token] for reader in world.readers for token in tally.articles[1:]]
    return Account(
        len(tally.asked), lost, twice, len(came), came.count(0), sum(max(0, one - 1) for one in came),
        tuple(check(world.corpus)),
    )  # fmt: skip
