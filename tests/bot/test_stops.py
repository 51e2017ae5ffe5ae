"""A stop at any instant of a round loses no digest, and doubles at most the one that was on its way."""

import asyncio
import datetime as dt
import random
import sys
from pathlib import Path

import pytest

from bot.chats import ChatStore
from bot.deliveries import LEASE
from handlers.messages import ChatKind, ChatRef, Schedule
from tests.bot.mains import World
from tests.bot.newsroom import Newsroom
from tests.bot.stage import Hands
from tests.botapi import BotApi, serve

MORNING = dt.datetime(2026, 3, 2, 8, 0, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


async def readers(world, number):
    """So many readers whose digests are due every day at half past eight."""
    users = [world.api.user(f"Reader {n}") for n in range(number)]
    async with world.bot() as bot:
        for user in users:
            user.says("hello")
            bot.chats.set_schedule(ChatRef(user.id, ChatKind.PRIVATE), Schedule(510, "UTC"))
        assert await bot.round()
    return users


async def stopped_at(world, users, instant):
    """A day's round that stops at an instant, and the one after; digests lost, digests doubled, whether it stopped."""
    world.time = world.time.replace(hour=8, minute=40, second=0) + DAY
    world.room.says(world.time.date())
    before = [len(user.private.answers) for user in users]
    async with world.bot(cut_at=instant) as bot:
        ended = await bot.round()
    world.time += LEASE
    async with world.bot() as bot:
        assert await bot.round()
    came = [len(user.private.answers) - count for user, count in zip(users, before, strict=True)]
    return came.count(0), sum(count - 1 for count in came if count), not ended


async def test_at_each_instant(tmp_path):
    world = World(tmp_path, Newsroom(), MORNING)
    users = await readers(world, 2)
    instant, doubled = 0, 0
    while True:
        lost, twice, stopped = await stopped_at(world, users, instant)
        assert (lost, twice <= 1) == (0, True)
        if not stopped:
            break
        instant, doubled = instant + 1, doubled + twice
    assert instant > 15  # there were as many steps
    assert doubled > 0  # between its sending and its keeping


@pytest.mark.parametrize("steps", [1, 3, 10, 30, 100, 300])
async def test_a_round_that_is_told_to_end(tmp_path, steps):
    world = World(tmp_path, Newsroom(), MORNING)
    users = await readers(world, 3)
    world.room.says(world.time.date())
    world.time += DAY
    async with world.bot() as bot:
        running = asyncio.create_task(bot.round())
        for _ in range(steps):
            await asyncio.sleep(0)
        running.cancel()
        await asyncio.wait([running])
        world.time += LEASE
        assert await bot.round()
    came = [len(user.private.answers) for user in users]
    assert min(came) == 1
    assert sum(came) <= len(users) + 1


@pytest.mark.soak
async def test_killed_again_and_again(tmp_path):
    """The process itself, killed at random over a round for a thousand chats."""
    chance, api, clock = random.Random(3), BotApi(), Hands(MORNING)
    database = f"sqlite:///{tmp_path}/chats.db"
    chats = ChatStore(database, clock)
    chats.deliveries.came_in([], 0)
    users = [api.user(f"Reader {n}") for n in range(1_000)]
    for user in users:
        user.private.state.started = True
        chats.set_schedule(ChatRef(user.id, ChatKind.PRIVATE), Schedule(510, "UTC"))
    clock.time += DAY
    kills = 0
    async with serve(api) as address:
        while chats.deliveries.due():
            args = ("-m", "tests.bot.courier", database, address, str(clock.time.timestamp()))
            process = await asyncio.create_subprocess_exec(sys.executable, *args, cwd=Path(__file__).parents[2])
            sent = len(api.calls) + chance.randrange(20, 200)
            while process.returncode is None and len(api.calls) < sent:  # noqa: ASYNC110 - it tells nobody
                await asyncio.sleep(0.01)
            if process.returncode is None:
                await asyncio.sleep(chance.random() / 50)
                process.kill()
                kills += 1
            await process.wait()
            clock.time += LEASE
    came = [len(user.private.answers) for user in users]
    assert min(came) == 1
    assert kills > 3
    assert sum(came) - len(users) <= kills
    chats.close()
