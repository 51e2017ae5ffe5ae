"""Databases that are locked, full, read-only, damaged or replaced: a wait or a plain line, no trace of ours, nothing lost."""

import random
import shutil
import sqlite3
import threading
import time
from collections import Counter
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.desk import terminal_desk
from corpus.errors import CorpusError
from corpus.ingest.extract import readings
from corpus.library import open_library
from corpus.store import add, build, check
from handlers import answer
from handlers.messages import ChatKind, ChatRef, Schedule
from handlers.parser import parse
from tests.bot.stage import on_stage
from tests.soak.crowd import LINES

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.md"))
PAGE = 4_096
DAMAGED = 40  # corpora, each damaged elsewhere


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """A folder with a corpus, to be copied."""
    folder = tmp_path_factory.mktemp("sound")
    build(list(readings(SEEDS)), f"sqlite:///{folder}/corpus.db")
    return folder


def generation(folder):
    return next(path for path in folder.iterdir() if path.suffix.startswith(".g") and "names" not in path.name)


# The chats' database.


async def asked(stage, user, line="/quote lee"):
    before = len(user.private.answers)
    user.says(line)
    await stage.settled()
    return [shown.plain for shown in user.private.answers[before:]]


async def test_a_database_that_is_locked_for_a_moment_is_waited_for(tmp_path):
    async with on_stage(tmp_path) as stage:
        ann = stage.api.user("Ann")
        held = sqlite3.connect(tmp_path / "chats.db", isolation_level=None, check_same_thread=False)
        held.execute("BEGIN IMMEDIATE")
        threading.Timer(0.5, lambda: held.execute("ROLLBACK")).start()
        (told,) = await asked(stage, ann)
        held.close()
    assert told.startswith("/quote lee\n")


async def _through(tmp_path, pragma):
    """What is told while a setting of SQLite makes writing impossible, and after."""
    async with on_stage(tmp_path) as stage:
        ann = stage.api.user("Ann")
        assert len(await asked(stage, ann)) == 1

        def limit(connection, _record):
            connection.execute(f"PRAGMA {pragma}")

        sa.event.listen(stage.chats._engine, "connect", limit)
        stage.chats._engine.dispose()
        wrong = [line for n in range(60) for line in await asked(stage, ann, f"/quote {n} {'x' * 2_000}")]
        sa.event.remove(stage.chats._engine, "connect", limit)
        stage.chats._engine.dispose()
        after = await asked(stage, ann)
        failed = stage.app.tally.failed
    return wrong, after, failed


@pytest.mark.parametrize("pragma", ["query_only=1", "max_page_count=1"])
async def test_a_database_that_cannot_be_written_costs_a_line_and_the_next_question_is_answered(tmp_path, pragma):
    wrong, after, failed = await _through(tmp_path, pragma)
    told = [line for line in wrong if "went wrong" in line]
    assert len(wrong) == 60  # each question got one message
    assert len(told) == failed > 0
    assert not any("sqlite" in line.lower() or "Traceback" in line for line in wrong)
    assert after[0].startswith("/quote lee")


async def test_what_was_kept_before_the_disk_was_full_is_there_after(tmp_path):
    ann = ChatRef(5_000_001, ChatKind.PRIVATE)
    async with on_stage(tmp_path) as stage:
        stage.chats.set_schedule(ann, Schedule(510, "UTC"))
    await _through(tmp_path, "max_page_count=1")
    async with on_stage(tmp_path) as stage:
        assert stage.chats.schedule(ann) == Schedule(510, "UTC")


# The corpus.


def told(url, lines=LINES):
    """How each question ends: an answer, or a reason in one line; anything else is raised."""
    ends = Counter()
    said = []
    try:
        desk = terminal_desk(open_library(url))
    except CorpusError as error:
        desk = None
        said = [str(error)] * len(lines)
    for line in lines if desk else ():
        try:
            ends[answer(parse(line), desk).status] += 1
        except CorpusError as error:
            said.append(str(error))
    assert not any("\n" in reason for reason in said)
    return ends + Counter(refused=len(said))


def test_a_damaged_page_is_answered_around_or_told(tmp_path, sound):
    """Bits flipped in the heads of pages, a file cut short: an answer or one line, never another error."""
    chance, ends = random.Random(11), Counter()
    for number in range(DAMAGED):
        folder = tmp_path / str(number)
        shutil.copytree(sound, folder)
        path = generation(folder)
        content = bytearray(path.read_bytes())
        for _ in range(chance.choice([1, 20, 400])):
            page = chance.randrange(len(content) // PAGE) * PAGE
            content[page + chance.randrange(100 if page == 0 else 0, 108)] ^= 1 << chance.randrange(8)
        if number % 3 == 0:
            del content[chance.randrange(PAGE, len(content)) :]
        path.write_bytes(content)
        ends += told(f"sqlite:///{folder}/corpus.db", LINES[:6])
        shutil.rmtree(folder)
    assert ends.total() == DAMAGED * 6
    assert ends["refused"] > 0


def test_a_corpus_that_is_replaced_under_questions_answers_them_all(tmp_path, sound):
    shutil.copytree(sound, tmp_path / "corpus")
    url = f"sqlite:///{tmp_path}/corpus/corpus.db"
    desk, stop, ended = terminal_desk(open_library(url)), threading.Event(), Counter()

    def ask():
        chance = random.Random(5)
        while not stop.is_set():
            found = answer(parse(chance.choice(LINES)), desk)
            ended[found.status] += 1

    crowd = [threading.Thread(target=ask) for _ in range(3)]
    for one in crowd:
        one.start()
    for number in range(2):
        build(list(readings(SEEDS[number % 2 :])), url)
        add(list(readings(SEEDS[:1])), url)
        time.sleep(0.1)
    stop.set()
    for one in crowd:
        one.join()
    assert ended.total() > 20
    assert check(url) == []


def test_a_writer_that_holds_the_corpus_is_waited_for(sound, tmp_path):
    shutil.copytree(sound, tmp_path / "corpus")
    url = f"sqlite:///{tmp_path}/corpus/corpus.db"
    held = sqlite3.connect(generation(tmp_path / "corpus"), isolation_level=None, check_same_thread=False)
    held.execute("BEGIN EXCLUSIVE")
    threading.Timer(0.5, lambda: held.execute("ROLLBACK")).start()
    assert told(url, LINES[:2]).total() == 2
    held.close()
