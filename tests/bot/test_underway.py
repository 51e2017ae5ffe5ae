"""What was taken over is kept until it is answered; whoever has died leaves it to the others."""

import datetime as dt
import json

import pytest
import sqlalchemy as sa

from bot.backups import read, write
from bot.chats import ChatStore
from bot.chatsdb import UNDERWAY
from bot.engines import shared
from bot.ledger import Sheaf
from bot.underway import DEADLY, LEASE
from tests.bot.stage import Hands

SAID = {"update_id": 7, "message": {"text": "half \ud83d and zero \0"}}


@pytest.fixture
def clock():
    return Hands()


@pytest.fixture
def opened(chats_url, clock):
    """Makes a replica, as often as it is called."""
    some = []

    def replica():
        some.append(ChatStore(chats_url, clock))
        return some[-1]

    yield replica
    for one in some:
        one.close()


def kept(chats, *numbers, chat=5, told=SAID):
    for number in numbers:
        chats.underway.memo.keep(number, chat, told, lambda _: None)
    chats.ledger.flush()


def held(chats):
    with chats._engine.connect() as connection:
        return list(connection.scalars(sa.select(UNDERWAY.c.number).order_by(UNDERWAY.c.number)))


def died(chats, clock):
    """Let it be sure that whoever owned it is dead: of a file, a start tells that; on a server, time."""
    if shared(chats._engine):
        clock.time += dt.timedelta(seconds=LEASE + 1)


def claimed(chats, turn=1, most=100):
    return [one.number for one in chats.underway.claim(turn, most)]


def test_it_is_there_until_it_is_done(opened):
    chats, heard = opened(), []
    chats.underway.memo.keep(7, 5, SAID, heard.extend)
    assert (held(chats), heard) == ([], [])
    chats.ledger.flush()
    assert (held(chats), heard) == ([7], [7])
    assert not chats.underway.memo.drop(7)
    chats.first_time(8)  # any transaction takes it along
    assert held(chats) == []


def test_what_is_done_before_anything_is_written_costs_nothing(opened):
    chats, statements = opened(), []
    sa.event.listen(chats._engine, "before_cursor_execute", lambda *told: statements.append(told[2]))
    chats.underway.memo.keep(7, 5, SAID, lambda _: None)
    assert chats.underway.memo.drop(7)
    chats.ledger.flush()
    assert statements == []


def test_what_the_dead_left_is_claimed_once_as_it_came(opened, clock):
    first, second = opened(), opened()
    kept(first, 9, 7)
    kept(first, 8, told=json.dumps(SAID).encode())
    died(second, clock)
    found = second.underway.claim(1, 100)
    assert [one.number for one in found] == [7, 8, 9]
    assert {one.told for one in found} == {json.dumps(SAID).encode()}
    assert claimed(second, turn=2) == []
    assert claimed(second, turn=1) == [7, 8, 9]  # the same claim, its commit having been in doubt


def test_no_more_than_there_is_room_for(opened, clock):
    first, second = opened(), opened()
    kept(first, *range(10))
    died(second, clock)
    assert claimed(second, 1, most=4) == [0, 1, 2, 3]
    second.underway.give_back([3])
    assert claimed(second, 2) == [3, 4, 5, 6, 7, 8, 9]


def test_on_a_server_the_living_keep_theirs(opened, clock):
    first, second = opened(), opened()
    if not shared(first._engine):
        pytest.skip("a file has one bot")
    kept(first, 7)
    for _ in range(5):
        clock.time += dt.timedelta(seconds=LEASE * 3 // 4)
        first.underway.renew()
        assert claimed(second) == []


def test_who_ends_in_order_leaves_it_at_once(opened):
    first, second = opened(), opened()
    kept(first, 7)
    first.underway.memo.keep(8, 5, SAID, lambda _: None)  # not yet written
    first.underway.release()
    assert claimed(second) == [7, 8]


def test_what_was_marked_as_handled_is_answered_all_the_same(opened, clock):
    first, second = opened(), opened()
    kept(first, 7)
    assert first.ledger.write([Sheaf(7)]) == [True]
    died(second, clock)
    assert claimed(second) == [7]
    assert second.ledger.write([Sheaf(7)]) == [True]
    assert first.ledger.write([Sheaf(7)]) == [False]


def test_what_comes_again_is_with_whoever_took_it_last(opened, clock):
    first, second = opened(), opened()
    kept(first, 7)
    died(second, clock)
    kept(second, 7)
    assert claimed(second) == []
    assert held(second) == [7]


def test_of_what_the_program_dies_again_and_again_is_given_up(opened, clock, caplog):
    kept(opened(), 7, 8)
    for life in range(DEADLY):
        chats = opened()
        died(chats, clock)
        assert claimed(chats) == [7, 8], life
        chats.underway.begin(7)
    last = opened()
    died(last, clock)
    assert claimed(last) == [8]
    assert "update 7 is given up: the program has died" in caplog.text
    assert held(last) == [8]


def test_a_stop_in_order_is_no_death(opened, clock):
    kept(opened(), 7)
    for _ in range(DEADLY + 2):
        chats = opened()
        died(chats, clock)
        assert claimed(chats) == [7]
        chats.underway.begin(7)
        chats.underway.release()


def test_what_is_older_than_a_day_is_given_up(opened, clock, caplog):
    first, second = opened(), opened()
    kept(first, 7)
    clock.time += dt.timedelta(days=1, seconds=1)
    kept(first, 8)
    died(second, clock)
    assert claimed(second) == [8]
    assert "update 7 is given up: it was left unanswered for more than a day" in caplog.text
    clock.time += dt.timedelta(days=1, seconds=1)
    second.sweep()
    assert held(second) == []


def test_forgetting_a_chat_takes_it_along(opened):
    chats = opened()
    kept(chats, 7)
    kept(chats, 8, chat=6)
    chats.underway.memo.keep(9, 5, SAID, lambda _: None)
    chats.forget(5)
    assert held(chats) == [8]


def test_no_backup_holds_it(opened, chats_url, tmp_path, clock):
    kept(opened(), 7)
    assert "underway" not in {table for table, _ in read(write(chats_url, tmp_path, clock.now()))}
