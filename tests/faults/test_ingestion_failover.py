"""The primary is killed in the middle of an ingestion: it fails plainly or goes on, and done again it ends the same."""

import threading
from dataclasses import dataclass

import pytest

from corpus import store
from corpus.building import Options, add_pages, build_pages, run
from corpus.errors import StoreError
from corpus.library import open_library
from corpus.store import write as writing
from corpus.store.place import place
from tests.corpus.building.dumps import dump
from tests.corpus.building.stock import rows, write
from tests.postgres import until

ARTICLES, BEFORE = 12, 3
ALONE = Options(workers="1")


@dataclass
class Outage:
    """The primary dies at the so-manieth thing that a run tells of; a moment later its standby is promoted."""

    pair: object
    at: tuple[str, int]
    delay: float = 0.3
    thread: threading.Thread | None = None

    def hears(self, what: str, done: int, of: int | None) -> None:
        if self.thread is None and what == self.at[0] and done >= self.at[1]:
            self.pair.primary.kill()
            self.thread = threading.Timer(self.delay, self.pair.standby.promote)
            self.thread.start()


@pytest.fixture
def pages(tmp_path, monkeypatch):
    """Files with two articles each, read and written in small steps."""
    monkeypatch.chdir(tmp_path)  # work files of a server's corpus lie in var/
    monkeypatch.setattr(run, "BATCH", 2)
    monkeypatch.setattr(run, "ADDED", 4)
    monkeypatch.setattr(writing, "BATCH", 5)
    folder = tmp_path / "pages"
    folder.mkdir()
    every = rows(ARTICLES, seed=3)
    for n in range(0, ARTICLES, 2):
        write(folder / f"{n:02}.jsonl", every[n : n + 2])
    return folder


def earlier(tmp_path, url):
    """A corpus that is there before."""
    build_pages([write(tmp_path / "earlier.jsonl", rows(BEFORE, seed=8))], url, ALONE, lambda *_: None)


def undisturbed(tmp_path, ingest, pages):
    """What a corpus in files comes to."""
    url = f"sqlite:///{tmp_path}/undisturbed.db"
    earlier(tmp_path, url)
    ingest([pages], url, ALONE, lambda *_: None)
    return dump(url)


@pytest.mark.parametrize(
    ("ingest", "at"),
    [
        pytest.param(build_pages, ("Reading", 6), marks=pytest.mark.soak),
        (build_pages, ("Writing", 5)),
        pytest.param(build_pages, ("Writing", ARTICLES), marks=pytest.mark.soak),
        pytest.param(add_pages, ("Reading", 6), marks=pytest.mark.soak),
        (add_pages, ("Adding", 8)),
    ],
)  # fmt: skip
def test_the_primary_is_killed_in_the_middle(postgres_pair, tmp_path, pages, ingest, at):
    url, outage = postgres_pair.create("corpus"), Outage(postgres_pair, at)
    earlier(tmp_path, url)
    library = open_library(url)
    failed = ""
    try:
        ingest([pages], url, ALONE, outage.hears)
    except StoreError as error:
        failed = str(error)
    assert library.articles()  # whoever asks is answered throughout
    outage.thread.join()
    until(lambda: not postgres_pair.standby.ask("SELECT pg_is_in_recovery()")[0][0], "the promotion")
    assert "\n" not in failed
    held = {one.id for one in library.articles(limit=1_000)}
    assert held >= {f"a{n:03}" for n in range(BEFORE)} & held
    assert library.scope().articles == len(held)  # none twice
    ingest([pages], url, ALONE, lambda *_: None)
    assert dump(url) == undisturbed(tmp_path, ingest, pages)
    assert store.check(url) == []
    assert not run.work_file(place(url)).exists()
    library.close()
