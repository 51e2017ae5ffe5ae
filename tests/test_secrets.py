"""No secret comes out, in whatever way something fails; see tests.secrecy, which looks through the whole suite."""

import logging
import subprocess
import sys
from pathlib import Path

import pytest

from bot.arriving import secret_of
from handlers import answer
from handlers.messages import Desk, Request
from tests.bot.newsroom import Newsroom
from tests.bot.stage import echo, on_stage
from tests.botapi import TOKEN
from tests.secrecy import SECRET, WATCH

ROOT = Path(__file__).parent.parent
FAULTS = [
    {"status": 500},
    {"status": 401, "description": "Unauthorized"},
    {"status": 400, "description": "Bad Request: message text is empty"},
    {"status": 403, "description": "Forbidden: bot was blocked by the user"},
    {"how": "reset"},
    {"how": "half"},
    {"how": "malformed"},
]


@pytest.mark.parametrize("secret", [TOKEN, TOKEN.replace(":", "%3A"), secret_of(TOKEN)])
def test_a_line_with_a_secret_is_found(secret):
    """This test would fail by itself, if it did not take away what was found."""
    for name in ("bot.anything", "corpus.anything", "any.library"):
        logging.getLogger(name).warning("at https://api.telegram.org/bot%s/getMe", secret)
    logging.getLogger("bot.anything").debug("quietly %s", secret)
    WATCH.sent("sendMessage", {"text": f"it is {secret}"})
    WATCH.look(f"printed {secret}", "stdout")
    assert len(WATCH.taken()) == 6


def test_other_lines_are_not():
    logging.getLogger("bot.anything").warning("at 12:30 of 1234567:8 and %s", "a" * 60)
    WATCH.sent("setWebhook", {"secret_token": secret_of(TOKEN)})
    assert WATCH.taken() == []


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: str(fault.get("how") or fault["status"]))
async def test_nothing_that_fails_tells_the_token(tmp_path, fault):
    async with on_stage(tmp_path, handle=echo, admins=frozenset({5_000_001})) as stage:
        operator, ann = stage.api.user("Olga"), stage.api.user("Ann")
        operator.says("/start")
        await stage.settled()
        stage.api.fail("sendMessage", times=2, **fault)
        ann.says(f"/quote {TOKEN[:20]}")
        await stage.settled()
        ann.says("/crash")
        await stage.settled()
        said = [shown.plain for user in (operator, ann) for shown in user.private.answers]
    assert len(stage.asked) == 3
    assert said
    assert not any(SECRET.search(text) for text in said)


async def test_the_operators_figures_hold_none(tmp_path):
    async with on_stage(tmp_path, handle=answer, library=Newsroom(), admins=frozenset({5_000_001})) as stage:
        operator = stage.api.user("Olga")
        for line in ("/stats", "/whoami", "/help", "/remove nothing", "/announce x"):
            operator.says(line)
            await stage.settled()
        door = stage.door
        found = repr((door, answer(Request("stats", is_operator=True), Desk(Newsroom(), stage.chats, stage.clock))))
    assert not SECRET.search(found)


@pytest.mark.parametrize("command", [["run"], ["doctor"], ["corpus", "check"], ["chats", "backup", "kept"]])
def test_no_command_prints_one(tmp_path, command):
    """With settings of which none can work."""
    given = {
        "PYTHONPATH": str(ROOT),
        "DATELINE_TOKEN": TOKEN,
        "DATELINE_BASE_URL": "http://127.0.0.1:9/bot",
        "DATELINE_CHATS_URL": "postgresql://ann:pass-word-123@127.0.0.1:9/chats",
        "DATELINE_LOG_LEVEL": "DEBUG",
    }
    done = subprocess.run(
        [sys.executable, "-m", "bot", *command], capture_output=True, text=True, cwd=tmp_path, env=given
    )
    assert done.returncode != 0
    assert done.stdout + done.stderr
    assert not SECRET.search(done.stdout + done.stderr)
    assert "pass-word-123" not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
