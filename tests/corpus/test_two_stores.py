"""A corpus in files and one in a PostgreSQL database: the same rows, the same answers, moved from one to the other."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from bot import machine
from bot.desk import terminal_desk
from corpus import store
from corpus.building import Options, build_pages
from corpus.corrections import Correction, load, remember
from corpus.errors import StoreError
from corpus.ingest.annotated import annotated
from corpus.ingest.extract import readings
from corpus.ingest.feeds.listed import Subscription
from corpus.library import open_library
from corpus.models import Article, Quote, Reading, Span
from corpus.store.copying import copy
from corpus.store.place import AUDIT, LISTS, SUPPRESSED, place
from corpus.suppressed import suppress
from corpus.watched.ledger import Ledger
from handlers import answer
from handlers.parser import parse
from tests.corpus.building.dumps import dump
from tests.corpus.building.stock import rows, write
from tests.corpus.stories import harbour, ledger, stories, undated

SEEDS = Path(__file__).parents[2] / "seeds"
TOPICS = ("nuclear talks", "phone call", "sanctions", "the border", "Ukraine", "security guarantees", "ferry", "zebras")
NAMES = ("putin", "biden", "peskov", "the kremlin", "psaki", "macron", "nobody special", "Путин")
LINES = (
    *(f"{command} {topic}" for command in ("ask what was said about", "timeline", "compare") for topic in TOPICS),
    *(f"quote {name}{topic}" for name in NAMES for topic in ("", *(f" on {one}" for one in TOPICS[:5]))),
    *(
        f"ask {question}"
        for question in ("who called putin?", "when do talks start?", "how long was the call?", "кто звонил?")
    ),
    *("timeline", "compare", "people", "sources", "latest", "ask what?", "timeline december 2021", "quote", "help"),
    "check Putin said “a complete rupture” of ties",
    "compare reuters and the new york times on the call",
    "sources associated press",
)


def quiet(*_):
    pass


@pytest.fixture
def server_url(postgres_url):
    return postgres_url


@pytest.fixture(scope="module")
def both(tmp_path_factory, postgres):
    """The starter corpus, and the real pages where they are at hand, in both kinds of place."""
    named = os.environ.get("DATELINE_PAGES", "")
    folders = [SEEDS, *([Path(named)] if named else [])]
    found = [one for one in readings(folders) if isinstance(one, Reading)]
    urls = f"sqlite:///{tmp_path_factory.mktemp('both')}/corpus.db", postgres.create("two_stores")
    for url in urls:
        store.build(found, url)
    libraries = [open_library(url) for url in urls]
    yield [terminal_desk(library) for library in libraries]
    for library in libraries:
        library.close()
    postgres.drop("two_stores")


@pytest.mark.parametrize("line", LINES)
def test_answers_are_the_same(both, line):
    here, there = (machine.line(answer(parse(line, page=0, language="en"), desk)) for desk in both)
    assert here == there


def test_a_run_gives_the_same_rows(server_url, file_url, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # work files of a server's corpus lie in var/
    pages = write(tmp_path / "load.jsonl", rows(8))
    ran = [build_pages([pages], url, Options(workers="1"), quiet) for url in (server_url, file_url)]
    assert dump(server_url) == dump(file_url)
    assert ran[0].outcomes == ran[1].outcomes
    assert store.check(server_url) == []


def test_what_comes_and_goes_gives_the_same_rows(server_url, file_url):
    for url in (server_url, file_url):
        store.build([harbour()], url)
        store.add([ledger(), undated(), replace(harbour(), title="New")], url)
        store.remove("ledger", url)
        store.add([replace(ledger(), id="again")], url)
    assert dump(server_url) == dump(file_url)
    assert store.check(server_url) == store.check(file_url) == []


UNFIT = "The ferry\0 sailed, \ud83d said Ana Lopes. “It \udca2sails,” she said. It cost 40\0 crowns."


def test_signs_that_no_database_keeps_are_the_same_in_both(server_url, file_url):
    article = annotated(Article(id="odd\0one", body=UNFIT, title="A\0 title\ud800", source="page\0.txt"))
    for url in (server_url, file_url):
        store.build([article], url)
        store.add([replace(article, id="odd \udfff two")], url)
        assert store.check(url) == []
    assert dump(server_url) == dump(file_url)
    for url in (server_url, file_url):
        library = open_library(url)
        assert library.article("odd\0one").body == UNFIT.replace("\0", "�").replace("\ud83d", "�").replace(
            "\udca2", "�"
        )
        assert library.ask("what did \0 the ferry \ud800 cost?").excerpts
        library.close()
        assert store.remove("odd\0one", url)


ODD = (
    "¼ of it",
    "½ cup",
    "don't",
    "O’Neil",
    "U.S. 3.5%",
    "1,200",
    "Ελλάδα",
    "Привет",
    "日本",
    "ﬁre",
    "x²",
    "№5",
    "a_b",
    "'\\\"",
)


@pytest.mark.parametrize("text", ODD)
def test_odd_words_are_found_alike(two_places, text):
    found = []
    for url in two_places:
        store.build([Article(id="odd", body=text, quotes=(Quote(Span(0, len(text)), "Ana Lopes"),))], url)
        generation = store.open_generation(url)
        known = sorted({root for root, _ in generation.vocabulary().values()})
        found.append([(root, generation.matching([root], 9), len(generation.said(words=[[root]]))) for root in known])
        generation.close()
        assert store.check(url) == []
    assert found[0] == found[1]
    assert all(rows for _, rows, _ in found[0])


@pytest.fixture(scope="module")
def two_places(tmp_path_factory, postgres):
    yield f"sqlite:///{tmp_path_factory.mktemp('any')}/corpus.db", postgres.create("any_words")
    postgres.drop("any_words")


def test_words_without_end_are_found_by_their_beginning(server_url):
    long = "x" * 5_000
    many = " ".join(f"word{n}" for n in range(60_000))
    dated = "2022-01-03"  # no day of publication is looked for by each of its words
    store.build([Article(id="long", body=f"The {long} sails. {many}.", published=dated)], server_url)
    generation = store.open_generation(server_url)
    assert len(generation.matching([long], 9)) == 1
    assert len(generation.matching(["word7"], 9)) == 1
    generation.close()
    assert store.check(server_url) == []


# -- copying


def furnished(url):
    """A corpus with all that operators put down, and a feed that is watched."""
    store.build(stories(), url)
    store.remove("lighthouse", url)
    store.add([replace(ledger(), title="Newer")], url)
    remember(place(url), Correction("harbour", "title", "Corrected"))
    place(url).append(AUDIT, "2022-03-16T12:00:00 7 remove lighthouse")
    suppress("Lars Brandt", url)
    ledger_of = Ledger(url)
    ledger_of.subscribe([Subscription("https://example.org/rss")])
    ledger_of.close()


def beside(url):
    known = Ledger(url)
    try:
        return {name: place(url).lines(name) for name in LISTS}, known.feeds()
    finally:
        known.close()


def test_a_copy_there_and_back_is_the_same(server_url, file_url, tmp_path):
    furnished(file_url)
    back = f"sqlite:///{tmp_path}/back.db"
    told = []
    copied = copy(file_url, server_url, lambda *stage: told.append(stage[0]))
    assert (copied.articles, copied.removed) == (2, ())
    assert dict.fromkeys(told) == {"Copying": None, "Verifying": None}
    copy(server_url, back, quiet)
    assert dump(file_url) == dump(server_url) == dump(back)
    assert beside(file_url) == beside(server_url) == beside(back)
    assert store.check(server_url) == store.check(back) == []
    store.build(stories(), server_url)
    library = open_library(server_url)
    assert (library.article("lighthouse"), library.article("harbour").title) == (None, "Corrected")
    assert "Lars Brandt" not in {person.name for person in library.people()}
    library.close()


def test_what_was_removed_at_the_target_stays_out(url, other_url):
    store.build(stories(), url)
    store.build(stories(), other_url)
    store.remove("harbour", other_url)
    assert copy(url, other_url, quiet).removed == ("harbour",)
    library = open_library(other_url)
    assert {one.id for one in library.articles()} == {"ledger", "lighthouse"}
    library.close()
    assert store.check(other_url) == []


def test_a_corpus_is_not_copied_onto_itself(url):
    store.build(stories(), url)
    with pytest.raises(StoreError, match="the same corpus"):
        copy(url, url, quiet)
    assert open_library(url).scope().articles == 3


def test_a_copy_that_differs_changes_nothing(url, other_url, monkeypatch):
    store.build(stories(), url)
    store.build([harbour()], other_url)
    monkeypatch.setattr("corpus.store.copying._hash", lambda *_: b"")
    with pytest.raises(StoreError, match="did not keep"):
        copy(url, other_url, quiet)
    library = open_library(other_url)
    assert library.scope().articles == 1
    library.close()


def test_a_name_kept_out_in_another_process_is_minded_with_the_next_answer(server_url):
    store.build(stories(), server_url)
    library = open_library(server_url)
    assert library.resolve("Lars Brandt").best
    place(server_url).append(SUPPRESSED, "Lars Brandt")
    assert not library.resolve("Lars Brandt").best
    library.close()
    assert load(place(server_url)) == {}
