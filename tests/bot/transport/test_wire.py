"""The transport over a real socket: what arrives, what comes back, and what is told when it does not."""

import asyncio
import contextlib
import io
import logging
import traceback

import pytest
from aiohttp import web
from telegram import Bot, InputMediaDocument
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.request import HTTPXRequest

from bot.limits import again
from bot.transport import Waits, Wire
from tests.botapi import TOKEN, BotApi, serve

SECRET = TOKEN.partition(":")[2]
pytestmark = pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")


@contextlib.asynccontextmanager
async def telegram(answer):
    """A server that gives every call to `answer`."""
    app = web.Application(client_max_size=2**26)
    app.router.add_route("*", "/{way:.*}", answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/bot"
    finally:
        await runner.cleanup()


@contextlib.asynccontextmanager
async def speaking(url, make=Wire):
    """A bot that has not asked who it is."""
    bot = Bot(TOKEN, base_url=url, request=make(), get_updates_request=make())
    async with bot._request[0], bot._request[1]:
        yield bot


def always(**response):
    async def answer(request):
        return web.Response(**response)

    return answer


@pytest.mark.parametrize(
    ("status", "body", "kind", "words"),
    [
        (400, '{"ok": false, "description": "Bad Request: chat not found"}', BadRequest, "Chat not found"),
        (401, '{"ok": false, "description": "Unauthorized"}', InvalidToken, "Unauthorized"),
        (403, '{"ok": false, "description": "Forbidden: bot was blocked by the user"}', Forbidden, "blocked"),
        (404, '{"ok": false, "description": "Not Found"}', InvalidToken, "Not Found"),
        (409, '{"ok": false, "description": "Conflict: terminated"}', Conflict, "terminated"),
        (429, '{"ok": false, "description": "x", "parameters": {"retry_after": 7}}', RetryAfter, "in 7 seconds"),
        (400, '{"ok": false, "parameters": {"migrate_to_chat_id": -1007}}', ChatMigrated, "-1007"),
        (429, '{"ok": false, "description": "Too Many Requests"}', NetworkError, "Too Many"),
        (500, '{"ok": false, "description": "Internal Server Error"}', NetworkError, "Internal"),
        (502, "<html>" + "bad gateway " * 100_000, NetworkError, "HTTP 502"),
        (503, "", NetworkError, "HTTP 503"),
        (504, "[1, 2]", NetworkError, "HTTP 504"),
        (302, "", NetworkError, "Found"),
        (200, '{"ok": true, "result": {', NetworkError, "no whole answer"),
        (200, "", NetworkError, "no whole answer"),
        (200, "[]", NetworkError, "no whole answer"),
        (200, '{"ok": true}', NetworkError, "no whole answer"),
        (200, '{"hello": "world"}', TelegramError, "not one of the Bot API"),
    ],
)
async def test_errors_are_the_librarys(status, body, kind, words):
    async with telegram(always(status=status, text=body)) as url, speaking(url) as bot:
        with pytest.raises(kind) as raised:
            await bot.send_message(7, "x")
    assert words in str(raised.value)
    assert len(str(raised.value)) < 200


async def breaks(request):
    request.transport.close()
    return web.Response()


async def halves(request):
    response = web.StreamResponse(headers={"Content-Length": "1000"})
    await response.prepare(request)
    await response.write(b'{"ok": true,')
    request.transport.close()
    return response


async def sleeps(request):
    await asyncio.sleep(2)
    return web.Response()


async def garbles(request):
    request.transport.write(b"SSH-2.0-what is this?\r\n\r\n")
    return web.Response()


@pytest.mark.parametrize("endpoint", ["sendMessage", "getChat"])
@pytest.mark.parametrize(
    ("answer", "kind"),
    [(breaks, NetworkError), (halves, NetworkError), (sleeps, TimedOut), (garbles, NetworkError)],
)
async def test_a_broken_exchange(answer, kind, endpoint, caplog):
    with caplog.at_level(logging.DEBUG, logger="aiohttp"):
        async with telegram(answer) as url, speaking(url, lambda: Wire(Waits(read=0.2))) as bot:
            with pytest.raises(kind) as raised:
                await bot._post(endpoint, {"chat_id": 7, "text": "x"})
    assert again(raised.value, endpoint) is (endpoint == "getChat")
    assert SECRET not in "".join(traceback.format_exception(raised.value)) + caplog.text
    assert raised.value.__context__ is None


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1:9/bot", "http://no-such-host.invalid/bot", "nonsense", "https://127.0.0.1:9/bot", "ftp://a/b"],
)
async def test_where_nobody_is_nothing_was_sent(url):
    async with speaking(url) as bot:
        with pytest.raises(NetworkError) as raised:
            await bot.send_message(7, "x")
    assert again(raised.value, "sendMessage")
    assert SECRET not in "".join(traceback.format_exception(raised.value))


