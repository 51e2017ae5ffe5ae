"""Digests and alerts: due, sent once, silent, related; and what becomes of chats that cannot be reached."""

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from bot.arrivals import Lookout
from bot.deliveries import LEASE
from bot.jobs import Digests
from bot.schedules import FOREVER
from corpus.errors import StoreError
from handlers import answer
from handlers.messages import Answer, ChatKind, ChatRef, Schedule, Status, msg
from tests.bot.newsroom import Newsroom
from tests.bot.stage import on_stage
from tests.botapi import BotApi

DAY, MINUTE = dt.timedelta(days=1), dt.timedelta(minutes=1)
EIGHT = Schedule(8 * 60 + 30, "UTC")


@pytest.fixture
def room():
    return Newsroom()


@pytest.fixture
async def stage(tmp_path, room):
    async with on_stage(tmp_path, handle=answer, library=room) as stage:
        yield stage


async def subscribed(stage, name="Ann", line="/digest daily 08:30 UTC"):
    return await stage.says(stage.api.user(name), line)


def today(stage):
    return stage.clock.time.date()


async def test_a_digest_tells_what_is_new_once_a_day(stage, room):
    ann = await subscribed(stage)
    before = len(ann.private.answers)
    await stage.ring()
    assert len(ann.private.answers) == before  # nothing new, nothing sent
    room.says(today(stage), words="The harbour opens on Monday at noon.")
    await stage.ring()
    assert "The harbour opens on Monday" in ann.private.last.plain
    assert "Harbour Times" in ann.private.last.plain
    assert (ann.private.last.silent, len(ann.private.answers)) == (False, before + 1)
    await stage.ring(days=0)
    await stage.ring(days=3)
    assert len(ann.private.answers) == before + 1  # never again


async def test_missed_rounds_collapse_into_one_of_five_with_the_rest_behind_a_button(stage, room):
    ann = await subscribed(stage)
    for day in range(4):
        for speaker in ("Ana Lopes", "Vera Brandt", "Ivo Kral"):
            room.says(today(stage) + day * DAY, speaker)
        room.plans(today(stage), today(stage) + 30 * DAY)
    room.differ(today(stage))
    await stage.ring(days=4)
    shown = ann.private.last
    assert shown.plain.startswith("New: 8 things")
    assert shown.plain.index("meeting took") < shown.plain.index("said 5 Mar")
    ann.presses(shown.button("All 8"))
    await stage.settled()
    assert ann.private.last.plain.startswith("New since")
    ann.presses(ann.private.last.button("Next"))
    await stage.settled()
    assert "council meets" in ann.private.last.plain


async def test_it_says_so_where_a_line_is_wanted(stage, room):
    ann = await subscribed(stage)
    await stage.says(ann, "/digest always")
    await stage.ring()
    assert ann.private.last.plain.startswith("Nothing new.")
    await stage.says(ann, "/digest when new")
    count = len(ann.private.answers)
    await stage.ring()
    assert len(ann.private.answers) == count


async def test_an_archive_import_gets_one_line(stage, room):
    ann = await subscribed(stage)
    await stage.ring()
    for _ in range(40):
        room.says(today(stage) - 900 * DAY)
    await stage.ring()
    assert ann.private.last.plain == "40 older articles were added to the archive."
    count = len(ann.private.answers)
    await stage.ring()
    assert len(ann.private.answers) == count


async def test_what_belongs_to_an_earlier_post_replies_to_it(stage, room):
    ann = await subscribed(stage)
    event = room.plans(today(stage), today(stage) + 5 * DAY)
    await stage.ring()
    first = ann.private.last
    assert first.replies_to is None
    room.differ(today(stage))
    room.points.append(replace(room.points.pop(), event=event))
    await stage.ring()
    assert ann.private.last.replies_to == first.id
    assert "meeting took" in ann.private.last.plain


