"""The webhook over real HTTP: whose updates it takes, what it refuses, how it ends, and what it tells of itself."""

import asyncio
import contextlib
import json
import logging
import re
import socket
from dataclasses import dataclass

import pytest
from aiohttp import ClientSession

from bot.arriving import KINDS, secret_of
from bot.limits import Pace
from bot.serving import ListenError
from bot.webhook import Face, Overseen, Webhook
from bot.webhook.intake import LONGEST, SECRET
from bot.webhook.metrics import Figures
from corpus.errors import StoreError
from corpus.results import Scope
from handlers.messages import Desk
from tests.bot.stage import MONDAY, Hands, Stage, on_stage
from tests.botapi import BotApi

TOKEN_SECRET = "a-secret_of-16-letters"
URL = "https://bot.example.org/telegram"


class Shelf:
    """A library that may be broken."""

    def __init__(self):
        self.broken = False

    def scope(self):
        if self.broken:
            raise StoreError("sqlite:///x", "is gone")
        return Scope(7, MONDAY.date(), MONDAY.date())


@dataclass
class Site:
    """The bot before the fake, and a browser before the bot."""

    stage: Stage
    shelf: Shelf
    face: Face
    session: ClientSession

    @property
    def url(self):
        return "http://{}:{}".format(*self.face.address)

    async def post(self, body, secret=TOKEN_SECRET, path="/telegram", **more):
        headers = {SECRET: secret} if secret is not None else {}
        content = body if isinstance(body, bytes) or hasattr(body, "__aiter__") else json.dumps(body)
        async with self.session.post(self.url + path, data=content, headers=headers, **more) as response:
            return response.status, await response.text()

    async def get(self, path):
        async with self.session.get(self.url + path) as response:
            return response.status, await response.text()

    async def deliver(self):
        """Everything that waits at Telegram; the statuses."""
        api, found = self.stage.api, []
        while api.pending:
            found.append((await self.post(clean(api.pending.popleft())))[0])
        return found


def clean(update):
    return json.loads(json.dumps(update))


@contextlib.asynccontextmanager
async def on_site(folder, *, webhook=True, **options):
    shelf, faces = Shelf(), []

    def source(app):
        looks = {"corpus": shelf.scope, "chats": lambda: app.chats.kept("") is None}
        figures = Figures(app.lanes, app.tally, app.bot.rate_limiter, Desk(shelf, app.chats, Hands()))
        faces.append(Face("127.0.0.1", 0, looks, figures.text))
        if webhook:
            return Webhook(app.bot, app.lanes, faces[0], URL, TOKEN_SECRET)
        from bot.polling import Polling

        return Overseen(Polling(app.bot, app.lanes), app.lanes, faces[0])

    async with ClientSession() as session, on_stage(folder, source=source, **options) as stage:
        yield Site(stage, shelf, faces[0], session)


@pytest.fixture
async def site(tmp_path):
    async with on_site(tmp_path) as site:
        yield site


async def test_updates_are_delivered_and_answered(site):
    ann = site.stage.api.user("Ann")
    ann.says("/quote lee")
    ann.says("/quote kim")
    assert await site.deliver() == [200, 200]
    await site.stage.app.lanes.join()
    assert [answer.plain.splitlines()[0] for answer in ann.private.answers] == ["/quote lee", "/quote kim"]


async def test_telegram_is_told_the_address_the_secret_and_the_kinds(site):
    (told,) = site.stage.api.called("setWebhook")
    assert (told["url"], told["secret_token"]) == (URL, TOKEN_SECRET)
    assert json.loads(told["allowed_updates"]) == KINDS
    assert "drop_pending_updates" not in told


def test_a_secret_is_the_same_for_each_replica_and_another_for_each_bot():
    assert secret_of("1:a") == secret_of("1:a") != secret_of("1:b")
    assert re.fullmatch("[0-9a-f]{64}", secret_of("1:a"))


