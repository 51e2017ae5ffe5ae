"""Lists of places laid over each other: the first sentences are those of ranking all of them."""

import datetime as dt
import re
import tempfile
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import store
from corpus.ask import ask
from corpus.ask.candidates import Reach
from corpus.ask.look import FAR, Looked
from corpus.ask.question import read_question
from corpus.ask.rank import Counts, Weighed
from corpus.ask.refuse import evidence
from corpus.models import Article, DateMention, Interval, Span, Statement
from corpus.shelf import open_shelf
from corpus.store.schema import PARTS
from corpus.words import stem

EVERYTHING = Reach(counted=1_000_000, weightiest=0, read=1_000_000, lists=False)
DAY, BRANDT = re.compile("2 March 2020"), re.compile(".*Otto Brandt said.*")
WORDS = ("ferry", "hull", "crew", "harbour", "winter", "council", "bridge", "storm")


def page(id_, body, published, title=None):
    """An article in which the days are found, and what Brandt tells."""
    days = tuple(DateMention(Span(*at.span()), Interval.day(dt.date(2020, 3, 2))) for at in DAY.finditer(body))
    told = tuple(Statement(Span(*at.span()), "Otto Brandt") for at in BRANDT.finditer(body))
    return Article(id=id_, body=body, published=published, title=title, dates=days, statements=told)


def article(at, lines):
    return page(f"a{at:03}", "\n\n".join(lines), f"2020-01-{at % 28 + 1:02}", lines[0][:20])


def lines(at):
    """Six sentences whose words come and go with the number of the article."""
    told = ([word for bit, word in enumerate(WORDS) if (at * 37 + line * 11) >> bit & 1] for line in range(6))
    return [f"The {' and the '.join(words) or 'sea'} {'was' * (at % 3)} seen near pier {at}." for words in told]


@pytest.fixture(scope="module")
def url(tmp_path_factory):
    url = f"sqlite:///{tmp_path_factory.mktemp('densest')}/corpus.db"
    store.build([article(at, lines(at)) for at in range(120)], url)
    return url


@pytest.mark.parametrize(
    "question",
    [
        "What about the ferry and the hull?",
        "What about the winter storm at the bridge?",
        "How many crew did the council have?",
        "When was the storm at the harbour?",
        "Who saw the bridge and the council in winter?",
        "Where is the crew of the ferry?",
        "What about pier 7?",
        "What about the pier?",
    ],
)
def test_the_first_five_are_those_of_ranking_everything(url, question):
    material = open_shelf(url).material
    bounded, everything = (ask(question, replace(material, reach=reach)) for reach in (Reach(), EVERYTHING))
    assert everything.excerpts
    assert bounded.excerpts == everything.excerpts
    assert bounded.also == everything.also


def looked(url, text, reach):
    """The best for a question, one by one: where they stand, what they score, and what they cover."""
    material = open_shelf(url).material
    question = read_question(text, material.speller)
    weighed = Weighed(question, Counts(*material.size, material.shelf.frequencies(sorted(question.stems))))
    return [(one.sentence.row, one.score, one.cover) for one in Looked(weighed, material.shelf, reach).best()]


QUESTIONS = (
    "What about the ferry and the hull?",
    "How many crew did the council and the ferry have in winter?",
    "When was the storm at the harbour?",
    "Who built the bridge over the harbour?",
    "Who is the leader of the council?",
    "Where is the crew of the ferry?",
    "How long did the storm last?",
    "What is the bridge?",
    "What about the ship and the fery and the harbor?",
)
BOUND = (
    "What did Otto Brandt say about the ferry?",
    "What did Otto Brandt say?",
    "What happened on 2 March 2020?",
    "What did Brandt say about the storm on 2 March 2020?",
    "How long did the storm of 2 March 2020 last?",
)
TOLD = (
    *WORDS,
    "leader",
    "president",
    "built",
    "by",
    "Otto Brandt",
    "Otto Brandt said",
    "on 2 March 2020",
    "in March",
    "40 minutes",
    "12",
    "harbours",
    "harper",
    "is at Visby",
)


@st.composite
def articles(draw):
    """A few articles of short sentences, many of which are the same."""
    line = st.lists(st.sampled_from(TOLD), min_size=1, max_size=7).map(" ".join)
    body = st.lists(line, min_size=1, max_size=6).map(lambda told: "\n\n".join(f"The {one} went." for one in told))
    pages = st.tuples(body, st.integers(1, 3), st.none() | line)
    return [
        page(f"a{at}", body, f"2020-03-0{day}", title)
        for at, (body, day, title) in enumerate(draw(st.lists(pages, min_size=1, max_size=8)))
    ]


