"""Who goes first through the gate, how fast, and what is tried again when the network fails."""

import asyncio

import pytest
from telegram.error import BadRequest, NetworkError, RetryAfter, TimedOut

from bot.gate import Gate
from bot.limits import Pace, in_bulk
from bot.manners import Manners
from tests.bot.test_limits import Waiting

pytestmark = pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")


async def test_people_go_before_what_is_sent_in_bulk():
    clock, passed = Waiting(), []
    gate = Gate(1.0, clock.now, clock.sleep)

    async def go(name, *, bulk):
        await gate.through(bulk=bulk)
        passed.append((name, clock.now()))

    digests = [go(f"digest {n}", bulk=True) for n in range(5)]
    await clock.run(*digests, go("answer 1", bulk=False), go("answer 2", bulk=False))
    names = [name for name, _ in passed]
    assert names == ["digest 0", "answer 1", "answer 2", "digest 1", "digest 2", "digest 3", "digest 4"]
    assert [at for _, at in passed] == [0, 1, 2, 3, 4, 5, 6]


async def test_who_gives_up_costs_nobody_a_turn():
    clock, passed = Waiting(), []
    gate = Gate(1.0, clock.now, clock.sleep)

    async def go(name):
        await gate.through(bulk=False)
        passed.append((name, clock.now()))

    tasks = [asyncio.create_task(go(n)) for n in range(3)]
    await asyncio.sleep(0)
    tasks[1].cancel()
    await clock.run(tasks[0], tasks[2])
    assert passed == [(0, 0), (2, 1)]


async def test_nobody_waits_at_a_gate_that_is_closed():
    clock = Waiting()
    gate = Gate(1.0, clock.now, clock.sleep)
    waiting = [asyncio.create_task(gate.through(bulk=True)) for _ in range(3)]
    await asyncio.sleep(0)
    gate.close()
    assert await asyncio.gather(*waiting) == [None] * 3


class Wire:
    """Calls that go wrong as told: an error for each of the first tries of a chat."""

    def __init__(self, *errors):
        self.clock = Waiting()
        self.pace = Pace(self.clock.now, self.clock.sleep)
        self.errors = list(errors)
        self.sent = []

    async def call(self, chat=5, endpoint="sendMessage"):
        async def callback():
            self.sent.append((chat, self.clock.now()))
            if self.errors and chat == 5 and (error := self.errors.pop(0)):
                raise error
            return chat

        return await self.pace.process_request(callback, (), {}, endpoint, {"chat_id": chat}, None)


def unsent():
    error = NetworkError("httpx.ConnectError: all attempts failed")
    error.__cause__ = type("ConnectError", (Exception,), {})()
    return error


@pytest.mark.parametrize(
    ("endpoint", "error", "tries"),
    [
        ("sendMessage", TimedOut(), 1),  # it may have arrived
        ("sendMessage", NetworkError("Bad Gateway"), 1),
        ("sendMessage", unsent(), 2),
        ("sendDocument", unsent(), 2),
        ("editMessageText", TimedOut(), 2),
        ("editMessageText", NetworkError("Bad Gateway"), 2),
        ("editMessageText", BadRequest("message is not modified"), 1),
        ("answerCallbackQuery", TimedOut(), 2),
        ("setMessageReaction", NetworkError("Bad Gateway"), 2),
        ("getChatMember", TimedOut(), 2),
        ("sendMessage", RetryAfter(3), 2),
    ],
)
async def test_what_is_tried_again(endpoint, error, tries):
    wire = Wire(error)
    ended = (await wire.clock.run(asyncio.gather(wire.call(endpoint=endpoint), return_exceptions=True)))[0][0]
    assert len(wire.sent) == tries
    assert (ended == 5) == (tries == 2)


async def test_it_is_not_tried_for_ever():
    wire = Wire(*(TimedOut() for _ in range(9)))
    ended = (await wire.clock.run(asyncio.gather(wire.call(endpoint="getChat"), return_exceptions=True)))[0][0]
    assert isinstance(ended, TimedOut)
    assert len(wire.sent) == 3


async def test_a_burst_keeps_all_limits_and_answers_people_first():
    wire = Wire(RetryAfter(20))

    async def digest(chat):
        with in_bulk():
            await wire.call(chat)

    groups = [wire.call(-7) for _ in range(25)]
    questions = [wire.call(chat) for chat in range(5, 65)]
    await wire.clock.run(*(digest(chat) for chat in range(1_000, 1_300)), *questions, *groups)
    times = sorted(at for _, at in wire.sent)
    assert all(b - a >= 1 for a, b in zip(times, times[30:], strict=False))
    of_group = [at for chat, at in wire.sent if chat == -7]
    assert all(b - a >= 60 for a, b in zip(of_group, of_group[20:], strict=False))
    asked = [at for chat, at in wire.sent if 5 < chat < 1_000]
    assert max(asked) < 4  # sixty of them, behind the one digest that was on its way
    assert [at for chat, at in wire.sent if chat == 5][1] >= 20
    assert len(wire.sent) == 1 + 300 + 60 + 25


def test_each_person_in_each_chat_has_a_measure_of_their_own():
    clock = Waiting()
    manners = Manners(2, 60.0, clock.now)
    assert [manners.welcome(-1, 1) for _ in range(3)] == [True, True, False]
    assert manners.welcome(-1, 2)
    assert manners.welcome(-2, 1)
    clock.time = 60.0
    assert manners.welcome(-1, 1)