async def test_when_sources_have_stopped_operators_are_told_and_nobody_else(tmp_path, room):
    api = BotApi()
    boss = api.user("Boss")
    async with on_stage(tmp_path, handle=answer, library=room, api=api, admins=frozenset({boss.id})) as stage:
        await stage.says(boss, "hello")
        ann = await subscribed(stage)
        await stage.says(ann, "/digest always")
        await stage.ring(days=0)
        for _ in range(5):
            room.says(today(stage))
            await stage.ring()
        count = len(ann.private.answers)
        for _ in range(6):
            await stage.ring()
        told = [shown for shown in boss.private.answers if "No article has come in" in shown.plain]
        assert len(told) == 1
        assert len(ann.private.answers) - count == 3  # until it was plain that they had stopped
        await stage.says(ann, "/digest new")
        assert "perhaps the sources have stopped" in ann.private.last.plain


async def test_an_operator_who_could_not_be_told_is_told_later_and_once(tmp_path, room):
    api = BotApi()
    boss = api.user("Boss")
    async with on_stage(tmp_path, handle=answer, library=room, api=api, admins=frozenset({boss.id})) as stage:
        await stage.says(boss, "hello")
        for _ in range(5):
            room.says(today(stage))
            await stage.ring()
        api.fail("sendMessage", chat=boss.id, how="timeout")
        for _ in range(9):
            await stage.ring()
    assert len([shown for shown in boss.private.answers if "No article has come in" in shown.plain]) == 1


async def test_a_corpus_that_cannot_be_read_is_waited_for(stage, room, caplog):
    ann = await subscribed(stage)
    room.says(today(stage))
    room.scope = broken
    await stage.ring()
    assert "digests wait for the corpus: corpus.db: is damaged" in caplog.text
    count = len(ann.private.answers)
    del room.scope
    await stage.ring(days=0)
    assert len(ann.private.answers) == count + 1


def broken():
    raise StoreError("corpus.db", "is damaged", "build it anew")


async def test_a_place_that_is_shared_sets_the_clock(stage, room):
    ann = await subscribed(stage)
    await stage.says(ann, "", location={"latitude": 35.7, "longitude": 139.7})
    assert "Asia/Tokyo" in ann.private.last.plain
    assert stage.chats.schedule(ChatRef(ann.id, ChatKind.PRIVATE)).zone == "Asia/Tokyo"
    await stage.says(ann, "", location={"latitude": 49.84, "longitude": 24.03})  # Lviv: Warsaw is nearer than Kyiv
    assert stage.chats.schedule(ChatRef(ann.id, ChatKind.PRIVATE)).zone == "Asia/Tokyo"
    ann.presses(ann.private.last.button("11:00 (Kyiv)"))
    await stage.settled()
    assert stage.chats.schedule(ChatRef(ann.id, ChatKind.PRIVATE)).zone == "Europe/Kyiv"
    eve = stage.api.user("Eve")
    group = stage.api.group("Readers", eve)
    await stage.says(eve, "", group, location={"latitude": 35.7, "longitude": 139.7})
    assert group.answers == []


async def test_its_buttons_work_like_any(stage, room):
    ann = await subscribed(stage)
    room.says(today(stage))
    await stage.ring()
    query = ann.presses(ann.private.last.button("Timeline"))
    await stage.settled()
    assert query.answer["text"] == ""
    assert stage.asked[-1].command == "timeline"
    ann.presses(ann.private.answers[-2].button("Why?"))
    await stage.settled()
    assert "What this rests on" in ann.private.last.plain


async def test_it_survives_a_restart(tmp_path, room):
    async with on_stage(tmp_path, handle=answer, library=room) as first:
        ann = await subscribed(first)
        api, count = first.api, len(ann.private.answers)
        await first.ring(days=0)
        room.says(today(first))
    async with on_stage(tmp_path, handle=answer, library=room, api=api) as second:
        await second.ring()
        assert len(ann.private.answers) == count + 1


