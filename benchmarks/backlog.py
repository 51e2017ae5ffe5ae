"""A backlog of feeds: how often readers must look at the corpus anew until all that waits is in it.

    python benchmarks/backlog.py [ENTRIES] [--each ENTRIES]

Made-up articles in feeds of our own server, taken in by a watch as it runs. What is counted is each change of the
corpus's file that a reader sees, looked for two hundred times a second; and how long the first and all articles take.
"""

import argparse
import asyncio
import contextlib
import sqlite3
import tempfile
import threading
import time
from pathlib import Path

from watch_memory import serve

from bot.fetching import Fetcher, Guard
from bot.watching import Hand, Sources, Watcher
from corpus.ingest.feeds import Subscription

OFTEN = 0.005  # seconds between two looks


class Reader(threading.Thread):
    """Counts the commits that a reader of the corpus sees, and the articles that are in it."""

    def __init__(self, pointer: Path) -> None:
        super().__init__(daemon=True)
        self._pointer = pointer
        self.began = time.perf_counter()
        self.commits, self.articles, self.first = 0, 0, 0.0
        self.done = threading.Event()

    def run(self) -> None:
        """Until told to stop."""
        while not self._pointer.exists():
            time.sleep(OFTEN)
        file = self._pointer.with_name(self._pointer.read_text(encoding="utf-8").partition(": ")[2].strip())
        with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as connection:
            before = None
            while not self.done.wait(OFTEN):
                with contextlib.suppress(sqlite3.OperationalError):  # locked for a moment: the next look tells
                    now = connection.execute("PRAGMA data_version").fetchone()
                    self.articles = connection.execute("SELECT count(*) FROM articles").fetchone()[0]
                    if now != before and before is not None:
                        self.commits += 1
                        self.first = self.first or time.perf_counter() - self.began
                    before = now


async def taken(entries: int, each: int, folder: Path) -> tuple[Reader, float]:
    """Watch until everything is in; what a reader saw, and the seconds."""
    runner, port = await serve(each)
    guard = Guard(exempt=frozenset({("127.0.0.1", port)}))
    feeds = tuple(Subscription(f"http://127.0.0.1:{port}/{at}") for at in range(-(-entries // each)))
    url, reader = f"sqlite:///{folder}/corpus.db", Reader(folder / "corpus.db")
    reader.start()
    async with Fetcher(guard=guard, rest=0.0) as fetcher, Hand(url) as hand:
        watcher = Watcher(url, Sources(feeds), fetcher, hand, told=len, warned=print)
        await watcher.begin()
        reader.began = began = time.perf_counter()
        await watcher.once()
        seconds = time.perf_counter() - began
    await asyncio.sleep(4 * OFTEN)
    reader.done.set()
    reader.join()
    await runner.cleanup()
    return reader, seconds


def main() -> None:
    """Take in, count."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("entries", nargs="?", type=int, default=2_000)
    parser.add_argument("--each", type=int, default=200, help="entries of one feed")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        reader, seconds = asyncio.run(taken(given.entries, given.each, Path(folder)))
    print(f"entries that waited                  {given.entries:8}")
    print(f"articles in the corpus               {reader.articles:8}")
    print(f"times that readers look at it anew   {reader.commits:8}")
    print(f"entries a time                       {given.entries / max(1, reader.commits):8.1f}")
    print(f"seconds until the first is there     {reader.first:8.1f}")
    print(f"seconds until all are                {seconds:8.1f}")


if __name__ == "__main__":
    main()
