"""How much memory does `dateline run --watch` need? Bot, digests and polling in one process, over a server of our own.

    python benchmarks/watch_memory.py 20000

A feed server on the loopback address gives so many articles (made-up words, about 1,700 characters each) in feeds of
`--each` entries; the watch takes all of them in as it would from anywhere (only its guard is told to let the server
in), while questions are asked of the same corpus. What is printed: the peak of the resident memory of this process and
of its worker together, sampled four times a second; the rate; how long answers took meanwhile.
"""

import argparse
import asyncio
import html
import json
import multiprocessing
import os
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from aiohttp import web  # noqa: E402 - the path comes first

from bot.desk import terminal_desk  # noqa: E402
from bot.fetching import Fetcher, Guard  # noqa: E402
from bot.watching import Hand, Sources, Watcher  # noqa: E402
from bot.watching.memory import resident, used  # noqa: E402
from corpus.ingest.annotated import annotated  # noqa: E402
from corpus.ingest.feeds import Subscription  # noqa: E402
from corpus.library import open_library  # noqa: E402
from corpus.models import Article, Basis, Hop, Provenance, Role  # noqa: E402
from corpus.store import build  # noqa: E402
from corpus.store.files import names_path  # noqa: E402
from handlers import answer  # noqa: E402
from handlers.messages import Desk  # noqa: E402
from handlers.parser import parse  # noqa: E402

MIB = 1024 * 1024
ASKED = 512  # MiB
_SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "el", "ir", "on", "ur")]
_CHANCE = random.Random(7)
WORDS = ["".join(_CHANCE.choices(_SYLLABLES, k=_CHANCE.randint(2, 4))) for _ in range(8_000)]
NAMES = [f"{a.title()} {b.title()}" for a, b in zip(WORDS[:600], WORDS[600:1200], strict=True)]


def story(number: int) -> tuple[str, str]:
    """A headline, and paragraphs in HTML: quotes, dates, figures, in words that few other stories share."""
    own = random.Random(number)
    who = own.choices(NAMES, k=3)
    lines = []
    for at in range(12):
        some = " ".join(own.choices(WORDS, k=12))
        lines.append(
            f"“We {some} before anybody asked,” said {who[at % 3]}, the mayor."
            if at % 4 == 1
            else f"The {some} of {own.randint(1, 28)} May 2024 cost {own.randint(2, 900)} workers, {who[at % 3]} told the council."
        )
    body = "".join(f"<p>{html.escape(' '.join(lines[at : at + 2]))}</p>" for at in range(0, len(lines), 2))
    return f"The {' '.join(own.choices(WORDS, k=4))} of district {number}", body


def feed(number: int, each: int, port: int) -> str:
    """One feed of so many articles."""
    items = []
    for at in range(number * each, (number + 1) * each):
        title, body = story(at)
        day = 1 + at % 28
        items.append(
            f"<item><title>{title}</title><guid>{at}</guid><link>http://127.0.0.1:{port}/{at}</link>"
            f"<pubDate>{day:02} May 2024 10:{at % 60:02}:00 GMT</pubDate><content:encoded>{html.escape(body)}</content:encoded></item>"
        )
    return (
        "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel>"
        f"<title>Post {number}</title><link>http://127.0.0.1:{port}/</link>{''.join(items)}</channel></rss>"
    )


def fill(url: str, first: int, stop: int) -> None:
    """Build a corpus of articles by hand, in a process of its own, so that its memory is not counted."""
    found = (annotated(_article(number)) for number in range(first, stop))
    build(found, url)


def copied(file: str, url: str) -> int:
    """Begin with a copy of somebody's corpus; how many articles it holds."""
    pointer = Path(url.removeprefix("sqlite:///"))
    shutil.copy(file, pointer.with_name("corpus.db.g1"))
    if (names := names_path(Path(file))).exists():
        shutil.copy(names, names_path(pointer.with_name("corpus.db.g1")))
    pointer.write_text("dateline corpus: corpus.db.g1\n", encoding="utf-8")
    return open_library(url).scope().articles


def _article(number: int) -> Article:
    title, body = story(number)
    text = "\n\n".join(html.unescape(part) for part in body.removeprefix("<p>").removesuffix("</p>").split("</p><p>"))
    chain = Provenance((Hop(f"Post {number // 200}", Role.AUTHOR, Basis.STATED),))
    day = f"2024-04-{1 + number % 28:02}"
    return Article(
        id=f"b{number}",
        body=text,
        title=title,
        published=day,
        published_basis=Basis.STATED,
        language="en",
        source="b",
        provenance=chain,
    )


