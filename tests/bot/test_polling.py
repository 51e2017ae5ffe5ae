"""Long polling goes on whatever Telegram answers, loses nothing and takes nothing twice."""

import asyncio
import contextlib
import logging

import pytest
from telegram import Bot
from telegram.error import InvalidToken

from bot.lanes import Lanes
from bot.polling import LONGEST, Polling
from bot.texts import TextMessage
from bot.transport import Waits, Wire
from tests.botapi import BotApi, InProcess, serve

pytestmark = pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")


class Polled:
    """A poller before the fake; `came` are the texts that got through, `slept` the seconds between its tries."""

    def __init__(self, api, bot, chance=0.0):
        self.api, self.came, self.slept = api, [], []
        self.lanes = Lanes(self.work)
        self.polling = Polling(bot, self.lanes, self.sleep, lambda: chance)

    async def work(self, update):
        self.came.append(update.text if isinstance(update, TextMessage) else update.update_id)

    async def sleep(self, seconds):
        self.slept.append(round(seconds, 3))
        await asyncio.sleep(0)

    async def until(self, text):
        while text not in self.came:  # noqa: ASYNC110 - nobody tells
            await asyncio.sleep(0)


@contextlib.asynccontextmanager
async def polled(api, face="in process", **options):
    async with contextlib.AsyncExitStack() as stack:
        if face == "http":
            url = await stack.enter_async_context(serve(api))
            bot = Bot(api.token, url, request=Wire(Waits(read=1)), get_updates_request=Wire(Waits(read=1)))
        else:
            bot = Bot(api.token, request=InProcess(api), get_updates_request=InProcess(api))
        await stack.enter_async_context(bot)
        found = Polled(api, bot, **options)
        running = asyncio.create_task(found.polling.run())
        try:
            yield found
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)


@pytest.fixture
def api():
    return BotApi()


@pytest.mark.parametrize("face", ["in process", "http"])
@pytest.mark.parametrize(
    ("fault", "words", "least"),
    [
        ({"status": 500}, "not reached", 0.5),
        ({"status": 502, "description": "Bad Gateway"}, "not reached", 0.5),
        ({"status": 429, "description": "Too Many Requests", "parameters": {"retry_after": 7}}, "left alone for 7", 7),
        ({"status": 409, "description": "Conflict: terminated by other getUpdates request"}, "another program", 4),
        ({"how": "reset"}, "not reached", 0.5),
        ({"how": "half"}, "not reached", 0.5),
        ({"how": "malformed"}, "not reached", 0.5),
    ],
)
async def test_after_a_fault_it_goes_on(api, face, fault, words, least, caplog):  # noqa: PLR0917 - rows
    ann = api.user("Ann")
    api.fail("getUpdates", times=3, **fault)
    with caplog.at_level(logging.WARNING):
        async with polled(api, face) as found:
            ann.says("hello")
            await found.until("hello")
    assert found.came == ["hello"]
    assert len(found.slept) == 3
    assert min(found.slept) >= least
    assert caplog.text.count(words) == 3
    assert face == "in process" or "Traceback" not in caplog.text  # there the library logs what it could not read


async def test_tries_lie_further_and_further_apart(api):
    api.fail("getUpdates", times=10)
    async with polled(api) as found:
        api.user("Ann").says("hello")
        await found.until("hello")
    assert found.slept == [0.5, 1, 2, 4, 8, 16, LONGEST, LONGEST, LONGEST, LONGEST]


async def test_chance_keeps_many_from_coming_at_once(api):
    api.fail("getUpdates", times=3)
    async with polled(api, chance=0.5) as found:
        api.user("Ann").says("hello")
        await found.until("hello")
    assert found.slept == [0.375, 0.75, 1.5]


