"""Several bots on one database of PostgreSQL: each update answered once, each digest sent once, whoever is killed."""

import asyncio
import datetime as dt
import random
import sys
import threading
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.app import build_application
from bot.chats import ChatStore
from bot.deliveries import LEASE
from bot.jobs import Digests
from bot.limits import Pace
from bot.webhook import Face, Webhook
from handlers import answer
from handlers.messages import ChatKind, ChatRef, Desk, Schedule
from tests.bot.newsroom import Newsroom
from tests.bot.stage import MONDAY, Hands, Haste, echo
from tests.botapi import BotApi, InProcess, push, serve

DAY = dt.timedelta(days=1)
ADDRESS = "https://bot.example.org/telegram"
EIGHT = Schedule(8 * 60 + 30, "UTC")


@dataclass
class Replica:
    """One of several bots, in this process; what is due is sent when it is told to ring."""

    app: object
    chats: ChatStore
    api: BotApi
    face: Face

    async def takes(self, update: dict) -> None:
        """By its own webhook, over HTTP."""
        host, port = self.face.address
        assert await push(self.api, f"http://{host}:{port}/telegram", update) == 200

    async def rings(self) -> None:
        door = self.app.handlers[0][0].callback.__self__
        await Digests(door).round(self.app.bot)


@dataclass
class Fleet:
    """Replicas behind one address: what Telegram tells goes to each in turn."""

    api: BotApi
    clock: Hands
    room: Newsroom
    replicas: list[Replica] = field(default_factory=list)

    async def brings(self, *, twice: int = 0) -> int:
        """Deliver what waits; each so-manieth to two replicas at once. How many updates there were."""
        number = 0
        while self.api.pending:
            update = self.api.pending.popleft()
            told = [number % len(self.replicas)]
            if twice and number % twice == 0:
                told.append((number + 1) % len(self.replicas))
            await asyncio.gather(*(self.replicas[one].takes(update) for one in told))
            number += 1
        for one in self.replicas:
            await one.app.lanes.join()
        return number


@asynccontextmanager
async def fleet(url, handle=echo, number=2):
    found = Fleet(BotApi(), Hands(MONDAY), Newsroom())
    async with AsyncExitStack() as stack:
        for _ in range(number):
            chats, haste = ChatStore(url, found.clock), Haste()
            stack.callback(chats.close)
            app = build_application(
                token=found.api.token,
                desk=Desk(found.room, chats, found.clock),
                chats=chats,
                handle=handle,
                transport=lambda: InProcess(found.api),
                pace=Pace(haste.now, haste.sleep),
            )
            await app.initialize()
            stack.push_async_callback(app.shutdown)
            face = Face("127.0.0.1", 0, {}, bytes)
            source = Webhook(app.bot, app.lanes, face, ADDRESS, "a-secret_of-16-letters")
            await source.open()
            stack.push_async_callback(source.close)
            found.replicas.append(Replica(app, chats, found.api, face))
        yield found


def subscribers(fleet, number):
    """So many whose digests are due tomorrow, and news to tell."""
    users = [fleet.api.user(f"Reader {n}") for n in range(number)]
    chats = fleet.replicas[0].chats
    chats.deliveries.came_in([], 0)
    for user in users:
        user.private.state.started = True
        chats.set_schedule(ChatRef(user.id, ChatKind.PRIVATE), EIGHT)
    fleet.clock.time += DAY
    fleet.room.says(fleet.clock.time.date())
    return users


async def test_each_update_is_answered_once_by_whichever_replica(postgres_url):
    async with fleet(postgres_url) as bots:
        users = [bots.api.user(f"Reader {n}") for n in range(10)]
        for number in range(4):
            for user in users:
                user.says(f"/quote number {number}")
            assert await bots.brings(twice=3) == len(users)
        for user in users:
            told = [shown.plain.splitlines()[0] for shown in user.private.answers]
            assert told == [f"/quote number {number}" for number in range(4)]


async def test_a_button_that_one_made_works_at_another_and_settings_hold_everywhere(postgres_url):
    async with fleet(postgres_url) as bots:
        first, second = bots.replicas
        ann = bots.api.user("Ann")
        ann.says("/quote boats")
        await first.takes(bots.api.pending.popleft())
        await first.app.lanes.join()
        ann.presses(ann.private.last.button("Next"))
        await second.takes(bots.api.pending.popleft())
        await second.app.lanes.join()
        assert ann.private.last.button("Next").text == "Next (3 of 9)"
        where = ChatRef(ann.id, ChatKind.PRIVATE)
        before = second.chats.preferences(where)
        first.chats.prefer(where, type(before)(length="short"))
        assert second.chats.preferences(where).length == "short"