async def test_who_gets_no_connection_in_time_has_sent_nothing():
    def make():
        return Wire(Waits(read=1, connect=0.1, pool=0.1), connections=1)

    async with telegram(sleeps) as url, speaking(url, make) as bot:
        first, second = await asyncio.gather(bot.send_message(7, "x"), bot.send_message(8, "x"), return_exceptions=True)
    assert [type(first), type(second)] == [TimedOut, TimedOut]
    assert [again(error, "sendMessage") for error in (first, second)] == [False, True]


async def test_a_calls_own_time_counts():
    async with telegram(sleeps) as url, speaking(url) as bot:
        with pytest.raises(TimedOut):
            await bot.send_message(7, "x", read_timeout=0.05)


async def test_it_must_be_opened_first():
    with pytest.raises(NetworkError, match="not initialized"):
        await Wire().post("http://127.0.0.1:9/bot")


MESSAGE = '{"ok": true, "result": {"message_id": 1, "date": 1, "chat": {"id": 7, "type": "private"}}}'
UPLOADS = {
    "a document": lambda bot: bot.send_document(7, b"\x00\x01" * 40_000, filename="quotes.jsonl", caption="né & <b>"),
    "another alphabet": lambda bot: bot.send_document(7, b"x", filename="цитаты за май.bib"),
    "a photo": lambda bot: bot.send_photo(7, b"\x89PNG", caption="x\ny"),
    "an open file": lambda bot: bot.send_document(7, io.BytesIO(b"open"), filename="a.txt"),
    "an album": lambda bot: bot.send_media_group(7, [InputMediaDocument(b"one"), InputMediaDocument(b"two")]),
    "no file": lambda bot: bot.send_message(7, "a=b&c=d+e %20 ½ \U0001f600", disable_notification=True),
}


@pytest.mark.parametrize("make", UPLOADS.values(), ids=UPLOADS)
async def test_what_is_uploaded_arrives_as_by_httpx(make, monkeypatch):
    monkeypatch.setattr("telegram._files.inputfile.uuid4", type("Id", (), {"hex": "0"}))
    seen = []

    async def note(request):
        form = await request.post() or await request.json()
        seen.append(
            [
                (
                    key,
                    (value.filename, value.content_type, value.file.read())
                    if isinstance(value, web.FileField)
                    else value,
                )
                for key, value in form.items()
            ]
        )
        return web.Response(text=MESSAGE if "media" not in form else '{"ok": true, "result": []}')

    async with telegram(note) as url:
        for transport in (HTTPXRequest, Wire):
            async with speaking(url, transport) as bot:
                await make(bot)
    assert seen[0] == seen[1]
    assert seen[0]


async def test_a_header_cannot_be_smuggled_into_a_files_name():
    names = []

    async def note(request):
        form = await request.post()
        names.append(form["document"].filename)
        return web.Response(text=MESSAGE)

    async with telegram(note) as url, speaking(url) as bot:
        await bot.send_document(7, b"x", filename='a".txt\r\nX-Other: 1\\')
    assert names == ["a.txtX-Other: 1"]


async def test_a_file_is_fetched():
    api = BotApi()
    async with serve(api) as url, speaking(url) as bot:
        api.files["abc"] = ("document", b"content" * 9_999)
        found = await bot.request.retrieve(f"{url.removesuffix('bot')}file/bot{TOKEN}/documents/abc")
    assert found == b"content" * 9_999


async def test_a_proxy_of_the_environment_is_used(monkeypatch):
    asked = []

    async def proxy(request):
        asked.append(request.url.host)
        return web.Response(text=MESSAGE)

    async with telegram(proxy) as url:
        monkeypatch.setenv("http_proxy", url.removesuffix("/bot"))
        monkeypatch.setenv("no_proxy", "localhost")
        async with speaking("http://bots.invalid/bot") as bot:
            await bot.send_message(7, "x")
    assert asked == ["bots.invalid"]
