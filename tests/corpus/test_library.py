import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import store
from corpus.library import open_library
from corpus.models import Excerpt, Interval, Quote
from corpus.results import Match
from tests.corpus.stories import HARBOUR, harbour, ledger, span, stories, undated


@pytest.fixture(scope="module")
def library(shared_url):
    store.build(stories(), shared_url)
    found = open_library(shared_url)
    yield found
    found.close()


def person(library, name):
    return library.resolve(name).best.person


def test_scope_counts_articles_and_days(library):
    scope = library.scope()
    assert (scope.articles, str(scope.first), str(scope.last)) == (3, "2020-03-03", "2020-03-05")


def test_who_speaks_is_joined_and_counted(library):
    people = library.people()
    assert people[0].name in {"Ines Okafor", "Inès Okafor"}
    assert (people[0].quotes, people[0].articles, people[0].outlets) == (3, 2, 2)
    assert set(people[0].spellings) == {"Ines Okafor", "Inès Okafor"}
    assert "Piet Anders" not in {one.name for one in people}, "not sure enough to be counted"


@pytest.mark.parametrize("typed", ["okafor", "Ines Okafor", "okafr", "Инес Окафор"])
def test_names_are_resolved_to_their_person(library, typed):
    found = library.resolve(typed)
    assert found.status is Match.ACCEPT
    assert found.best.person.quotes == 3


def test_quotes_of_a_person_newest_first_and_the_same_words_once(library):
    said = library.quotes_by(person(library, "okafor"))
    assert [one.excerpt.text for one in said] == ["We repaired the hull,"]
    assert {excerpt.article.id for one in said for excerpt in (one.excerpt, *one.also)} == {"harbour", "ledger"}


def test_a_split_quote_is_one_utterance(library):
    (said,) = library.quotes_by(person(library, "okafor"))
    pieces = [piece.text for one in (said,) for piece in (one.excerpt, *one.parts)]
    others = [excerpt.text for excerpt in said.also]
    assert "The engine is new." in pieces + others


def test_quotes_by_relay_and_topic(library):
    okafor, brandt = person(library, "okafor"), person(library, "Lars Brandt")
    (via,) = library.quotes_by(okafor, via=brandt)
    assert via.excerpt.text == "The engine is new."
    assert library.relayed_by(brandt) == ((okafor, 1),)
    assert library.quotes_by(okafor, topic="engines")
    assert library.quotes_by(okafor, topic="enginne"), "spelling is forgiven"
    assert library.quotes_by(okafor, topic="zebras") == ()


def test_who_is_not_sure_stands_under_no_name(library):
    assert library.quotes_by(person(library, "Piet Anders")) == ()
    (said,) = library.quotes_by(None, topic="lights")
    assert said.excerpt.quote.speaker is None


def test_statements_come_where_there_are_no_quotes(library):
    (said,) = library.quotes_by(person(library, "harbour office"))
    assert said.excerpt.text.startswith("The repair lasted")
    assert not isinstance(said.excerpt.quote, Quote)


def test_context_is_the_sentence_before_and_after(library):
    article = harbour()
    found = library.context(Excerpt(article, span(HARBOUR, "The ferry was built by Lars Brandt in Visby.")))
    assert found.text.startswith("The repair lasted")
    assert found.text.endswith("in Gotland.")
    assert found.highlights == (span(HARBOUR, "The ferry was built by Lars Brandt in Visby."),)


def test_articles_newest_first_and_by_id(library):
    assert [one.id for one in library.articles()] == ["ledger", "harbour", "lighthouse"]
    assert library.article("ledger") == ledger()
    assert library.article("nothing") is None


def test_sources_are_credits_with_counts(library):
    assert {(one.provenance.credit, one.articles, one.quotes) for one in library.sources()} == {
        ("Harbour Herald", 1, 2),
        ("The Ledger (inferred)", 1, 2),
        ("unknown outlet", 1, 0),
    }
    assert [one.provenance.outlet for one in library.sources("The Ledger")] == ["The Ledger"]
    assert library.resolve_outlet("harbor herald").best.name == "Harbour Herald"


