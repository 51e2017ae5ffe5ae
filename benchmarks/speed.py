"""How fast answers come, and how that grows with the corpus: a row a measure, beside its rival or limit.

    python benchmarks/speed.py                       corpora of 1,000 and 10,000 articles
    python benchmarks/speed.py 10000 100000          of these sizes
    python benchmarks/speed.py --there var/bench     those that are kept there; what is missing is built and kept
    python benchmarks/speed.py 10000 --asked 200     with so many requests of each kind
    python benchmarks/speed.py --corpus sqlite:///corpus.db   one that is there; name it again for another, smallest first
    python benchmarks/speed.py --keep figures.json   and put the figures down, for benchmarks/growth.py to draw

It ends with what annotating costs (benchmarks/annotate_speed.py) and what an update costs on its way, in process and by
webhook (benchmarks/transport_speed.py, over the largest corpus).

Whole handlers are measured, in CPU time of this process, warm: who is asked for was asked for before, what about was
not. The rival is the same search by SQLite's FTS5 and nothing else, on the same file in the same run: the newest five
of a speaker on a word; the best five of any of the words; the newest 400 and 2,000 sentences with the word. Pages come
from make_load.py in ../shared/scorers, or DATELINE_SHARED.
"""

import argparse
import gc
import itertools
import json
import os
import random
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import annotate_speed
from asking_speed import compared

from bot.desk import terminal_desk
from corpus import store
from corpus.ingest.read import read_all
from corpus.library import CorpusLibrary, open_library
from corpus.models import Page, Reading
from corpus.words import fold, stems
from handlers import answer
from handlers.messages import Desk, Request

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("DATELINE_SHARED") or ROOT.parent / "shared")
ASKED = 200
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
            return f"{self.name:46}{self.ours:10.2f}{rival}{ratio}{'':10}  {self.unit}"
        met = self.ours >= self.asked if self.more else self.ours <= self.asked
        return f"{self.name:46}{self.ours:10.2f}{rival}{ratio}{self.asked:10.2f}  {self.unit}  {'met' if met else 'MISSED'}"


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
    source.unlink()
    return opened(url)[1], Row(f"built, {articles:,} articles", rate, "articles/s", more=True)


def _read(name: str, content: bytes) -> Iterator[Reading]:
    return (one for one in read_all(Page(name, content, "application/jsonl")) if isinstance(one, Reading))


