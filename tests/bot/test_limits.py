"""Messages no faster than Telegram lets them through."""

import asyncio
import heapq
from contextlib import nullcontext

import pytest
from telegram.error import RetryAfter

from bot.limits import Pace, in_bulk

pytestmark = pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")


class Wire:
    """Calls as they go out, at which second; `refuse` answers some of them with a penalty."""

    def __init__(self, **refuse):
        self.clock = Waiting()
        self.pace = Pace(self.clock.now, self.clock.sleep)
        self.refuse = dict(refuse)
        self.sent = []

    async def call(self, chat, endpoint="sendMessage"):
        async def callback():
            self.sent.append((chat, round(self.clock.now(), 3)))
            if seconds := self.refuse.pop(f"chat{chat}", None):
                raise RetryAfter(seconds)
            return chat

        return await self.pace.process_request(callback, (), {}, endpoint, {"chat_id": chat}, None)

    def times(self, chat):
        return [at for to, at in self.sent if to == chat]


class Waiting:
    """Simulated time: it goes on to the next sleeper's hour when everybody sleeps."""

    def __init__(self):
        self.time = 0.0
        self.sleepers = []

    def now(self):
        return self.time

    async def sleep(self, seconds):
        woken = asyncio.get_running_loop().create_future()
        heapq.heappush(self.sleepers, (self.time + seconds, id(woken), woken))
        await woken

    async def run(self, *work):
        together = asyncio.gather(*work)
        while not together.done():
            for _ in range(5):
                await asyncio.sleep(0)
            if self.sleepers and not together.done():
                self.time, _, woken = heapq.heappop(self.sleepers)
                woken.set_result(None)
        return await together


async def test_a_chat_gets_one_message_a_second():
    wire = Wire()
    await wire.clock.run(*(wire.call(5) for _ in range(4)))
    assert wire.times(5) == [0, 1, 2, 3]


async def test_a_group_gets_twenty_a_minute():
    wire = Wire()
    await wire.clock.run(*(wire.call(-5) for _ in range(45)))
    times = wire.times(-5)
    assert len(times) == 45
    assert all(later - earlier >= 60 for earlier, later in zip(times, times[20:], strict=False))


async def test_all_chats_together_get_thirty_a_second():
    wire = Wire()
    await wire.clock.run(*(wire.call(chat) for chat in range(1, 101)))
    times = sorted(at for _, at in wire.sent)
    assert all(later - earlier >= 1 for earlier, later in zip(times, times[30:], strict=False))
    assert times[-1] < 4


async def test_a_penalty_is_one_chats_and_nothing_is_sent_inside_it():
    wire = Wire(chat5=10)
    await wire.clock.run(*(wire.call(5) for _ in range(3)), *(wire.call(6) for _ in range(3)))
    assert len(wire.times(5)) == 4  # the refused one came again
    assert wire.times(5)[1] >= 10
    assert max(wire.times(6)) < 3


async def test_a_long_penalty_is_handed_on_and_still_kept():
    wire = Wire(chat5=3600)
    with pytest.raises(RetryAfter):
        await wire.clock.run(wire.call(5))
    await wire.clock.run(wire.call(5))
    assert wire.times(5) == [0, 3600]


@pytest.mark.parametrize("endpoint", ["answerCallbackQuery", "getChatMember", "sendChatAction"])
async def test_what_is_no_message_does_not_wait(endpoint):
    wire = Wire()
    await wire.clock.run(*(wire.call(5, endpoint) for _ in range(5)))
    assert wire.times(5) == [0] * 5


@pytest.mark.parametrize(("replicas", "answers", "digests"), [(1, 29.0, 29.0), (2, 7.25, 14.5), (4, 3.625, 14.5)])
async def test_replicas_share_what_goes_out_in_a_second(replicas, answers, digests):
    for bulk, rate in ((False, answers), (True, digests)):
        wire = Wire()
        wire.pace = Pace(wire.clock.now, wire.clock.sleep, replicas)
        with in_bulk() if bulk else nullcontext():
            await wire.clock.run(*(wire.call(chat) for chat in range(1, 31)))
        assert [at for _, at in wire.sent][-1] == pytest.approx(29 / rate, abs=0.01)
