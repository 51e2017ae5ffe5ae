"""The Telegram door over the fake Bot API, with a stand-in for the handlers."""

import threading
from dataclasses import replace

import pytest

from handlers.messages import ChatKind, ChatRef, Schedule
from tests.bot.stage import echo, on_stage

pytestmark = pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")


@pytest.fixture
async def stage(tmp_path):
    async with on_stage(tmp_path) as stage:
        yield stage


async def test_a_command_in_private_is_answered_once(stage):
    ann = stage.api.user("Ann")
    ann.says("/quote lee on boats")
    await stage.settled()
    assert [request.line for request in stage.asked] == ["/quote lee on boats"]
    assert len(ann.private.answers) == 1
    assert ann.private.last.plain.startswith("/quote lee on boats")


async def test_an_excerpt_pings_nobody_and_is_escaped(stage):
    ann = stage.api.user("Ann")
    ann.says("hello")
    await stage.settled()
    assert ann.private.last.automatic == []
    assert "<b>Nobody</b> & nothing moved." in ann.private.last.plain


async def test_an_update_that_comes_twice_is_answered_once(stage):
    ann = stage.api.user("Ann")
    shown = ann.says("/people")
    update = stage.api.pending[0]
    await stage.settled()
    stage.api.repeat(update)
    await stage.settled()
    assert len(stage.asked) == 1
    assert len(ann.private.answers) == 1
    assert shown.id == 1


async def test_a_page_turns_in_place_and_another_action_answers_anew(stage):
    ann = stage.api.user("Ann")
    ann.says("/quote lee")
    await stage.settled()
    query = ann.presses(ann.private.last.button("Next"))
    await stage.settled()
    assert query.answer == {"text": "", "alert": False}
    assert [shown.plain.splitlines()[0] for shown in ann.private.answers] == ["/quote lee page 2"]
    assert ann.private.last.edited
    ann.presses(ann.private.last.button("Why"))
    await stage.settled()
    assert [shown.plain.splitlines()[0] for shown in ann.private.answers] == [
        "/quote lee page 2",
        "/why /quote lee page 2",
    ]


@pytest.mark.parametrize("data", ["nonsense", "x" * 64, ".", "AAAAAAAAAAAAAAAA.0", "AAAAAAAAAAAAAAAA.²", "кит.0"])
async def test_a_stale_or_made_up_button_says_ask_again(stage, data):
    ann = stage.api.user("Ann")
    ann.says("/quote lee")
    await stage.settled()
    query = ann.presses(ann.private.last.buttons[0], data=data)
    await stage.settled()
    assert "ask again" in query.answer["text"]
    assert len(stage.asked) == 1


async def test_a_button_of_another_chat_says_ask_again(stage):
    ann, bob = stage.api.user("Ann"), stage.api.user("Bob")
    ann.says("/quote lee")
    bob.says("/people")
    await stage.settled()
    query = bob.presses(bob.private.last.buttons[0], data=ann.private.last.buttons[0].data)
    await stage.settled()
    assert "ask again" in query.answer["text"]
    assert len(stage.asked) == 2


async def test_buttons_in_a_group_are_the_askers_and_the_administrators(stage):
    ann, bob, eve = (stage.api.user(name) for name in ("Ann", "Bob", "Eve"))
    group = stage.api.group("Readers", ann, bob, admins=(eve,))
    ann.says("/quote lee", group)
    await stage.settled()
    for user, line in ((bob, "page 1"), (ann, "page 2"), (eve, "page 3")):
        query = user.presses(group.last.button("Next"))
        await stage.settled()
        assert (query.answer["text"] != "") == (user is bob)
        assert group.last.plain.splitlines()[0] == f"/quote lee {line}".removesuffix(" page 1")


async def test_a_reply_in_a_group_stands_under_its_question_and_in_its_topic(stage):
    ann = stage.api.user("Ann")
    forum = stage.api.group("Forum", ann, forum=True)
    boats = forum.topic("Boats")
    asked = ann.says("/quote lee", forum, topic=boats)
    await stage.settled()
    assert (forum.last.replies_to, forum.last.thread) == (asked.id, boats)
    assert stage.asked[0].chat.topic == boats
    ann.presses(forum.last.button("Why"))
    await stage.settled()
    assert forum.last.thread == boats


