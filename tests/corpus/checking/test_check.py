import json

import pytest

from corpus.ingest.extract import readings
from corpus.library import open_library
from corpus.results import Finding
from corpus.store import build

V, C, A, S, P = Finding.VERBATIM, Finding.CUT, Finding.ALTERED, Finding.SPEAKER, Finding.PARTLY
NONE, SHORT, OWN = Finding.NOT_FOUND, Finding.TOO_SHORT, Finding.INDIRECT

PAGES = (
    "The port reopened. “We will open the old harbour on Monday, and nobody will close it again this year,” Mayor Ana Lopes said.",
    "Talks failed. “Nobody asked the dockers about their wages,” union head Vera Brandt told reporters.",
    "The ferry is late. “The engine failed twice,” Captain Rui Moura said. “We shall repair it before the winter storms arrive.”",
    "Adviser Nils Berg spoke of the call. According to him, Prime Minister Eva Holm said, “you are worried about our boats in the bay.”",
    "Minister Olga Sand said that the island “has never asked for a bridge,” and that no one may build it.",
    "“We sail at dawn. Nobody will stop us. We will be back on Friday,” Captain Ivo Reis said.",
    "Frost came. “The pier needs a de-iced deck before the boats return,” Dora Wolf said.",
    "“It’s late, and we don’t accept anybody’s terms for the islands,” Ida Lund said. “No ferry that leaves, as my deputy said in May, for the outer islands will ever wait.”",
    "Officials inspected the lighthouse on the northern pier after the storm damaged its lamp.",
)


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    folder = tmp_path_factory.mktemp("check")
    rows = [json.dumps({"id": f"p{n}", "text": text, "published": f"2022-03-0{n + 1}"}) for n, text in enumerate(PAGES)]
    (folder / "pages.jsonl").write_text("\n".join(rows), encoding="utf8")
    url = f"sqlite:///{folder}/corpus.db"
    build(list(readings([folder / "pages.jsonl"])), url)
    return open_library(url)


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("Ana Lopes: “We will open the old harbour on Monday, and nobody will close it again this year”", (V,)),
        ("Лопес: “Nobody will close it again this year”", (C,)),  # the name in another script
        ("“we will open the old harbour”", (C,)),
        ("“We will open … again this year”", (C,)),
        ("Lopes: “We will sell the old harbour on Monday”", (A, C)),
        ("Lopes: “We will not open the old harbour on Monday”", (A, C)),
        ("Vera Brandt: “We will open the old harbour on Monday”", (S, C)),
        ("Ana Lopes said: “Nobody asked the dockers about their wages”", (S, V)),
        ("Angela Strange: “Nobody asked the dockers about their wages”", (S, V)),  # nobody of the corpus
        ("“Nobodi asked the dokers about their wages”", (V,)),
        ("nobody asked the dockers about their wages - Brandt", (V,)),
        ("“We shall repair it before the winter storms arrive”, said Rui Moura", (V,)),
        ("“The engine of the state has stalled for good”", (NONE,)),
        ("Ana Lopes: “Taxes on bread and salt will fall in autumn”", (NONE,)),
        ("Berg: “you are worried about our boats in the bay”", (S, V)),  # who passed it on did not say it
        ("Holm: “you are worried about our boats in the bay”", (V,)),
        ("Sand: “The island has never asked for a bridge”", (P,)),
        ("Sand: “has never asked for a bridge”", (V,)),
        ("Sand: “has never asked for a bridge, and that no one may build it”", (P,)),
        ("“Officials inspected the lighthouse on the northern pier”", (OWN,)),
        ("“we will do it”", (SHORT,)),
        ("“harbour”", (SHORT,)),
    ],
)
def test_findings(library, text, findings):
    (one,) = library.check(text).quotes
    assert one.findings == findings


def test_the_words_that_differ_are_told_and_marked(library):
    (one,) = library.check("Lopes: “We will close the old harbour on Tuesday”").quotes
    assert [(d.said, d.printed) for d in one.differences] == [("close", "open"), ("Tuesday", "Monday")]
    body = one.source.excerpt.article.body
    assert [mark.cut(body) for mark in one.source.excerpt.highlights] == ["open", "Monday"]
    assert (one.speaker, one.actual, one.goes_on, one.begins) == ("Ana Lopes", "Ana Lopes", True, False)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Berg: “you are worried about our boats in the bay”", ("Eva Holm", "Nils Berg", "", ())),
        ("Holm, quoted by Berg: “you are worried about our boats in the bay”", ("Eva Holm", "Nils Berg", "", ())),
        ("Holm, quoted by Rui Moura: “you are worried about our boats in the bay”", ("Eva Holm", "Nils Berg", "Rui Moura", ())),
        ("Sand: “The island has never asked for a bridge”", ("Olga Sand", "", "", ("The island",))),
    ],
)  # fmt: skip
def test_who_passed_it_on_and_what_stands_outside_the_marks(library, text, told):
    (one,) = library.check(text).quotes
    assert (one.actual, one.relay, one.misrelayed, one.outside) == told
    assert not one.differences


@pytest.mark.parametrize(
    ("text", "differing"),
    [
        ("We will not open the old harbour on Monday", ("not", "", 1)),
        ("Somebody will close it again this year", ("Somebody", "nobody", -1)),
        ("The pier needs an iced deck before the boats return", ("an iced", "a de-iced", 0)),
        ("The pier needs a de-iced deck", None),
        ("We sail at dawn. We will be back.", ("", "Nobody will stop us", 0)),
        ("We will not be back on Friday", ("not", "", 1)),
        ("It is late, and we do not accept anybody’s terms", None),
        ("its late and we dont accept anybodys terms", None),
        ("We accept anybody’s terms", ("", "don’t", -1)),
        ("We do accept anybody’s terms", ("do", "don’t", -1)),
        ("nobody shuts it again this year", ("shuts", "will close", 0)),
    ],
)
def test_differences_are_told_in_whole_words_and_turn_the_sense(library, text, differing):
    (one,) = library.check(text).quotes
    told = [(d.said, d.printed, d.negation) for d in one.differences]
    assert told == ([differing] if differing else [])


def test_words_that_all_stand_there_in_order_are_found_and_what_is_left_out_is_told(library):
    (one,) = library.check("“No ferry that leaves for the outer islands will wait”").quotes
    assert one.findings == (A,)
    assert [(d.said, d.printed) for d in one.differences] == [("", "as my deputy said in May"), ("", "ever")]


def test_several_quotations_keep_their_order(library):
    found = library.check(
        "Lopes: “We will open the old harbour.” Brandt: “Nobody asked the dockers.” “Bread is never free here.”"
    )
    assert [one.findings for one in found.quotes] == [(C,), (C,), (NONE,)]
    assert found.scope.articles == len(PAGES)


def test_nothing_to_check(library):
    assert library.check(" … ").quotes == ()
