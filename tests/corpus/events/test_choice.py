"""Which events of a long timeline are chosen, and on what outlets disagree about one."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from corpus.compare import disagreements
from corpus.events import merge
from corpus.events.choice import matter
from corpus.models import Event, Excerpt, Interval, Span
from corpus.results import Slot
from tests.corpus.articles import article

FIRST = dt.date(2024, 3, 1)


def event(day: int, published: list[int], days: int = 1) -> Event:
    when = Interval(FIRST + dt.timedelta(day), FIRST + dt.timedelta(day + days - 1))
    told = (
        article("A dam burst.", day=(FIRST + dt.timedelta(late)).isoformat(), outlet=f"{day} {late}")
        for late in published
    )
    return Event(when, tuple(Excerpt(one, Span(0, 5)) for one in told))


def chosen(events: list[Event], most: int) -> tuple[Event, ...]:
    return matter({one: one.mentions for one in events}, most, most)


def test_what_is_told_for_weeks_comes_before_what_is_told_once():
    long, short, brief = event(1, [2, 3, 20]), event(2, [3]), event(3, [4])
    assert chosen([long, short, brief], 1) == (long,)


def test_what_has_its_day_comes_before_a_month():
    month, day = event(0, [2, 3, 20], days=31), event(9, [10])
    assert chosen([month, day], 1) == (day,)


def test_few_are_all_shown():
    events = [event(day, [day + 1]) for day in range(3)]
    assert matter({one: one.mentions for one in events}) == tuple(events)


@given(st.lists(st.lists(st.integers(0, 40), max_size=4), max_size=12), st.integers(1, 6))
def test_the_chosen_are_some_of_the_events_in_their_order(published, most):
    events = [event(day, late) for day, late in enumerate(published)]
    found = chosen(events, most)
    assert len(found) == min(most, len(events))
    assert [one for one in events if one in found] == list(found)


LASTED = [
    article("Ada Lind and Bo Berg spoke by phone on Wednesday. The call lasted 40 minutes.", outlet="A"),
    article("Ada Lind and Bo Berg held a 55-minute phone call on Wednesday about grain prices.", outlet="B"),
    article("It rained in Oslo on Tuesday.", outlet="C"),
]


def test_outlets_disagree_about_an_event():
    call = next(one for one in merge(LASTED) if len({mention.article.id for mention in one.mentions}) == 2)
    (point,) = disagreements(LASTED, call)
    assert (point.slot, point.values, point.event) == (Slot.DURATION, ("40 minutes", "55-minute"), call)


def test_one_outlet_does_not_disagree_with_itself():
    assert disagreements(LASTED, next(one for one in merge(LASTED) if len(one.mentions) == 1)) == ()
