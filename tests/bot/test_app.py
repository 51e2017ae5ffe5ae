"""Starting and stopping the Telegram bot, its menu, and what never gets into a log."""

import asyncio
import itertools
import logging
import os
import queue
import signal
import socket
import threading

import pytest
from pydantic import SecretStr

from bot.app import run
from bot.errors import quiet_logs, redact
from bot.settings import Settings
from bot.transport import Wire
from tests.bot.stage import on_stage
from tests.botapi import TOKEN, BotApi
from tests.botapi import serve as serve_http
from tests.handlers.fake import FakeLibrary


@pytest.fixture
def nowhere(tmp_path):
    """Settings whose corpus and chats are at hand."""
    return {"chats_url": f"sqlite:///{tmp_path}/chats.db", "database_url": f"sqlite:///{tmp_path}/corpus.db"}


@pytest.fixture
def quiet():
    before = logging.getLogRecordFactory()
    level = logging.getLogger("httpx").level
    yield
    logging.setLogRecordFactory(before)
    logging.getLogger("httpx").setLevel(level)


@pytest.mark.parametrize("token", [None, SecretStr(""), SecretStr("  ")])
def test_without_a_token_it_says_how_to_get_one(capsys, nowhere, token):
    assert run(Settings(_env_file=None, token=token, **nowhere)) == 2
    told = capsys.readouterr().err
    assert "@BotFather" in told
    assert "DATELINE_TOKEN" in told
    assert told.count("\n") == 1


async def test_the_menu_comes_from_the_table(tmp_path):
    async with on_stage(tmp_path) as stage:
        while not stage.api.commands:  # noqa: ASYNC110 - the menu is set while updates are already answered
            await asyncio.sleep(0)
        names = [command["command"] for command in stage.api.commands["default/"]]
        assert names[:3] == ["quote", "timeline", "compare"]
        assert "start" not in names
        assert "stats" not in names


async def test_operators_have_their_own_commands_in_their_menu(tmp_path):
    async with on_stage(tmp_path, admins=frozenset({5_000_001})) as stage:
        while "chat5000001/" not in stage.api.commands:  # noqa: ASYNC110 - as above
            await asyncio.sleep(0)
        names = {command["command"] for command in stage.api.commands["chat5000001/"]}
        assert {"quote", "stats", "announce", "remove", "correct"} <= names


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        (f"POST https://api.telegram.org/bot{TOKEN}/getMe", "POST https://api.telegram.org/bot<token>/getMe"),
        (TOKEN.replace(":", "%3A"), "<token>"),
        ("at 12:30, 1234:56", "at 12:30, 1234:56"),
        ("my own secret", "my own <token>"),
    ],
)
def test_tokens_are_taken_out(text, safe):
    assert redact(text, ("secret",)) == safe


def test_no_log_record_holds_a_token(quiet, caplog):
    quiet_logs(TOKEN)
    log = logging.getLogger("anything")
    with caplog.at_level(logging.DEBUG):
        log.warning("calling %s", f"bot{TOKEN}/getMe")
        try:
            int(TOKEN)
        except ValueError:
            log.exception("it failed")
        log.info("%(a)s", {"a": TOKEN})
    assert caplog.text.count("<token>") == 3
    assert TOKEN not in caplog.text
    assert "ValueError" in caplog.text


async def test_over_http_by_long_polling(tmp_path, caplog, quiet):
    quiet_logs(TOKEN)
    api = BotApi()
    with caplog.at_level(logging.DEBUG):
        async with serve_http(api) as url, on_stage(tmp_path, api=api, base_url=url, transport=Wire) as stage:
            ann = api.user("Ann")
            ann.says("/quote lee")
            await stage.settled()
            ann.presses(ann.private.last.button("Next"))
            await stage.settled()
            api.fail("sendMessage", status=500)
            ann.says("lost")
            await stage.settled()
            ann.says("/crash")
            await stage.settled()
    assert ann.private.answers[0].plain.splitlines()[0] == "/quote lee page 2"
    assert "reference" in ann.private.last.plain
    assert "getUpdates" in {call.method for call in api.calls}
    assert TOKEN.partition(":")[2] not in caplog.text


async def test_what_is_in_flight_is_finished_before_it_stops(tmp_path):
    async with on_stage(tmp_path) as stage:
        ann = stage.api.user("Ann")
        for number in range(20):
            ann.says(f"/quote {number}")
        await stage.api.drained()
    assert len(ann.private.answers) == 20


@pytest.fixture
def telegram(monkeypatch):
    """The fake over HTTP in a thread of its own, and its address; the corpus is left out."""
    monkeypatch.setattr("corpus.library.open_library", lambda url: FakeLibrary())
    api, ready, end = BotApi(), queue.Queue(), threading.Event()

    async def stand():
        async with serve_http(api) as address:
            ready.put(address)
            await asyncio.to_thread(end.wait)

    thread = threading.Thread(target=asyncio.run, args=(stand(),))
    thread.start()
    yield api, ready.get()
    end.set()
    thread.join()