async def test_channel_posts_carry_links_in_place_of_buttons(stage):
    ann = stage.api.user("Ann")
    channel = stage.api.channel("News", admins=(ann,))
    channel.posts("/quote lee")
    channel.posts("Nothing to see")
    await stage.settled()
    assert [request.chat.kind for request in stage.asked] == [ChatKind.CHANNEL]
    link = channel.last.button("Why").url
    assert link.startswith("https://t.me/dateline_bot?start=")
    ann.says(f"/start {link.partition('=')[2]}")
    await stage.settled()
    assert ann.private.last.plain.startswith("/why /quote lee")
    assert stage.asked[-1].chat.id == ann.id


async def test_a_bug_gives_one_line_with_a_reference_and_the_trace_to_the_log(stage, caplog):
    ann = stage.api.user("Ann")
    ann.says("/crash")
    await stage.settled()
    line = ann.private.last.plain
    number = line.rstrip(".").split()[-1]
    assert "wrong" in line
    assert "\n" not in line
    assert f"{number}: update" in caplog.text
    assert "ZeroDivisionError" in caplog.text


async def test_a_migrated_group_keeps_its_schedule(stage):
    ann = stage.api.user("Ann")
    group = stage.api.group("Small", ann, basic=True)
    stage.chats.set_schedule(ChatRef(group.id, ChatKind.GROUP), Schedule(510, "UTC"))
    moved = group.becomes_supergroup()
    await stage.settled()
    assert stage.chats.schedule(ChatRef(moved.id, ChatKind.GROUP)) == Schedule(510, "UTC")
    assert stage.chats.schedule(ChatRef(group.id, ChatKind.GROUP)) is None


async def test_a_long_answer_comes_in_several_messages_and_turns_in_place(tmp_path):
    def long(request, desk):
        answer = echo(request, desk)
        return replace(answer, sections=answer.sections * (60 if request.page == 1 else 1))

    async with on_stage(tmp_path, handle=long) as stage:
        ann = stage.api.user("Ann")
        ann.says("/quote lee")
        await stage.settled()
        count = len(ann.private.answers)
        assert count > 1
        assert [bool(shown.buttons) for shown in ann.private.answers] == [False] * (count - 1) + [True]
        credited = ["Harbour Post" in shown.plain[-60:] for shown in ann.private.answers]
        assert credited == [True] * count
        ann.presses(ann.private.last.button("Next"))
        await stage.settled()
        assert len(ann.private.answers) == count
        assert ann.private.last.plain.startswith("/quote lee page 2")


async def test_a_message_that_was_deleted_is_answered_anew(stage):
    ann = stage.api.user("Ann")
    ann.says("/quote lee")
    await stage.settled()
    shown = ann.private.last
    ann.presses(shown.button("Next"))
    del ann.private.state.messages[shown.id]
    await stage.settled()
    assert ann.private.last.plain.startswith("/quote lee page 2")


async def test_a_flood_is_waited_out(stage):
    ann = stage.api.user("Ann")
    stage.api.flood(7)
    ann.says("/quote lee")
    await stage.settled()
    assert len(ann.private.answers) == 1


async def test_who_blocked_the_bot_is_forgotten(stage):
    ann = stage.api.user("Ann")
    ann.says("/quote lee")
    stage.chats.set_schedule(ChatRef(ann.id, ChatKind.PRIVATE), Schedule(510, "UTC"))
    stage.api.fail("sendMessage", status=403, description="Forbidden: bot was blocked by the user")
    await stage.settled()
    assert stage.chats.schedule(ChatRef(ann.id, ChatKind.PRIVATE)) is None