@settings(max_examples=25, deadline=None)
@given(articles(), articles(), st.sampled_from(QUESTIONS))
def test_each_is_the_best_of_all_others_ties_and_late_articles_too(first, late, question):
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder)}/corpus.db"
        store.build(first, url)
        store.add(late[: len(late) // 2], url)
        assert looked(url, question, Reach()) == looked(url, question, EVERYTHING)


@settings(max_examples=25, deadline=None)
@given(articles(), articles(), st.sampled_from((*QUESTIONS, *BOUND)))
def test_answers_and_refusals_are_those_of_ranking_everything(first, late, question):
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder)}/corpus.db"
        store.build([*first, replace(first[0], id="again")], url)
        store.add(late[: len(late) // 2], url)
        material = open_shelf(url).material
        assert ask(question, material) == ask(question, replace(material, reach=EVERYTHING))


def test_of_many_only_some_are_read(tmp_path):
    url = f"sqlite:///{tmp_path}/corpus.db"
    told = [f"The {WORDS[at % 8]} and the {WORDS[at * 5 % 7]} were seen{' again' * (at % 4)}." for at in range(40)]
    store.build([page(f"a{at:03}", "\n\n".join(told), f"2020-01-{at % 28 + 1:02}") for at in range(60)], url)
    material = open_shelf(url).material
    shelf, read = material.shelf, []
    shelf.sentences = lambda rows, known=shelf.sentences: read.extend(rows := list(rows)) or known(rows)
    assert len(ask("What about the ferry and the hull?", material).excerpts) > 0
    assert len(read) < 800
    assert len(looked(url, "What about the ferry and the hull?", Reach())) == FAR


def test_an_article_whose_sentences_come_in_two_blocks_is_one(tmp_path, monkeypatch):
    monkeypatch.setattr("corpus.store.postings.BLOCK", 7)
    url = f"sqlite:///{tmp_path}/corpus.db"
    store.build([article(at, lines(at)) for at in range(9)], url)
    generation = open_shelf(url).generation
    postings = generation.lists.postings
    places = postings.of("pier")
    rows = postings.rows(places)
    assert list(rows) == sorted(generation.matching(("pier",), 1_000))
    assert list(postings.beside(places[:-1], 1)) == [row // PARTS == after // PARTS for row, after in pairwise(rows)]
    assert looked(url, "What about the winter storm?", Reach()) == looked(
        url, "What about the winter storm?", EVERYTHING
    )


def test_words_around_the_best_speak_for_it(tmp_path):
    told = ["The ferry left.", *(f"Nobody saw pier {at}." for at in range(4)), "The sea was grey."]
    question, seen = "What about the ferry and the harbour?", []
    for at, last in enumerate(("The sea was grey.", "The harbour was grey.")):
        url = f"sqlite:///{tmp_path}/{at}.db"
        elsewhere = page("b", "The harbour is old.", "2020-01-01")
        store.build([page("a", "\n\n".join([*told[:-1], last]), "2020-01-02"), elsewhere], url)
        material = open_shelf(url).material
        weighed = Weighed(read_question(question, material.speller), Counts(9, 3.0, {}))
        found = Looked(weighed, material.shelf, Reach())
        seen.append(evidence(weighed, [one for one in found.best() if stem("ferry") in one.found], found))
    assert seen[0] < seen[1]


def test_what_nobody_holds_gives_nothing(url):
    assert looked(url, "What about the zeppelin?", Reach()) == []


def test_words_of_articles_that_came_later_are_found_and_of_those_that_went_are_not(tmp_path):
    url = f"sqlite:///{tmp_path}/corpus.db"
    store.build([article(at, lines(at)) for at in range(9)], url)
    late = page("late", "A zeppelin flew over the harbour.", "2003-05-06")
    store.add([late], url)
    assert [one.article.id for one in ask("What about the zeppelin?", open_shelf(url).material).excerpts] == ["late"]
    store.remove("late", url)
    store.remove("a003", url)
    material = open_shelf(url).material
    assert ask("What about the zeppelin?", material).refusal is not None
    assert all(one.article.id != "a003" for one in ask("What about the ferry?", material).excerpts)


def test_of_an_article_and_its_copy_the_original_is_shown(tmp_path):
    url = f"sqlite:///{tmp_path}/corpus.db"
    body = (
        "The ferry Aurora struck a pier at Gotland. Nobody was hurt when the hull broke. "
        "Divers will look at the pier next week. The harbour office closed the northern gate for two days."
    )
    store.build([page("first", body, "2020-03-01"), page("again", body, "2020-03-04")], url)
    found = ask("What did the ferry Aurora strike at Gotland?", open_shelf(url).material)
    assert [one.article.id for one in found.excerpts[:1]] == ["first"]
    assert [one.article.id for one in found.also[0]] == ["again"]


def test_a_corpus_without_lists_is_asked_by_its_index(url):
    material = open_shelf(url).material
    before = ask("What about the winter storm?", material).excerpts
    shelf = open_shelf(url)
    shelf.generation.lists.postings = None
    assert ask("What about the winter storm?", shelf.material).excerpts == before
