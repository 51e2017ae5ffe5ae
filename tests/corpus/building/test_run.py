"""A run reports what became of each input, and one that was stopped goes on where it was."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from corpus import store
from corpus.building import Options, add_pages, build_pages, run, try_pages
from corpus.building.journal import Journal
from corpus.errors import CorpusError, StoreError
from corpus.ingest.files import find_pages
from corpus.ingest.read import read
from corpus.store.place import place
from tests.corpus.building.dumps import dump
from tests.corpus.building.stock import rows, story, write

DIES = """
import os, signal, sys
from corpus.building import Options, build_pages, journal, run
journal_put, left = journal.Journal.put, [int(sys.argv[3])]
def put(self, found):
    if not left[0]:
        os.kill(os.getpid(), signal.SIGKILL)
    left[0] -= 1
    journal_put(self, found)
journal.Journal.put = put
run.BATCH = 2
build_pages([sys.argv[1]], sys.argv[2], Options(workers="1"), lambda *_: None)
"""


def quiet(*_):
    pass


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path}/c.db"


@pytest.fixture
def folder(tmp_path):
    """Pages in files of their own."""
    pages = tmp_path / "pages"
    pages.mkdir()
    for n, row in enumerate(rows(7)):
        write(pages / f"{n}.jsonl", [row])
    return pages


def reported(path):
    return [(line["id"], line["outcome"]) for line in map(json.loads, path.read_text().splitlines())]


def test_each_input_is_reported(tmp_path, url):
    text, other = story(1), story(2)
    first = write(
        tmp_path / "a.jsonl",
        [
            {"id": "one", "text": text, "published": "2022-01-03"},
            {"id": "", "text": text},
            {"id": "gone", "text": other},
            {"id": "two", "text": f"LINDHOLM — {text}", "published": "2022-01-04"},
            {"id": "old", "text": story(3)},
        ],
    )
    second = write(tmp_path / "b.jsonl", [{"id": "old", "text": story(4)}])
    missing = tmp_path / "missing.txt"
    build_pages([write(tmp_path / "gone.jsonl", [{"id": "gone", "text": other}])], url, Options(), quiet)
    store.remove("gone", url)
    report = tmp_path / "report.jsonl"
    ran = build_pages([first, missing, second], url, Options(report=report), quiet)
    assert reported(report) == [
        ("one", "added"),
        (None, "failed"),
        ("gone", "removed"),
        ("two", "copy"),
        ("old", "version"),
        (None, "failed"),
        ("old", "added"),
    ]
    assert (ran.articles, ran.removed, len(ran.failures)) == (3, ("gone",), 2)
    assert [line.reason for line in ran.failures] == ["line 2: no id", "no such file"]
    assert [json.loads(line)["line"] for line in report.read_text().splitlines()] == [1, None, 3, 4, 5, None, 1]


def test_rows_of_a_table_are_reported_by_their_numbers(tmp_path, url):
    table = tmp_path / "wire.csv"
    texts = (story(1), "", story(2), "<html><body><p>Too little.</p></body></html>", story(3))
    table.write_text("id,published,text\n" + "".join(f'{n},2022-01-03,"{text}"\n' for n, text in enumerate(texts, 1)))
    (tmp_path / "page.txt").write_text(f"A pier is opened\n\n{story(9)}\n")
    report = tmp_path / "report.jsonl"
    build_pages([table, tmp_path / "page.txt"], url, Options(report=report), quiet)
    lines = [json.loads(line) for line in report.read_text().splitlines()]
    told = {line["line"] or line["reason"].partition(":")[0]: line["outcome"] for line in lines}
    assert told == {1: "added", 3: "added", 5: "added", "row 2": "failed", "row 4": "failed", "": "added"}


def test_adding_tells_what_is_new(tmp_path, url):
    every = rows(3, seed=5)
    build_pages([write(tmp_path / "a.jsonl", every[:2])], url, Options(), quiet)
    every[1]["text"] = story(77)
    report = tmp_path / "report.jsonl"
    add_pages([write(tmp_path / "a.jsonl", every)], url, Options(report=report), quiet)
    assert [outcome for _, outcome in reported(report)] == ["same", "version", "added"]


def test_a_dry_run_writes_nothing(tmp_path, url, folder):
    (folder / "bad.jsonl").write_text("{}\n")
    before = set(tmp_path.rglob("*"))
    ran = try_pages([folder], url, Options(), quiet)
    assert (ran.articles, len(ran.failures)) == (7, 1)
    assert set(tmp_path.rglob("*")) == before


def test_nothing_is_written_where_nothing_is_found(tmp_path, url):
    assert build_pages([tmp_path / "none.txt"], url, Options(), quiet).articles == 0
    assert not place(url).pointer.exists()


@pytest.mark.parametrize(
    "batches", [pytest.param(0, marks=pytest.mark.soak), 1, pytest.param(3, marks=pytest.mark.soak)]
)
def test_a_run_killed_between_batches_goes_on(tmp_path, url, folder, batches, monkeypatch):
    killed = subprocess.run([sys.executable, "-c", DIES, str(folder), url, str(batches)], cwd=Path.cwd(), check=False)
    assert killed.returncode == -signal.SIGKILL
    assert not place(url).pointer.exists()
    read = []
    monkeypatch.setattr(run, "read_batch", lambda pages: read.extend(pages) or _READ(pages))
    build_pages([folder], url, Options(workers="1"), quiet)
    assert 0 <= len(read) - (7 - 2 * batches) <= 1  # the batch of one page may have been among those put down
    whole = f"sqlite:///{tmp_path}/whole.db"
    build_pages([folder], whole, Options(workers="1"), quiet)
    assert dump(url) == dump(whole)
    assert not run.work_file(place(url)).exists()


_READ = run.read_batch


@pytest.mark.soak
def test_a_run_killed_at_any_instant_goes_on(tmp_path, url):
    load = write(tmp_path / "load.jsonl", rows(300))
    command = [sys.executable, "-m", "bot", "corpus", "build", str(load), "--to", url, "--workers", "2"]
    for wait in (1, 2, 3, 4, 6, 8, 10, 12):
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
        process.wait()
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    whole = f"sqlite:///{tmp_path}/whole.db"
    build_pages([load], whole, Options(workers="1"), quiet)
    assert dump(url) == dump(whole)


def test_what_changed_or_went_in_between_is_read_anew(tmp_path, url, folder):
    journal = Journal(run.work_file(place(url)))
    run._read_all([folder], journal, Options(workers="1"), quiet)
    journal.close()
    write(folder / "0.jsonl", [{"id": "new", "text": story(5)}])
    (folder / "1.jsonl").unlink()
    build_pages([folder], url, Options(workers="1"), quiet)
    whole = f"sqlite:///{tmp_path}/whole.db"
    build_pages([folder], whole, Options(workers="1"), quiet)
    assert dump(url) == dump(whole)


def test_fresh_forgets_what_was_read(url, folder, monkeypatch):
    journal = Journal(run.work_file(place(url)))
    run._read_all([folder], journal, Options(workers="1"), quiet)
    journal.close()
    read = []
    monkeypatch.setattr(run, "read_batch", lambda pages: read.extend(pages) or _READ(pages))
    build_pages([folder], url, Options(workers="1", fresh=True), quiet)
    assert len(read) == 7


def test_a_second_builder_is_told(url, folder):
    journal = Journal(run.work_file(place(url)))
    with pytest.raises(StoreError, match="another run works on this corpus"):
        build_pages([folder], url, Options(), quiet)
    journal.close()


def test_a_damaged_work_file_is_named(url, folder):
    run.work_file(place(url)).write_bytes(b"no database at all, but long enough to be looked at" * 90)
    with pytest.raises(StoreError, match="delete it"):
        build_pages([folder], url, Options(), quiet)


@pytest.mark.parametrize("workers", ["many", "tcp://127.0.0.1:1"])
def test_workers_that_cannot_be_are_told(url, folder, workers, monkeypatch):
    monkeypatch.setattr("corpus.building.workers.PATIENCE", 0.5)
    with pytest.raises(CorpusError, match=r"--workers|scheduler"):
        build_pages([folder], url, Options(workers=workers), quiet)


def test_a_page_that_nobody_foresaw_is_named(url, folder, monkeypatch):
    def broken(page):
        if page.source.endswith("3.jsonl"):
            raise RecursionError("too deep")
        yield from _ALL(page)

    monkeypatch.setattr("corpus.building.reading.read_all", broken)
    ran = build_pages([folder], url, Options(workers="1"), quiet)
    assert [line.reason for line in ran.failures] == ["cannot be read (RecursionError: too deep)"]
    assert ran.articles == 6


from corpus.building.reading import read_all as _ALL  # noqa: E402, N812  # as it is before a test replaces it


def test_the_workers_end_with_whoever_started_them(tmp_path, url):
    load = write(tmp_path / "load.jsonl", rows(3000))
    command = [sys.executable, "-m", "bot", "corpus", "build", str(load), "--to", url, "--workers", "2"]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True)
    deadline = time.monotonic() + 60
    while len(_group(process.pid)) < 4 and time.monotonic() < deadline:  # itself, two workers, what tracks them
        time.sleep(0.2)
    process.send_signal(signal.SIGKILL)
    process.wait()
    while _group(process.pid) and time.monotonic() < deadline:
        time.sleep(0.2)
    assert _group(process.pid) == []


def _group(leader):
    """Processes of a session."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                if os.getsid(int(entry.name)) == leader and "Z" not in (entry / "stat").read_text().split()[2]:
                    found.append(int(entry.name))
            except OSError:
                continue
    return found


