"""Half an hour of mixed load in process: no growth, nothing leaked, no answer wrong. `make soak` runs it."""

import asyncio
import datetime as dt
import gc
import logging
import os
import random
import re
import statistics
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest

from bot.watching.memory import resident
from corpus.ingest.extract import readings
from corpus.library import open_library
from corpus.store import build
from handlers import answer
from tests.bot.stage import MONDAY, on_stage
from tests.soak.crowd import LINES, PATIENCE, TYPED, Somebody, Tally, shown, tidied, titles, turning

PEOPLE, GROUPS = 400, 20
WARM = 0.25  # of the time, in which what is kept for the next question fills up
GROWTH = 1.02
DATABASES = ("chats.db", "corpus.db")
POOLED = 15  # connections that a pool opens at most, when they are first needed, and then keeps


@pytest.fixture(scope="module")
def corpus(tmp_path_factory, request):
    folder = tmp_path_factory.mktemp("corpus")
    url = f"sqlite:///{folder}/corpus.db"
    build(list(readings([request.config.rootpath / "seeds"])), url)
    return url


@pytest.fixture(autouse=True)
def _quiet():
    """A log that the tests keep would be the growth."""
    levels = {name: logging.getLogger(name).level for name in ("", "bot", "handlers", "corpus")}
    for name in levels:
        logging.getLogger(name).setLevel(logging.ERROR)
    yield
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


async def fresh(folder, url):
    """What a bot that has just been started answers to each line; `→` behind it stands for the next page."""
    found = {}
    async with on_stage(folder, handle=answer, library=open_library(url)) as stage:
        for line in LINES:
            user = stage.api.user("Fresh")
            user.says(line)
            await stage.settled()
            found[line] = shown(user)
            if button := turning(user):
                user.presses(button)
                await stage.settled()
                found[f"{line} →"] = shown(user)
        for text in TYPED:
            waiting = stage.api.user("Fresh").asks_inline(text)
            await stage.settled()
            found[f"inline {text}"] = titles(waiting)
    return found


def held():
    """How many tasks; descriptors, by what they are open on."""
    found = Counter()
    for one in Path("/proc/self/fd").iterdir():
        with suppress(OSError):  # the one by which they are listed
            found[re.sub(r":\[\d+\]", "", one.readlink().name)] += 1
    return len(asyncio.all_tasks()), found


def leaked(before, after):
    """Descriptors that came in between, but for those of a database: each thread has its own when it first asks.

    A write-ahead log takes two and the list of its pages one, for all of a process; of a pool no more can be.
    """
    more = after - before
    return {name: n for name, n in more.items() if n > POOLED or not name.startswith(DATABASES)}


async def load(stage, crowd, tally, seconds, rate):
    """So many updates a second; memory, sampled each second, in bytes. Who still waits is not asked to do more."""
    free, busy, began, memory = list(crowd), [], time.monotonic(), []
    while (passed := time.monotonic() - began) < seconds:
        while tally.updates < passed * rate and free:
            somebody = free.pop()
            somebody.go()
            (busy if somebody.doing else free).append(somebody)
        tally.late = max(tally.late, int(passed * rate) - tally.updates)
        await asyncio.sleep(0.005)
        for somebody in busy:
            somebody.look()
        free += [somebody for somebody in busy if somebody.doing is None]
        busy = [somebody for somebody in busy if somebody.doing is not None]
        random.shuffle(free)
        stage.clock.time = MONDAY + dt.timedelta(seconds=passed)
        if passed >= len(memory) + 1:
            tidied(stage.api)
            stage.asked.clear()
            memory.append(resident(os.getpid()))
    while busy and time.monotonic() < began + seconds + PATIENCE:  # who has asked may turn the page
        await stage.settled()
        busy = [somebody for somebody in busy if somebody.doing]
        for somebody in busy:
            somebody.look()
    tally.wrong.update(f"no answer: {somebody.what}" for somebody in busy if somebody.doing)
    return memory


@pytest.mark.soak
async def test_mixed_load(tmp_path, corpus, pytestconfig, capsys):
    seconds, rate = pytestconfig.getoption("--soak-seconds"), pytestconfig.getoption("--soak-rate")
    (tmp_path / "fresh").mkdir()
    expected = await fresh(tmp_path / "fresh", corpus)
    async with on_stage(tmp_path, handle=answer, library=open_library(corpus)) as stage:
        chance, tally = random.Random(7), Tally()
        users = [stage.api.user(f"Reader {n}") for n in range(PEOPLE)]
        groups = [stage.api.group(f"Group {n}", *users[n::GROUPS]) for n in range(GROUPS)]
        crowd = [Somebody(user, groups[n % GROUPS], expected, tally, chance) for n, user in enumerate(users)]
        warmed = await load(stage, crowd, tally, seconds * WARM, rate)
        gc.collect()
        before, first = held(), len(warmed)
        measured = Tally()
        for somebody in crowd:
            somebody.tally = measured
        memory = await load(stage, crowd, measured, seconds * (1 - WARM), rate)
        gc.collect()
        await asyncio.sleep(1)
        after = held()
        failed = stage.app.tally.failed
    tenth = max(1, len(memory) // 10)
    levels = [statistics.median(memory[at : at + tenth]) / 2**20 for at in range(0, len(memory) - tenth + 1, tenth)]
    growth = levels[-1] / levels[0]
    with capsys.disabled():
        print(  # noqa: T201 - what a soak is run for
            f"\nsoak: {first + len(memory)} s, {measured.updates / (seconds * (1 - WARM)):.0f} updates a second of {rate:.0f} asked "
            f"({tally.updates + measured.updates:,} in all), memory {memory[-1] / 2**20:.0f} MiB, growth {(growth - 1) * 100:+.2f} %: "
            f"{' '.join(f'{level:.1f}' for level in levels)}, "
            f"tasks {before[0]} -> {after[0]}, descriptors {before[1].total()} -> {after[1].total()}: "
            f"{dict(after[1] - before[1])} came, wrong {dict(measured.wrong + tally.wrong)}"
        )
    assert (measured.wrong, tally.wrong, failed) == ({}, {}, 0)
    assert after[0] <= before[0]
    assert leaked(before[1], after[1]) == {}
    assert growth <= GROWTH
    assert set(expected) <= set(measured.done)