@pytest.mark.parametrize(
    "told",
    [
        {"poll": {"id": "1", "question": "secret"}},
        {"message": {"message_id": 1, "text": "secret"}},
        {"message": {"message_id": 1, "date": 10**30, "chat": {"id": 7, "type": "private"}, "text": "secret"}},
        {"message": {"message_id": 1, "date": "secret", "chat": {"id": 7, "type": "private"}}},
        {"message": ["secret"]},
        {"message": 7},
        {"inline_query": {"id": "1", "query": "secret"}},
        {"callback_query": {"from": "secret"}},
        {"my_chat_member": {"chat": 7}},
    ],
)
@pytest.mark.parametrize("before", [True, False])
async def test_an_update_that_cannot_be_read_holds_up_nobody(api, told, before, caplog):
    ann = api.user("Ann")
    async with polled(api) as found:
        if before:
            ann.says("before")
        api.repeat({"update_id": 700_500_000, **told})
        api.repeat({"update_id": 700_500_001, "message": {**ann_says(ann), "text": "after"}})
        await found.until("after")
        await api.drained()
    assert found.came == (["before"] if before else []) + ["after"]
    assert "update 700500000" in caplog.text
    assert "secret" not in caplog.text
    assert found.slept == []


def ann_says(ann):
    person = {"id": ann.id, "is_bot": False, "first_name": "Ann"}
    return {"message_id": 9, "date": 1, "chat": {"id": ann.id, "type": "private", "first_name": "Ann"}, "from": person}


@pytest.mark.parametrize("told", [{}, {"update_id": None}, {"update_id": "7"}, {"update_id": True}])
async def test_one_without_a_number_is_passed_over(api, told, monkeypatch):
    ann = api.user("Ann")
    answers = [[told, {"update_id": 5, "message": {**ann_says(ann), "text": "after"}}], [told], "nonsense", 7]

    async def poll(self, offset, limit, timeout):  # noqa: ASYNC109 - as theirs
        await asyncio.sleep(0)
        return answers.pop(0) if answers else []

    monkeypatch.setattr(type(api), "poll", poll)
    async with polled(api) as found:
        await found.until("after")
        while answers:  # noqa: ASYNC110 - nobody tells
            await asyncio.sleep(0)
        await asyncio.sleep(0)
    assert found.came == ["after"]
    assert found.slept[:3] == [0.5, 1, 2]


async def test_a_token_that_is_known_no_more_ends_it(api):
    api.fail("getUpdates", status=401, description="Unauthorized")
    async with Bot(api.token, request=InProcess(api), get_updates_request=InProcess(api)) as bot:
        with pytest.raises(InvalidToken):
            await Polled(api, bot).polling.run()


async def test_what_was_taken_over_is_confirmed_at_the_end_and_the_rest_is_not(api):
    ann = api.user("Ann")
    async with polled(api) as found:
        ann.says("one")
        await found.until("one")
    ann.says("two")
    await found.polling.close()
    assert [update["message"]["text"] for update in api.pending] == ["two"]
    assert found.came == ["one"]


async def test_it_closes_in_time_when_telegram_is_gone(api, caplog):
    ann = api.user("Ann")
    async with polled(api) as found:
        ann.says("one")
        await found.until("one")
        await api.drained()
    api.fail("getUpdates")
    await found.polling.close()
    assert "come again, and are known" in caplog.text


async def test_where_there_is_no_room_the_rest_stays_with_telegram(api, monkeypatch):
    monkeypatch.setattr("bot.lanes.OF_ALL", 3)
    gate = asyncio.Event()
    async with polled(api) as found:
        work = found.lanes._work

        async def slow(update):
            await gate.wait()
            await work(update)

        found.lanes._work = slow
        found.lanes._at_once = 1
        for n in range(20):
            api.user(f"U{n}").says(f"text {n}")
        for _ in range(200):
            await asyncio.sleep(0)
        assert len(api.pending) >= 16
        gate.set()
        await found.until("text 19")
    assert found.came == [f"text {n}" for n in range(20)]
