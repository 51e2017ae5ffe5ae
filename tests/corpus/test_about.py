import datetime as dt

import pytest

from corpus import store
from corpus.library import open_library
from corpus.models import Interval
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
