"""What stands in the log, and what never does."""

import asyncio
import io
import json
import logging

import pytest

from bot import logs
from bot.engines import ChatsError
from bot.settings import Settings
from tests.botapi import TOKEN

OTHER = "9876543210:" + "another-one" * 3 + "xx"


@pytest.fixture(autouse=True)
def _nowhere(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(logs._Key, "value", b"a key of tests")


def settings(**more):
    return Settings(token=TOKEN, chats_url="postgresql://ann:pass%2Fword@db/chats", **more)


@pytest.fixture
def written():
    """A logger whose lines come as they are written, by its format."""

    def made(form="json", level="INFO", name="bot.anything"):
        stream, found = io.StringIO(), settings(log_format=form, log_level=level)
        handler = logging.StreamHandler(stream)
        handler.setFormatter(logs.formatter(logs.secrets_of(found), json=form == "json"))
        handler.addFilter(logs._Loud(level))
        log = logging.Logger(name)  # noqa: LOG001 - of this test alone, in no tree
        log.addHandler(handler)
        return log, stream

    return made


def test_a_line_of_json_tells_when_who_how_loud_and_what(written):
    log, stream = written()
    log.warning("%s of %s", 3, "them")
    line = json.loads(stream.getvalue())
    assert line.pop("time").endswith("Z")
    assert line == {"event": "3 of them", "level": "warning", "logger": "bot.anything"}


def test_a_line_for_a_terminal_is_one_line_of_words(written):
    log, stream = written("text")
    log.warning("first\nsecond \x1b[31m\r third")
    assert stream.getvalue().count("\n") == 1
    assert "\x1b" not in stream.getvalue()
    assert "first\\nsecond" in stream.getvalue()


async def test_lines_refer_to_the_update_and_its_chat_also_from_threads(written):
    log, stream = written()

    async def work(update, chat):
        logs.about(update, chat)
        await asyncio.to_thread(log.info, "in a thread")
        log.info("in a task")

    await asyncio.gather(work(7, -100123456), work(8, 5), work(9, None))
    lines = [json.loads(line) for line in stream.getvalue().splitlines()]
    found = {(line["update"], line.get("chat")) for line in lines}
    assert found == {(7, logs.reference(-100123456)), (8, logs.reference(5)), (9, None)}
    assert "100123456" not in stream.getvalue()


@pytest.mark.parametrize(
    "said",
    ["chat -100123456: gone", "operator 500123456 was not told", "New chat id: -100123456", "channel -100123456 is"],
)
def test_no_line_names_a_chat_by_its_number(written, said):
    log, stream = written()
    log.info(said)
    assert "123456" not in stream.getvalue()
    assert "#" in stream.getvalue()


def test_references_are_the_bots_own(monkeypatch):
    one = logs.reference(5)
    monkeypatch.setattr(logs._Key, "value", b"another key")
    assert len(one) == 8
    assert logs.reference(5) != one


@pytest.mark.parametrize("form", ["json", "text"])
def test_secrets_are_taken_out_wherever_they_come_in(written, form):
    log, stream = written(form)
    log.warning("GET https://api.telegram.org/bot%s/getMe", TOKEN)
    log.warning("of another bot: %s", OTHER.replace(":", "%3A"))
    log.warning("postgresql://ann:pass%2Fword@db/chats says that pass/word is wrong")
    log.error("failed with %s", TOKEN, exc_info=ChatsError("chats", f"refused with {TOKEN}"))
    text = stream.getvalue()
    assert not any(one in text for one in (TOKEN, "another-one", "pass/word", "pass%2Fword"))
    assert text.count("<secret>") + text.count("<token>") == 6
    assert "refused with" in text


@pytest.mark.parametrize("form", ["json", "text"])
def test_a_trace_tells_where_and_of_which_kind_and_repeats_nobodys_words(written, form):
    log, stream = written(form)
    try:
        try:
            int("somebody's question")
        except ValueError as error:
            raise OSError(28, "No space left on device") from error
    except OSError:
        log.exception("failed")
    text = stream.getvalue()
    assert "question" not in text
    assert "ValueError" in text
    assert "No space left on device" in text
    assert "bot/test_logs.py" in text


@pytest.mark.parametrize(
    ("name", "level", "asked", "there"),
    [
        ("bot.door", "INFO", "INFO", True),
        ("bot.door", "DEBUG", "INFO", False),
        ("corpus.store", "DEBUG", "DEBUG", True),
        ("telegram.Bot", "DEBUG", "DEBUG", False),
        ("httpx", "INFO", "DEBUG", False),
        ("aiohttp.client", "WARNING", "DEBUG", True),
        ("aiohttp.client", "WARNING", "ERROR", False),
    ],
)
def test_libraries_are_heard_only_when_they_warn(written, name, level, asked, there):
    log, stream = written(level=asked, name=name)
    log.log(logging.getLevelNamesMapping()[level], "said")
    assert bool(stream.getvalue()) is there


@pytest.fixture
def root(monkeypatch):
    """The log of the process, while a test has it for itself."""
    found = logging.getLogger()
    level = found.level
    yield lambda: monkeypatch.setattr(found, "handlers", [])
    found.setLevel(level)


def test_the_settings_are_read_again_while_it_runs(root, monkeypatch):
    root()
    stream, before = io.StringIO(), settings()
    logs.set_up(before, stream)
    log = logging.getLogger("bot.anything")
    log.debug("too quiet")
    monkeypatch.setenv("DATELINE_LOG_LEVEL", "DEBUG")
    monkeypatch.setenv("DATELINE_TOKEN", OTHER)
    monkeypatch.setenv("DATELINE_CHATS_URL", before.chats_url)
    logs.reloaded(before)
    log.debug("loud enough")
    monkeypatch.setenv("DATELINE_LOG_LEVEL", "LOUD")
    logs.reloaded(before)
    said = [json.loads(line)["event"] for line in stream.getvalue().splitlines()]
    assert said[0] == "the settings are read again; DATELINE_TOKEN will count from the next start on"
    assert said[1] == "loud enough"
    assert said[2].startswith("the settings stay as they were: DATELINE_LOG_LEVEL")
    assert OTHER not in stream.getvalue()


def test_what_is_set_up_is_json_unless_somebody_watches(root):
    root()
    stream = io.StringIO()
    logs.set_up(settings(), stream, ("another secret",))
    logging.getLogger("bot.anything").warning("with %s and another secret", TOKEN)
    assert json.loads(stream.getvalue())["event"] == "with <secret> and <secret>"


def test_an_answer_does_not_wait_for_the_logs_library():
    import subprocess
    import sys

    code = "import sys, bot.logs, bot.__main__; print(sorted(m for m in sys.modules if m.startswith('structlog')))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=__file__.rsplit("/tests/", 1)[0]
    )
    assert done.stdout.strip() == "[]"
