"""One corpus in a file of SQLite and in a PostgreSQL database: the same answers, and what each of them costs.

    python benchmarks/two_stores.py                     1,000 articles of the load, the starter corpus, the five pages
    python benchmarks/two_stores.py 3000 --asked 50     so many articles, and so many requests of each kind
    python benchmarks/two_stores.py --postgres postgresql://bot@db/empty    a server that is there

Answers are compared as `dateline say --json` prints them. Milliseconds are of whole handlers, warm: who is asked for
was asked for before, what about was not. CPU is that of this process; what PostgreSQL's own processes take is in the
wall time alone. Ours is PostgreSQL's figure, the rival SQLite's in the same run.
"""

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path

from speed import ROOT, SHARED, Corpus, Row, _common, _read, pages, requests

from bot import machine
from bot.desk import terminal_desk
from corpus import store
from corpus.ingest.extract import readings
from corpus.library import open_library
from corpus.models import Reading
from corpus.store.copying import copy
from corpus.store.drafts import draft
from handlers import answer
from handlers.messages import Desk, Request

KINDS = ("quote", "ask", "timeline", "compare")
FIXED = ("people", "sources", "latest", "help", "timeline", "compare", "quote macron", "ask who phoned putin?")


def read(articles: int, scratch: Path) -> list[Reading]:
    """The load, the starter corpus, and the five pages where they are."""
    folders = [ROOT / "seeds", Path(os.environ.get("DATELINE_PAGES") or SHARED / "pages")]
    found = [one for folder in folders for one in readings([folder]) if isinstance(one, Reading)]
    source = pages(articles, scratch)
    return [*found, *_read(source.name, source.read_bytes())]


def built(found: Sequence[Reading], url: str) -> tuple[float, float]:
    """Articles a second of CPU time and of wall time."""
    cpu, wall = time.process_time(), time.perf_counter()
    store.build(found, url)
    return len(found) / (time.process_time() - cpu), len(found) / (time.perf_counter() - wall)


def asked_of(corpus: Corpus, number: int) -> dict[str, list[Request]]:
    """What is asked of both."""
    fixed = [Request(name, args) for name, _, args in (line.partition(" ") for line in FIXED)]
    return {kind: requests(corpus, kind, number) for kind in KINDS} | {"others": fixed}


def answers(url: str, asked: dict[str, list[Request]], corpus: Corpus) -> dict[str, list[tuple[str, float, float]]]:
    """The answer of each request as JSON, its CPU and its wall time in milliseconds."""
    library = open_library(url)
    desk = terminal_desk(library)
    library.warm()
    found: dict[str, list[tuple[str, float, float]]] = {}
    for kind, some in asked.items():
        for request in requests(corpus, kind, len(some), turn=1) if kind in KINDS else ():
            answer(request, desk)
        found[kind] = [timed(request, desk) for request in some]
    library.close()
    return found


def timed(request: Request, desk: Desk) -> tuple[str, float, float]:
    """An answer as JSON, and what it took."""
    cpu, wall = time.process_time(), time.perf_counter()
    said = answer(request, desk)
    took = 1000 * (time.process_time() - cpu), 1000 * (time.perf_counter() - wall)
    return machine.line(said), *took


def measured(found: Sequence[Reading], url: str, scratch: Path, number: int) -> Iterator[Row]:
    """A row a measure."""
    file = f"sqlite:///{scratch}/corpus.db"
    for one in found:
        draft(one.article)  # what words have in memory is the same for both
    slow, fast = built(found, url), built(found, file)
    yield Row(f"built, {len(found):,} articles", slow[0], "articles/s CPU", rival=fast[0], more=True)
    yield Row(f"built, {len(found):,} articles", slow[1], "articles/s wall", rival=fast[1], more=True)
    path = Path(store.open_generation(file).path)
    people = [person.name for person in open_library(file).people() if person.kind == "person"]
    corpus = Corpus(file, path, _common(path), people)
    asked = asked_of(corpus, number)
    there, here = answers(url, asked, corpus), answers(file, asked, corpus)
    for kind, some in asked.items():
        pairs = list(zip(some, there[kind], here[kind], strict=True))
        for request, one, other in pairs:
            if one[0] != other[0]:
                print("differs:", request.command, request.args)
        same = 100 * statistics.mean(one[0] == other[0] for _, one, other in pairs)
        yield Row(f"/{kind}, {len(pairs)} requests, the same", same, "%", 100.0, more=True)
        for at, name in ((1, "CPU"), (2, "wall")):
            ours, rival = (statistics.median(one[at] for one in side[kind]) for side in (there, here))
            yield Row(f"/{kind}", ours, f"ms {name}", rival=rival)
    began = time.perf_counter()
    copied = copy(url, f"sqlite:///{scratch}/copied.db", lambda *_: None)
    yield Row("copied to a file and compared", copied.articles / (time.perf_counter() - began), "articles/s wall")


@contextmanager
def server() -> Iterator[str]:
    """A server of our own, with the disk's own care as in earnest."""
    import sys

    sys.path.insert(0, str(ROOT))
    from tests import postgres

    with postgres.server(fsync="on", full_page_writes="on", shared_buffers="128MB") as one:
        yield one.create("corpus")


def main() -> None:
    """Print the rows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="?", type=int, default=1_000)
    parser.add_argument("--asked", type=int, default=25, help="requests of each kind")
    parser.add_argument("--postgres", default="", metavar="URL", help="an empty database")
    given = parser.parse_args()
    where = nullcontext(given.postgres) if given.postgres else server()
    with tempfile.TemporaryDirectory() as folder, where as url:
        print(f"{'':46}{'ours':>10}{'rival':>10}{'ratio':>8}{'asked':>10}")
        for row in measured(read(given.articles, Path(folder)), url, Path(folder), given.asked):
            print(row, flush=True)


if __name__ == "__main__":
    main()
