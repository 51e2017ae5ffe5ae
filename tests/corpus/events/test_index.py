"""Mentions into events: one happening, one entry, in whatever order the articles come."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.events import EventIndex, merge
from corpus.models import Event
from tests.corpus.articles import article

POOL = [
    article(text, day=day, outlet=outlet, id_=f"{number:02}")
    for number, (outlet, day, text) in enumerate(
        [
            ("Harbour Post", "2024-05-14", "Ada Lind and Bo Berg are to hold a phone call on Wednesday, aides said."),
            ("Northern Wire", "2024-05-16", "Ada Lind and Bo Berg spoke by phone on Wednesday. The call was brief."),
            ("Daily Slate", "2024-05-20", "In mid-May, Ada Lind and Bo Berg held a phone call about rye."),
            ("Evening Star", "2024-05-16", "The chancellery of Ada Lind said on Thursday that the call was useful."),
            ("Harbour Post", "2024-05-21", "Ada Lind met Eva Holm in Oslo on Monday. They will meet again on June 3."),
            (
                "Northern Wire",
                "2024-05-21",
                "Ada Lind and Eva Holm held talks in Oslo on May 20 and plan a meeting on June 3-4.",
            ),
            (
                "Daily Slate",
                "2024-05-18",
                "A storm hit the northern coast on Thursday night. The storm sank two boats.",
            ),
            (
                "Evening Star",
                "2024-06-05",
                "The storm in May was the worst in years, the weather service said on Tuesday.",
            ),
        ]
    )
]


def told(events: tuple[Event, ...]) -> list[tuple[str, list[str]]]:
    return [(event.when.iso, sorted({mention.article.id for mention in event.mentions})) for event in events]


def dated(found: list[tuple[str, list[str]]], day: str) -> list[list[str]]:
    return [ids for when, ids in found if when == day]


FOUND = told(merge(POOL))


def test_planned_and_held_and_told_of_a_month_are_one_call():
    assert ["00", "01", "02"] in dated(FOUND, "2024-05-15")


def test_a_statement_about_a_call_is_not_the_call():
    assert ["03"] in dated(FOUND, "2024-05-16")


def test_a_day_and_a_range_that_holds_it_are_one_meeting():
    assert ["04", "05"] in dated(FOUND, "2024-06-03/2024-06-04")


@given(st.permutations(POOL))
@settings(max_examples=25, deadline=None)
def test_the_order_of_articles_is_free(articles):
    assert merge(articles) == merge(POOL)


@given(st.lists(st.sampled_from(POOL), max_size=6, unique=True), st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_adding_one_by_one_asking_between_is_building_anew(articles, chance: random.Random):
    index = EventIndex()
    for one in articles:
        index.add(one)
        if chance.random() < 0.5:
            index.events()
    assert index.events() == merge(articles)


@pytest.mark.parametrize("gone", POOL, ids=lambda one: one.id)
def test_a_removed_article_was_never_there(gone):
    index = EventIndex(POOL)
    index.events()
    index.remove(gone.id)
    assert index.events() == merge([one for one in POOL if one is not gone])


def test_an_article_that_comes_again_stands_once():
    index = EventIndex([*POOL, POOL[0]])
    assert index.events() == merge(POOL)


def test_every_mention_is_an_excerpt_that_holds_its_words():
    for event in merge(POOL):
        for mention in event.mentions:
            assert len(mention.text) <= 300
            assert mention.highlights
            assert all(light in mention.span for light in mention.highlights)


def test_every_date_of_an_article_is_told():
    shown = {
        (mention.article.id, light)
        for event in merge(POOL)
        for mention in event.mentions
        for light in mention.highlights
    }
    assert {(one.id, date.span) for one in POOL for date in one.dates} <= shown


def test_the_date_of_a_dateline_is_no_event():
    one = article("OSLO, May 16 (Wire) -- Ada Lind met Bo Berg on Wednesday.")
    assert [event.when.iso for event in merge([one])] == ["2024-05-15"]


@pytest.mark.parametrize("opening", ["OSLO, May 16 (Wire) -- ", "OSLO (AP) — ", "OSLO, Norway, May 16 (Wire) - "])
def test_an_excerpt_leaves_the_dateline_out(opening):
    (event,) = merge([article(f"{opening}Ada Lind met Bo Berg on Wednesday.")])
    assert [mention.text for mention in event.mentions] == ["Ada Lind met Bo Berg on Wednesday."]


def test_no_articles_tell_no_events():
    assert merge([]) == ()


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        # most of what happened is told in the same words, whoever is named
        (
            "The Appeals Court ordered a survey of the bridge on Monday because the pillars are cracked.",
            "Judge Ada Lind ordered the survey of the cracked pillars on Monday.",
            True,
        ),
        ("The Rail Board met on Monday to discuss fares.", "Ada Lind, its chair, met others on Monday on fares.", True),
        # what is to be announced is one announcement
        ("The Port Board will declare the winner on Friday.", "A declaration of the winner is due on Friday.", True),
        ("The mayor, Bo Berg, will declare on Friday.", "A statement on grain exports is due on Friday.", False),
        # each names others of those whom an accident touched, but not of those who met
        ("The Gull sank off Veshki on Monday with Bo Berg.", "The Gull sank on Monday with Eva Holm.", True),
        # the same day, other people and other words
        (
            "Ada Lind met Bo Berg on Monday to sign a lease.",
            "Eva Holm met Ida Rask on Monday to inspect a mine.",
            False,
        ),
    ],
)
def test_what_makes_two_one_happening(one, other, together):
    pair = [article(one, day="2024-05-15", outlet="A", id_="1"), article(other, day="2024-05-15", outlet="B", id_="2")]
    assert any(ids == ["1", "2"] for _, ids in told(merge(pair))) is together