async def test_in_a_group_it_is_silent_and_in_its_topic_and_of_whom_it_follows(stage, room):
    eve = stage.api.user("Eve")
    forum = stage.api.group("Forum", admins=(eve,), forum=True)
    boats = forum.topic("Boats")
    for line in ("/digest daily 08:30", "/follow Vera Brandt"):
        await stage.says(eve, line, forum, topic=boats)
    for speaker in ("Ana Lopes", "Vera Brandt"):
        room.says(today(stage), speaker)
    await stage.ring()
    assert (forum.last.silent, forum.last.thread) == (True, boats)
    assert "Vera Brandt" in forum.last.plain
    assert "Ana Lopes" not in forum.last.plain
    forum.state.topics.pop(boats)
    room.says(today(stage), "Vera Brandt")
    await stage.ring()
    assert stage.chats.schedule(ChatRef(forum.id, ChatKind.GROUP, boats)) is None


@pytest.mark.parametrize(
    ("about", "told", "untold"),
    [
        ("Ana Lopes", "of the crane", "of the ferry"),
        ("ferry", "of the ferry", "of the crane"),
        ("Ferry Post", "of the ferry", "of the crane"),
        ("Ivo Kral, crane", "of the crane", "of the ferry"),
    ],
)
async def test_a_digest_is_about_what_was_asked(stage, room, about, told, untold):
    ann = await subscribed(stage, line=f"/digest daily 08:30 on {about}")
    room.says(today(stage), "Ana Lopes", words="Nobody here is afraid of the crane, I can tell you.")
    room.says(today(stage), "Vera Brandt", "Ferry Post", words="Everybody is fond of the ferry, and so am I.")
    await stage.ring()
    assert told in ann.private.last.plain
    assert untold not in ann.private.last.plain


async def test_a_pause_ends_by_itself(stage, room):
    ann = await subscribed(stage)
    await stage.says(ann, "/digest pause 7d")
    count = len(ann.private.answers)
    for _ in range(6):
        room.says(today(stage))
        await stage.ring()
    assert len(ann.private.answers) == count
    await stage.ring(days=2)
    assert len(ann.private.answers) == count + 1
    assert ann.private.last.plain.startswith("New: ")


@pytest.mark.parametrize(
    ("evening", "line", "local"),
    [
        (dt.datetime(2026, 3, 28, 12, tzinfo=dt.UTC), "02:30 Berlin", "03:30"),  # the hour that is left out
        (dt.datetime(2026, 10, 24, 12, tzinfo=dt.UTC), "02:30 Berlin", "02:30"),  # the hour that comes twice
        (dt.datetime(2026, 3, 7, 18, tzinfo=dt.UTC), "02:30 New York", "03:30"),
        (dt.datetime(2026, 10, 31, 18, tzinfo=dt.UTC), "01:30 New York", "01:30"),
    ],
)
async def test_in_the_nights_that_change_the_clock_it_comes_once(stage, room, evening, line, local):
    stage.clock.time = evening
    ann = await subscribed(stage, line=f"/digest daily {line}")
    zone = ZoneInfo(stage.chats.zone(ChatRef(ann.id, ChatKind.PRIVATE)))
    came, count = [], len(ann.private.answers)
    for _ in range(24 * 4):
        room.says(today(stage))
        await stage.ring(days=0, minutes=15)
        if len(ann.private.answers) > count:
            count = len(ann.private.answers)
            came.append(f"{stage.clock.time.astimezone(zone):%H:%M}")
    assert came == [local]


async def test_a_rebuilt_corpus_tells_nothing_again(stage, room):
    ann = await subscribed(stage)
    room.differ(today(stage))
    room.says(today(stage))
    room.plans(today(stage), today(stage) + 9 * DAY)
    await stage.ring()
    count = len(ann.private.answers)
    held, happenings, points = room.held, room.happenings, room.points
    room.held, room.happenings, room.points = (), [], []
    await stage.ring()  # a round that meets an empty corpus
    room.held, room.happenings, room.points = tuple(reversed(held)), happenings, points
    await stage.ring()
    await stage.ring()
    assert len(ann.private.answers) == count


