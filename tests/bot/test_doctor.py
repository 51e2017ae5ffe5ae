"""What the doctor finds, and that looking changes nothing."""

import asyncio
import datetime as dt
import json
import sqlite3
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from bot.chats import ChatStore
from bot.doctor import State, findings
from bot.doctor.online import _clock
from bot.settings import Settings
from corpus.store import build
from tests.bot.stage import Hands
from tests.botapi import TOKEN, BotApi, Refused, serve
from tests.corpus.articles import article

NOW = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _nowhere(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def settings(tmp_path):
    """All as it should be."""
    corpus, chats = f"sqlite:///{tmp_path}/corpus.db", f"sqlite:///{tmp_path}/chats.db"
    build([article("It is so.", day="2026-03-01")], corpus)
    ChatStore(chats, Hands()).close()
    return Settings(token=TOKEN, database_url=corpus, chats_url=chats, contact="https://example.org/bot")


async def look(settings, **how):
    found = await asyncio.to_thread(lambda: list(findings(settings, NOW, **how)))
    return {one.name: one for one in found}


def changed(settings, **more):
    return settings.model_copy(update=more)


async def test_all_is_well(settings):
    async with serve(BotApi()) as url:
        found = await look(changed(settings, base_url=url), polling=True, deep=True)
    assert {name: one.line for name, one in found.items() if one.state is not State.OK} == {}
    assert {"token", "polling", "clock", "chats", "corpus", "age", "zones", "fonts", "disk", "memory"} <= set(found)
    assert "@dateline_bot" in found["token"].words


async def test_without_a_token_or_a_network_the_rest_is_looked_at(settings):
    bare = await look(changed(settings, token=None))
    off = await look(changed(settings, base_url="http://127.0.0.1:9/bot"))
    assert (bare["token"].state, bare["webhook"].state, bare["corpus"].state) == (State.MEND, State.UNKNOWN, State.OK)
    assert {off[name].state for name in ("token", "webhook", "clock")} == {State.UNKNOWN}
    assert off["chats"].state is State.OK
    assert not any(TOKEN in one.line for one in off.values())


async def test_a_token_that_telegram_does_not_know(settings):
    other = Settings(token="1234567890:" + "another-one" * 3 + "xx")
    async with serve(BotApi()) as url:
        found = await look(changed(settings, base_url=url, token=other.token))
    assert found["token"].state is State.MEND
    assert "BotFather" in found["token"].mend


@pytest.mark.parametrize(
    ("there", "mine", "name", "words"),
    [
        ("https://other.example/x", "", "webhook", "one is set at"),
        ("", "https://bot.example/x", "webhook", "Telegram has none"),
        ("https://other.example/x", "https://bot.example/x", "webhook", "the settings name"),
    ],
)
async def test_updates_that_do_not_come_as_the_settings_say(settings, there, mine, name, words):
    api = BotApi()
    api.webhook = {"url": there}
    async with serve(api) as url:
        found = await look(changed(settings, base_url=url, webhook_url=mine))
    assert found[name].state is State.MEND
    assert words in found[name].words


async def test_another_program_that_polls_is_found(settings):
    api = BotApi()

    async def other():
        while True:
            with suppress(Refused):  # it comes again
                await api.poll(0, 1, 30)
            await asyncio.sleep(0.1)

    task = asyncio.create_task(other())
    try:
        async with serve(api) as url:
            found = await look(changed(settings, base_url=url), polling=True)
    finally:
        task.cancel()
    assert found["polling"].state is State.MEND


@pytest.mark.parametrize(
    ("skew", "state"), [(0.2, State.OK), (-30, State.OK), (61, State.MEND), (-7200, State.MEND), (None, State.UNKNOWN)]
)
def test_the_clock_is_held_against_telegrams(skew, state):
    assert _clock(skew).state is state


def newer(path):
    with sqlite3.connect(path) as file:
        file.execute("UPDATE alembic_version SET version_num = '9999'")


def foreign(path):
    path.unlink()
    with sqlite3.connect(path) as file:
        file.execute("CREATE TABLE recipes (name TEXT)")


def scrambled(path):
    content = bytearray(path.read_bytes())
    content[4096:8192] = b"\x55" * 4096
    path.write_bytes(content)


def text(path):
    path.write_text("no database " * 999)


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (newer, "newer Dateline"),
        (foreign, "something else"),
        (scrambled, ""),
        (text, "not a database"),
        (Path.mkdir, ""),
    ],
)
async def test_a_chats_database_that_cannot_be_used(settings, tmp_path, harm, words):
    path = tmp_path / "chats.db"
    if harm is Path.mkdir:
        path.unlink()
    harm(path)
    found = (await look(changed(settings, token=None)))["chats"]
    assert found.state is State.MEND, found.line
    assert words in found.words
    assert found.mend


async def test_databases_that_are_not_there_are_not_made(settings, tmp_path):
    away = f"sqlite:///{tmp_path}/away/none.db"
    found = await look(changed(settings, token=None, chats_url=away, database_url=away))
    assert found["chats"].state is State.OK
    assert found["corpus"].state is State.MEND
    assert "corpus build" in found["corpus"].mend
    assert not (tmp_path / "away").exists()


async def test_looking_changes_nothing(settings, tmp_path):
    before = {
        path.name: path.read_bytes() for path in tmp_path.glob("*.db*") if path.suffix not in {".db-shm", ".db-wal"}
    }
    await look(changed(settings, token=None))
    after = {path.name: path.read_bytes() for path in tmp_path.glob("*.db*") if path.name in before}
    assert after == before


async def test_on_a_server(settings, postgres_url):
    ChatStore(postgres_url, Hands()).close()
    found = await look(changed(settings, token=None, chats_url=postgres_url))
    assert found["chats"].state is State.OK
    gone = await look(changed(settings, token=None, chats_url=postgres_url + "_gone"))
    assert gone["chats"].state is State.MEND


async def test_an_old_corpus_and_an_empty_one_are_told(settings, tmp_path):
    url = f"sqlite:///{tmp_path}/other.db"
    build([article("It was so.", day="2021-03-01")], url)
    assert (await look(changed(settings, token=None, database_url=url)))["age"].state is State.UNKNOWN
    build([], url)
    assert (await look(changed(settings, token=None, database_url=url)))["corpus"].state is State.MEND


@pytest.mark.parametrize("form", [(), ("--json",)])
def test_the_command_prints_a_line_each(tmp_path, form):
    done = subprocess.run(
        [sys.executable, "-m", "bot", "doctor", *form],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT)},
    )
    lines = done.stdout.splitlines()
    assert (done.returncode, done.stderr) == (1, "")
    assert len(lines) > 8
    if form:
        assert {json.loads(line)["state"] for line in lines} <= set(State)
    else:
        assert any(line.startswith("MEND token") for line in lines)
