"""Faults on demand, over both faces."""

import pytest
from telegram.error import (
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

pytestmark = pytest.mark.filterwarnings(
    "ignore::telegram.warnings.PTBDeprecationWarning", "ignore::telegram.warnings.PTBUserWarning"
)


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        ({"status": 500}, NetworkError),
        ({"status": 502, "description": "Bad Gateway"}, NetworkError),
        ({"how": "timeout"}, TimedOut),
        ({"how": "reset"}, NetworkError),
        ({"how": "half"}, NetworkError),
        ({"how": "malformed"}, TelegramError),
    ],
)
async def test_faults_on_demand_strike_once(bot, api, ann, fault, kind):
    api.fail("sendMessage", **fault)
    with pytest.raises(kind):
        await bot.send_message(ann.id, "lost")
    assert (await bot.send_message(ann.id, "found")).text == "found"
    assert [shown.text for shown in ann.private.answers] == ["found"]


async def test_an_answer_can_be_lost_after_the_deed(near, api, ann):
    api.fail("sendMessage", how="timeout", after=True)
    with pytest.raises(TimedOut):
        await near.send_message(ann.id, "sent after all")
    assert ann.private.last.text == "sent after all"


async def test_a_flood_is_told_for_one_chat_alone(bot, api, ann):
    bob = api.user("Bob")
    bob.says("hi")
    api.flood(7, chat=ann.id)
    assert (await bot.send_message(bob.id, "x")).text == "x"
    with pytest.raises(RetryAfter) as error:
        await bot.send_message(ann.id, "x")
    assert error.value._retry_after.total_seconds() == 7