async def test_in_quiet_hours_it_makes_no_sound(stage, room):
    ann = await subscribed(stage)
    await stage.says(ann, "/settings quiet 22-10")
    room.says(today(stage))
    stage.clock.time = stage.clock.time.replace(hour=8, minute=30)
    await stage.ring()
    assert ann.private.last.silent


async def test_follows_are_told_within_the_minute_and_bundled_by_the_hour(stage, room):
    ann = await subscribed(stage, line="/follow Vera Brandt")
    await stage.ring(days=0)
    room.says(today(stage), "Vera Brandt")
    room.says(today(stage), "Ana Lopes")
    await stage.ring(days=0, minutes=1)
    assert ann.private.last.plain.startswith("New on Vera Brandt")
    count, first = len(ann.private.answers), ann.private.last.id
    for _ in range(3):
        room.says(today(stage), "Vera Brandt")
        await stage.ring(days=0, minutes=10)
    assert len(ann.private.answers) == count
    await stage.ring(days=0, minutes=31)
    assert ann.private.last.plain.startswith("New on Vera Brandt: 3 things")
    assert ann.private.last.replies_to == first
    await stage.says(ann, "/subscriptions")
    ann.presses(ann.private.last.button("Unfollow Vera Brandt"))
    await stage.settled()
    assert stage.chats.follows(ChatRef(ann.id, ChatKind.PRIVATE)) == ()


async def test_what_an_alert_told_no_digest_tells_again(stage, room):
    ann = await subscribed(stage)
    await stage.says(ann, "/follow Vera Brandt")
    await stage.ring(days=0)
    room.says(today(stage), "Vera Brandt")
    await stage.ring(days=0, minutes=1)
    count = len(ann.private.answers)
    await stage.ring()
    assert len(ann.private.answers) == count


async def test_a_channel_whose_owner_lost_it_pauses_and_its_owner_is_told(stage, room):
    eve = stage.api.user("Eve")
    news = stage.api.channel("News", admins=(eve,), username="newsroom")
    await stage.says(eve, "/digest @newsroom daily 08:30")
    room.says(today(stage))
    await stage.ring()
    assert news.last.button("Timeline").url
    news.demotes(eve)
    room.says(today(stage))
    count = len(news.answers)
    await stage.ring()
    assert (len(news.answers), "is paused" in eve.private.last.plain) == (count, True)
    await stage.ring()
    assert len([shown for shown in eve.private.answers if "is paused" in shown.plain]) == 1
    assert stage.chats.schedule(ChatRef(news.id, ChatKind.CHANNEL)).paused == FOREVER
    news.promotes(eve, can_post_messages=True)
    await stage.says(eve, f"/digest {news.id} resume")
    await stage.ring()
    assert len(news.answers) == count + 1


@pytest.mark.parametrize("reachable", [True, False])
async def test_a_channel_that_takes_the_bots_right_pauses_and_whose_it_is_is_told(stage, room, reachable):
    eve = stage.api.user("Eve")
    news = stage.api.channel("News")
    news.belongs_to(eve)
    if reachable:
        await stage.says(eve, "hello")
    news.posts("/digest daily 08:30")  # nobody's by name: the channel's own
    await stage.settled()
    assert stage.chats.schedule(ChatRef(news.id, ChatKind.CHANNEL)).owner is None
    count = len(news.answers)
    news.admits_bot(can_invite_users=True)
    for _ in range(3):
        room.says(today(stage))
        await stage.ring()
    assert stage.chats.schedule(ChatRef(news.id, ChatKind.CHANNEL)).paused == FOREVER
    told = [one for one in eve.private.answers if "The digest of News is paused" in one.plain]
    assert (len(told), len(news.answers)) == (int(reachable), count)
    news.admits_bot(can_post_messages=True)
    news.posts("/digest resume")
    await stage.settled()
    await stage.ring()
    assert len(news.answers) == count + 2


