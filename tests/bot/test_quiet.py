"""Groups stay quiet: one line for a miss, a reaction beyond measure, settings for administrators alone."""

import datetime as dt

import pytest

from handlers import answer
from handlers.messages import ChatKind, ChatRef, Preferences
from tests.bot.stage import on_stage
from tests.handlers.fake import FakeLibrary


@pytest.fixture
async def stage(tmp_path):
    async with on_stage(tmp_path, handle=answer, library=FakeLibrary()) as stage:
        yield stage


@pytest.fixture
async def group(stage):
    stage.ann, stage.eve = stage.api.user("Ann"), stage.api.user("Eve")
    return stage.api.group("Readers", stage.ann, admins=(stage.eve,))


@pytest.mark.parametrize(
    "line", ["/quote Zelda", "/quote", "@dateline_bot What did Macron say?", "/compare trains", "/article zz"]
)
async def test_a_miss_is_one_line_without_buttons(stage, group, line):
    stage.ann.says(line, group)
    await stage.settled()
    assert group.last.plain.count("\n") == 0
    assert group.last.buttons == []


async def test_a_choice_keeps_its_buttons(stage, group):
    stage.ann.says("/quote lopes", group)
    await stage.settled()
    assert "\n" not in group.last.plain
    assert {button.text for button in group.last.buttons} >= {"Ana Lopes: 3"}


async def test_beyond_five_questions_a_minute_there_is_a_reaction_and_no_text(stage, group):
    asked = [stage.ann.says("/people", group) for _ in range(7)]
    other = stage.eve.says("/people", group)
    await stage.settled()
    assert len(group.answers) == 6
    reactions = ["_reaction" in group.state.messages[shown.id] for shown in (*asked, other)]
    assert reactions == [False] * 5 + [True] * 2 + [False]


async def test_a_group_that_forbids_reactions_is_let_be(stage, group, caplog):
    stage.api.fail("setMessageReaction", status=400, description="Bad Request: REACTION_INVALID", times=9)
    for _ in range(6):
        stage.ann.says("/people", group)
    await stage.settled()
    assert len(group.answers) == 5
    assert "failed" not in caplog.text


async def test_a_private_chat_has_no_such_measure(stage):
    ann = stage.api.user("Ann")
    for _ in range(8):
        ann.says("/people")
    await stage.settled()
    assert len(ann.private.answers) == 8


async def test_only_administrators_see_and_set_a_groups_settings(stage, group):
    stage.ann.says("/settings", group)
    await stage.settled()
    assert group.answers == []
    stage.ann.says("/settings@dateline_bot length short", group)
    await stage.settled()
    assert "only administrators" in group.last.plain
    stage.eve.says("/settings@dateline_bot", group)
    await stage.settled()
    stage.ann.presses(group.last.button("Excerpts: short"))
    await stage.settled()
    chat = ChatRef(group.id, ChatKind.GROUP)
    assert stage.chats.preferences(chat) == Preferences()
    stage.eve.presses(group.last.button("Excerpts: short"))
    await stage.settled()
    assert stage.chats.preferences(chat) == Preferences(length="short")
    assert "Excerpts: short" in group.last.plain
    assert group.last.edited


async def test_where_only_administrators_may_ask_nobody_else_is_answered(stage, group):
    stage.eve.says("/settings@dateline_bot asking admins", group)
    await stage.settled()
    count = len(group.answers)
    stage.ann.says("/people", group)
    stage.eve.says("/people", group)
    await stage.settled()
    assert len(group.answers) == count + 1


async def test_in_quiet_hours_answers_make_no_sound(stage, group):
    stage.eve.says("/settings@dateline_bot quiet 22-7", group)
    await stage.settled()
    stage.clock.time = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
    stage.eve.says("/people", group)
    await stage.settled()
    assert not group.last.silent
    stage.clock.time = dt.datetime(2026, 3, 2, 23, tzinfo=dt.UTC)
    stage.eve.says("/sources", group)
    await stage.settled()
    assert group.last.silent


async def test_previews_are_off_until_they_are_chosen(stage):
    ann = stage.api.user("Ann")
    ann.says("/quote Ana Lopes")
    await stage.settled()
    ann.says("/settings previews on")
    ann.says("/quote Ana Lopes on harbour")
    await stage.settled()
    options = [call["link_preview_options"] for call in stage.api.called("sendMessage")]
    assert [option for option in options if "harbour.example" in option] == options[2:]
    assert "is_disabled" in options[0]


async def test_short_excerpts_are_cut_from_the_same_words(stage):
    ann = stage.api.user("Ann")
    ann.says("/settings length short")
    ann.says("What about the harbour talks?")
    await stage.settled()
    assert "40 minutes" in ann.private.last.plain


async def test_a_channels_settings_are_set_from_private(stage):
    eve = stage.api.user("Eve")
    channel = stage.api.channel("News", admins=(eve,), username="newsroom")
    eve.says("/settings @newsroom length short")
    await stage.settled()
    assert stage.chats.preferences(ChatRef(channel.id, ChatKind.CHANNEL)).length == "short"
    assert channel.answers == []


async def test_the_language_of_a_chat_is_its_own(stage):
    chat = ChatRef(1, ChatKind.PRIVATE)
    stage.chats.prefer(chat, Preferences(language="en", quiet=(1, 2)))
    stage.chats.memory.drop(1, kept=True)
    assert stage.chats.preferences(chat) == Preferences(language="en", quiet=(1, 2))