def meanwhile(monkeypatch, act):
    """Something else happens to the corpus while pages are read."""
    read_all = run._read_all

    def slowly(*given):
        read_all(*given)
        act()

    monkeypatch.setattr(run, "_read_all", slowly)


def ids(url):
    found = store.open_generation(url)
    try:
        return {article.id for article in found.full()}
    finally:
        found.close()


def late(tmp_path, *names):
    """A file with articles that no folder holds."""
    return write(tmp_path / "late.jsonl", [{"id": name, "text": story(50 + n)} for n, name in enumerate(names)])


def test_what_comes_in_while_a_corpus_is_built_is_carried_over(tmp_path, url, folder, monkeypatch):
    build_pages([folder, late(tmp_path, "before")], url, Options(), quiet)
    built = ids(url) - {"before"}
    file = late(tmp_path, "meanwhile", "too")
    meanwhile(monkeypatch, lambda: store.add(_articles(file), url))
    ran = build_pages([folder], url, Options(), quiet)
    assert ran.carried == 2
    assert ids(url) == built | {"meanwhile", "too"}
    assert store.check(url) == []


def test_what_is_removed_while_a_corpus_is_built_stays_out(url, folder, monkeypatch):
    build_pages([folder], url, Options(), quiet)
    gone, *others = sorted(ids(url))
    choose = run._choose
    monkeypatch.setattr(run, "_choose", lambda *given: (choose(*given), store.remove(gone, url))[0])
    ran = build_pages([folder], url, Options(), quiet)
    assert (ran.carried, ids(url)) == (0, set(others))


