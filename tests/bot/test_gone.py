"""Chats that block, kick, vanish or move: all that was kept of them goes with them, and nothing of anybody else's."""

import datetime as dt

import pytest
import sqlalchemy as sa

from bot.chatsdb import SHELF
from bot.deliveries import LEASE
from handlers import answer
from handlers.messages import ChatKind, ChatRef, Follow, Preferences
from tests.bot.newsroom import Newsroom
from tests.bot.stage import on_stage

DAY = dt.timedelta(days=1)


@pytest.fixture
def room():
    return Newsroom()


@pytest.fixture
async def stage(tmp_path, room):
    async with on_stage(tmp_path, handle=answer, library=room) as stage:
        yield stage


async def ring(stage, room, days=1):
    room.says(stage.clock.time.date(), "Vera Brandt")
    await stage.ring(days)


def rows(stage, chat):
    """How many rows each table keeps of a chat, where it keeps any."""
    tables = [table for table in SHELF.sorted_tables if "chat" in table.c]
    with stage.chats._engine.connect() as connection:
        counted = {
            one.name: connection.scalar(sa.select(sa.func.count()).select_from(one).where(one.c.chat == chat)) for one in tables
        }  # fmt: skip
    return {name: count for name, count in counted.items() if count}


async def settles(stage, room, user, place=None, topic=None):
    """A digest, a follow, a zone, settings, a question with buttons; and one digest that came."""
    more = [place] if place else []
    for line in ("/digest daily 08:30 Kyiv", "/follow Vera Brandt", "/settings@dateline_bot length short", "/people"):
        user.says(line, *more, **({"topic": topic} if topic else {}))
        await stage.settled()
    await ring(stage, room)
    chat = place.id if place else user.id
    assert {"schedules", "deliveries", "follows", "told", "places", "buttons", "preferences"} <= set(rows(stage, chat))


def closes(state, way):
    if way == "blocked":
        state.blocked = True
    elif way == "deactivated":
        state.deactivated = True


@pytest.mark.parametrize("way", ["tells", "blocked", "deactivated", "chat not found", "user is deactivated"])
async def test_a_private_chat_that_is_closed(stage, room, way):
    ann, bob = stage.api.user("Ann"), stage.api.user("Bob")
    await settles(stage, room, bob)
    await settles(stage, room, ann)
    kept = rows(stage, bob.id)
    if way == "tells":
        ann.blocks()
        await stage.settled()
    else:
        closes(ann.private.state, way)
        if " " in way:
            stage.api.fail("sendMessage", chat=ann.id, status=400, description=f"Bad Request: {way}")
        await ring(stage, room)
    assert rows(stage, ann.id) == {}
    assert rows(stage, bob.id).keys() == kept.keys()
    ann.private.state.deactivated = False
    ann.says("/digest")  # who comes back begins anew
    await stage.settled()
    assert "For one every day" in ann.private.last.plain


@pytest.mark.parametrize("told", [True, False])
async def test_a_group_that_throws_the_bot_out(stage, room, told):
    eve = stage.api.user("Eve")
    forum = stage.api.group("Forum", admins=(eve,), forum=True)
    boats = forum.topic("Boats")
    await settles(stage, room, eve, forum)
    await settles(stage, room, eve, forum, boats)
    forum.kicks_bot()
    if not told:
        stage.api.pending.clear()
        await ring(stage, room)
    await stage.settled()
    assert rows(stage, forum.id) == {}


async def test_a_topic_that_is_gone_takes_its_own_and_leaves_the_rest(stage, room):
    eve = stage.api.user("Eve")
    forum = stage.api.group("Forum", admins=(eve,), forum=True)
    boats = forum.topic("Boats")
    await settles(stage, room, eve, forum)
    await settles(stage, room, eve, forum, boats)
    forum.state.topics.pop(boats)
    await ring(stage, room)
    whole, part = ChatRef(forum.id, ChatKind.GROUP), ChatRef(forum.id, ChatKind.GROUP, boats)
    assert (stage.chats.schedule(part), stage.chats.follows(part)) == (None, ())
    assert stage.chats.schedule(whole).minute == 510
    assert stage.chats.follows(whole) == (Follow("Vera Brandt", "person"),)


@pytest.mark.parametrize("told", [True, False])
async def test_a_group_that_grows_keeps_what_was_set(stage, room, told):
    eve = stage.api.user("Eve")
    group = stage.api.group("Small", admins=(eve,), basic=True)
    await settles(stage, room, eve, group)
    before = stage.chats.schedule(ChatRef(group.id, ChatKind.GROUP))
    moved = group.becomes_supergroup()
    if not told:
        stage.api.pending.clear()
        await ring(stage, room)
    await stage.settled()
    there = ChatRef(moved.id, ChatKind.GROUP)
    assert rows(stage, group.id) == {}
    assert (stage.chats.schedule(there), stage.chats.zone(there)) == (before, "Europe/Kyiv")
    assert stage.chats.follows(there) == (Follow("Vera Brandt", "person"),)
    assert stage.chats.preferences(there) == Preferences(length="short")
    await ring(stage, room, days=0 if not told else 1)
    assert len(moved.answers) == 1
    assert moved.last.replies_to is None  # what it goes on from stayed behind


async def test_a_digest_that_was_on_its_way_when_its_group_grew_comes_once(stage, room):
    eve = stage.api.user("Eve")
    group = stage.api.group("Small", admins=(eve,), basic=True)
    await settles(stage, room, eve, group)
    room.says(stage.clock.time.date())
    stage.clock.time += DAY
    (due,) = stage.chats.deliveries.due()
    assert stage.chats.deliveries.claim(due)  # on its way; then the group grows, and the program stops
    moved = group.becomes_supergroup()
    await stage.settled()
    stage.clock.time += LEASE
    for _ in range(3):
        await ring(stage, room, days=0)
    assert len(moved.answers) == 1


async def test_a_supergroup_where_the_bot_was_at_home_already_keeps_the_groups_choice(stage, room):
    eve = stage.api.user("Eve")
    group = stage.api.group("Small", admins=(eve,), basic=True)
    await settles(stage, room, eve, group)
    moved = group.becomes_supergroup()
    stage.chats.set_zone(ChatRef(moved.id, ChatKind.GROUP), "Asia/Tokyo")  # heard before the move was
    await stage.settled()
    assert stage.chats.zone(ChatRef(moved.id, ChatKind.GROUP)) == "Europe/Kyiv"
    stage.chats.migrate(group.id, moved.id)  # told twice: by both chats
    assert stage.chats.schedule(ChatRef(moved.id, ChatKind.GROUP)).minute == 510


@pytest.mark.parametrize("answers_lost", [1, 2, 3])
async def test_a_lost_answer_doubles_one_message_and_no_more(stage, room, answers_lost):
    ann, bob = stage.api.user("Ann"), stage.api.user("Bob")
    for user in (ann, bob):
        user.says("/digest daily 08:30 UTC")
        await stage.settled()
    before = [len(user.private.answers) for user in (ann, bob)]
    room.says(stage.clock.time.date())
    stage.api.fail("sendMessage", chat=ann.id, how="timeout", after=True, times=answers_lost)
    stage.clock.time += DAY
    for _ in range(10):
        await ring(stage, Newsroom(), days=0)
        stage.clock.time += dt.timedelta(minutes=2)
    came = [len(user.private.answers) - count for user, count in zip((ann, bob), before, strict=True)]
    assert came == [1 + answers_lost, 1]