class Peak:
    """The most memory that was held."""

    def __init__(self) -> None:
        self.most = 0
        self.own = 0  # of this process alone

    async def look(self) -> None:
        """Until it is stopped."""
        while True:
            self.most = max(self.most, await asyncio.to_thread(used))
            self.own = max(self.own, await asyncio.to_thread(resident, os.getpid()))
            await asyncio.sleep(0.25)


async def serve(each: int) -> tuple[web.AppRunner, int]:
    """The server, and its port."""
    app = web.Application()

    async def one(request: web.Request) -> web.Response:
        if request.match_info["name"] == "robots.txt":
            return web.Response(status=404)
        text = await asyncio.to_thread(feed, int(request.match_info["name"]), each, port)
        return web.Response(text=text, content_type="application/rss+xml")

    app.router.add_get("/{name}", one)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = int(site._server.sockets[0].getsockname()[1])  # noqa: SLF001 - there is no other way to the port
    return runner, port


async def measure(articles: int, each: int, url: str) -> dict[str, float]:
    """Take everything in, asking all the while."""
    runner, port = await serve(each)
    guard = Guard(exempt=frozenset({("127.0.0.1", port)}))
    feeds = tuple(Subscription(f"http://127.0.0.1:{port}/{at}") for at in range(-(-articles // each)))
    peak, times = Peak(), []
    looking = asyncio.create_task(peak.look())
    began = time.perf_counter()
    async with Fetcher(guard=guard, rest=0.0) as fetcher, Hand(url) as hand:
        watcher = Watcher(url, Sources(feeds), fetcher, hand, told=len, warned=print)
        await watcher.begin()
        desk = terminal_desk(open_library(url))
        taking = asyncio.create_task(watcher.once())
        asking = asyncio.create_task(_ask(desk, times))
        outcome = await taking
        asking.cancel()
        seconds = time.perf_counter() - began
        for line in QUESTIONS:
            await asyncio.to_thread(answer, parse(line), desk)
    looking.cancel()
    await runner.cleanup()
    times.sort()
    return {
        "articles": len(outcome.took.new),
        "held": desk.library.scope().articles,
        "peak_mib": peak.most / MIB,
        "own_peak_mib": peak.own / MIB,
        "articles_a_second": len(outcome.took.new) / seconds,
        "answers": len(times),
        "answer_p50_ms": times[len(times) // 2] * 1000 if times else 0.0,
        "answer_p95_ms": times[int(len(times) * 0.95)] * 1000 if times else 0.0,
        "disk_mib": sum(path.stat().st_size for path in Path(url.removeprefix("sqlite:///")).parent.iterdir()) / MIB,
    }


QUESTIONS = [
    f"/quote {NAMES[0]}",
    f"What was said of the {WORDS[3]} {WORDS[5]}?",
    f"/timeline {WORDS[9]}",
    "/people",
    "/sources",
    "/article",
]


async def _ask(desk: Desk, times: list[float]) -> None:
    at = 0
    while True:
        began = time.perf_counter()
        await asyncio.to_thread(answer, parse(QUESTIONS[at % len(QUESTIONS)]), desk)
        times.append(time.perf_counter() - began)
        at += 1
        await asyncio.sleep(2.0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="?", type=int, default=20_000)
    parser.add_argument("--each", type=int, default=200, help="entries of one feed")
    parser.add_argument("--before", type=int, default=0, help="articles that are there already, built by hand")
    parser.add_argument("--corpus", default="", help="a corpus of one file that is copied first, instead of --before")
    parser.add_argument("--one-core", action="store_true", help="bind everything to one core, as on a small server")
    given = parser.parse_args()
    if given.one_core:
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/corpus.db"
        if given.before:
            filling = multiprocessing.get_context("spawn").Process(target=fill, args=(url, 10**6, 10**6 + given.before))
            filling.start()
            filling.join()
        if given.corpus:
            given.before = copied(given.corpus, url)
        found = asyncio.run(measure(given.articles, given.each, url))
    met = found["peak_mib"] <= ASKED and found["held"] == given.articles + given.before
    print(f"{'measure':24} {'ours':>10} {'asked':>10} {'met':>5}")
    print(f"{'peak resident MiB':24} {found['peak_mib']:10.0f} {ASKED:10} {'yes' if met else 'NO':>5}")
    for key in (
        "own_peak_mib",
        "articles",
        "held",
        "articles_a_second",
        "answers",
        "answer_p50_ms",
        "answer_p95_ms",
        "disk_mib",
    ):
        print(f"{key:24} {found[key]:10.1f}")
    print(json.dumps(found))


if __name__ == "__main__":
    main()
