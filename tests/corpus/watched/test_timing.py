import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.watched.timing import MOST, Wishes, next_time

NOON = dt.datetime(2024, 5, 16, 12, 0, tzinfo=dt.UTC).timestamp()  # a Thursday


@pytest.mark.parametrize(
    ("wishes", "more", "minutes"),
    [
        (Wishes(), {}, 30),
        (Wishes(ttl=60), {}, 60),
        (Wishes(ttl=1), {}, 5),  # not more often than that
        (Wishes(ttl=100_000), {}, 24 * 60),  # nor more seldom
        (Wishes(ttl=60), {"every": 10}, 10),  # the operator knows better
        (Wishes(max_age=7200), {}, 120),
        (Wishes(), {"failures": 1}, 60),
        (Wishes(), {"failures": 3}, 240),
        (Wishes(), {"failures": 5000}, 24 * 60),
        (Wishes(wait=7200), {"failures": 1}, 126),  # a little more than was asked for
        (Wishes(quiet_hours=frozenset({12, 13})), {}, 120),  # two o'clock
        (Wishes(quiet_days=frozenset({3})), {}, 12 * 60),  # midnight
        (Wishes(quiet_hours=frozenset(range(24))), {}, 30),  # never is no answer
    ],
)
def test_when_a_feed_is_asked_again(wishes, more, minutes):
    assert round((next_time(NOON, wishes, **more) - NOON) / 60) == minutes


@given(st.floats(0, 1), st.integers(0, 50), st.integers(0, 10**6))
def test_two_feeds_do_not_keep_step_and_none_is_forgotten(chance, failures, ttl):
    found = next_time(NOON, Wishes(ttl=ttl), failures=failures, chance=chance)
    assert 4 * 60 <= found - NOON <= MOST * 60 * 1.11