def test_what_came_in_between_two_parts_of_a_run_is_carried_over(tmp_path, url, folder, monkeypatch):
    build_pages([folder], url, Options(), quiet)
    built = ids(url)

    def killed():
        raise KeyboardInterrupt

    with monkeypatch.context() as during:
        meanwhile(during, killed)
        with pytest.raises(KeyboardInterrupt):
            build_pages([folder], url, Options(), quiet)
    store.add(_articles(late(tmp_path, "between")), url)
    assert build_pages([folder], url, Options(), quiet).carried == 1
    assert ids(url) == built | {"between"}


@pytest.mark.parametrize("fresh", [False, True])
def test_a_run_that_is_ended_before_all_is_carried_over_makes_up_for_it(tmp_path, url, folder, monkeypatch, fresh):
    build_pages([folder], url, Options(), quiet)
    built = ids(url)

    def killed(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as during:
        meanwhile(during, lambda: store.add(_articles(late(tmp_path, "during")), url))
        during.setattr(run, "carry", killed)
        with pytest.raises(KeyboardInterrupt):
            build_pages([folder], url, Options(), quiet)
    assert ids(url) == built  # of the new generation, which is there
    store.add(_articles(late(tmp_path, "after")), url)
    assert build_pages([folder], url, Options(fresh=fresh), quiet).carried == 2
    assert ids(url) == built | {"during", "after"}
    assert store.check(url) == []


def test_what_changed_after_the_new_one_was_made_stands_as_it_came_last(tmp_path, url, folder, monkeypatch):
    build_pages([folder], url, Options(), quiet)
    built = ids(url)
    meanwhile(monkeypatch, lambda: store.add(_articles(late(tmp_path, "kept", "gone")), url))
    carrying = run.carry

    def first(*given):
        store.add(_articles(late(tmp_path, "gone", "kept")), url)  # the other way round: another text
        store.remove("gone", url)
        return carrying(*given)

    monkeypatch.setattr(run, "carry", first)
    build_pages([folder], url, Options(), quiet)
    assert ids(url) == built | {"kept"}
    found = store.open_generation(url)
    texts = {article.id: article.body for article in found.full()}
    found.close()
    assert texts["kept"] == story(51)


def _articles(file):
    return [found for page in find_pages([file]) for found in read(page)]
