import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest

from corpus import store
from corpus.about import comparable, in_turn
from corpus.compared import as_wholes, on_topic
from corpus.library import open_library
from corpus.models import Basis, Hop, Interval, Provenance, Role
from tests.corpus.stories import stories


@pytest.fixture(scope="module")
def url(tmp_path_factory):
    url = f"sqlite:///{tmp_path_factory.mktemp('about')}/corpus.db"
    store.build(stories(), url)
    return url


def told(events):
    return [(event.when, sorted((one.article.id, one.span) for one in event.mentions)) for event in events]


@pytest.mark.parametrize("topic", ["", "ferry", "repair of the hull", "lighthouse", "volcano"])
def test_a_large_corpus_tells_of_a_topic_what_a_small_one_tells(url, monkeypatch, topic):
    small = told(open_library(url).timeline(topic=topic).events)
    monkeypatch.setattr("corpus.shelf.WHOLE", 0)
    assert told(open_library(url).timeline(topic=topic).events) == small


def test_days_and_outlets_bound_it_too(url, monkeypatch):
    monkeypatch.setattr("corpus.shelf.WHOLE", 0)
    library = open_library(url)
    days = Interval(dt.date(2000, 1, 1), dt.date(2000, 1, 2))
    assert library.timeline(days=days).events == ()
    outlets = tuple(one.provenance.outlet for one in library.sources() if one.provenance.outlet)[:2]
    printed = {
        hop.outlet
        for point in library.compare(outlets=outlets).points
        for excerpt in point.excerpts
        for hop in excerpt.article.provenance.chain
    }
    assert printed <= set(outlets)


def test_a_comparison_of_a_large_corpus_is_made_of_articles_on_the_topic(url, monkeypatch):
    monkeypatch.setattr("corpus.shelf.WHOLE", 0)
    scope = open_library(url).compare("repair").scope
    assert 0 < scope.articles <= 3


@pytest.mark.parametrize("topic", ["hull", "harbour", "ferry", "Okafor", "harbour hull", "zeppelin", ""])
def test_what_a_topic_s_answers_are_made_of_is_told_before(url, monkeypatch, topic):
    assert open_library(url).about(topic) is None, "of a small corpus it may be any"
    monkeypatch.setattr("corpus.shelf.WHOLE", 0)
    library = open_library(url)
    compared = {one.article.id for point in library.compare(topic).points for one in point.excerpts}
    happened = {one.article.id for event in library.timeline(topic=topic).events for one in event.mentions}
    assert compared | happened <= library.about(topic)


class Losing:
    """A generation of which an article is removed as soon as it has answered a question of one name."""

    def __init__(self, generation, after, gone, url):
        self._generation, self._after, self._gone, self._url = generation, after, gone, url

    def __getattr__(self, name):
        ask = getattr(self._generation, name)

        def asked(*args, **kwargs):
            found = ask(*args, **kwargs)
            found = list(found) if isinstance(found, Iterator) else found
            store.remove(self._gone, self._url)
            return found

        return asked if name == self._after else ask


@pytest.fixture
def mine(tmp_path):
    url = f"sqlite:///{tmp_path}/corpus.db"
    store.build(stories(), url)
    return url


def compared(generation, outlets):
    rows, sentences = comparable(generation, [["repair"]], outlets)
    noted, _ = on_topic(generation, rows, sentences, frozenset({"~renovate"}), outlets)
    return {one.article.id for one in noted}


@pytest.mark.parametrize("outlets", [None, ("Harbour Herald", "The Ledger")])
@pytest.mark.parametrize("after", ["holding", "printed", "places", "told", "annotated"])
def test_an_article_that_is_removed_between_two_reads_is_passed_over(mine, after, outlets):
    assert compared(store.open_generation(mine), outlets) == {"harbour", "ledger"}
    generation = Losing(store.open_generation(mine), after, "ledger", mine)
    assert compared(generation, outlets) >= {"harbour"}
    assert compared(store.open_generation(mine), outlets) == {"harbour"}


@pytest.mark.parametrize("after", ["printed", "kept", "noted"])
def test_so_it_is_where_whole_articles_are_read(mine, monkeypatch, after):
    monkeypatch.setattr("corpus.compared.DEEP", 1)
    generation = store.open_generation(mine)
    rows = generation.newest(9)
    noted, _ = as_wholes(Losing(generation, after, "ledger", mine), rows, None, None)
    assert {one.article.id for one in noted} <= {"harbour", "ledger", "lighthouse"}
    assert generation.article_row("ledger") is None


def test_outlets_take_turns_and_copies_come_last(mine):
    known = {
        row: replace(one, provenance=Provenance((Hop(outlet, Role.AUTHOR, Basis.GIVEN),)), copy_of=copy)
        for (row, one), (outlet, copy) in zip(
            store.open_generation(mine).printed(store.open_generation(mine).newest(3)).items(),
            [("One", "a"), ("One", "b"), ("Two", "a")],
            strict=True,
        )
    }
    first, second, copy = known
    assert in_turn([first, second, copy], known) == [first, second, copy]
    known[copy] = replace(known[copy], copy_of="c")
    assert in_turn([first, second, copy], known) == [first, copy, second]