def test_a_new_generation_is_noticed_between_questions(url):
    store.build([harbour()], url)
    library = open_library(url)
    assert library.scope().articles == 1
    store.build(stories(), url)
    assert library.scope().articles == 3
    store.remove("harbour", url)
    assert library.scope().articles == 2
    assert library.article("harbour") is None


def test_a_damaged_successor_leaves_the_old_one_in_use(tmp_path):
    url = f"sqlite:///{tmp_path}/corpus.db"
    store.build([harbour()], url)
    library = open_library(url)
    Path(f"{tmp_path}/corpus.db").write_bytes(b"spoilt")
    assert library.scope().articles == 1


def test_timeline_tells_topics_days_and_people(library):
    everything = library.timeline()
    assert all(
        mention.article.body[mention.span.start : mention.span.stop]
        for event in everything.events
        for mention in event.mentions
    )
    assert library.timeline(topic="zebras").events == ()
    assert library.timeline(days=Interval.year(1900)).events == ()


def test_an_empty_corpus_answers(url):
    store.build([], url)
    library = open_library(url)
    assert library.scope().articles == 0
    assert library.people() == library.sources() == library.articles() == library.quotes_by(None) == ()
    assert library.ask("Who built the ferry?").refusal
    assert library.resolve("Okafor").status is Match.NONE
    assert library.timeline().events == ()


def uttered(library, question):
    for excerpt in library.ask(question).excerpts:
        yield excerpt, library.article(excerpt.article.id)
    for said in library.quotes_by(None, topic=question):
        for excerpt in (said.excerpt, *said.parts, *said.also):
            yield excerpt, library.article(excerpt.article.id)


words = st.sampled_from([*HARBOUR.split(), "who", "when", "ferrry", "паром", "2020", "“", "\u202e", "🚢"])


@settings(max_examples=60, deadline=None)
@given(question=st.lists(words, max_size=9).map(" ".join) | st.text(max_size=40))
def test_no_answer_holds_a_sign_that_is_not_in_an_article(library, question):
    for excerpt, article in uttered(library, question):
        assert excerpt.text
        assert article.body[excerpt.span.start : excerpt.span.stop] == excerpt.text
        assert all(mark in excerpt.span for mark in excerpt.highlights)


@pytest.mark.parametrize(
    "question",
    ["", " ", "?" * 4000, "a " * 2000, "<b>&", "\u202e", "\"'` OR NEAR(", "x" * 100_000, "@d20200302 @s1", "\x00"],
)
def test_any_question_is_answered_or_refused(library, question):
    asked = library.ask(question)
    assert bool(asked.excerpts) != bool(asked.refusal)
    assert library.quotes_by(None, topic=question) is not None
    assert library.resolve(question).status in set(Match)


@pytest.mark.pages
@pytest.mark.skipif("DATELINE_PAGES" not in os.environ, reason="needs the real pages")
def test_the_real_pages_make_a_sound_corpus(url):
    from corpus.ingest.extract import readings
    from corpus.models import Reading

    found = [one for one in readings([Path(os.environ["DATELINE_PAGES"])]) if isinstance(one, Reading)]
    assert store.build(found, url).articles == len(found) == 5
    assert store.check(url) == []
    library = open_library(url)
    assert library.ask("What did Macron say on the phone?").refusal.missing == ("Macron",)


def test_undated_articles_are_asked_too(library):
    found = library.ask("How many windows does the lighthouse have?")
    assert found.excerpts[0].article.id == undated().id


def test_one_answer_is_of_one_state_of_the_corpus(url):
    store.build([harbour()], url)
    library = open_library(url)
    held = library.present()
    store.build(stories(), url)
    assert (held.scope().articles, held.present().scope().articles) == (1, 1)
    assert held.article("ledger") is None
    assert (library.scope().articles, library.present().scope().articles) == (3, 3)