async def test_a_channel_whose_owner_is_forgotten_goes_on_as_its_own(stage, room):
    eve = stage.api.user("Eve")
    news = stage.api.channel("News", admins=(eve,), username="newsroom")
    await stage.says(eve, "/digest @newsroom daily 08:30")
    await stage.says(eve, "/forgetme")
    kept = stage.chats.schedule(ChatRef(news.id, ChatKind.CHANNEL))
    assert (kept.minute, kept.owner) == (510, None)
    news.demotes(eve)
    room.says(today(stage))
    await stage.ring()
    assert len(news.answers) == 1


@pytest.mark.parametrize("line", ["/digest @newsroom daily 08:30", "/follow @newsroom Vera Brandt", "/digest @newsroom off", "/subscriptions @newsroom"])  # fmt: skip
async def test_what_is_said_of_a_channel_in_private_is_for_those_who_may_post_there(stage, line):
    eve, ann = stage.api.user("Eve"), stage.api.user("Ann")
    news = stage.api.channel("News", admins=(eve,), username="newsroom")
    await stage.says(eve, "/digest @newsroom weekly mon 09:00")
    chat = ChatRef(news.id, ChatKind.CHANNEL)
    kept = stage.chats.schedule(chat)
    await stage.says(ann, line)
    assert "may post in News" in ann.private.last.plain
    assert (stage.chats.schedule(chat), stage.chats.follows(chat)) == (kept, ())
    await stage.says(eve, line)
    assert "may post" not in eve.private.last.plain
    assert news.answers == []


async def test_the_queue_rings_each_minute(stage, room):
    (job,) = [job for job in stage.app.job_queue.jobs() if job.name == "digests"]
    assert job.job.trigger.interval == MINUTE
    ann = await subscribed(stage)
    before = len(ann.private.answers)
    room.says(today(stage))
    stage.clock.time += DAY
    await job.run(stage.app)
    assert len(ann.private.answers) == before + 1


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
async def test_chats_that_are_gone_are_forgotten_and_others_are_not(stage, room, fault, kept):
    ann, bob = await subscribed(stage), await subscribed(stage, "Bob")
    before = len(bob.private.answers)
    room.says(today(stage))
    stage.api.fail("sendMessage", chat=ann.id, **fault)
    await stage.ring()
    assert (stage.chats.schedule(ChatRef(ann.id, ChatKind.PRIVATE)) is not None) == kept
    assert len(bob.private.answers) == before + 1


@pytest.mark.parametrize("fault", [{"status": 500}, {"how": "timeout"}, {"how": "reset"}, {"how": "malformed"}])
async def test_a_digest_that_failed_comes_with_the_next_round(stage, room, fault):
    ann = await subscribed(stage)
    before = len(ann.private.answers)
    room.says(today(stage))
    stage.api.fail("sendMessage", **fault)
    await stage.ring()
    assert len(ann.private.answers) == before
    await stage.ring(days=0)
    assert len(ann.private.answers) == before + 1


async def test_a_penalty_is_its_chats_alone_and_is_sat_out(stage, room):
    ann, bob = await subscribed(stage), await subscribed(stage, "Bob")
    before = len(ann.private.answers)
    room.says(today(stage))
    stage.api.flood(600, method="sendMessage", chat=ann.id)
    await stage.ring()
    assert len(bob.private.answers) == before + 1
    calls = len([one for one in stage.api.calls if one.method == "sendMessage"])
    await stage.ring(days=0, minutes=9)
    assert len([one for one in stage.api.calls if one.method == "sendMessage"]) == calls
    stage.app.bot.rate_limiter._lanes.clear()  # the pace's own clock stands still here
    await stage.ring(days=0, minutes=1)
    assert len(ann.private.answers) == before + 1