async def test_a_changed_question_gets_its_answer_changed_and_marked(stage):
    ann = stage.api.user("Ann")
    shown = ann.says("/quote lee")
    await stage.settled()
    ann.edits(shown, "/quote lees")
    await stage.settled()
    assert len(ann.private.answers) == 1
    assert ann.private.last.edited
    assert ann.private.last.plain.startswith("/quote lees")
    assert "the question was changed" in ann.private.last.plain
    ann.presses(ann.private.last.button("Next"))
    await stage.settled()
    assert ann.private.last.plain.startswith("/quote lees page 2")


async def test_a_question_changed_after_a_minute_keeps_its_answer(stage):
    ann = stage.api.user("Ann")
    shown = ann.says("/quote lee", date=int(stage.api.clock()) - 61)
    await stage.settled()
    ann.edits(shown, "/quote lees")
    await stage.settled()
    assert ann.private.last.plain.startswith("/quote lee\n")


async def test_what_was_not_asked_is_not_answered_when_it_changes(stage):
    ann = stage.api.user("Ann")
    group = stage.api.group("Readers", ann)
    shown = ann.says("hello", group)
    await stage.settled()
    ann.edits(shown, "/quote lee")
    await stage.settled()
    assert group.answers == []


async def test_a_changed_question_in_a_topic_and_in_a_channel(stage):
    ann = stage.api.user("Ann")
    forum = stage.api.group("Forum", ann, forum=True)
    boats = forum.topic("Boats")
    shown = ann.says("/quote lee", forum, topic=boats)
    channel = stage.api.channel("News")
    post = channel.posts("/quote lee")
    await stage.settled()
    ann.edits(shown, "/quote lees")
    stage.api.tell(edited_channel_post=post.json | {"text": "/quote lees", "edit_date": int(stage.api.clock())})
    await stage.settled()
    assert [forum.last.plain.splitlines()[0], channel.last.plain.splitlines()[0]] == ["/quote lees"] * 2
    assert forum.last.thread == boats
    assert len(forum.answers) == 1


async def test_a_long_answer_that_becomes_short_leaves_nothing_behind(tmp_path):
    def long(request, desk):
        found = echo(request, desk)
        return replace(found, sections=found.sections * (60 if request.args == "lee" else 1))

    async with on_stage(tmp_path, handle=long) as stage:
        ann = stage.api.user("Ann")
        shown = ann.says("/quote lee")
        await stage.settled()
        assert len(ann.private.answers) > 1
        ann.edits(shown, "/quote lees")
        await stage.settled()
        assert len(ann.private.answers) == 1


async def test_typing_shows_while_an_answer_takes_its_time(tmp_path):
    started, release = threading.Event(), threading.Event()

    def slow(request, desk):
        started.set()
        release.wait(5)
        return echo(request, desk)

    async with on_stage(tmp_path, handle=slow) as stage:
        ann = stage.api.user("Ann")
        stage.api.on_call = lambda method: method == "sendChatAction" and release.set()
        ann.says("/quote lee")
        await stage.settled()
        assert [call["action"] for call in stage.api.called("sendChatAction")] == ["typing"]
        assert len(ann.private.answers) == 1


async def test_a_fast_answer_shows_no_typing(stage):
    stage.api.user("Ann").says("/quote lee")
    await stage.settled()
    assert stage.api.called("sendChatAction") == []


@pytest.mark.parametrize(
    "extra",
    [
        {"photo": []},
        {
            "sticker": {
                "file_id": "s",
                "file_unique_id": "s",
                "type": "regular",
                "width": 1,
                "height": 1,
                "is_animated": False,
                "is_video": False,
            }
        },
    ],
)
async def test_what_holds_no_words_is_let_be(stage, extra):
    ann = stage.api.user("Ann")
    ann.says("", **extra)
    await stage.settled()
    assert stage.asked == []


async def test_a_refusal_that_comes_twice_is_said_once(stage):
    ann = stage.api.user("Ann")
    ann.says("/digest @nowhere daily 08:30")
    update = stage.api.pending[0]
    await stage.settled()
    stage.api.repeat(update)
    await stage.settled()
    assert len(ann.private.answers) == 1
