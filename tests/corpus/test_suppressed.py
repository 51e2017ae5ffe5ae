import pytest

from corpus import store
from corpus.errors import StoreError
from corpus.library import open_library
from corpus.suppressed import restore, suppress
from tests.corpus.stories import stories


@pytest.fixture
def url(tmp_path):
    url = f"sqlite:///{tmp_path}/corpus.db"
    store.build(stories(), url)
    return url


def names(url):
    return {one.name for one in open_library(url).people()}


def test_a_name_is_kept_out_in_every_spelling_and_through_rebuilds(url):
    assert names(url) & {"Ines Okafor", "Inès Okafor"}
    assert suppress("ines okafor", url)
    assert not suppress("Inès Okafor", url), "an accent makes no other name"
    store.build(stories(), url)
    assert not names(url) & {"Ines Okafor", "Inès Okafor"}
    library = open_library(url)
    assert library.resolve("okafor").best is None
    speakers = {said.excerpt.quote.speaker for said in library.quotes_by(None, topic="hull")}
    assert not speakers & {"Ines Okafor", "Inès Okafor"}


def test_a_name_is_let_in_again(url):
    before = names(url)
    suppress("Ines Okafor", url)
    assert restore("INES OKAFOR", url)
    assert not restore("Ines Okafor", url)
    assert names(url) == before


def test_a_library_that_is_open_minds_it_at_once(url):
    library = open_library(url)
    assert library.resolve("okafor").best
    suppress("Ines Okafor", url)
    assert library.resolve("okafor").best is None
    assert not {one.name for one in library.people()} & {"Ines Okafor", "Inès Okafor"}
    restore("Ines Okafor", url)
    assert library.resolve("okafor").best
    library.close()


def test_where_there_is_no_corpus_nothing_is_kept(tmp_path):
    with pytest.raises(StoreError):
        suppress("Ines Okafor", f"sqlite:///{tmp_path}/none.db")
