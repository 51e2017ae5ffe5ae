"""How fast answers come, and how that grows with the corpus: a row a measure, beside its rival or limit.

    python benchmarks/speed.py                       corpora of 500 and 2,000 articles
    python benchmarks/speed.py 1000 10000            of these sizes
    python benchmarks/speed.py 10000 --asked 200     with so many requests of each kind

Whole handlers are measured, in CPU time of this process; the rival is what SQLite's FTS5 takes to rank the same words
by itself, on the same file in the same run. Pages come from make_load.py in ../shared/scorers, or DATELINE_SHARED.
"""

import argparse
import json
import os
import random
import re
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.desk import terminal_desk
from corpus import store
from corpus.ingest.read import read_all
from corpus.library import CorpusLibrary, open_library
from corpus.models import Page, Reading
from handlers import answer
from handlers.messages import Desk, Request

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("DATELINE_SHARED") or ROOT.parent / "shared")
ASKED = 40
READY = """
import re, sys, time
began = time.perf_counter()
from corpus.library import open_library
library = open_library(sys.argv[1])
library.scope()
library.resolve("Nobody Special")
library.ask("What was said?")
print(time.perf_counter() - began, int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]) / 1024)
"""


@dataclass(frozen=True, slots=True)
class Row:
    """A measure: ours, the rival's where there is one, and what is asked for."""

    name: str
    ours: float
    unit: str
    asked: float | None = None
    rival: float | None = None
    more: bool = False  # is more better

    def __str__(self) -> str:
        ratio = f"{self.ours / self.rival:8.1f}" if self.rival else " " * 8
        rival = f"{self.rival:10.3f}" if self.rival else " " * 10
        if self.asked is None:
            return f"{self.name:42}{self.ours:10.2f}{rival}{ratio}{'':10}  {self.unit}"
        met = self.ours >= self.asked if self.more else self.ours <= self.asked
        return f"{self.name:42}{self.ours:10.2f}{rival}{ratio}{self.asked:10.2f}  {self.unit}  {'met' if met else 'MISSED'}"


@dataclass(frozen=True, slots=True)
class Corpus:
    """One that was built for the run, with words and names to ask for."""

    url: str
    file: Path
    words: Sequence[str]
    names: Sequence[str]


def pages(articles: int, scratch: Path) -> Path:
    """A file of so many pages."""
    out = scratch / f"load-{articles}.jsonl"
    with out.open("wb") as sink:
        subprocess.run(
            [sys.executable, str(SHARED / "scorers" / "make_load.py"), str(articles)], stdout=sink, check=True
        )
    return out


def built(articles: int, scratch: Path) -> tuple[Corpus, Row]:
    """A corpus of so many articles, and how fast it was built."""
    source = pages(articles, scratch)
    url = f"sqlite:///{scratch}/load-{articles}.db"
    began = time.process_time()
    store.build(_read(source.name, source.read_bytes()), url)
    rate = articles / (time.process_time() - began)
    library = open_library(url)
    names = [person.name for person in library.people() if person.kind == "person"]
    library.close()
    file = store.open_generation(url).path
    return Corpus(url, file, _common(file), names), Row(f"built, {articles:,} articles", rate, "articles/s", more=True)


def _read(name: str, content: bytes) -> Iterator[Reading]:
    return (one for one in read_all(Page(name, content, "application/jsonl")) if isinstance(one, Reading))


def _common(file: Path) -> list[str]:
    """Words that one sentence in some hundreds holds: what people ask about."""
    with sqlite3.connect(file) as connection:
        found = connection.execute(
            "SELECT word FROM vocabulary WHERE times BETWEEN 20 AND 200 AND length(word) > 4 ORDER BY word"
        )
        return [word for (word,) in found if word.isalpha()]


def requests(corpus: Corpus, kind: str, number: int) -> list[Request]:
    """Requests of one kind, the same in every run."""
    rnd = random.Random(f"{kind} {number}")
    make: dict[str, Callable[[], str]] = {
        "quote": lambda: f"{rnd.choice(corpus.names[:200])} on {rnd.choice(corpus.words)}",
        "ask": lambda: f"What about the {' and the '.join(rnd.sample(corpus.words, 3))}?",
        "timeline": lambda: rnd.choice(corpus.words),
        "compare": lambda: rnd.choice(corpus.words),
    }
    return [Request(kind, make[kind]()) for _ in range(number)]


