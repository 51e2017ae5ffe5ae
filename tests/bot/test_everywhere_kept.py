"""Each thing that is promised of groups, operators, reports and what is kept: who does it where, and what comes of it."""

import asyncio
import datetime as dt

import pytest
import sqlalchemy as sa

from bot.chatsdb import SHELF
from bot.settings import Settings
from handlers import answer
from handlers.messages import ChatKind, ChatRef, Preferences
from tests.bot.spots import PLACES, Spot
from tests.bot.stage import echo, on_stage
from tests.handlers.fake import FakeLibrary

OLGA = 5_000_001  # the first account that the fake makes
CROWDED = ("group", "topic")


@pytest.fixture
async def stage(tmp_path):
    async with on_stage(tmp_path, handle=answer, library=FakeLibrary(), admins=frozenset({OLGA})) as stage:
        stage.olga = stage.api.user("Olga")
        stage.olga.says("/privacy")
        await stage.settled()
        yield stage


@pytest.fixture(params=PLACES)
def spot(request, stage):
    return Spot(stage, request.param)


@pytest.fixture(params=CROWDED)
def crowd(request, stage):
    return Spot(stage, request.param)


async def test_beyond_five_questions_a_minute_there_is_a_reaction_and_no_text(crowd):
    for _ in range(7):
        await crowd.says("/people")
    assert len(crowd.place.answers) == 5
    assert len(await crowd.says("/people", crowd.bob)) == 1
    assert sum("_reaction" in shown.json for shown in crowd.place.shows) == 2


async def test_channels_that_write_in_a_group_are_measured_each_by_itself(crowd):
    for title in ("One", "Two"):
        other = crowd.stage.api.channel(title)
        for _ in range(6):
            crowd.place.write(
                "/people", {"sender_chat": other.state.json}, **({"topic": crowd.topic} if crowd.topic else {})
            )
    await crowd.stage.settled()
    assert len(crowd.place.answers) == 10


async def test_who_may_not_ask_gets_no_reaction_either(crowd):
    crowd.stage.chats.prefer(ChatRef(crowd.place.id, ChatKind.GROUP), Preferences(asking="admins"))
    for _ in range(7):
        await crowd.says("/people")
    assert crowd.place.answers == []
    assert not any("_reaction" in shown.json for shown in crowd.place.shows)
    assert len(await crowd.says("/people", crowd.eve)) == 1


async def test_pages_are_turned_by_the_asker_and_administrators_alone(tmp_path):
    async with on_stage(tmp_path) as stage:  # answers of many pages
        for kind in CROWDED:
            spot = Spot(stage, kind)
            (shown,) = await spot.says("/quote lee")
            for who, page in ((spot.bob, ""), (spot.ann, " page 2"), (spot.eve, " page 3")):
                now = await spot.presses(shown if not page else spot.place.last, "Next", who)
                assert now.plain.splitlines()[0] == f"/quote lee{page}"
            hidden = stage.api.user("Hal").says_anonymously("/quote lee", spot.place)
            await stage.settled()
            assert hidden.id
            refused = spot.ann.presses(spot.place.last.button("Next"))
            await stage.settled()
            assert "whoever asked" in refused.answer["text"]
            turned = await spot.presses(spot.place.last, "Next", spot.eve)
            assert turned.plain.splitlines()[0] == "/quote lee page 2"
            assert (await spot.presses(turned, "Why", spot.bob)).plain.startswith("/why")


async def test_buttons_that_fill_a_group_are_measured_and_pages_are_not(tmp_path):
    async with on_stage(tmp_path) as stage:
        spot = Spot(stage, "group")
        (shown,) = await spot.says("/quote lee")
        for _ in range(12):
            query = spot.ann.presses(shown.button("Why"))
            await stage.settled()
        assert len(spot.place.answers) == 11
        assert "In a minute" in query.answer["text"]
        assert (await spot.presses(shown, "Next")).plain.startswith("/quote lee") or spot.place.shows


SETTINGS = [
    ("length short", Preferences(length="short")),
    ("asking admins", Preferences(asking="admins")),
    ("quiet 22-7", Preferences(quiet=(1320, 420))),
    ("previews on", Preferences(previews=True)),
    ("language en", Preferences(language="en")),
]