async def test_a_penalty_that_falls_while_others_are_sent_holds_up_nobody(stage, room):
    readers = [await subscribed(stage, f"Reader {n}") for n in range(4)]
    before = [len(one.private.answers) for one in readers]
    room.says(today(stage))
    pace, clock = stage.app.bot.rate_limiter, stage.app.bot.rate_limiter._now
    penalised = pace._lane(str(readers[2].id))
    stage.clock.time += DAY
    claim, began = stage.chats.deliveries.claim, clock()

    def claimed(due):
        penalised.penalty = began + 600  # as if a question of that chat had met it just now
        return claim(due)

    stage.chats.deliveries.claim = claimed
    await stage.ring(days=0)
    assert [len(one.private.answers) - count for one, count in zip(readers, before, strict=True)] == [1, 1, 0, 1]
    assert clock() - began < 60
    penalised.penalty = 0.0
    await stage.ring(days=0, minutes=11)
    assert len(readers[2].private.answers) == before[2] + 1


async def test_in_a_group_only_administrators_schedule(stage):
    ann, eve = stage.api.user("Ann"), stage.api.user("Eve")
    group = stage.api.group("Readers", ann, admins=(eve,))
    chat = ChatRef(group.id, ChatKind.GROUP)
    for line in ("/digest daily 08:30", "/digest щодня 08:30", "/digest 08:30", "/digest zone Kyiv", "/follow boats"):
        await stage.says(ann, line, group)
        assert (stage.chats.schedule(chat), stage.chats.zone(chat), stage.chats.follows(chat)) == (None, "UTC", ())
    await stage.says(eve, "/digest щодня о 08:30 Київ", group)
    assert stage.chats.schedule(chat) == Schedule(510, "Europe/Kyiv")
    for line in ("/digest off", "/digest pause 7d", "/digest стоп"):
        await stage.says(ann, line, group)
        assert stage.chats.schedule(chat) == Schedule(510, "Europe/Kyiv")
    ann.presses(next(one for shown in group.answers for one in shown.buttons if one.text == "Stop digests"))
    await stage.settled()
    assert stage.chats.schedule(chat) == Schedule(510, "Europe/Kyiv")


async def test_a_channel_reads_the_rest_behind_a_link(stage, room):
    eve, ann = stage.api.user("Eve"), stage.api.user("Ann")
    news = stage.api.channel("News", admins=(eve,), username="newsroom")
    await stage.says(eve, "/digest @newsroom daily 08:30")
    for day in range(3):
        for speaker in ("Ana Lopes", "Vera Brandt", "Ivo Kral"):
            room.says(today(stage), speaker)
        room.plans(today(stage), today(stage) + (20 + day) * DAY)
    await stage.ring()
    assert len(news.answers) == 1
    link = news.last.button("All 6").url
    await stage.says(ann, f"/start {link.partition('start=')[2]}")
    assert ann.private.last.plain.startswith("New since")


async def test_the_rest_of_a_channels_digest_is_on_its_own_topic(stage, room):
    eve, ann = stage.api.user("Eve"), stage.api.user("Ann")
    news = stage.api.channel("News", admins=(eve,), username="newsroom")
    await stage.says(eve, "/digest @newsroom daily 08:30 on ferry")
    for n in range(7):
        room.says(today(stage), f"Speaker {n}", words=f"I have always been fond of the ferry number {n}, as you know.")
        room.says(today(stage), f"Speaker {n}", words=f"Nobody here will ever mend the crane number {n} again.")
    await stage.ring()
    assert "crane" not in news.last.plain
    await stage.says(ann, f"/start {news.last.button('All 7').url.partition('start=')[2]}")
    assert "ferry" in ann.private.last.plain
    assert "crane" not in ann.private.last.plain


