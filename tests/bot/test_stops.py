"""A stop at any instant of a round loses no digest, and doubles at most the one that was on its way."""

import datetime as dt

from bot.deliveries import LEASE
from handlers.messages import ChatKind, ChatRef, Schedule
from tests.bot.mains import World
from tests.bot.newsroom import Newsroom

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
    assert doubled == len(users) * 2  # between its sending and its keeping, each may be doubled