@pytest.mark.parametrize("secret", [None, "", "a-secret_of-16-letter", TOKEN_SECRET + "x", "é" * 9, "x" * 5_000])
async def test_without_the_secret_nothing_is_taken(site, secret):
    site.stage.api.user("Ann").says("/quote lee")
    update = site.stage.api.pending.popleft()
    status, text = await site.post(clean(update), secret)
    await site.stage.app.lanes.join()
    assert (status, text) == (403, "")
    assert site.stage.asked == []


async def too_long():
    for _ in range(20):
        yield b" " * (LONGEST // 10)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"\xff\xfe", 400),
        (b"[1, 2]", 400),
        (b"null", 400),
        (b'{"update_id": "7"}', 400),
        (b'{"update_id": true}', 400),
        (b'{"message": {}}', 400),
        (b"[" * 100_000, 400),
        (b'{"update_id": ' + b"1" * 5_000 + b"}", 400),
        (b" " * (LONGEST + 1), 413),
        (too_long, 413),
        (b'{"update_id": 8, "message": {"text": "secret words"}}', 200),
        (b'{"update_id": 9, "poll": {"id": "1"}}', 200),
        (b'{"update_id": 10, "something_new": {}}', 200),
    ],
)
async def test_what_is_no_update_has_no_trace(site, body, status, caplog):
    found = await site.post(body() if callable(body) else body)
    await site.stage.app.lanes.join()
    assert found == (status, "")
    assert "Traceback" not in caplog.text
    assert "secret words" not in caplog.text


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/telegram", 405),
        ("POST", "/", 404),
        ("POST", "/telegram/x", 404),
        ("POST", "/metrics", 405),
        ("PUT", "/x", 404),
    ],
)
async def test_other_ways_are_closed(site, method, path, status):
    async with site.session.request(method, site.url + path, data=b"{}") as response:
        assert response.status == status
        assert "server" not in response.headers


async def test_an_update_that_comes_twice_is_answered_once_also_after_a_restart(tmp_path):
    api = BotApi()
    ann = api.user("Ann")
    ann.says("/quote lee")
    update = clean(api.pending.popleft())
    for _ in range(2):
        async with on_site(tmp_path, api=api) as site:
            assert [(await site.post(update))[0] for _ in range(3)] == [200] * 3
            await site.stage.app.lanes.join()
    assert len(ann.private.answers) == 1


async def test_of_two_replicas_one_answers(tmp_path):
    api = BotApi()
    ann = api.user("Ann")
    async with on_site(tmp_path, api=api) as first, on_site(tmp_path, api=api) as second:
        for number in range(20):
            ann.says(f"/quote {number}")
        for update in [clean(one) for one in api.pending]:
            both = await asyncio.gather(first.post(update), second.post(update))
            assert [status for status, _ in both] == [200, 200]
        await first.stage.app.lanes.join()
        await second.stage.app.lanes.join()
        asked = len(first.stage.asked), len(second.stage.asked)
    assert len(ann.private.answers) == 20 <= sum(asked)  # both may have begun, and one found itself the second


async def test_what_was_taken_over_is_finished_and_what_comes_then_is_refused(tmp_path):
    api = BotApi()
    ann = api.user("Ann")
    held = asyncio.Event()

    class Slow(Pace):
        async def process_request(self, callback, args, kwargs, endpoint, data, rate_limit_args):  # noqa: PLR0917 - the library's
            if endpoint == "sendMessage":
                await held.wait()
            return await callback(*args, **kwargs)

    async with on_site(tmp_path, api=api, pace=Slow()) as site:
        for number in range(10):
            ann.says(f"/quote {number}")
        taken = await site.deliver()
        closing = asyncio.create_task(site.stage.app.lanes.close(5))
        await asyncio.sleep(0)
        ann.says("too late")
        late = await site.deliver()
        ready = await site.get("/readyz")
        held.set()
        assert await closing == 0
    assert (taken, late) == ([200] * 10, [503])
    assert ready[0] == 503
    assert json.loads(ready[1])["webhook"] == "not yet"
    assert len(ann.private.answers) == 10