def timed(asked: Sequence[Request], desk: Desk) -> list[float]:
    """CPU milliseconds of each answer."""
    answer(asked[0], desk)
    times = []
    for request in asked:
        began = time.process_time()
        answer(request, desk)
        times.append(1000 * (time.process_time() - began))
    return times


def ranked(corpus: Corpus, asked: Sequence[Request], table: str) -> float:
    """CPU milliseconds that FTS5 takes for the best five by the same words."""
    with sqlite3.connect(corpus.file) as connection:
        began = time.process_time()
        for request in asked:
            words = " OR ".join(f'"{word.lower()}"' for word in re.findall(r"[A-Za-z]{4,}", request.args))
            query = f"SELECT rowid FROM {table}_fts WHERE {table}_fts MATCH ? ORDER BY rank LIMIT 5"
            connection.execute(query, (words,)).fetchall()
        return 1000 * (time.process_time() - began) / len(asked)


LIMITS = {
    "quote": (0.5, "utterances"),
    "ask": (5.0, "sentences"),
    "timeline": (5.0, "sentences"),
    "compare": (15.0, "sentences"),
}


def answering(corpora: dict[int, Corpus], number: int) -> list[Row]:
    """Each command at each size, and how much longer it takes in the largest."""
    rows = []
    for kind, (limit, table) in LIMITS.items():
        medians = []
        for size, corpus in corpora.items():
            library = open_library(corpus.url)
            asked = requests(corpus, kind, number)
            times = timed(asked, terminal_desk(library))
            medians.append(statistics.median(times))
            rows.append(Row(f"/{kind}, {size:,} articles", medians[-1], "ms CPU", limit, ranked(corpus, asked, table)))
            library.close()
        if len(medians) > 1:
            rows.append(Row(f"/{kind}, growth", medians[-1] / medians[0], "times", 2.0))
    return rows


def ready(size: int, corpus: Corpus) -> list[Row]:
    """A process of its own, until it has answered."""
    done = subprocess.run(
        [sys.executable, "-c", READY, corpus.url], cwd=ROOT, capture_output=True, text=True, check=True
    )
    seconds, memory = map(float, done.stdout.split())
    name = f"{size:,} articles"
    return [Row(f"ready from a cold start, {name}", seconds, "s", 1.5), Row(f"resident, {name}", memory, "MiB", 180.0)]


def adding(size: int, corpus: Corpus) -> Row:
    """One article more, until it is answered from."""
    library: CorpusLibrary = open_library(corpus.url)
    library.ask("warm")
    times = []
    for at in range(5):
        name = f"Velmora{at}"
        text = f"“The {name} bridge is open,” Otto Brandt{at} told reporters on Monday. It spans the river at {name}."
        line = json.dumps({"id": f"late-{at}", "text": text, "published": "2024-05-06", "outlet": "Ledger"})
        began = time.process_time()
        store.add(_read("late.jsonl", line.encode()), corpus.url)
        if not library.ask(f"What is {name}?").excerpts:
            raise SystemExit(f"{name} was added, but is not found")
        times.append(1000 * (time.process_time() - began))
    library.close()
    return Row(f"added -> answered from, {size:,} articles", statistics.median(times), "ms CPU", 50.0)


def main() -> None:
    """Build, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="*", type=int, default=[500, 2_000], help="sizes of the corpora")
    parser.add_argument("--asked", type=int, default=ASKED, help="requests of each kind")
    words = parser.parse_args()
    print(f"{'':42}{'ours':>10}{'rival':>10}{'ratio':>8}{'asked':>10}")
    with tempfile.TemporaryDirectory() as scratch:
        corpora = {}
        for size in sorted(words.articles):
            corpora[size], rate = built(size, Path(scratch))
            print(rate, flush=True)
        for row in answering(corpora, words.asked):
            print(row, flush=True)
        for size, corpus in corpora.items():
            print(*ready(size, corpus), adding(size, corpus), sep="\n", flush=True)


if __name__ == "__main__":
    main()
