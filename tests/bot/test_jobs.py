"""Digests: due, sent, done; and what becomes of chats that cannot be reached."""

import datetime as dt
import random

import pytest

from bot.jobs import Digests
from bot.localtime import next_at
from handlers import answer
from handlers.messages import Answer, ChatKind, ChatRef, Schedule, Status, msg
from tests.bot.stage import on_stage
from tests.botapi import BotApi
from tests.handlers.fake import FakeLibrary

DAY = dt.timedelta(days=1)
EIGHT = Schedule(8 * 60 + 30, "UTC")


@pytest.fixture
async def stage(tmp_path):
    async with on_stage(tmp_path, handle=answer, library=FakeLibrary()) as stage:
        yield stage


def door(stage):
    return stage.app.handlers[0][0].callback.__self__


async def ring(stage, days=1):
    """A round `days` later."""
    stage.clock.time += days * DAY
    await Digests(door(stage)).round(stage.app.bot)
    await stage.settled()


async def subscribed(stage, name="Ann"):
    user = stage.api.user(name)
    user.says("/digest daily 08:30 UTC")
    await stage.settled()
    return user


async def test_a_digest_comes_once_a_day(stage):
    ann = await subscribed(stage)
    before = len(ann.private.answers)
    await ring(stage)
    assert len(ann.private.answers) == before + 1
    await ring(stage, days=0)
    assert len(ann.private.answers) == before + 1
    await ring(stage, days=4)  # missed rounds are one
    assert len(ann.private.answers) == before + 2
    assert ann.private.last.buttons
    assert not ann.private.last.silent


async def test_its_buttons_work_like_any(stage):
    ann = await subscribed(stage)
    await ring(stage)
    query = ann.presses(ann.private.last.button("Timeline"))
    await stage.settled()
    assert query.answer["text"] == ""
    assert stage.asked[-1].command == "timeline"


async def test_it_survives_a_restart(tmp_path):
    async with on_stage(tmp_path, handle=answer, library=FakeLibrary()) as first:
        ann = await subscribed(first)
        api, count = first.api, len(ann.private.answers)
    async with on_stage(tmp_path, handle=answer, library=FakeLibrary(), api=api) as second:
        await ring(second)
        assert len(ann.private.answers) == count + 1


async def test_in_a_group_it_is_silent_and_in_its_topic(stage):
    eve = stage.api.user("Eve")
    forum = stage.api.group("Forum", admins=(eve,), forum=True)
    boats = forum.topic("Boats")
    eve.says("/digest daily 08:30", forum, topic=boats)
    await stage.settled()
    await ring(stage)
    assert (forum.last.silent, forum.last.thread) == (True, boats)


async def test_in_a_channel_it_carries_links(stage):
    channel = stage.api.channel("News")
    channel.posts("/digest daily 08:30")
    await stage.settled()
    await ring(stage)
    assert channel.last.button("Timeline").url


async def test_the_queue_rings_each_minute(stage):
    (job,) = stage.app.job_queue.jobs()
    assert job.name == "digests"
    assert job.job.trigger.interval == dt.timedelta(minutes=1)
    before = len((await subscribed(stage)).private.answers)
    stage.clock.time += DAY
    await job.run(stage.app)
    assert len(stage.api.chats[next(iter(stage.api.users))].messages) > before


@pytest.mark.parametrize(
    ("fault", "kept"),
    [
        ({"status": 403, "description": "Forbidden: bot was blocked by the user"}, False),
        ({"status": 400, "description": "Bad Request: chat not found"}, False),
        ({"status": 400, "description": "Bad Request: not enough rights to send text messages to the chat"}, True),
        ({"status": 502, "description": "Bad Gateway"}, True),
        ({"how": "timeout"}, True),
    ],
)
async def test_chats_that_are_gone_are_forgotten_and_others_are_not(stage, fault, kept):
    ann, bob = await subscribed(stage), await subscribed(stage, "Bob")
    before = len(bob.private.answers)
    stage.api.fail("sendMessage", chat=ann.id, **fault)
    await ring(stage)
    assert (stage.chats.schedule(ChatRef(ann.id, ChatKind.PRIVATE)) is not None) == kept
    assert len(bob.private.answers) == before + 1


