"""A bot over either face of the fake, and somebody who has spoken to it."""

import contextlib

import pytest
from telegram import (
    Bot,
)
from telegram.request import HTTPXRequest

from tests.botapi import BotApi, InProcess, serve


@pytest.fixture
def api():
    return BotApi()


@contextlib.asynccontextmanager
async def speaking(api, face):
    """A Bot over one of the faces."""
    async with contextlib.AsyncExitStack() as stack:
        if face == "http":
            url = await stack.enter_async_context(serve(api))
            bot = Bot(
                api.token,
                base_url=url,
                request=HTTPXRequest(read_timeout=0.3),
                get_updates_request=HTTPXRequest(read_timeout=2),
            )
        else:
            bot = Bot(api.token, request=InProcess(api), get_updates_request=InProcess(api))
        yield await stack.enter_async_context(bot)


@pytest.fixture(params=["in process", "http"])
async def bot(api, request):
    async with speaking(api, request.param) as bot:
        yield bot


@pytest.fixture
async def near(api):
    async with speaking(api, "in process") as bot:
        yield bot


@pytest.fixture
def ann(api):
    ann = api.user("Ann")
    ann.says("hello")
    return ann
