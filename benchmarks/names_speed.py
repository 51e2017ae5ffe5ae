"""How fast names are resolved, how long an index takes, how large it is.

    python benchmarks/names_speed.py PEOPLE.jsonl[.gz] QUERIES.jsonl[.gz]

PEOPLE: rows {canonical, kind, mentions, aliases}; QUERIES: rows {query}. Prints wall and processor time a query (the
latter is what a busy machine leaves comparable), the time to build and to load the index, its size on disk, and the
memory that each step takes in a process of its own.
"""

import gzip
import json
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path


def rows(path: Path) -> list[dict[str, object]]:
    """Every JSON line of a file, gzipped or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def memory() -> float:
    """The most this process has held so far, MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def build(people: Path, index: Path) -> None:
    """Build and save, reading the people line by line."""
    from corpus.names import Gazetteer
    from corpus.names.lines import entries

    before, start = memory(), time.perf_counter()
    opener = gzip.open if people.suffix == ".gz" else open
    with opener(people, "rt", encoding="utf-8") as lines:
        gazetteer = Gazetteer(entries(map(json.loads, lines)))
    gazetteer.save(index)
    print(f"built and saved   {time.perf_counter() - start:8.2f} s   {memory():6.0f} MiB at most ({before:.0f} before)")
    print(f"people            {len(gazetteer):8}     {index.stat().st_size / 2**20:6.1f} MiB on disk")


def ask(index: Path, queries: Path) -> None:
    """Load, and resolve every query once."""
    from corpus.names import Gazetteer

    before, start = memory(), time.perf_counter()
    gazetteer = Gazetteer.load(index)
    print(f"ready from disk   {time.perf_counter() - start:8.3f} s   {memory():6.0f} MiB ({before:.0f} before)")
    wall, processor = [], []
    for row in rows(queries):
        start, busy = time.perf_counter(), time.process_time()
        gazetteer.resolve(str(row["query"]))
        wall.append(time.perf_counter() - start)
        processor.append(time.process_time() - busy)
    for name, times in (("wall", wall), ("processor", processor)):
        times.sort()
        p50, p95 = (times[int(share * len(times))] * 1000 for share in (0.5, 0.95))
        print(f"a query, {name:9} p50 {p50:6.1f}   p95 {p95:6.1f}   most {times[-1] * 1000:6.1f} ms")
    print(f"after all queries                {memory():6.0f} MiB")


def apart(step: Callable[[Path, Path], None], one: Path, other: Path) -> None:
    """Run a step in a process of its own, so that its memory is its own."""
    process = multiprocessing.get_context("spawn").Process(target=step, args=(one, other))
    process.start()
    process.join()


def main(people: str, queries: str) -> None:
    """All steps."""
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder) / "names.npz"
        apart(build, Path(people), index)
        apart(ask, index, Path(queries))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