@pytest.mark.parametrize("fault", [{"status": 500}, {"how": "timeout"}, {"how": "reset"}, {"how": "malformed"}])
async def test_a_digest_that_failed_comes_with_the_next_round(stage, fault):
    ann = await subscribed(stage)
    before = len(ann.private.answers)
    stage.api.fail("sendMessage", **fault)
    await ring(stage)
    assert len(ann.private.answers) == before
    await ring(stage, days=0)
    assert len(ann.private.answers) == before + 1


async def test_a_migrated_group_gets_it_in_its_new_place(stage):
    eve = stage.api.user("Eve")
    group = stage.api.group("Small", admins=(eve,), basic=True)
    eve.says("/digest daily 08:30", group)
    await stage.settled()
    moved = group.becomes_supergroup()
    stage.api.pending.clear()  # the bot was away when it was told
    await ring(stage)
    await ring(stage, days=0)
    assert len(moved.answers) == 1


async def test_nothing_to_tell_nothing_sent(tmp_path):
    def nothing(request, desk):
        return Answer(Status.NOTHING, msg("action.help"))

    async with on_stage(tmp_path, handle=nothing) as stage:
        ann = stage.api.user("Ann")
        ann.says("hello")
        await stage.settled()
        stage.chats.set_schedule(ChatRef(ann.id, ChatKind.PRIVATE), EIGHT)
        await ring(stage)
        assert len(ann.private.answers) == 1
        assert stage.chats.due() == ()


async def test_a_bug_in_one_digest_holds_up_no_other(tmp_path, caplog):
    def sometimes(request, desk):
        if request.chat.id == ann.id:
            raise ZeroDivisionError
        return answer(request, desk)

    async with on_stage(tmp_path, handle=sometimes, library=FakeLibrary()) as stage:
        ann, bob = stage.api.user("Ann"), stage.api.user("Bob")
        bob.says("/help")
        await stage.settled()
        for user in (ann, bob):
            stage.chats.set_schedule(ChatRef(user.id, ChatKind.PRIVATE), EIGHT)
        await ring(stage)
        assert len(bob.private.answers) == 2
        assert f"the digest of chat {ann.id} failed" in caplog.text


START, WEEK = dt.datetime(2026, 3, 26, tzinfo=dt.UTC), dt.timedelta(days=7)  # Europe loses an hour on the 29th
FAULTS = ({"status": 502}, {"how": "timeout"}, {"how": "reset"}, {"how": "timeout", "after": True})


def expected(schedule):
    """How many digests the week has for a schedule."""
    moment, count = next_at(schedule, START), 0
    while moment <= START + WEEK:
        moment, count = next_at(schedule, moment), count + 1
    return count


async def test_a_week_with_faults_and_restarts_loses_none_and_doubles_only_where_an_answer_was_lost(tmp_path):
    chance, api = random.Random(5), BotApi()
    readers = [api.user(f"Reader {number}") for number in range(12)]
    zones = ("UTC", "Europe/Kyiv", "America/New_York", "Asia/Kathmandu")
    schedules = [Schedule(chance.randrange(24 * 60), zones[number % 4]) for number in range(12)]
    for reader in readers:
        reader.says("hello")
    lost = 0
    for day in range(7):
        async with on_stage(tmp_path, api=api) as stage:
            await stage.settled()
            stage.clock.time = START + day * DAY
            for reader, schedule in zip(readers, schedules, strict=True):
                if day == 0:
                    stage.chats.set_schedule(ChatRef(reader.id, ChatKind.PRIVATE), schedule)
            for _ in range(48):
                stage.clock.time += DAY / 48
                fault = chance.choice((None, None, *FAULTS))
                struck = api.fail("sendMessage", **fault) if fault else None
                await Digests(door(stage)).round(stage.app.bot)
                lost += bool(struck and struck.after and not struck.times)
                api.faults.clear()
            await Digests(door(stage)).round(stage.app.bot)
    counts = [len(reader.private.answers) - 1 for reader in readers]
    assert all(count >= expected(schedule) for count, schedule in zip(counts, schedules, strict=True))
    assert sum(counts) == sum(map(expected, schedules)) + lost
    assert lost > 0
