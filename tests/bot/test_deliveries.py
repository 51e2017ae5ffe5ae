"""What is due and claimed, what came in, what was told; whom a chat follows."""

import datetime as dt
from dataclasses import replace

import pytest

from bot.chats import ChatStore
from bot.deliveries import BACKOFF, HOUR, LEASE, Due
from bot.schedules import ALERT, DIGEST, FOREVER
from handlers.messages import ChatKind, ChatRef, Follow, Schedule, Section
from tests.bot.stage import Hands

GROUP = ChatRef(-100, ChatKind.GROUP)
TOPIC = ChatRef(-100, ChatKind.GROUP, 7)
ANN = ChatRef(5, ChatKind.PRIVATE)
EIGHT = Schedule(8 * 60 + 30, "Europe/Kyiv", "boats")
DAY = dt.timedelta(days=1)
NOON = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


@pytest.fixture
def clock():
    return Hands(NOON)


@pytest.fixture
def chats(chats_url, clock):
    store = ChatStore(chats_url, clock)
    yield store
    store.close()


def arrive(chats, *names, total=None):
    day = chats._clock.now().date()
    return chats.deliveries.came_in([(name, day) for name in names], len(names) if total is None else total)


def test_missed_rounds_are_one_and_it_survives_a_restart(chats_url, clock):
    url = chats_url
    first = ChatStore(url, clock)
    first.set_schedule(ANN, EIGHT)
    assert first.deliveries.due() == ()
    first.close()
    clock.time += 5 * DAY
    second = ChatStore(url, clock)
    (due,) = second.deliveries.due()
    assert due == Due(ANN, DIGEST, dt.datetime(2026, 3, 3, 6, 30, tzinfo=dt.UTC), NOON - DAY, EIGHT)
    second.deliveries.done(due, clock.time)
    assert second.deliveries.due() == ()
    clock.time += DAY
    assert len(second.deliveries.due()) == 1
    second.close()


def test_one_set_anew_while_it_is_sent_keeps_its_own_time(chats, clock):
    chats.set_schedule(ANN, EIGHT)
    clock.time += DAY
    (due,) = chats.deliveries.due()
    soon = Schedule(10, "UTC")
    chats.set_schedule(ANN, soon)
    chats.deliveries.done(due, clock.time)
    clock.time = dt.datetime(2026, 3, 4, 0, 10, tzinfo=dt.UTC)
    assert [one.schedule for one in chats.deliveries.due()] == [soon]


def test_a_claim_is_one_s_own_until_it_lapses(chats, clock):
    chats.set_schedule(ANN, EIGHT)
    clock.time += DAY
    (due,) = chats.deliveries.due()
    assert chats.deliveries.claim(due)
    assert not chats.deliveries.claim(due)
    assert chats.deliveries.due() == ()
    clock.time += LEASE  # whoever claimed it was stopped
    assert chats.deliveries.due() == (due,)
    assert chats.deliveries.claim(due)
    chats.deliveries.done(due, clock.time)
    assert not chats.deliveries.claim(due)


