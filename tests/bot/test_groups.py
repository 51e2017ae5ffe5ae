"""Who is heard in groups and channels, and who may decide there."""

import pytest

from handlers import answer
from handlers.messages import ChatKind, ChatRef, Schedule
from tests.bot.stage import on_stage
from tests.handlers.fake import FakeLibrary


@pytest.fixture
async def stage(tmp_path):
    async with on_stage(tmp_path) as stage:
        yield stage


@pytest.fixture
async def real(tmp_path):
    async with on_stage(tmp_path, handle=answer, library=FakeLibrary()) as stage:
        yield stage


async def lines(stage):
    await stage.settled()
    return [request.line for request in stage.asked]


async def test_groups_are_quiet_until_spoken_to(stage):
    ann = stage.api.user("Ann")
    group = stage.api.group("Readers", ann)
    for text in ("hello", "/help", "/start", "/other", "/quote@other_bot lee", "@other_bot who?"):
        ann.says(text, group)
    assert await lines(stage) == []
    for text in ("/quote lee", "/help@dateline_bot", "@dateline_bot who?"):
        ann.says(text, group)
    assert sorted(await lines(stage)) == ["/ask who?", "/help", "/quote lee"]
    ann.says("and why?", group, reply_to=group.last)
    assert (await lines(stage))[-1] == "/ask and why?"


async def test_posts_of_the_linked_channel_are_not_questions(stage):
    group, channel = stage.api.group("Talk"), stage.api.channel("News")
    post = channel.posts("/quote lee")
    await stage.settled()
    stage.asked.clear()
    group.forwards(post)
    assert await lines(stage) == []
    assert group.answers == []


async def test_bots_are_not_answered_nor_is_its_own_inline_result(stage):
    ann, robot = stage.api.user("Ann"), stage.api.user("Robot", is_bot=True)
    group = stage.api.group("Readers", ann, robot)
    robot.says("/quote lee", group)
    ann.says("/quote lee", group, via_bot=stage.api.me)
    assert await lines(stage) == []


async def test_what_opens_a_topic_is_no_reply(stage):
    ann = stage.api.user("Ann")
    forum = stage.api.group("Forum", ann, forum=True)
    opener = forum.write("", {"from": stage.api.me}, forum_topic_created={"name": "Boats", "icon_color": 1})
    ann.says("hello all", forum, reply_to=opener)
    assert await lines(stage) == []


async def test_the_words_replied_to_come_along(stage):
    ann, bob = stage.api.user("Ann"), stage.api.user("Bob")
    group = stage.api.group("Readers", ann, bob)
    said = bob.says("Lee said “never”.", group)
    ann.says("/quote lee", group, reply_to=said)
    await stage.settled()
    assert stage.asked[-1].reply_text == "Lee said “never”."


async def test_only_administrators_set_a_groups_digest(real):
    ann, eve = real.api.user("Ann"), real.api.user("Eve")
    group = real.api.group("Readers", ann, admins=(eve,))
    chat = ChatRef(group.id, ChatKind.GROUP)
    ann.says("/digest daily 08:30 Europe/Kyiv", group)
    await real.settled()
    assert real.chats.schedule(chat) is None
    assert "dministrator" in group.last.plain
    eve.says("/digest daily 08:30 Europe/Kyiv", group)
    await real.settled()
    assert real.chats.schedule(chat) == Schedule(510, "Europe/Kyiv")
    real.api.group("Other", eve)
    off = group.last.button("Stop")
    ann.presses(off)
    await real.settled()
    assert real.chats.schedule(chat) == Schedule(510, "Europe/Kyiv")
    eve.presses(off)
    await real.settled()
    assert real.chats.schedule(chat) is None


async def test_an_administrator_who_lost_it_cannot_press_it_any_more(real):
    eve = real.api.user("Eve")
    group = real.api.group("Readers", admins=(eve,))
    eve.says("/digest daily 08:30", group)
    await real.settled()
    group.demotes(eve)
    real.door.entitlement.standing._known.clear()  # a minute later
    eve.presses(group.last.button("Stop"))
    await real.settled()
    assert real.chats.schedule(ChatRef(group.id, ChatKind.GROUP)) == Schedule(510, "UTC")


async def test_a_hidden_administrator_is_one(real):
    group = real.api.group("Readers")
    real.api.user("Eve").says_anonymously("/digest daily 08:30", group)
    await real.settled()
    assert real.chats.schedule(ChatRef(group.id, ChatKind.GROUP)) == Schedule(510, "UTC")


async def test_a_post_sets_its_own_channels_digest(real):
    channel = real.api.channel("News")
    channel.posts("/digest daily 07:00")
    await real.settled()
    assert real.chats.schedule(ChatRef(channel.id, ChatKind.CHANNEL)) == Schedule(420, "UTC")


async def test_a_channels_digest_is_set_from_private_by_those_who_may_post(real):
    ann, eve = real.api.user("Ann"), real.api.user("Eve")
    channel = real.api.channel("News", ann, admins=(eve,), username="newsroom")
    real.api.channel("Closed", admins=(eve,), username="closed", bot_posts=False)
    real.api.group("Talk", eve).state.username = "talkers"
    chat = ChatRef(channel.id, ChatKind.CHANNEL)
    for user, name, words in (
        (ann, "newsroom", "Only those who may post"),
        (eve, "closed", "may not post in Closed"),
        (eve, "talkers", "not a channel"),
        (eve, "nowhere", "no channel @nowhere"),
    ):
        user.says(f"/digest @{name} daily 08:30")
        await real.settled()
        assert words in user.private.last.plain
        assert real.chats.schedule(chat) is None
    eve.says("/digest @newsroom daily 08:30 Asia/Tokyo")
    await real.settled()
    assert real.chats.schedule(chat) == Schedule(510, "Asia/Tokyo", owner=eve.id)
    assert channel.answers == []
    channel.demotes(eve)
    stop = eve.private.last.button("Stop")
    refused = eve.presses(stop)
    await real.settled()
    assert "Only those who may post" in refused.answer["text"]
    assert real.chats.schedule(chat) == Schedule(510, "Asia/Tokyo", owner=eve.id)
    channel.promotes(eve, can_post_messages=True)
    eve.presses(stop)
    await real.settled()
    assert real.chats.schedule(chat) is None


async def test_a_link_under_a_post_sets_nothing(real):
    ann = real.api.user("Ann")
    channel = real.api.channel("News")
    channel.posts("/digest daily 07:00")
    await real.settled()
    link = channel.last.button("Stop").url.partition("=")[2]
    ann.says(f"/start {link}")
    await real.settled()
    assert real.chats.schedule(ChatRef(channel.id, ChatKind.CHANNEL)) == Schedule(420, "UTC")
    assert "Dateline" in ann.private.last.plain or ann.private.last.buttons


async def test_a_removed_bot_forgets_the_chat(real):
    eve = real.api.user("Eve")
    group = real.api.group("Readers", admins=(eve,))
    eve.says("/digest daily 08:30", group)
    eve.says("/digest daily 08:30")
    await real.settled()
    group.kicks_bot()
    eve.blocks()
    await real.settled()
    assert real.chats.schedule(ChatRef(group.id, ChatKind.GROUP)) is None
    assert real.chats.schedule(ChatRef(eve.id, ChatKind.PRIVATE)) is None
