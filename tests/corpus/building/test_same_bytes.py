"""However a corpus is built (by one, by many, one by one, in any order), it is the same."""

import itertools
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import store
from corpus.building import Options, add_pages, build_pages
from corpus.ingest.files import find_pages
from corpus.ingest.read import read_all
from corpus.models import Reading
from tests.corpus.building.dumps import dump
from tests.corpus.building.stock import rows, write

COUNT = 10


def quiet(*_):
    pass


def articles(path):
    return [one.article for page in find_pages([path]) for one in read_all(page) if isinstance(one, Reading)]


@pytest.fixture(scope="module")
def load(tmp_path_factory):
    return write(tmp_path_factory.mktemp("load") / "load.jsonl", rows(COUNT))


@pytest.fixture(scope="module")
def built(load):
    url = f"sqlite:///{load.parent}/built.db"
    build_pages([load], url, Options(workers="1"), quiet)
    return dump(url)


def test_the_stock_holds_what_matters(built):
    assert len(built["articles"]) == COUNT
    assert any(row[-1] for row in built["articles"])  # copies
    assert any("inferred" in row for row in built["articles"])
    assert built["undated"]


def test_by_two_processes(load, built, tmp_path):
    url = f"sqlite:///{tmp_path}/c.db"
    build_pages([load], url, Options(workers="2"), quiet)
    assert dump(url) == built
    assert store.check(url) == []


def test_from_articles_in_memory(load, built, tmp_path):
    url = f"sqlite:///{tmp_path}/c.db"
    store.build(articles(load), url)
    assert dump(url) == built


def test_one_by_one_and_backwards(load, built, tmp_path):
    url = f"sqlite:///{tmp_path}/c.db"
    some = articles(load)[::-1]
    store.build(some[:1], url)
    for one in some[1:]:
        store.add([one], url)
    assert dump(url) == built
    assert store.check(url) == []


def test_half_built_and_half_added_by_a_run(load, built, tmp_path):
    url = f"sqlite:///{tmp_path}/c.db"
    every = rows(COUNT)
    build_pages([write(tmp_path / "load.jsonl", every[::2])], url, Options(), quiet)
    add_pages([write(tmp_path / "load.jsonl", every[1::2])], url, Options(), quiet)
    found = dump(url)
    assert without_sources(found) == without_sources(built)


def without_sources(found):
    return found | {"articles": [tuple(v for v in row if not str(v).endswith(".jsonl")) for row in found["articles"]]}


@pytest.mark.soak
@settings(max_examples=4, deadline=None)
@given(st.data())
def test_whatever_comes_and_goes(tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("any")
    pool = articles(write(folder / "pool.jsonl", rows(8, seed=data.draw(st.integers(0, 99)))))
    url, other = f"sqlite:///{folder}/c.db", f"sqlite:///{folder}/o.db"
    stay = data.draw(st.sets(st.sampled_from(range(len(pool))), min_size=1))
    store.build([pool[min(stay)]], url)
    for at in data.draw(st.permutations(range(len(pool)))):
        store.add([pool[at]], url)
    store.forget([one.id for at, one in enumerate(pool) if at not in stay], url)
    store.build([pool[at] for at in stay], other)
    assert dump(url) == dump(other)
    assert store.check(url) == []


@pytest.mark.pages
def test_the_pages_in_any_order(tmp_path):
    folder = os.environ.get("DATELINE_PAGES")
    if not folder:
        pytest.skip("no pages")
    files = sorted(Path(folder).glob("*.txt"))
    found = []
    for n, order in enumerate(itertools.islice(itertools.permutations(files), 0, 120, 80)):
        url = f"sqlite:///{tmp_path}/c{n}.db"
        store.build(articles(order[0]), url)
        for file in order[1:]:
            store.add(articles(file), url)
        found.append(dump(url))
    build_pages(files, f"sqlite:///{tmp_path}/b.db", Options(workers="1"), quiet)
    assert all(one == dump(f"sqlite:///{tmp_path}/b.db") for one in found)