def _common(file: Path) -> list[str]:
    """Words that one sentence in 50 to 500 holds, whatever the size: what people ask about."""
    with sqlite3.connect(file) as connection:
        ((sentences,),) = connection.execute("SELECT count(*) FROM sentences")
        found = connection.execute(
            "SELECT word FROM vocabulary WHERE times BETWEEN ? AND ? AND length(word) > 4 ORDER BY word",
            (sentences // 500, sentences // 50),
        )
        return [word for (word,) in found if word.isalpha()]


def requests(corpus: Corpus, kind: str, number: int, turn: int = 0) -> list[Request]:
    """Requests of one kind, the same in every run; another turn asks the same people for other words."""
    rnd = random.Random(f"{kind} {turn}")
    if kind == "quote":
        return [Request(kind, f"{name} on {rnd.choice(words)}") for name, words in _said(corpus, number)]
    if kind == "ask":
        asked = (rnd.sample(corpus.words, 3) for _ in range(number))
        return [Request(kind, f"What about the {' and the '.join(words)}?") for words in asked]
    return [Request(kind, rnd.choice(corpus.words)) for _ in range(number)]


def _said(corpus: Corpus, number: int) -> list[tuple[str, list[str]]]:
    """People, the much quoted more often than others, with words of something that they said."""
    rnd = random.Random("who")
    listed = set(corpus.names)
    with sqlite3.connect(corpus.file) as connection:
        query = "SELECT s.name, u.words FROM utterances u JOIN speakers s ON s.id = u.speaker"
        rows = [(name, words.split()) for name, words in connection.execute(query) if name in listed]
    rnd.shuffle(rows)
    telling = (
        (name, [word for word in words if len(word) > 4 and word.isalpha() and word not in fold(name) and stems(word)])
        for name, words in rows  # words of their own name, and those that search leaves out, are no topic
    )
    return list(itertools.islice(((name, words) for name, words in telling if words), number))


def timed(asked: Sequence[Request], desk: Desk) -> list[float]:
    """CPU milliseconds of each answer."""
    times = []
    for request in asked:
        began = time.process_time()
        answer(request, desk)
        times.append(1000 * (time.process_time() - began))
    return times


def searched(corpus: Corpus, kind: str, asked: Sequence[Request]) -> float:
    """The median of the CPU milliseconds that FTS5 takes for the same words."""
    times = []
    with sqlite3.connect(corpus.file) as connection:
        for request in asked:
            statement, given = _search(kind, request, connection)
            began = time.process_time()
            connection.execute(statement, given).fetchall()
            times.append(1000 * (time.process_time() - began))
    return statistics.median(times)


def _search(kind: str, request: Request, connection: sqlite3.Connection) -> tuple[str, tuple[str]]:
    """What FTS5 is asked instead."""
    name, _, topic = request.args.partition(" on ")
    words = " OR ".join(f'"{word}"' for word in stems(topic or request.args))
    if kind == "quote":
        row = connection.execute("SELECT id FROM speakers WHERE name = ?", (name,)).fetchone()
        words = f'"@s{row[0]}" AND ({words})'
    table, order, most = SEARCHES[kind]
    return f"SELECT rowid FROM {table}_fts WHERE {table}_fts MATCH ? ORDER BY {order} LIMIT {most}", (words,)


SEARCHES = {
    "quote": ("utterances", "rowid DESC", 5),
    "ask": ("sentences", "rank", 5),
    "timeline": ("sentences", "rowid DESC", 400),
    "compare": ("sentences", "rowid DESC", 2_000),
}
LIMITS = {"quote": 0.5, "ask": 5.0, "timeline": 5.0, "compare": 15.0}


def answering(corpora: dict[int, Corpus], number: int) -> Iterator[Row]:
    """Each command at each size, and how much longer it takes in the largest."""
    for kind, limit in LIMITS.items():
        medians = []
        for size, corpus in corpora.items():
            library = open_library(corpus.url)
            desk = terminal_desk(library)
            timed(requests(corpus, kind, number, turn=1), desk)
            asked = requests(corpus, kind, number)
            medians.append(statistics.median(timed(asked, desk)))
            rival = searched(corpus, kind, asked)
            yield Row(f"/{kind}, {size:,} articles", medians[-1], "ms CPU", limit, rival)
            library.close()
        if len(medians) > 1:
            yield Row(f"/{kind}, growth", medians[-1] / medians[0], "times", 2.0)


def alike(size: int, corpus: Corpus, number: int) -> Row:
    """How many questions have the same first five as where every sentence is ranked."""
    same = [one.same for one in compared(corpus.url, number)]
    return Row(f"the same first five, {number} questions, {size:,}", 100 * statistics.mean(same), "%", 98.0, more=True)


def ready(size: int, corpus: Corpus) -> list[Row]:
    """A process of its own, until it has answered."""
    done = subprocess.run(
        [sys.executable, "-c", READY, corpus.url], cwd=ROOT, capture_output=True, text=True, check=True
    )
    seconds, memory = map(float, done.stdout.split())
    name = f"{size:,} articles"
    return [Row(f"ready from a cold start, {name}", seconds, "s", 1.5), Row(f"resident, {name}", memory, "MiB", 180.0)]


def adding(size: int, corpus: Corpus, scratch: Path) -> Row:
    """One article more, until it is answered from; into a copy, since what was added to answers a little slower."""
    url = _copied(corpus, scratch / "added-to")
    library: CorpusLibrary = open_library(url)
    library.ask("warm")
    times = []
    for at in range(5):
        name = f"Velmora{at}"
        text = f"“The {name} bridge is open,” Otto Brandt{at} told reporters on Monday. It spans the river at {name}."
        line = json.dumps({"id": f"late-{at}", "text": text, "published": "2024-05-06", "outlet": "Ledger"})
        began = time.process_time()
        store.add(_read("late.jsonl", line.encode()), url)
        if not library.ask(f"What is {name}?").excerpts:
            raise SystemExit(f"{name} was added, but is not found")
        times.append(1000 * (time.process_time() - began))
    library.close()
    return Row(f"added -> answered from, {size:,} articles", statistics.median(times), "ms CPU", 50.0)


def _copied(corpus: Corpus, folder: Path) -> str:
    """The address of a copy: the pointer, and the generation with what lies beside it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    pointer = Path(corpus.url.removeprefix("sqlite:///"))
    for one in pointer.parent.glob(f"{pointer.name}*"):
        shutil.copy(one, folder)
    return f"sqlite:///{folder / pointer.name}"


def opened(url: str) -> tuple[int, Corpus]:
    """A corpus that is there, with its size."""
    library = open_library(url)
    names, size = [person.name for person in library.people() if person.kind == "person"], library.scope().articles
    library.close()
    file = store.open_generation(url).path
    return size, Corpus(url, file, _common(file), names)


def measured(words: argparse.Namespace, scratch: Path) -> Iterator[Row]:
    """All rows."""
    corpora = dict(opened(url) for url in words.corpus)
    for size in () if words.corpus else sorted(words.articles):
        kept = words.there and words.there / f"load-{size}.db"
        if kept and kept.exists():
            corpora[size] = opened(f"sqlite:///{kept}")[1]
        else:
            corpora[size], rate = built(size, words.there or scratch)
            yield rate
    yield from answering(corpora, words.asked)
    for size, corpus in corpora.items():
        yield from ready(size, corpus)
        yield adding(size, corpus, scratch)
    smallest = min(corpora)
    yield alike(smallest, corpora[smallest], words.questions)
    yield from annotating()
    yield from on_the_way(corpora[max(corpora)], words.updates)


def annotating() -> Iterator[Row]:
    """What an article costs before it is written."""
    for name, ours, unit, asked, more in annotate_speed.rows():
        yield Row(name, ours, unit, asked, more=more)


def on_the_way(corpus: Corpus, updates: int) -> Iterator[Row]:
    """What an update costs from Telegram's JSON to the answer that went out: a process of its own, set up as the bot."""
    there = [str(Path(__file__).with_name("transport_speed.py")), "--corpus", corpus.url, "--updates", str(updates)]
    with subprocess.Popen([sys.executable, *there, "--json"], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield from (Row(**json.loads(line)) for line in process.stdout)
    if process.returncode:
        raise SystemExit(process.returncode)


def main() -> None:
    """Build, measure, print."""
    gc.set_threshold(50_000, 20, 20)  # as the bot does
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="*", type=int, default=[1_000, 10_000], help="sizes of the corpora")
    parser.add_argument("--asked", type=int, default=ASKED, help="requests of each kind")
    parser.add_argument("--questions", type=int, default=500, help="questions that are also ranked in full")
    parser.add_argument("--updates", type=int, default=600, help="updates that are brought to the bot")
    parser.add_argument("--corpus", action="append", default=[], help="the address of a corpus that is there")
    parser.add_argument("--there", type=Path, help="a folder of corpora that are kept from run to run")
    parser.add_argument("--keep", type=Path, help="a file for the figures")
    words = parser.parse_args()
    if words.there:
        words.there.mkdir(parents=True, exist_ok=True)
    print(f"{'':46}{'ours':>10}{'rival':>10}{'ratio':>8}{'asked':>10}")
    rows = []
    with tempfile.TemporaryDirectory() as scratch:
        for row in measured(words, Path(scratch)):
            print(row, flush=True)
            rows.append(row)
    if words.keep:
        words.keep.write_text(json.dumps([asdict(row) for row in rows], indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
