"""Whether two sentences report the same fact."""

import tomllib
from pathlib import Path

import pytest

from corpus.same import THRESHOLD, same_lines, score
from tests.corpus.articles import article

ALIKE = [
    ("The premier threatened the shipyard with sanctions.", "Premier Bo Berg warned of penalties for the shipyard."),
    ("The court will hear the case of the stolen paintings.", "A hearing about the stolen paintings is planned."),
    (
        "Ada Lind and Bo Berg held a 50-minute call on Monday.",
        "The roughly one-hour call of Lind and Berg came late on Monday.",
    ),
]
OTHER = [
    ("Ada Lind met Bo Berg on Monday.", "Ada Lind met Bo Berg on Thursday."),
    ("The bakery raised its prices.", "The harbour froze over in the night."),
    ("Lind warned of sanctions against the shipyard.", "Lind reiterated her warning on Friday."),
]


@pytest.mark.parametrize(("a", "b"), ALIKE)
def test_one_fact_in_two_wordings(a, b):
    assert score(a, b) >= THRESHOLD


@pytest.mark.parametrize(("a", "b"), OTHER)
def test_two_facts(a, b):
    assert score(a, b) < THRESHOLD


@pytest.mark.parametrize(("a", "b"), ALIKE + OTHER)
def test_the_score_is_symmetric_and_a_share(a, b):
    assert score(a, b) == pytest.approx(score(b, a))
    assert 0 <= score(a, b) <= 1


def test_lines_come_back_judged_in_their_order():
    judged = same_lines([{"a": a, "b": b} for a, b in ALIKE + OTHER])
    assert [one.same for one in judged] == [True] * len(ALIKE) + [False] * len(OTHER)


def test_the_articles_tell_which_event_a_sentence_is_about():
    one = article("Ada Lind and Bo Berg spoke by phone on Wednesday. The call was short.", outlet="A")
    two = article("Bo Berg and Ada Lind held a phone call on May 15.", outlet="B", day="2024-05-20")
    line = {"a": "The call was short.", "b": two.body, "file_a": "A.txt", "file_b": "B.txt"}
    assert same_lines([line], [one, two])[0].score > same_lines([line])[0].score


def test_empty_sentences_are_no_fact():
    assert not same_lines([{"a": "", "b": ""}])[0].same


def test_most_made_up_pairs_are_told_apart():
    pairs = tomllib.loads((Path(__file__).parents[1] / "golden" / "same_fact.toml").read_text(encoding="utf-8"))
    same, other = ([one.same for one in same_lines([{"a": a, "b": b} for a, b in pairs[key]])] for key in pairs)
    right, wrong = sum(same), sum(other)
    assert (len(same), len(other)) == (30, 30)
    assert 2 * right / (len(same) + right + wrong) >= 0.78


def test_what_cannot_both_hold_is_not_one_fact():
    raised = "The airline hired pilots for its new northern routes."
    assert score(raised, "The airline dismissed pilots of its new northern routes.") < score(raised, raised)