@pytest.mark.parametrize("kind", CROWDED)
async def test_settings_are_the_administrators(stage, kind):
    for line, chosen in SETTINGS:
        crowd = Spot(stage, kind)
        chat = ChatRef(crowd.place.id, ChatKind.GROUP)
        (refused,) = await crowd.says(f"/settings@dateline_bot {line}")
        assert "only administrators" in refused.plain, line
        assert stage.chats.preferences(chat) == Preferences(), line
        await crowd.says(f"/settings@dateline_bot {line}", crowd.eve)
        assert stage.chats.preferences(chat) == chosen, line


async def test_a_report_reaches_the_operators_with_one_tap_and_no_name(spot):
    (shown,) = await spot.says("/quote Vera Brandt")
    what = await spot.presses(shown, "Report")
    private = Spot(spot.stage, "private")
    private.ann, private.place = spot.ann, spot.ann.private
    thanks = await (private if spot.kind == "channel" else spot).presses(what, "Wrong speaker")
    assert thanks.plain.startswith("Thank you")
    told = spot.stage.olga.private.last
    assert told.plain.startswith("Reported: Wrong speaker, a3")
    assert "/correct a3 speaker" in told.plain
    assert "Ann" not in told.plain


WORDLESS = [
    {"sticker": {"file_id": "s", "file_unique_id": "s", "type": "regular", "width": 1, "height": 1, "is_animated": False, "is_video": False}},
    {"voice": {"file_id": "v", "file_unique_id": "v", "duration": 3}},
    {"video_note": {"file_id": "v", "file_unique_id": "v", "duration": 3, "length": 9}},
    {"photo": [{"file_id": "p", "file_unique_id": "p", "width": 9, "height": 9}]},
    {"dice": {"emoji": "🎲", "value": 3}},
    {"contact": {"phone_number": "1", "first_name": "Zoe"}},
    {"poll": {"id": "1", "question": "Q?", "options": [], "total_voter_count": 0, "is_closed": False, "is_anonymous": True, "type": "regular", "allows_multiple_answers": False, "allows_revoting": False, "members_only": False}},
    {"document": {"file_id": "d", "file_unique_id": "d"}},
]  # fmt: skip


async def test_what_holds_no_words_is_told_so_once_and_only_in_private(stage):
    for extra in WORDLESS:
        spot = Spot(stage, "private")
        (told,) = await spot.says("", **extra)
        assert told.plain.startswith("Only words are read here"), extra
        assert "\n" not in told.plain
        assert await spot.says("", **extra) == [], extra
        for kind in CROWDED:
            assert await Spot(stage, kind).says("", **extra) == [], extra


async def test_an_album_with_a_caption_is_one_question(stage):
    spot = Spot(stage, "private")
    photo = {"photo": [{"file_id": "p", "file_unique_id": "p", "width": 9, "height": 9}], "media_group_id": "7"}
    (shown,) = await spot.says("", caption="/people", **photo)
    assert shown.plain.startswith("3 people")
    assert await spot.says("", **photo) == []


async def test_a_forwarded_command_sets_nothing(stage):
    origin = {"type": "hidden_user", "sender_user_name": "Zoe", "date": 1}
    for line in ("/forgetme", "/digest off", "/digest daily 08:30", "/settings length short", "/announce hello"):
        (told,) = await Spot(stage, "private").says(line, forward_origin=origin)
        assert told.plain == "A forwarded command changes nothing here; type it yourself.", line
    assert stage.asked[1:] == []


# Failures.


@pytest.fixture(params=[False, True], ids=["quiet", "telling"])
async def failing(request, tmp_path):
    async with on_stage(tmp_path, handle=echo, admins=frozenset({OLGA}), telling=request.param) as stage:
        stage.olga, stage.telling = stage.api.user("Olga"), request.param
        stage.olga.says("/privacy")
        await stage.settled()
        yield stage


async def test_a_failure_is_one_line_with_a_reference_and_a_trace_for_the_operators(failing):
    for kind in PLACES:
        spot = Spot(failing, kind)
        address = "" if kind == "private" else "@dateline_bot"
        (line,) = await spot.says(f"/crash{address} secret@example.com")
        reference = line.plain.rstrip(".").split()[-1]
        assert "\n" not in line.plain, kind
        told = failing.olga.private.last.plain
        assert told.startswith(f"Failure {reference}"), kind
        assert "bot/stage:" in told
        assert "ZeroDivisionError" in told
        assert ("secret" in told) == failing.telling
        assert failing.olga.private.last.automatic == []