async def test_one_that_was_on_its_way_at_a_stop_is_sent_when_its_claim_lapses(stage, room):
    ann = await subscribed(stage)
    room.says(today(stage))
    stage.clock.time += DAY
    await Digests(stage.door).round(stage.app.bot)
    before = len(ann.private.answers)
    room.says(today(stage))
    stage.clock.time += DAY
    (due,) = stage.chats.deliveries.due()
    assert stage.chats.deliveries.claim(due)  # and here it stopped
    await stage.ring(days=0)
    assert len(ann.private.answers) == before
    stage.clock.time += LEASE
    await stage.ring(days=0)
    assert len(ann.private.answers) == before + 1


async def test_a_migrated_group_gets_it_in_its_new_place(stage, room):
    eve = stage.api.user("Eve")
    group = stage.api.group("Small", admins=(eve,), basic=True)
    await stage.says(eve, "/digest daily 08:30", group)
    moved = group.becomes_supergroup()
    stage.api.pending.clear()  # the bot was away when it was told
    room.says(today(stage))
    await stage.ring()
    await stage.ring(days=0)
    assert len(moved.answers) == 1


async def test_a_bug_in_one_digest_holds_up_no_other(tmp_path, room, caplog):
    def sometimes(request, desk):
        if request.chat.id == ann.id and request.args == "new":
            raise ZeroDivisionError
        return answer(request, desk)

    async with on_stage(tmp_path, handle=sometimes, library=room) as stage:
        ann, bob = stage.api.user("Ann"), stage.api.user("Bob")
        for user in (ann, bob):
            await stage.says(user, "/digest daily 08:30 UTC")
        before = len(bob.private.answers)
        room.says(today(stage))
        await stage.ring()
        assert len(bob.private.answers) == before + 1
        assert f"the digest of chat {ann.id} failed" in caplog.text


async def test_a_round_asks_the_corpus_the_same_question_once(stage, room):
    for n in range(9):
        await subscribed(stage, f"Reader {n}")
    room.says(today(stage))
    room.asked.clear()
    await stage.ring()
    assert room.asked.count("compare") == 1


async def test_the_corpus_is_looked_through_when_it_has_changed(stage, room):
    lookout, looked = Lookout(), []
    for change in (False, False, True, False):
        if change:
            room.says(today(stage))
        looked.append(lookout.look(stage.door.desk, stage.chats.deliveries))
    assert looked == [0, 0, 1, 0]


async def test_a_digest_fits_one_message(stage, room):
    ann = await subscribed(stage)
    before = len(ann.private.answers)
    for n, speaker in enumerate(("Ana Lopes", "Vera Brandt", "Ivo Kral")):
        room.says(today(stage), speaker, words=f"{n} " + "and we shall mend it all " * 70)
    await stage.ring()
    assert len(ann.private.answers) == before + 1
    assert stage.chats.record(ChatRef(ann.id, ChatKind.PRIVATE)).told


async def test_nothing_to_tell_nothing_sent(tmp_path):
    def nothing(request, desk):
        return Answer(Status.NOTHING, msg("action.help"))

    async with on_stage(tmp_path, handle=nothing, library=Newsroom()) as stage:
        ann = stage.api.user("Ann")
        await stage.says(ann, "hello")
        stage.chats.set_schedule(ChatRef(ann.id, ChatKind.PRIVATE), EIGHT)
        await stage.ring()
        assert len(ann.private.answers) == 1
        assert stage.chats.deliveries.due() == ()


async def test_more_than_a_round_holds_goes_out_in_rounds_that_follow_at_once(stage, room, monkeypatch):
    users = [await subscribed(stage, f"Reader {n}") for n in range(5)]
    before = [len(user.private.answers) for user in users]
    room.says(today(stage) + DAY)
    stage.clock.time += DAY
    deliveries = stage.chats.deliveries
    monkeypatch.setattr("bot.jobs.A_ROUND", 2)
    monkeypatch.setattr(deliveries, "due", lambda: type(deliveries).due(deliveries, 2))
    await Digests(stage.door)._ring(stage.app)
    assert [len(user.private.answers) - count for user, count in zip(users, before, strict=True)] == [1] * 5
