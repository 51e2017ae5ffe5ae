"""A bot over either face of the fake, and somebody who has spoken to it."""

import contextlib

import pytest
from telegram import (
    Bot,
)
from telegram.request import HTTPXRequest

from bot.transport import Waits, Wire
from tests.botapi import BotApi, InProcess, serve

TRANSPORTS = {
    "httpx": (lambda: HTTPXRequest(read_timeout=0.3), lambda: HTTPXRequest(read_timeout=2)),
    "aiohttp": (lambda: Wire(Waits(read=0.3)), lambda: Wire(Waits(read=2))),
}


@pytest.fixture
def api():
    return BotApi()


@contextlib.asynccontextmanager
async def speaking(api, face):
    """A Bot over one of the faces."""
    async with contextlib.AsyncExitStack() as stack:
        if face in TRANSPORTS:
            url = await stack.enter_async_context(serve(api))
            calls, polls = TRANSPORTS[face]
            bot = Bot(api.token, base_url=url, request=calls(), get_updates_request=polls())
        else:
            bot = Bot(api.token, request=InProcess(api), get_updates_request=InProcess(api))
        yield await stack.enter_async_context(bot)


@pytest.fixture(params=["in process", *TRANSPORTS])
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