def test_what_fails_is_tried_again_at_once_and_then_ever_later(chats, clock):
    chats.set_schedule(ANN, EIGHT)
    clock.time += DAY
    waits = []
    for _ in range(9):
        (due,) = chats.deliveries.due()
        chats.deliveries.claim(due)
        chats.deliveries.later(due)
        before = clock.time
        while not chats.deliveries.due():
            clock.time += BACKOFF
        waits.append((clock.time - before) // BACKOFF)
    assert waits == [0, 2, 4, 8, 16, 32, 64, 64, 64]


def test_a_penalty_is_sat_out(chats, clock):
    chats.set_schedule(ANN, EIGHT)
    clock.time += DAY
    (due,) = chats.deliveries.due()
    chats.deliveries.later(due, dt.timedelta(seconds=900))
    clock.time += dt.timedelta(seconds=899)
    assert chats.deliveries.due() == ()
    clock.time += dt.timedelta(seconds=1)
    assert len(chats.deliveries.due()) == 1


def test_a_pause_holds_a_digest_and_collapses_what_it_missed(chats, clock):
    assert not chats.pause(ANN, clock.time + DAY)
    chats.set_schedule(ANN, EIGHT)
    chats.pause(ANN, clock.time + 7 * DAY)
    clock.time += 6 * DAY
    assert chats.deliveries.due() == ()
    clock.time += 2 * DAY
    assert len(chats.deliveries.due()) == 1
    chats.pause(ANN, FOREVER)
    clock.time += 3000 * DAY
    assert chats.deliveries.due() == ()
    assert chats.schedule(ANN).paused == FOREVER
    chats.pause(ANN, None)
    clock.time += DAY
    assert len(chats.deliveries.due()) == 1


@pytest.mark.parametrize(
    "schedule", [EIGHT, replace(EIGHT, weekday=3), replace(EIGHT, workdays=True), replace(EIGHT, always=True, owner=5)]
)
def test_a_schedule_is_kept_whole(chats, schedule):
    chats.set_schedule(ANN, schedule)
    assert chats.schedule(ANN) == schedule


def test_a_zone_that_is_set_moves_the_digest(chats, clock):
    chats.set_schedule(ANN, EIGHT)
    chats.set_zone(ANN, "Asia/Tokyo")
    assert chats.schedule(ANN) == Schedule(EIGHT.minute, "Asia/Tokyo", "boats")
    clock.time = dt.datetime(2026, 3, 2, 23, 30, tzinfo=dt.UTC)
    assert len(chats.deliveries.due()) == 1


def test_what_came_in_before_anybody_looked_came_in_on_its_day(chats, clock):
    chats.deliveries.came_in([("old", NOON.date() - 3 * DAY), ("new", NOON.date())], 2)
    chats.set_schedule(ANN, EIGHT)
    assert chats.record(ANN).arrived == {"new"}
    assert chats.record(ANN, NOON - 9 * DAY).arrived == {"old", "new"}


def test_articles_arrive_once_and_even_within_one_second(chats):
    assert [arrive(chats, "a"), arrive(chats, "a"), arrive(chats, "a", "b")] == [1, 0, 1]
    chats.set_schedule(ANN, EIGHT)
    (due,) = (Due(ANN, DIGEST, NOON, NOON, EIGHT),)
    chats.deliveries.done(due, chats.deliveries.until())
    until = chats.deliveries.until()
    assert arrive(chats, "a", "b", "c") == 1
    assert chats.deliveries.until() > until


def test_an_archive_is_counted_and_told_once(chats, clock):
    arrive(chats, "a", total=10)
    chats.set_schedule(ANN, EIGHT)
    clock.time += DAY
    arrive(chats, "a", "b", total=511)
    assert (chats.record(ANN).archive, chats.record(ANN).arrived) == (500, {"a", "b"})
    (due,) = chats.deliveries.due()
    chats.deliveries.done(due, chats.deliveries.until())
    assert (chats.record(ANN).archive, chats.record(ANN).arrived) == (0, frozenset())
    arrive(chats, "a", "b", total=400)  # a removal is no arrival
    assert chats.record(ANN).archive == 0


def test_what_was_told_is_known_and_related(chats, clock):
    chats.set_schedule(ANN, EIGHT)
    clock.time += DAY
    (due,) = chats.deliveries.due()
    sections = (Section(keys=("k1", "k2"), stories=("s1",)), Section(keys=("k3",), stories=("s2", "s3")))
    chats.deliveries.done(due, clock.time, sections, 41)
    assert chats.record(ANN).told == {"k1", "k2", "k3"}
    assert [chats.deliveries.related(ANN, stories) for stories in (("s3",), ("s4",), ())] == [41, None, None]
    assert chats.deliveries.related(GROUP, ("s1",)) is None


def test_alerts_come_when_something_did_and_once_an_hour(chats, clock):
    arrive(chats, "a")
    assert chats.follow(ANN, Follow("Ana Lopes", "person"))
    assert not chats.follow(ANN, Follow("ana lopes"))
    assert chats.deliveries.due() == ()
    clock.time += DAY
    arrive(chats, "a", "b")
    (due,) = chats.deliveries.due()
    assert (due.what, due.schedule, chats.record(ANN, alert=True).arrived) == (ALERT, None, {"b"})
    chats.deliveries.done(due, chats.deliveries.until(), (Section(keys=("k",)),), 7)
    arrive(chats, "a", "b", "c")
    assert chats.deliveries.due() == ()
    clock.time += HOUR
    (due,) = chats.deliveries.due()
    chats.deliveries.done(due, chats.deliveries.until())  # nothing of it was for this chat
    assert chats.deliveries.due() == ()
    arrive(chats, "a", "b", "c", "d")
    assert len(chats.deliveries.due()) == 1  # and no hour is waited
    assert chats.unfollow(ANN, "ANA LOPES")
    assert chats.deliveries.due() == ()


@pytest.mark.parametrize("name", ["Ana Lopes", "Ана Лопес", "Straße", "ΑΝΑ", "100 %", "_"])
def test_follows_are_the_same_in_capitals_of_any_script(chats, name):
    chats.follow(ANN, Follow("boats"))
    assert chats.follow(ANN, Follow(name, "person"))
    assert not chats.follow(ANN, Follow(name.upper())) or name.upper().casefold() != name.casefold()
    assert chats.unfollow(ANN, name.lower())
    assert chats.follows(ANN) == (Follow("boats"),)


def test_a_group_follows_in_its_digest_alone(chats, clock):
    chats.follow(GROUP, Follow("boats"))
    chats.follow(GROUP, Follow("Ana Lopes", "person"))
    clock.time += DAY
    arrive(chats, "a")
    assert chats.deliveries.due() == ()
    assert chats.follows(GROUP) == (Follow("Ana Lopes", "person"), Follow("boats"))
    assert chats.unfollow(GROUP, "")
    assert not chats.unfollow(GROUP, "")


def test_chats_that_go_take_all_with_them_and_those_that_move_keep_it(chats, clock):
    chats.set_schedule(GROUP, EIGHT)
    chats.set_schedule(TOPIC, EIGHT)
    chats.follow(GROUP, Follow("boats"))
    clock.time += DAY
    for due in chats.deliveries.due():
        chats.deliveries.done(due, clock.time, (Section(keys=("k",), stories=("s",)),), 9)
    chats.migrate(GROUP.id, -200)
    moved = ChatRef(-200, ChatKind.GROUP)
    assert (chats.schedule(moved), chats.follows(moved), chats.record(moved).told) == (EIGHT, (Follow("boats"),), {"k"})
    assert chats.deliveries.related(moved, ("s",)) is None  # the message stayed behind
    clock.time += DAY
    assert len(chats.deliveries.due()) == 2
    chats.deliveries.forget(ChatRef(-200, ChatKind.GROUP, 7))
    assert [due.chat for due in chats.deliveries.due()] == [moved]
    chats.forget(-200)
    assert (chats.deliveries.due(), chats.follows(moved), chats.record(moved).told) == ((), (), frozenset())


def test_forgetting_somebody_ends_what_they_get(chats, clock):
    chats.set_schedule(ANN, EIGHT)
    chats.follow(ANN, Follow("boats"))
    chats.set_schedule(GROUP, replace(EIGHT, owner=ANN.id))
    chats.forget_person(ANN.id)
    assert chats.schedule(GROUP) == EIGHT
    chats.clear_schedule(GROUP)
    clock.time += DAY
    arrive(chats, "a")
    assert (chats.deliveries.due(), chats.follows(ANN)) == ((), ())


def test_a_drought_is_seen_and_told_once(chats, clock):
    for n in range(5):
        arrive(chats, *(f"a{m}" for m in range(n + 1)))
        clock.time += DAY
    assert chats.stopped() is None
    clock.time += 5 * DAY
    assert chats.stopped() == NOON + 4 * DAY
    assert [chats.deliveries.first_warning("drought") for _ in range(2)] == [True, False]
    chats.sweep()
    assert chats.stopped() is not None


def test_an_older_database_keeps_its_schedules(tmp_path, clock):
    import sqlalchemy as sa
    from alembic import command
    from alembic.config import Config

    from bot.chatsdb import STEPS

    url = f"sqlite:///{tmp_path}/chats.db"
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(STEPS))
        command.upgrade(config, "0002")
        row = {"c": 5, "t": 0, "k": "private", "m": 510, "z": "UTC", "a": "", "d": int(NOON.timestamp()) - 60}
        connection.execute(sa.text("INSERT INTO schedules VALUES (:c, :t, :k, :m, :z, :a, :d)"), row)
    engine.dispose()
    store = ChatStore(url, clock)
    (due,) = store.deliveries.due()
    assert (due.chat, due.schedule) == (ANN, Schedule(510, "UTC"))
    store.close()
