"""What operators put right: applied whenever an article is written, and only what can be right."""

import datetime as dt

import pytest

from corpus.corrections import Correction, apply, corrected, load, names_a_quote, remember
from corpus.curating import Curating
from corpus.library import open_library
from corpus.models import Basis
from corpus.store import add, build
from corpus.store.place import place
from tests.handlers.fake import ARTICLES, FakeClock

HARBOUR, FERRY = ARTICLES[0], ARTICLES[1]
WHOLE = f"0-{len(HARBOUR.body)}"


@pytest.mark.parametrize(
    ("field", "value", "sound"),
    [
        ("date", "2022-03-07", True),
        ("date", "7 March", False),
        ("date", "2022-02-30", False),
        ("outlet", "Harbour Gazette", True),
        ("outlet", "", False),
        ("outlet", "x" * 101, False),
        ("speaker", "0-9 Ana Lopes", True),
        ("speaker", "0-9 -", True),
        ("speaker", "9-0 Ana Lopes", False),
        ("speaker", "Ana Lopes", False),
        ("speaker", "0-9 " + "x" * 101, False),
        ("body", "anything", False),
    ],
)
def test_a_correction_is_sound(field, value, sound):
    assert Correction("a1", field, value).sound is sound


def test_a_day_is_given_and_the_text_s_days_are_reckoned_from_it():
    found = apply(HARBOUR, [Correction("a1", "date", "2022-03-15")])
    assert (found.published, found.published_basis) == ("2022-03-15", Basis.GIVEN)
    assert [mention.anchor for mention in found.dates] == [dt.date(2022, 3, 15)]


def test_an_outlet_takes_the_place_of_the_first_that_printed_it():
    found = apply(FERRY, [Correction("a2", "outlet", "Ferry Gazette")])
    assert found.provenance.credit == "Ferry Gazette, citing Reuters (original not held)"


def test_a_speaker_is_put_right_where_the_excerpt_stood():
    found = apply(HARBOUR, [Correction("a1", "speaker", f"{WHOLE} Rui Lopes")])
    assert [(quote.speaker, quote.rule, quote.confidence) for quote in found.quotes] == [
        ("Rui Lopes", "corrected", 1.0)
    ]
    nobody = apply(HARBOUR, [Correction("a1", "speaker", f"{WHOLE} -")])
    assert [(quote.speaker, quote.confidence) for quote in nobody.quotes] == [(None, 0.0)]
    assert names_a_quote(HARBOUR, f"{WHOLE} Rui Lopes")
    assert not names_a_quote(HARBOUR, "0-3 Rui Lopes")


def test_all_fields_of_one_article_hold_together():
    fixed = (
        Correction("a1", "speaker", f"{WHOLE} Rui Lopes"),
        Correction("a1", "date", "2022-03-15"),
        Correction("a1", "outlet", "Harbour Gazette"),
    )
    [found, other] = corrected([HARBOUR, FERRY], {"a1": fixed})
    assert other is FERRY
    assert found.published == "2022-03-15"
    assert found.provenance.outlet == "Harbour Gazette"
    assert "Rui Lopes" in {quote.speaker for quote in found.quotes}


def test_the_file_is_read_as_it_was_written(tmp_path):
    where = place(f"sqlite:///{tmp_path}/corpus.db")
    assert load(where) == {}
    one, two = Correction("a1", "outlet", "“Gazette”"), Correction("a1", "date", "2022-03-15")
    remember(where, one)
    remember(where, two)
    assert load(where) == {"a1": (one, two)}


def test_it_holds_when_the_article_is_added_again(tmp_path):
    url = f"sqlite:///{tmp_path}/corpus.db"
    build(ARTICLES, url)
    assert Curating(url, FakeClock()).correct("a1", "outlet", "Harbour Gazette", 7) == ""
    library = open_library(url)
    assert library.article("a1").provenance.outlet == "Harbour Gazette"
    add([HARBOUR], url)
    assert library.article("a1").provenance.outlet == "Harbour Gazette"
    build(ARTICLES, url)
    assert library.article("a1").provenance.outlet == "Harbour Gazette"
    assert [source.articles for source in library.sources("Harbour Gazette")] == [1]
    library.close()
    assert (
        tmp_path / "corpus.db.audit"
    ).read_text() == "2022-03-16T12:00:00+00:00 7 correct a1 outlet Harbour Gazette\n"


def test_removing_leaves_a_line_and_what_is_not_there_leaves_none(tmp_path):
    url = f"sqlite:///{tmp_path}/corpus.db"
    build(ARTICLES, url)
    curator = Curating(url, FakeClock())
    assert curator.remove("a1", 7)
    assert not curator.remove("a1", 7)
    assert curator.correct("a1", "date", "2022-03-15", 7) == "gone"
    assert (tmp_path / "corpus.db.audit").read_text().count("\n") == 1
