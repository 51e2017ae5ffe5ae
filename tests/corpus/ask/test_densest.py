"""Lists of places laid over each other: the sentences that hold most come first, wherever they stand."""

from dataclasses import replace

import pytest

from corpus import store
from corpus.ask import ask
from corpus.ask.candidates import Reach
from corpus.ask.densest import Worth, densest
from corpus.models import Article
from corpus.shelf import open_shelf
from corpus.words import stems

EVERYTHING = Reach(counted=1_000_000, weightiest=0, read=1_000_000, lists=False)
WORDS = ("ferry", "hull", "crew", "harbour", "winter", "council", "bridge", "storm")
NEAR = ((-1, 0.4), (1, 0.3))


def worth(**shares):
    return Worth(shares, [1.0] * 256, 0.1, 0.0, NEAR, 0.0)


def page(id_, body, published, title=None):
    return Article(id=id_, body=body, published=published, title=title)


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


def test_a_sentence_that_holds_more_comes_first_however_old(tmp_path):
    url = f"sqlite:///{tmp_path}/corpus.db"
    old = page("old", "The ferry hit the bridge.", "2001-01-01")
    new = [page(f"n{at}", f"The ferry left pier {at}.", f"2020-02-{at:02}") for at in range(1, 20)]
    store.build([old, *new], url)
    generation = open_shelf(url).generation
    ferry, bridge = stems("ferry bridge")
    rows = densest(worth(**{ferry: 1.0, bridge: 1.0}), generation.lists.postings, 3).rows
    assert len(rows) == 3
    assert bridge in generation.sentences(rows[:1])[rows[0]].words


def test_what_nobody_holds_gives_nothing(url):
    assert densest(worth(zeppelin=1.0), open_shelf(url).generation.lists.postings, 9).rows == ()


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
