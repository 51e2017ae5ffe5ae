"""The run itself: pages are read by workers, put down in a journal, and written when all are there."""

import json
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import Any

from corpus.building.carried import carry, left_over, mark
from corpus.building.journal import Journal, Line, key_of
from corpus.building.reading import Failed, Outcomes, read_batch
from corpus.building.workers import Workers
from corpus.corrections import load
from corpus.errors import UnreadableError
from corpus.ingest.archives.kinds import JSONL
from corpus.ingest.files import find_pages
from corpus.models import Page
from corpus.store import open_generation
from corpus.store.place import Place, place, removed
from corpus.store.write import Outcome, add_drafts, copies_in, forget, write_generation

Progress = Callable[[str, int, int | None], None]
BATCH = 32  # pages that a worker gets at once
BYTES = 256 * 1024  # or so many bytes of them
_FEW = 3  # batches from which on other processes are started
ADDED = 200  # articles that are added in one transaction
_SINCE = "since"  # where the corpus stood when building began
_BROKE = "the process that read it broke down (out of memory, or a fault in a library)"

_Placed = tuple[int, bytes, Page]  # its place among all pages, its key


@dataclass(frozen=True, slots=True)
class Options:
    """How to run: `workers` as `Workers` takes it, `fresh` to forget an earlier run, `report` a file to write."""

    workers: str = ""
    fresh: bool = False
    report: Path | None = None
    mapping: Any = None


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run did: numbers of inputs by outcome, the failures, articles and quotes in the corpus or added to it.

    `carried` articles came into the corpus by another way while it was built, and are in the new one too.
    """

    outcomes: dict[Outcome, int]
    failures: tuple[Line, ...]
    removed: tuple[str, ...]
    articles: int
    quotes: int
    seconds: float
    carried: int = 0


def build_pages(paths: Iterable[str | Path], url: str, options: Options, progress: Progress) -> Ran:
    """Build a corpus anew; nothing is written where no article is found."""
    began, where, carried = time.perf_counter(), place(url), 0
    with _journal(work_file(where), options) as journal:
        earlier = journal.recalled(_SINCE)
        if left := left_over(where, earlier):
            carried = carry(where, url, left)
        since = mark(where, earlier)
        journal.remember(_SINCE, str(since))
        _read_all(paths, journal, options, progress)
        gone = _choose(journal, where)
        if journal.count():
            write_generation(journal, where, lambda done, of: progress("Writing", done, of))
            carried = max(carried, carry(where, url, since))
            forget(removed(where) - gone, url)
            journal.tell((one, Outcome.COPY, f"of {first}") for one, first in copies_in(url))
        ran = _told(journal, options, began)
        journal.end()
    return replace(ran, carried=carried)


def add_pages(paths: Iterable[str | Path], url: str, options: Options, progress: Progress) -> Ran:
    """Add pages to a corpus that is there."""
    began = time.perf_counter()
    open_generation(url).close()  # whether there is one, before anything is read
    with _journal(work_file(place(url), "adding"), options) as journal:
        _read_all(paths, journal, options, progress)
        _choose(journal, place(url))
        of = journal.count()
        drafts = journal.as_they_came()
        told: list[tuple[str, Outcome, str]] = []
        while batch := list(islice(drafts, ADDED)):
            told += [(one, what, why) for one, (what, why) in add_drafts(batch, url).items()]
            progress("Adding", len(told), of)
        ran = _told(journal, options, began, told)
        journal.end()
    return ran


def try_pages(paths: Iterable[str | Path], url: str, options: Options, progress: Progress) -> Ran:
    """What building from pages, or adding them, would take in and what not; nothing is written."""
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder, _journal(Path(folder) / "tried", options) as journal:
        _read_all(paths, journal, options, progress)
        _choose(journal, place(url))
        return _told(journal, options, began)


def work_file(where: Place, name: str = "building") -> Path:
    """Where a run keeps what it has read."""
    with suppress(OSError):  # whoever opens the file says so
        where.pointer.parent.mkdir(parents=True, exist_ok=True)
    return where.pointer.with_name(f"{where.pointer.name}.{name}")


@contextmanager
def _journal(path: Path, options: Options) -> Iterator[Journal]:
    journal = Journal(path, fresh=options.fresh)
    try:
        yield journal
    finally:
        journal.close()


def _choose(journal: Journal, where: Place) -> frozenset[str]:
    """Decide what is to be written; the ids that stay out."""
    gone = removed(where)
    journal.choose(gone, load(where))
    return gone


def _read_all(paths: Iterable[str | Path], journal: Journal, options: Options, progress: Progress) -> None:
    """Read all pages that were not read yet."""
    batches = _batches(_new_pages(paths, journal, options))
    first = list(islice(batches, _FEW))
    named = options.workers or ("1" if len(first) < _FEW else "")
    workers = Workers(_read_placed, named)
    done = 0
    try:
        for batch, made in workers.over(chain(first, batches)):
            found = made if made is not None else [_one_by_one(workers, batch[0])]
            journal.put((at, key, page.source, each) for (at, key, page), each in zip(batch, found, strict=True))
            done += sum(len(each) for each in found)
            progress("Reading", done, None)
    finally:
        workers.close()


def _read_placed(batch: Sequence[_Placed]) -> list[Outcomes]:
    return read_batch([page for _, _, page in batch])


def _new_pages(paths: Iterable[str | Path], journal: Journal, options: Options) -> Iterator[_Placed]:
    met: set[bytes] = set()
    for at, page in enumerate(find_pages(paths, options.mapping)):
        if isinstance(page, UnreadableError):
            journal.fail(at, page.source, page.reason)
            continue
        key = key_of(page)
        if not journal.knows(key, at) and key not in met:
            met.add(key)
            yield at, key, page


def _batches(pages: Iterable[_Placed]) -> Iterator[list[_Placed]]:
    batch: list[_Placed] = []
    size = 0
    for one in pages:
        batch.append(one)
        size += len(one[2].content)
        if len(batch) == BATCH or size >= BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _one_by_one(workers: "Workers[_Placed, list[Outcomes]]", placed: _Placed) -> Outcomes:
    """A page over which a worker broke down: of one of many lines those that can be read, and the one that cannot."""
    at, key, page = placed
    lines = page.content.split(b"\n") if page.media_type == JSONL else []
    if len(lines) < 2:
        return (Failed(page.source, _BROKE),)
    found: dict[int, Outcomes] = {}
    parts = [
        Page(page.source, line, page.media_type, page.found_at, page.url, page.line + n) for n, line in enumerate(lines)
    ]
    for batch, made in workers.over([(at, key, one)] for one in parts if one.content.strip()):
        line = batch[0][2].line
        found[line] = made[0] if made is not None else (Failed(page.source, f"line {line}: {_BROKE}"),)
    return tuple(one for _, each in sorted(found.items()) for one in each)


def _told(journal: Journal, options: Options, began: float, told: Sequence[tuple[str, Outcome, str]] = ()) -> Ran:
    articles, quotes = journal.count(), journal.quotes()
    if told:
        journal.tell(told)
    counts: Counter[Outcome] = Counter()
    failed: list[Line] = []
    kept_out: list[str] = []
    with _report(options.report) as write:
        for line in journal.lines():
            counts[line.outcome] += 1
            if line.outcome is Outcome.FAILED:
                failed.append(line)
            elif line.outcome is Outcome.REMOVED and line.id:
                kept_out.append(line.id)
            write(line)
    return Ran(dict(counts), tuple(failed), tuple(kept_out), articles, quotes, time.perf_counter() - began)


@contextmanager
def _report(path: Path | None) -> Iterator[Callable[[Line], None]]:
    if path is None:
        yield lambda line: None  # noqa: ARG005  # nobody asked for it
        return
    with path.open("w", encoding="utf-8") as file:
        yield lambda line: print(json.dumps(asdict(line), ensure_ascii=False), file=file)
