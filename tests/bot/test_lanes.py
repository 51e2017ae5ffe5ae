"""Order within a chat, bounds over all, and nobody held up by others."""

import asyncio

import pytest
from telegram import Chat, ChatMemberLeft, ChatMemberMember, ChatMemberUpdated, InlineQuery, Message, Update, User

from bot import lanes as bounds
from bot.lanes import Lanes
from tests.bot.stage import MONDAY


def update(number, chat=7):
    person = User(chat, "Ann", is_bot=False)
    return Update(number, Message(number, MONDAY, Chat(chat, "private"), from_user=person, text="x"))


def inline(number, person=7):
    return Update(number, inline_query=InlineQuery(str(number), User(person, "Ann", is_bot=False), "x", ""))


def moved(number, chat=7):
    person = User(chat, "Ann", is_bot=False)
    change = ChatMemberUpdated(Chat(chat, "private"), person, MONDAY, ChatMemberLeft(person), ChatMemberMember(person))
    return Update(number, my_chat_member=change)


class Played:
    """Lanes whose work waits for `gate`; `seen` are the numbers in the order of their end."""

    def __init__(self, **options):
        self.seen, self.begun, self.spilled = [], [], []
        self.gate = asyncio.Event()
        self.most = 0
        self.lanes = Lanes(self.work, self.spill, **options)

    async def work(self, one):
        self.begun.append(one.update_id)
        self.most = max(self.most, self.lanes.working)
        await self.gate.wait()
        await asyncio.sleep(0)
        self.seen.append(one.update_id)

    async def spill(self, one):
        self.spilled.append(one.update_id)

    def take(self, *updates):
        return [self.lanes.take(one) for one in updates]

    async def end(self):
        self.gate.set()
        await self.lanes.join()
        return self.seen


async def test_a_chats_updates_keep_their_order_and_others_do_not_wait():
    played = Played()
    played.take(*(update(n) for n in range(1, 5)), update(9, 8))
    await asyncio.sleep(0)
    assert played.begun == [1, 9]
    assert [n for n in await played.end() if n != 9] == [1, 2, 3, 4]


async def test_ten_thousand_updates_of_one_are_fair_to_the_others():
    played = Played(at_once=4)
    played.gate.set()
    played.take(*(update(n) for n in range(10_000)))
    await asyncio.sleep(0)
    played.take(*(update(20_000 + n, 100 + n) for n in range(50)))
    seen = await played.end()
    last_of_the_others = max(seen.index(20_000 + n) for n in range(50))
    assert sum(n < 10_000 for n in seen[:last_of_the_others]) <= 50
    assert played.lanes.dropped == 10_000 - bounds.OF_A_CHAT - 1
    assert [n for n in seen if n < 10_000] == [0, *range(10_000 - bounds.OF_A_CHAT, 10_000)]
    assert len(played.spilled) == 1


async def test_a_chat_is_told_again_when_it_was_quiet_between():
    played = Played()
    for burst in range(2):
        played.take(*(update(burst * 1_000 + n) for n in range(bounds.OF_A_CHAT + 5)))
        await played.end()
        played.gate.clear()
    assert len(played.spilled) == 2


async def test_no_more_chats_at_once_than_there_are_places():
    played = Played(at_once=3)
    played.take(*(update(n, n) for n in range(20)))
    await asyncio.sleep(0)
    assert played.begun == [0, 1, 2]
    assert await played.end() == list(range(20))
    assert played.most == 3


async def test_what_telegram_tells_of_a_chat_outlasts_its_questions():
    played = Played()
    played.take(update(1), moved(2), *(update(n) for n in range(3, bounds.OF_A_CHAT + 10)))
    assert await played.end() == [1, 2, *range(11, bounds.OF_A_CHAT + 10)]


async def test_of_inline_queries_that_wait_the_newest_stays_and_nobody_is_told():
    heard = []
    played = Played(arrived=lambda *query: heard.append(query))
    played.take(*(inline(n) for n in range(500)), inline(900, 8))
    await asyncio.sleep(0)
    assert sorted(await played.end()) == [0, 499, 900]
    assert (len(heard), played.spilled) == (501, [])


async def test_an_update_that_comes_again_is_taken_once():
    played = Played()
    assert played.take(update(1), update(2), update(1), update(2)) == [True] * 4
    assert await played.end() == [1, 2]
    assert played.take(update(2)) == [True]
    assert await played.end() == [1, 2]
    assert played.lanes.repeated == 3


async def test_what_has_no_room_is_left_with_telegram(monkeypatch):
    monkeypatch.setattr(bounds, "OF_ALL", 5)
    played = Played(at_once=1)
    assert played.take(*(update(n, n) for n in range(8))) == [True] * 6 + [False] * 2
    waiting = asyncio.create_task(played.lanes.room())
    await asyncio.sleep(0)
    assert not waiting.done()
    played.gate.set()
    await waiting
    assert played.take(update(6, 6)) == [True]
    assert sorted(await played.end()) == list(range(7))


async def test_it_is_idle_when_nobody_waits():
    played = Played()
    assert played.lanes.idle.is_set()
    played.take(update(1), update(2), update(3, 8))
    assert not played.lanes.idle.is_set()
    await played.end()
    assert played.lanes.idle.is_set()
    assert (played.lanes._lanes, played.lanes.waiting, played.lanes.working) == ({}, 0, 0)


async def test_a_failure_stops_nothing():
    told = []
    asyncio.get_running_loop().set_exception_handler(lambda _, what: told.append(type(what["exception"])))

    async def work(one):
        raise ValueError

    lanes = Lanes(work)
    for n in range(9):
        lanes.take(update(n, n % 3))
    await lanes.join()
    assert told == [ValueError] * 9


async def test_closing_finishes_what_was_taken_and_takes_no_more():
    played = Played()
    played.take(*(update(n) for n in range(5)))
    closing = asyncio.create_task(played.lanes.close(5))
    await asyncio.sleep(0)
    assert played.take(update(9)) == [False]
    played.gate.set()
    assert await closing == 0
    assert played.seen == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("chats", [1, 3])
async def test_closing_does_not_wait_for_ever(chats):
    played = Played()
    played.take(*(update(n, n % chats) for n in range(6)))
    await asyncio.sleep(0)
    assert await played.lanes.close(0.01) == 6
    assert played.seen == []
    assert played.lanes.working == 0
