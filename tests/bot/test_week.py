"""A week of digests in five zones, with penalties, refusals, errors, lost answers and stops: none lost, limits kept."""

import datetime as dt
import random
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise

import pytest

from bot.deliveries import LEASE
from bot.localtime import next_at
from handlers.messages import ChatKind, ChatRef, Schedule
from tests.bot.mains import World
from tests.bot.newsroom import SPEAKERS, Newsroom
from tests.botapi.people import Place

START = dt.datetime(2026, 3, 26, tzinfo=dt.UTC)  # Europe loses an hour on the 29th
WEEK, CALM, HOUR = dt.timedelta(days=7), dt.timedelta(hours=4), dt.timedelta(hours=1)
ZONES = ("UTC", "Europe/Kyiv", "America/New_York", "Asia/Kathmandu", "Pacific/Auckland")
TIMES = (8 * 60 + 30, 8 * 60 + 30, 8 * 60 + 30, 9 * 60, 20 * 60, 2 * 60 + 30)  # most want it at the same time
FAULTS = ({"status": 502}, {"how": "timeout"}, {"how": "reset"}, {"how": "timeout", "after": True}, {"status": 429})


@dataclass
class Reader:
    """A place with its schedule, and where it was before; `gone` since it closed itself to the bot."""

    place: Place
    chat: ChatRef
    schedule: Schedule
    before: list[Place] = field(default_factory=list)
    gone: dt.datetime | None = None

    def expected(self, until):
        """How many digests it gets before then."""
        moment, count = next_at(self.schedule, START), 0
        while moment <= until:
            moment, count = next_at(self.schedule, moment), count + 1
        return count

    def bounds(self, last):
        """How many are too few, below 0, and too many, above it; what waits while it closes itself is nobody's."""
        here = [one for place in (*self.before, self.place) for one in place.answers if one.thread == self.chat.topic]
        came = len(here) - (self.chat.kind is ChatKind.PRIVATE)  # it was greeted
        until = min(last, self.gone or last)
        return came - self.expected(until - 2 * HOUR if self.gone else until), came - self.expected(until)

    def closes(self, now):
        """Blocks the bot, or throws it out."""
        self.gone = now
        if self.chat.kind is ChatKind.PRIVATE:
            self.place.state.blocked = True
        else:
            self.place.kicks_bot()

    def grows(self):
        """Becomes a supergroup, if it is not one."""
        if self.place.state.type == "group" and not self.gone:
            self.before.append(self.place)
            self.place = self.place.becomes_supergroup()


def settle(world, number, chance):
    """Private chats, groups, forums, channels."""
    readers = []
    for n in range(number):
        schedule = Schedule(chance.choice(TIMES), ZONES[n % 5], weekday=chance.choice((None, None, None, n % 7)))
        kind = chance.choices(("private", "group", "forum", "channel"), (14, 4, 1, 1))[0]
        if kind == "private":
            user = world.api.user(f"Reader {n}")
            user.says("hello")
            readers.append(Reader(user.private, ChatRef(user.id, ChatKind.PRIVATE), schedule))
            continue
        if kind == "channel":
            place = world.api.channel(f"Channel {n}")
        else:
            place = world.api.group(f"Group {n}", forum=kind == "forum", basic=kind == "group" and n % 2 == 0)
        topic = place.topic("Boats") if kind == "forum" else None
        where = ChatKind.CHANNEL if kind == "channel" else ChatKind.GROUP
        readers.append(Reader(place, ChatRef(place.id, where, topic), schedule))
    return readers


def strike(world, readers, chance):
    """Some faults for the next calls, and now and then a chat that moves or closes; what was struck."""
    struck = []
    for _ in range(chance.choice((0, 0, 1, 2, 4))):
        fault = dict(chance.choice(FAULTS))
        if fault.get("status") == 429:
            world.api.flood(chance.choice((3, 40, 600)), method="sendMessage")
        else:
            struck.append(world.api.fail("sendMessage", **fault))
    if chance.random() < len(readers) / 4_000:
        chance.choice(readers).grows()
        open_still = [reader for reader in readers if not reader.gone]
        chance.choice(open_still).closes(world.time)
    world.api.pending.clear()  # the bot is told of nothing: it finds out by being refused
    return struck


async def week(world, readers, chance, tick):
    """Seven days in ticks, news each hour, a stop now and then; how many answers were lost, how many stops, the last round."""
    lost, stops, last = 0, 0, world.time
    end = START + WEEK
    while world.time < end + CALM:
        calm = world.time >= end
        async with world.bot(cut_at=None if calm else chance.randrange(400)) as bot:
            running = True
            while running and world.time < end + CALM:
                world.room.says(world.time.date(), chance.choice(SPEAKERS).name)
                struck = [] if world.time >= end else strike(world, readers, chance)
                began = last = world.time
                running = await bot.round()
                lost += sum(one.after and not one.times for one in struck)
                world.api.faults.clear()
                world.time = max(world.time, began + tick)
                if calm is False and world.time >= end:
                    break
            stops += not running
        world.time += LEASE
    return lost, stops, last


def held(world):
    """The limits: 30 a second in all, 20 a minute a group, nothing within a penalty."""
    moments = sorted(at for at, _ in world.sent)
    assert all(bisect_left(moments, at + 1) - n <= 30 for n, at in enumerate(moments))
    chats = defaultdict(list)
    for at, chat in world.sent:
        chats[chat].append(at)
    for times in chats.values():
        assert all(later - sooner >= 1 for sooner, later in pairwise(times))
        assert all(bisect_left(times, at + 60) - n <= 20 for n, at in enumerate(times))
    for chat, since, until in world.penalties:
        assert not any(since < at < until for at in chats[chat])


async def played(folder, number, seed, tick):
    chance = random.Random(seed)
    world = World(folder, Newsroom(), START - HOUR)
    readers = settle(world, number, chance)
    assert {reader.schedule.zone for reader in readers} == set(ZONES)
    async with world.bot() as bot:
        for reader in readers:
            if reader.chat.kind is ChatKind.PRIVATE:
                await bot.app.bot.send_message(reader.chat.id, "hello")
            bot.chats.set_schedule(reader.chat, reader.schedule)
        assert await bot.round()
    world.time = START
    world.sent.clear()
    lost, stops, last = await week(world, readers, chance, tick)
    return world, [reader.bounds(last) for reader in readers], lost, stops


def check_week(world, bounds, lost, stops):
    assert min(too_few for too_few, _ in bounds) >= 0
    doubled = sum(max(0, too_many) for _, too_many in bounds)
    assert doubled <= lost + stops
    assert (lost > 0, stops > 0) == (True, True)
    held(world)
    return f"{len(world.sent)} sent, {doubled} doubled, {lost} answers lost, {stops} stops"


async def test_a_week_of_a_few(tmp_path):
    check_week(*await played(tmp_path, 15, 5, 3 * HOUR))


@pytest.mark.soak
async def test_a_week_of_a_thousand(tmp_path):
    world, bounds, lost, stops = await played(tmp_path, 1_000, 7, HOUR / 6)
    print(check_week(world, bounds, lost, stops))  # noqa: T201 - the figures are the point
    assert len(bounds) == 1_000
    assert len(world.sent) > 5_000
    assert (len(world.penalties) > 50, lost > 50, stops > 50) == (True, True, True)