async def test_a_failure_of_an_inline_query_is_told_above_the_list(tmp_path):
    async with on_stage(tmp_path, handle=lambda request, desk: 1 / 0) as stage:
        query = stage.api.user("Ann").asks_inline("Ana Lopes")
        await stage.settled()
        assert query["results"] == []
        assert query["button"]["text"].startswith("Something went wrong here; the reference is ")
        assert len(query["button"]["text"]) <= 64


async def test_operators_hear_of_five_failures_a_minute_and_askers_of_each(failing):
    spot = Spot(failing, "private")
    for _ in range(9):
        await spot.says("/crash")
    assert len(spot.place.answers) == 9
    assert sum("Failure" in shown.plain for shown in failing.olga.private.answers) == 5


def test_texts_of_failures_are_told_only_where_that_is_set():
    assert Settings(_env_file=None).failed_texts is False


# What is kept.


def everything(stage):
    with stage.chats._engine.connect() as connection:
        return {
            table.name: [tuple(map(str, row)) for row in connection.execute(sa.select(table))]
            for table in SHELF.sorted_tables
        }


async def test_after_forgetme_nothing_is_kept_of_somebody(stage):
    spot = Spot(stage, "private")
    group = Spot(stage, "group")
    channel = stage.api.channel("News", admins=(spot.ann,), username="ann_news")
    group.place.state.members[spot.ann.id] = group.place.state.members[group.ann.id]
    for line in (
        "/settings length short", "/digest daily 08:30 Europe/Kyiv", "/follow Ana Lopes", "/quote Ana Lopes",
        "/picture people", "/digest @ann_news daily 09:00", "What about the strike?",
    ):  # fmt: skip
        await spot.says(line)
    spot.ann.says("/quote Ana Lopes", group.place)
    await stage.settled()
    group.place.last.button("Why")
    spot.ann.presses(group.place.last.button("Why"))
    await stage.settled()
    mine = str(spot.ann.id)
    held = everything(stage)
    assert {name for name, rows in held.items() if any(mine in cell for row in rows for cell in row)} >= {
        "buttons", "deliveries", "follows", "places", "preferences", "questions", "schedules", "visits",
    }  # fmt: skip
    (told,) = await spot.says("/forgetme")
    assert told.plain.startswith("Deleted: ")
    held = everything(stage)
    assert [name for name, rows in held.items() if any(mine in cell for row in rows for cell in row)] == []
    assert channel.answers == []


async def test_a_press_forgets_as_much(stage):
    spot = Spot(stage, "private")
    (shown,) = await spot.says("/privacy")
    assert shown.plain.count("\n") <= 6
    await spot.presses(shown, "Forget me")
    held = everything(stage)
    assert [name for name, rows in held.items() if any(str(spot.ann.id) in cell for row in rows for cell in row)] == []


async def test_an_announcement_is_previewed_confirmed_and_sent_to_who_wants_it(stage):
    wanting, other = Spot(stage, "group"), Spot(stage, "topic")
    await wanting.says("/settings@dateline_bot news on", wanting.eve)
    stage.olga.says("/announce Back at noon")
    await stage.settled()
    assert stage.olga.private.last.plain == "Preview, for 1 chat:\n\nBack at noon"
    assert [shown.plain for shown in wanting.place.answers if "noon" in shown.plain] == []
    stage.olga.presses(stage.olga.private.last.button("Send to 1 chat"))
    await stage.settled()
    for _ in range(100):
        if "noon" in wanting.place.last.plain:
            break
        await asyncio.sleep(0.01)
    assert wanting.place.last.plain == "Back at noon"
    assert other.place.answers == []


async def test_quiet_hours_make_no_sound(crowd):
    await crowd.says("/settings@dateline_bot quiet 22-7", crowd.eve)
    for hour, silent in ((12, False), (23, True), (3, True)):
        crowd.stage.clock.time = dt.datetime(2026, 3, 3, hour, tzinfo=dt.UTC)
        (shown,) = await crowd.says("/people")
        assert shown.silent == silent
