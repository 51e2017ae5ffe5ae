"""What is new: brought by articles that came in and were published lately; told once by its content."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.models import Article, Event, Excerpt, Interval, Quote, QuoteKind, Span
from corpus.news import RECENT, Item, differences, dried_up, events, fresh, unseen, utterances
from corpus.results import Comparison, Contrast, Relation, Said, Scope, Slot, Timeline

TODAY = dt.date(2026, 3, 10)
DAY = dt.timedelta(days=1)
NOON = dt.datetime(2026, 3, 10, 12, tzinfo=dt.UTC)


def article(name, day=TODAY, body="The crane fell into the harbour."):
    return Article(id=name, body=body, published=day.isoformat() if day else None)


def excerpt(name, **more):
    one = article(name, **more)
    return Excerpt(one, Span(0, len(one.body)))


@pytest.mark.parametrize(
    ("day", "arrived", "new"),
    [
        (TODAY, {"a"}, True),
        (TODAY - RECENT, {"a"}, True),
        (TODAY - RECENT - DAY, {"a"}, False),  # an archive
        (None, {"a"}, False),  # nobody knows
        (TODAY, {"b"}, False),  # it was there
        (TODAY + DAY, {"a"}, True),  # it is tomorrow where it was published
    ],
)
def test_new_is_published_lately_and_newly_in(day, arrived, new):
    assert fresh([article("a", day)], arrived, TODAY) == ({"a"} if new else set())


def point(*names, relation=Relation.DIFFER, values=("an hour", "40 minutes"), slot=Slot.DURATION, event=None):
    return Contrast(relation, tuple(excerpt(name) for name in names), slot, values=values, event=event)


def keys(*points, new=("a", "b", "c")):
    return [item.keys for item in differences(Comparison(points, Scope(3)), set(new))]


def test_a_difference_is_new_when_one_side_is():
    assert len(keys(point("a", "b"), new=("b",))) == 1
    assert keys(point("a", "b"), new=()) == []
    assert keys(point("a", "b", relation=Relation.AGREE)) == []


def test_the_same_values_told_by_one_more_are_the_same_difference():
    assert keys(point("a", "b")) == keys(point("c", "b", "a", values=("40 minutes", "an hour", "An hour")))
    day = Event(Interval.day(TODAY), (excerpt("a"),))
    others = [
        point("a", "b", values=("an hour", "50 minutes")),
        point("a", "b", slot=Slot.COUNT),
        point("a", "b", event=day),  # another meeting
    ]
    assert len({*keys(point("a", "b"), *others)}) == 4


def said(name, words="We shall mend it.", speaker="Ana Lopes", *, kind=QuoteKind.DIRECT, confidence=0.9, also=()):
    one = article(name, body=words)
    quote = Quote(Span(0, len(words)), speaker, kind=kind, confidence=confidence)
    return Said(Excerpt(one, quote.span, quote=quote), also=tuple(excerpt(other, body=words) for other in also))


@pytest.mark.parametrize(
    ("one", "told"),
    [
        (said("a"), True),
        (said("a", also=("b",)), True),
        (said("a", also=("old",)), False),  # the words were there
        (said("old"), False),
        (said("a", speaker=None), False),
        (said("a", confidence=0.2), False),
        (said("a", kind=QuoteKind.PARTIAL), False),
    ],
)
def test_words_are_new_where_no_earlier_article_has_them(one, told):
    assert bool(list(utterances([one], {"a", "b"}))) == told


def test_the_same_words_are_the_same_item_wherever_they_stand():
    first, second = utterances([said("a", "We shall mend it."), said("b", "we shall mend it")], {"a", "b"})
    assert unseen([first, second], ()) == [first]
    assert unseen([second], first.keys) == []


@pytest.mark.parametrize(
    ("first", "last", "names", "told"),
    [
        (TODAY - DAY, TODAY - DAY, ("a",), True),
        (TODAY - DAY, TODAY - DAY, ("a", "old"), False),  # it was told before
        (TODAY + DAY, TODAY + DAY, ("a", "old"), True),  # to come, and told again
        (TODAY + DAY, TODAY + DAY, ("old",), False),
        (TODAY - 60 * DAY, TODAY - 60 * DAY, ("a",), False),  # history
        (TODAY + 800 * DAY, TODAY + 800 * DAY, ("a",), False),
        (TODAY, TODAY + 200 * DAY, ("a",), False),  # a period
    ],
)
def test_events_are_new_or_to_come(first, last, names, told):
    event = Event(Interval(first, last), tuple(excerpt(name) for name in names))
    assert bool(list(events(Timeline((event,), Scope(1)), {"a", "b"}, TODAY))) == told


def test_an_event_is_known_again_by_any_mention():
    event = Event(Interval.day(TODAY), (excerpt("a"),))
    grown = replace(event, mentions=(excerpt("b"), excerpt("a")))
    (one,) = events(Timeline((event,), Scope(1)), {"a", "b"}, TODAY)
    (two,) = events(Timeline((grown,), Scope(1)), {"a", "b"}, TODAY)
    assert unseen([two], one.keys) == []


def test_what_most_outlets_tell_comes_first():
    lone, shared = (
        Event(Interval.day(TODAY), tuple(excerpt(name, body=f"{name} fell.") for name in names))
        for names in ("a", "bc")
    )
    told = [item.what for item in events(Timeline((lone, shared), Scope(3)), set("abc"), TODAY)]
    assert told == [lone, shared]  # one unknown outlet each: as they stand


@pytest.mark.parametrize(
    ("days_ago", "dry"),
    [
        ((9, 8, 7, 6, 5), True),  # daily, and none for five days
        ((5, 4, 3, 2, 1), False),
        ((5.2, 4.2, 3.5, 3.1), True),
        ((1.4, 1.3, 1.2, 1.1, 1), False),  # hourly: a quiet day is none
        ((29, 22, 15, 8), False),  # weekly
        ((90, 83, 76, 69), True),
        ((40,), False),  # there was no habit
        ((40, 39), False),
        ((40, 40, 40, 40), False),  # one import
        ((), False),
    ],
)
def test_sources_have_stopped_when_they_used_to_come(days_ago, dry):
    arrivals = [NOON - dt.timedelta(days=ago) for ago in days_ago]
    assert dried_up(arrivals, NOON) == (arrivals[-1] if dry else None)


@given(st.lists(st.lists(st.sampled_from("abcdef"), min_size=1, max_size=3)), st.sets(st.sampled_from("abc")))
def test_nothing_is_told_twice(names, told):
    items = [Item(point("a", "b"), tuple(keys)) for keys in names]
    kept = [key for item in unseen(items, told) for key in set(item.keys)]
    assert len(kept) == len(set(kept))
    assert not told.intersection(kept)