async def test_one_replica_sends_until_it_is_gone(postgres_url):
    async with fleet(postgres_url) as bots:
        first, second = bots.replicas
        users = subscribers(bots, 3)
        assert first.chats.lead.held()
        await second.rings()
        assert [len(user.private.answers) for user in users] == [0, 0, 0]
        first.chats.lead.resign()
        await asyncio.gather(second.rings(), second.rings())
        await first.rings()
        assert [len(user.private.answers) for user in users] == [1, 1, 1]


@dataclass
class Outage:
    """The primary dies when so many messages have been sent, and a moment later its standby is promoted."""

    pair: object
    at: int
    delay: float = 0.2
    sent: int = 0
    thread: threading.Thread | None = None

    def hears(self, method: str) -> None:
        self.sent += method == "sendMessage"
        if self.sent == self.at and self.thread is None:
            self.pair.primary.kill()
            self.thread = threading.Timer(self.delay, self.pair.standby.promote)
            self.thread.start()


async def rounds_until_all_is_sent(bots):
    """Every replica rings, again and again, as each minute does."""
    for _ in range(4):
        await asyncio.gather(*(one.rings() for one in bots.replicas))
        bots.clock.time += LEASE
    assert bots.replicas[0].chats.deliveries.due() == ()


async def asked_meanwhile(bots, outage, people):
    """Questions that come while no database takes writes; each is told to two replicas."""
    while outage.thread is None:  # noqa: ASYNC110 - a server that is killed tells nobody
        await asyncio.sleep(0.01)
    for one in people:
        one.says("/quote boats")
    await bots.brings(twice=1)


async def test_the_primary_is_killed_in_the_middle_of_a_round(postgres_pair):
    url = postgres_pair.create("chats")
    async with fleet(url, answer) as bots:
        users = subscribers(bots, 60)
        askers = [bots.api.user(f"Asker {n}") for n in range(6)]
        outage = Outage(postgres_pair, at=25)
        bots.api.on_call = outage.hears
        await asyncio.gather(rounds_until_all_is_sent(bots), asked_meanwhile(bots, outage, askers))
        outage.thread.join()
    came = [len(user.private.answers) for user in users]
    assert min(came) == 1  # none lost
    assert sum(came) - len(users) <= 1  # none twice, but the one that was on its way
    assert [len(asker.private.answers) for asker in askers] == [1] * 6
    told = postgres_pair.standby.ask("SELECT count(DISTINCT chat) FROM chats.told", "chats")
    assert told == [(len(users),)]


@pytest.mark.soak
async def test_processes_and_the_primary_killed(postgres_pair):
    """Two processes of digests for a thousand chats, killed at random; half way the primary goes, too."""
    chance, api, clock = random.Random(5), BotApi(), Hands(MONDAY)
    url = postgres_pair.create("chats")
    chats = ChatStore(url, clock)
    chats.deliveries.came_in([], 0)
    users = [api.user(f"Reader {n}") for n in range(1_000)]
    for user in users:
        user.private.state.started = True
        chats.set_schedule(ChatRef(user.id, ChatKind.PRIVATE), EIGHT)
    clock.time += DAY
    outage = Outage(postgres_pair, at=500)
    api.on_call = outage.hears
    kills = 0
    async with serve(api) as address:
        while await asyncio.to_thread(chats.deliveries.due):
            args = ("-m", "tests.bot.courier", url, address, str(clock.time.timestamp()))
            pair = [
                await asyncio.create_subprocess_exec(sys.executable, *args, cwd=Path(__file__).parents[1])
                for _ in range(2)
            ]
            most = len(api.calls) + chance.randrange(60, 200)
            while any(one.returncode is None for one in pair) and len(api.calls) < most:  # noqa: ASYNC110 - as above
                await asyncio.sleep(0.01)
            for process in pair:
                if process.returncode is None:
                    process.kill()
                    kills += 1
                await process.wait()
            clock.time += LEASE
    came = [len(user.private.answers) for user in users]
    chats.close()
    assert (min(came), kills > 3, outage.thread is not None) == (1, True, True)
    assert sum(came) - len(users) <= kills + 1
