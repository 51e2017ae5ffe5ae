"""A corpus that grows while it is read: the same events as one built anew, for the price of what is new."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import store
from corpus.events import EventIndex, merge
from corpus.library import open_library
from corpus.store import open_generation
from corpus.told import Told
from tests.corpus.articles import article
from tests.corpus.events.test_index import POOL

IDS = [one.id for one in POOL]


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path}/corpus.db"


@given(data=st.data())
@settings(max_examples=15, deadline=None)
def test_what_is_carried_on_is_what_building_anew_gives(tmp_path_factory, data):
    url = f"sqlite:///{tmp_path_factory.mktemp('grown')}/corpus.db"
    store.build(POOL[:3], url)
    told, held = Told(open_generation(url)), {one.id: one for one in POOL[:3]}
    for one in data.draw(st.lists(st.sampled_from(POOL), max_size=4)):
        if one.id in held and data.draw(st.booleans()):
            del held[one.id]
            store.remove(one.id, url)
            break  # what is removed stays out
        store.add([one], url)
        held[one.id] = one
        if data.draw(st.booleans()):
            told = Told(open_generation(url), told)
    told = Told(open_generation(url), told)
    assert told.events == merge(held.values())
    assert {one.id for one in told.articles} == held.keys()


def test_an_article_with_another_text_under_its_id_is_told_anew(url):
    store.build(POOL, url)
    before = Told(open_generation(url))
    other = article("Eva Holm met Ada Lind in Bergen on Tuesday.", outlet="Harbour Post", day="2024-05-16", id_="00")
    store.add([other], url)
    after = Told(open_generation(url), before)
    assert after.events == merge([other, *POOL[1:]])


def test_the_index_goes_to_one_successor_and_another_builds_its_own(url):
    store.build(POOL, url)
    first = Told(open_generation(url))
    left, right = Told(open_generation(url), first), Told(open_generation(url), first)
    assert left.events == right.events == first.events


def test_what_nothing_new_touches_stays_the_same_object(url):
    store.build(POOL, url)
    before = Told(open_generation(url))
    store.add([article("A circus came to Visby on July 9.", outlet="Visby Post", day="2024-07-10")], url)
    after = Told(open_generation(url), before)
    assert sum(any(event is old for old in before.events) for event in after.events) == len(before.events)


def test_a_library_shows_what_was_added_while_it_was_open(url):
    store.build(POOL[:2], url)
    library = open_library(url)
    library.warm()
    assert len(library.timeline().events) < len(merge(POOL))
    store.add(POOL[2:], url)
    assert library.timeline().events == merge(POOL)
    library.warm()
    store.build(POOL[:2], url)
    assert library.timeline().events == merge(POOL[:2])


@given(st.randoms(use_true_random=False))
@settings(max_examples=15, deadline=None)
def test_articles_that_come_and_go_leave_what_building_anew_gives(chance: random.Random):
    index, held = EventIndex(), {}
    for _ in range(12):
        one = chance.choice(POOL)
        if one.id in held:
            index.remove(one.id)
            del held[one.id]
        else:
            index.add(one)
            held[one.id] = one
        if chance.random() < 0.4:
            index.events()
    assert index.events() == merge(held.values())
