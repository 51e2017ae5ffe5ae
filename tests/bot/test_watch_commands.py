"""The command line of watching, as a program of its own."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bot.watch_commands import _state
from corpus.watched.results import FeedState
from tests.bot.stories import page, story

ROOT = Path(__file__).parents[2]


def _command(*words: str) -> list[str]:
    return [sys.executable, "-m", "bot", *words]


def _run(folder, *words: str, **environment: str):
    return subprocess.run(
        _command(*words), capture_output=True, text=True, cwd=folder, timeout=120, env=_environment(environment)
    )


def _environment(more):
    return os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"} | more


@pytest.fixture
def folder(tmp_path):
    incoming = tmp_path / "incoming"
    incoming.mkdir()
    path = incoming / "pier.html"
    path.write_text(page(story()))
    os.utime(path, (time.time() - 60,) * 2)
    return tmp_path


def test_a_folder_is_watched_once_and_the_corpus_is_made(folder):
    url = f"sqlite:///{folder}/var/corpus.db"
    done = _run(folder, "corpus", "watch", "incoming", "--once", "--to", url)
    assert done.returncode == 0, done.stderr
    assert "1 new articles" in done.stderr
    assert done.stdout == ""
    assert json.loads(_run(folder, "corpus", "stats", "--json", "--corpus", url).stdout)["articles"] == 1


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("incoming/pier.html", "not a list of feeds"),
    ],
)
def test_what_cannot_be_watched_is_told_in_one_line(folder, source, reason):
    done = _run(folder, "corpus", "watch", source, "--once", "--to", f"sqlite:///{folder}/c.db")
    assert done.returncode == 1
    assert reason in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("address", ["http://169.254.169.254/rss"])
def test_a_private_address_is_refused(folder, address):
    done = _run(folder, "corpus", "watch", address, "--once", "--to", f"sqlite:///{folder}/c.db")
    assert done.returncode == 1
    assert "private network" in done.stderr
    assert "1 failed" in done.stderr
    listed = _run(folder, "corpus", "feeds", "--corpus", f"sqlite:///{folder}/c.db")
    assert "failed once" in listed.stdout


def test_it_stops_when_it_is_told_to_and_is_alone(folder):
    url = f"sqlite:///{folder}/c.db"
    one = subprocess.Popen(
        _command("corpus", "watch", "incoming", "--to", url),
        stderr=subprocess.PIPE,
        text=True,
        cwd=folder,
        env=_environment({}),
    )
    try:
        deadline = time.monotonic() + 60
        while not (folder / "c.db").exists() and time.monotonic() < deadline:
            time.sleep(0.1)
        other = _run(folder, "corpus", "watch", "incoming", "--once", "--to", url)
        assert "another process watches" in other.stderr
        one.send_signal(signal.SIGTERM)
        assert one.wait(60) == 0
    finally:
        one.kill()
        one.stderr.close()


@pytest.mark.parametrize(
    ("state", "told"),
    [
        ({}, "0 articles; never read yet; next now"),
        (
            {"answered": 9_000.0, "due": 17_200.0, "articles": 3},
            "3 articles; last read 17 minutes ago; next in 2 hours",
        ),
        (
            {"answered": 9_990.0, "failures": 2, "error": "no feed", "due": 10_100.0},
            "0 articles; last read just now; next in 2 minutes; failed 2 times in a row: no feed",
        ),
        ({"state": "gone", "error": "it is gone"}, "0 articles; never read yet; not asked any more: it is gone"),
        (
            {"waiting": 4, "news": 6_000.0, "answered": 9_999.0},
            "0 articles; 4 entries wait to be read; last read just now; last news 1 hour ago; next now",
        ),
    ],
)
def test_how_a_feed_does_in_plain_words(state, told):
    plain = {
        "address": "a",
        "title": "",
        "folder": "",
        "state": "active",
        "error": "",
        "failures": 0,
        "due": 0.0,
        "answered": None,
        "news": None,
        "entries": 0,
        "articles": 0,
    }
    assert _state(FeedState(**(plain | state)), 10_000.0) == told
