"""Outlets tell one happening in words of their own; what two articles tell of one day is one where enough speaks for it."""

import pytest

from corpus.events import merge
from corpus.events.deeds import Deeds, deeds
from corpus.words import stems, word_list
from tests.corpus.articles import article

STORY = "Ada Lind and Bo Berg run the Norlund line. "


def together(one: str, other: str) -> bool:
    """Whether two articles of one story are found to tell of one happening."""
    found = merge(
        [
            article(STORY + one, day="2024-06-15", outlet="Harbour Post", id_="1"),
            article(STORY + other, day="2024-06-16", outlet="Northern Wire", id_="2"),
        ]
    )
    return any({mention.article.id for mention in event.mentions} == {"1", "2"} for event in found)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # other words for one deed
        ("Officers led the skipper away in handcuffs on June 12.", "The master was detained on June 12."),
        ("The lighter ran onto a reef on June 12.", "The barge sank on June 12."),
        ("The panel gave its verdict on June 12.", "On June 12 the order was quashed."),
        ("Lind's counsel lodged a complaint on June 12.", "The appeal was filed on June 12."),
        # a month, and a day in it
        ("The valve failed its test in early May.", "On May 3 inspectors found a fault in the valve."),
    ],
)
def test_one_happening_in_other_words(one, other):
    assert together(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # two deeds of one day
        ("The skipper was detained on June 12.", "The wreck was raised on June 12."),
        ("The school shut its doors on June 12.", "Police arrested the skipper on June 12."),
        # the last day of something is no happening of that day
        ("The barges stay in port until June 12.", "The owner said goodbye to his crew on June 12."),
        # what two people say on one day
        ("“It was the fog,” said Mona Eid on June 12.", "“It was the pump,” said Ulf Raden on June 12."),
        # meetings of others
        ("Mona Eid met Ulf Raden on June 12.", "Eva Holm met Tom Falk on June 12."),
        # unlike deeds under one date of a month
        ("The skipper was detained in May.", "Divers raised the hull on May 3."),
    ],
)
def test_two_happenings_of_one_day(one, other):
    assert not together(one, other)


def test_articles_that_share_nobody_need_more_than_a_day():
    pair = [
        article("Officers detained Mona Eid on June 12.", day="2024-06-15", outlet="Harbour Post", id_="1"),
        article("Ulf Raden was led away in handcuffs on June 12.", day="2024-06-16", outlet="Northern Wire", id_="2"),
    ]
    assert len(merge(pair)) == 2


def test_what_goes_with_a_deed_counts_a_quarter():
    assert Deeds(frozenset({"court"})).shared(Deeds(near=frozenset({"court"}))) == 0.25
    assert Deeds(frozenset({"court"})).shared(Deeds(frozenset({"court"}))) == 1
    assert Deeds(near=frozenset({"court"})).shared(Deeds(near=frozenset({"court"}))) == 0
    assert "court" in deeds(frozenset(stems("a judge"))).near


@pytest.mark.parametrize("name", word_list("deeds")["deeds"])
def test_the_example_of_a_deed_tells_of_it(name):
    assert name in deeds(frozenset(stems(word_list("deeds")["deeds"][name]["example"]))).told