@pytest.mark.parametrize(
    ("token", "url", "words", "code"),
    [
        ("1234567890:" + "another-one" * 3 + "xx", "", "does not know this token", 2),
        ("not a token at all", "", "does not know this token", 2),
        (TOKEN, "http://127.0.0.1:9/bot", "cannot be reached at http://127.0.0.1:9/bot", 1),
        (TOKEN, "nonsense", "the address is none of the web", 1),
    ],
)
def test_start_up_errors_are_one_line(capsys, caplog, quiet, telegram, nowhere, token, url, words, code):  # noqa: PLR0917 - fixtures
    settings = Settings(_env_file=None, token=SecretStr(token), base_url=url or telegram[1], **nowhere)
    assert run(settings) == code
    told = capsys.readouterr().err
    assert words in told
    assert told.count("\n") == 1
    assert token not in told + caplog.text


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_it(caplog, quiet, telegram, nowhere, number):
    api, address = telegram
    api.on_call = lambda method: method == "setMyCommands" and os.kill(os.getpid(), number)
    with caplog.at_level(logging.INFO):
        assert run(Settings(_env_file=None, token=SecretStr(TOKEN), base_url=address, **nowhere)) == 0
    assert "@dateline_bot answers" in caplog.text
    assert TOKEN not in caplog.text


def test_it_stops_while_it_waits_to_try_again(quiet, telegram, nowhere):
    api, address = telegram
    api.fail("getUpdates", status=429, description="Too Many Requests", parameters={"retry_after": 3600})
    polls = itertools.count()
    soon = threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGTERM))
    api.on_call = lambda method: method == "getUpdates" and next(polls) == 0 and soon.start()
    assert run(Settings(_env_file=None, token=SecretStr(TOKEN), base_url=address, **nowhere)) == 0


def test_a_broken_chats_database_is_named(capsys, quiet, telegram, nowhere, tmp_path):
    (tmp_path / "chats.db").write_bytes(b"something else" * 100)
    assert run(Settings(_env_file=None, token=SecretStr(TOKEN), base_url=telegram[1], **nowhere)) == 1
    assert f"{tmp_path}/chats.db: cannot be opened" in capsys.readouterr().err


def test_a_token_that_is_revoked_ends_it_with_a_line(capsys, quiet, telegram, nowhere):
    api, address = telegram
    api.fail("getUpdates", status=401, description="Unauthorized")
    assert run(Settings(_env_file=None, token=SecretStr(TOKEN), base_url=address, **nowhere)) == 2
    assert "does not know this token" in capsys.readouterr().err


def test_a_hangup_makes_the_newest_corpus_ready_and_stops_nothing(caplog, quiet, telegram, nowhere):
    api, address = telegram
    calls = itertools.count()

    def on_call(method):
        if method == "setMyCommands":
            os.kill(os.getpid(), signal.SIGHUP if next(calls) == 0 else signal.SIGTERM)

    api.on_call = on_call
    with caplog.at_level(logging.INFO):
        assert run(Settings(_env_file=None, token=SecretStr(TOKEN), base_url=address, **nowhere)) == 0
    assert "the newest corpus is made ready" in caplog.text


@pytest.fixture
def taken():
    """A port that somebody else listens on."""
    with socket.create_server(("127.0.0.1", 0)) as held:
        yield held.getsockname()[1]


@pytest.mark.parametrize("url", ["", "https://bot.example.org/telegram"])
def test_a_port_that_is_taken_is_one_line(capsys, quiet, telegram, nowhere, taken, url):  # noqa: PLR0917 - fixtures
    told = {"webhook_url": url, "webhook_port": taken, "base_url": telegram[1], **nowhere}
    assert run(Settings(_env_file=None, token=SecretStr(TOKEN), **told)) == 1
    assert capsys.readouterr().err.splitlines()[-1].startswith(f"dateline: 127.0.0.1:{taken} cannot be listened on: ")


def test_a_webhook_is_set_served_and_left_when_it_stops(caplog, quiet, telegram, nowhere, taken):
    api, address = telegram
    api.on_call = lambda method: method == "setMyCommands" and os.kill(os.getpid(), signal.SIGTERM)
    told = {"webhook_url": "https://bot.example.org/telegram", "webhook_listen": "127.0.0.2", "webhook_port": taken}
    with caplog.at_level(logging.DEBUG):
        assert run(Settings(_env_file=None, token=SecretStr(TOKEN), base_url=address, **told, **nowhere)) == 0
    assert api.webhook["url"] == "https://bot.example.org/telegram"
    assert len(api.webhook["secret"]) == 64
    assert "getUpdates" not in {call.method for call in api.calls}
    assert api.webhook["secret"] not in caplog.text
    assert f"by webhook, at 127.0.0.2:{taken}" in caplog.text


def test_a_webhook_that_telegram_refuses_is_one_line(capsys, quiet, telegram, nowhere):
    api, address = telegram
    api.fail("setWebhook", status=400, description="Bad Request: bad webhook: failed to resolve host")
    told = {"webhook_url": "https://bot.example.org/x", "webhook_listen": "127.0.0.3", "webhook_port": 18_080}
    assert run(Settings(_env_file=None, token=SecretStr(TOKEN), base_url=address, **told, **nowhere)) == 1
    assert "Telegram refuses: Bad webhook: failed to resolve host" in capsys.readouterr().err