async def test_without_room_telegram_is_asked_to_come_again(site, monkeypatch):
    monkeypatch.setattr("bot.lanes.OF_ALL", 0)
    site.stage.api.user("Ann").says("hello")
    assert await site.deliver() == [503]


async def test_the_webhook_stays_set_when_it_ends(tmp_path):
    api = BotApi()
    async with on_site(tmp_path, api=api) as site:
        url = site.url
    assert api.webhook["url"] == URL
    async with ClientSession() as session:
        with pytest.raises(OSError, match="Cannot connect"):
            await session.get(url)


async def test_health_and_readiness(site):
    assert await site.get("/healthz") == (200, "ok")
    status, text = await site.get("/readyz")
    assert (status, json.loads(text)) == (200, {"corpus": "ok", "chats": "ok", "webhook": "ok"})
    site.shelf.broken = True
    status, text = await site.get("/readyz")
    assert (status, json.loads(text)["corpus"]) == (503, "StoreError")


async def test_figures_count_and_name_nobody(site):
    api = site.stage.api
    ann = api.user("Ann")
    for line in ("/quote lee", "/quote kim", "/nonsense-command-of-hers x"):
        ann.says(line)
    await site.deliver()
    await site.stage.app.lanes.join()
    status, text = await site.get("/metrics")
    assert status == 200
    assert 'dateline_answers_total{command="quote",status="ok"} 2.0' in text
    assert 'dateline_calls_total{method="sendMessage",outcome="ok"} 3.0' in text
    assert 'dateline_updates_total{kind="message"} 3.0' in text
    assert "dateline_corpus_articles 7.0" in text
    assert 'dateline_answer_seconds_bucket{le="+Inf"} 3.0' in text
    assert "dateline_updates_waiting 0.0" in text
    assert str(ann.id) not in text
    assert "nonsense" not in text
    assert "Ann" not in text


async def test_figures_of_a_corpus_that_is_gone_are_left_out(site):
    site.shelf.broken = True
    status, text = await site.get("/metrics")
    assert status == 200
    assert "dateline_corpus_articles" not in text


async def test_penalties_are_counted(site):
    ann = site.stage.api.user("Ann")
    site.stage.api.flood(3, chat=ann.id)
    ann.says("/quote lee")
    await site.deliver()
    await site.stage.app.lanes.join()
    _, text = await site.get("/metrics")
    assert "dateline_penalties_total 1.0" in text
    assert len(ann.private.answers) == 1


async def test_polling_may_have_the_figures_beside(tmp_path):
    async with on_site(tmp_path, webhook=False) as site:
        ann = site.stage.api.user("Ann")
        ann.says("/quote lee")
        await site.stage.settled()
        assert (await site.get("/healthz"))[0] == 200
        assert json.loads((await site.get("/readyz"))[1])["polling"] == "ok"
        assert (await site.post({"update_id": 1}))[0] == 404
    assert len(ann.private.answers) == 1


async def test_an_address_that_is_taken_is_named():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ListenError, match=f"127.0.0.1:{port} cannot be listened on: "):
            await Face("127.0.0.1", port, {}, bytes).open()


async def test_a_client_that_goes_away_leaves_nothing(site, caplog):
    host, port = site.face.address
    with caplog.at_level(logging.WARNING):
        for part in (
            b"",
            b"POST",
            f"POST /telegram HTTP/1.1\r\nHost: x\r\n{SECRET}: {TOKEN_SECRET}\r\nContent-Length: 99\r\n\r\n{{".encode(),
        ):
            _, writer = await asyncio.open_connection(host, port)
            writer.write(part)
            await writer.drain()
            writer.close()
        await asyncio.sleep(0.05)
        assert (await site.get("/healthz"))[0] == 200
    assert "Traceback" not in caplog.text
