"""A round of digests for many chats on many topics over a large corpus: how long, and who waits meanwhile.

    python benchmarks/digests.py                               1,000 chats, 200 topics, 2,000 articles
    python benchmarks/digests.py --articles 10000 --new 300
    python benchmarks/digests.py --corpus FILE.jsonl           pages that are there already

The real program before the fake Bot API, at the pace that Telegram allows. People ask while the round goes on; the
rival is how long the same questions take at rest, in the same run. Pages come from make_load.py in ../shared/scorers,
or DATELINE_SHARED; the newest of them are printed on the day of the round.
"""

import argparse
import asyncio
import datetime as dt
import json
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bot.app import SWITCH  # noqa: E402 - the tests' fake of Telegram lies beside, in no package
from bot.jobs import Digests  # noqa: E402
from bot.limits import Pace  # noqa: E402
from corpus import store  # noqa: E402
from corpus.ingest.read import read_all  # noqa: E402
from corpus.library import CorpusLibrary, open_library  # noqa: E402
from corpus.models import Page, Reading  # noqa: E402
from handlers import answer  # noqa: E402
from handlers.messages import ChatKind, ChatRef, Schedule  # noqa: E402
from tests.bot.stage import MONDAY, Stage, on_stage  # noqa: E402

SHARED = Path(os.environ.get("DATELINE_SHARED") or ROOT.parent / "shared")
DAY = dt.timedelta(days=1)
APART = 0.5  # seconds between two questions


@dataclass(frozen=True, slots=True)
class Row:
    """A measure: ours, the rival's where there is one, and what is asked for at most."""

    name: str
    ours: float
    unit: str
    asked: float | None = None
    rival: float | None = None

    def __str__(self) -> str:
        rival = f"{self.rival:10.2f}{self.ours / self.rival:8.1f}" if self.rival else " " * 18
        asked = "" if self.asked is None else f"{self.asked:10.2f}  {'met' if self.ours <= self.asked else 'MISSED'}"
        return f"{self.name:46}{self.ours:10.2f}{rival} {self.unit:8}{asked}"


def lines(source: Path | None, articles: int, new: int) -> Iterator[str]:
    """Pages, the last of which are printed on the day of the round."""
    if source:
        text = source.read_text(encoding="utf-8")
    else:
        make = [sys.executable, str(SHARED / "scorers" / "make_load.py"), str(articles)]
        text = subprocess.run(make, check=True, capture_output=True, encoding="utf-8").stdout
    pages = text.splitlines()
    for n, line in enumerate(pages):
        page = json.loads(line)
        age = 0 if n >= len(pages) - new else 20 + (len(pages) - n) % 2_000
        yield json.dumps({**page, "published": (MONDAY + DAY - age * DAY).date().isoformat()})


def built(folder: Path, pages: Iterator[str]) -> CorpusLibrary:
    """A corpus of them."""
    page = Page("load.jsonl", "\n".join(pages).encode(), "application/jsonl")
    store.build((one for one in read_all(page) if isinstance(one, Reading)), f"sqlite:///{folder}/corpus.db")
    return open_library(f"sqlite:///{folder}/corpus.db")


def topics(library: CorpusLibrary, number: int) -> list[str]:
    """What chats want: every third somebody who speaks, else a word that some articles have."""
    rnd = random.Random(7)
    names = [person.name for person in library.people() if person.kind == "person"]
    words = [word for one in library.articles(limit=400) for word in re.findall(r"\b[a-z]{6,}\b", one.title)]
    some = sorted(set(words))
    rnd.shuffle(some)
    return [names[n % len(names)] if n % 3 == 0 else some[n % len(some)] for n in range(number)]


async def subscribed(stage: Stage, wanted: Sequence[str], chats: int) -> None:
    """So many private chats, each with a digest on one of the topics."""
    for n in range(chats):
        user = stage.api.user(f"Reader {n}")
        user.private.state.started = True
        schedule = Schedule(510, "UTC", wanted[n % len(wanted)])
        await asyncio.to_thread(stage.chats.set_schedule, ChatRef(user.id, ChatKind.PRIVATE), schedule)


async def asking(stage: Stage, wanted: Sequence[str], until: asyncio.Event) -> list[float]:
    """Milliseconds of each answer while people ask, one question after another."""
    people, times = [stage.api.user(f"Asker {n}") for n in range(8)], []
    for n in range(10_000):
        ann = people[n % len(people)]  # no chat is asked so often that its own measure counts
        began, before = time.perf_counter(), len(ann.private.answers)
        ann.says(f"/quote {wanted[n % len(wanted)]}")
        while len(ann.private.answers) == before:  # noqa: ASYNC110 - the fake tells nobody of an answer
            await asyncio.sleep(0.002)
        times.append(1000 * (time.perf_counter() - began))
        if until.is_set():
            break
        await asyncio.sleep(max(0.0, APART - times[-1] / 1000) + 1.0 * (times[-1] > 900))
    return times


async def measured(folder: Path, library: CorpusLibrary, args: argparse.Namespace) -> list[Row]:
    """At rest, then during a round."""
    wanted, total = topics(library, args.topics), library.scope().articles
    async with on_stage(folder, handle=answer, library=library, pace=Pace()) as stage:
        assert stage.app.job_queue
        stage.app.job_queue.scheduler.pause()  # the round is rung by hand
        stage.chats.deliveries.came_in([], total - args.new)
        await subscribed(stage, wanted, args.chats)
        stage.clock.time += DAY
        door = stage.app.handlers[0][0].callback.__self__
        rest = asyncio.Event()
        asyncio.get_running_loop().call_later(15, rest.set)
        quiet = await asking(stage, wanted, rest)
        ended = asyncio.Event()
        people = asyncio.create_task(asking(stage, wanted, ended))
        began, cpu = time.perf_counter(), time.process_time()
        order = stage.app.update_processor
        await Digests(door, order.idle).round(stage.app.bot)
        wall, spent = time.perf_counter() - began, time.process_time() - cpu
        ended.set()
        busy = await people
        sent = len([one for one in stage.api.calls if one.method == "sendMessage"]) - len(quiet) - len(busy)
    pace = max(1.0, sent / 29)
    return [
        Row("digests sent", sent, ""),
        Row("a round", wall, "s", 60.0, pace),
        Row("a round, CPU", spent, "s"),
        Row("a question at rest, median", statistics.median(quiet), "ms"),
        Row("a question during a round, median", statistics.median(busy), "ms", None, statistics.median(quiet)),
        Row("a question during a round, 19 in 20", _late(busy), "ms", 1_500.0, _late(quiet)),
        Row("the slowest question during a round", max(busy), "ms", 3_000.0, max(quiet)),
    ]


def _late(times: Sequence[float]) -> float:
    return sorted(times)[int(0.95 * (len(times) - 1))]


def main() -> None:
    """Print a row a measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=2_000)
    parser.add_argument("--new", type=int, default=100, help="articles of the day")
    parser.add_argument("--chats", type=int, default=1_000)
    parser.add_argument("--topics", type=int, default=200)
    parser.add_argument("--corpus", type=Path, help="a file of pages, a JSON object a line")
    args = parser.parse_args()
    sys.setswitchinterval(SWITCH)  # as the program does
    print(f"{'':46}{'ours':>10}{'rival':>10}{'ratio':>8} {'unit':8}{'asked':>10}")
    with tempfile.TemporaryDirectory() as scratch:
        library = built(Path(scratch), lines(args.corpus, args.articles, args.new))
        library.warm()
        for row in asyncio.run(measured(Path(scratch), library, args)):
            print(row)
        library.close()


if __name__ == "__main__":
    main()
