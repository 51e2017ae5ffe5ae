"""Who is an administrator, and for how long that is believed."""

import pytest
from telegram import Bot

from bot.standing import KEEP, Standing, channel
from handlers.messages import ChatKind, ChatRef
from tests.botapi import BotApi, InProcess


@pytest.fixture
def api():
    return BotApi()


@pytest.fixture
async def bot(api):
    async with Bot(api.token, request=InProcess(api), get_updates_request=InProcess(api)) as bot:
        yield bot


async def test_an_answer_is_believed_for_a_minute(api, bot):
    now = [0.0]
    ann, eve = api.user("Ann"), api.user("Eve")
    group = api.group("Readers", ann, admins=(eve,))
    standing = Standing(lambda: now[0])
    for at, admin, asked in ((0, True, 1), (KEEP - 1, True, 1), (KEEP + 1, False, 2)):
        now[0] = at
        assert await standing.is_admin(bot, group.id, eve.id) == admin
        assert len(api.called("getChatMember")) == asked
        group.demotes(eve)
    assert not await standing.is_admin(bot, group.id, ann.id)


async def test_where_telegram_does_not_tell_nobody_is(api, bot):
    assert not await Standing().is_admin(bot, -100999, 5)


@pytest.mark.parametrize(
    ("rights", "bot_posts", "words"),
    [
        ({"can_post_messages": True}, True, ""),
        ({"can_invite_users": True}, True, "telegram.channel.asker"),
        ({"can_post_messages": True}, False, "telegram.channel.bot"),
    ],
)
async def test_a_channel_is_for_those_who_may_post(api, bot, rights, bot_posts, words):
    eve = api.user("Eve")
    news = api.channel("News", username="newsroom", bot_posts=bot_posts)
    news.promotes(eve, **rights)
    found = await channel(bot, "@newsroom", eve.id)
    assert found == ChatRef(news.id, ChatKind.CHANNEL) if not words else found.id == words
