"""When a chat's digest is due."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.localtime import next_at
from handlers.messages import Schedule


def utc(text):
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("at", "zone", "after", "due"),
    [
        ("08:30", "UTC", "2026-03-02T08:29:59", "2026-03-02T08:30:00"),
        ("08:30", "UTC", "2026-03-02T08:30:00", "2026-03-03T08:30:00"),  # the one that is just sent
        ("08:30", "Europe/Kyiv", "2026-03-02T05:00:00", "2026-03-02T06:30:00"),
        ("08:30", "Europe/Kyiv", "2026-07-02T05:00:00", "2026-07-02T05:30:00"),  # summer
        ("00:10", "Pacific/Auckland", "2026-03-02T09:00:00", "2026-03-02T11:10:00"),  # tomorrow there
        ("23:50", "America/Los_Angeles", "2026-03-02T05:00:00", "2026-03-02T07:50:00"),  # yesterday there
        # The night that loses 02:00 to 03:00 (29 March 2026, Berlin): told an hour later by the new clock.
        ("02:30", "Europe/Berlin", "2026-03-28T12:00:00", "2026-03-29T01:30:00"),
        ("02:30", "Europe/Berlin", "2026-03-29T01:30:00", "2026-03-30T00:30:00"),
        ("08:30", "Europe/Berlin", "2026-03-28T07:30:00", "2026-03-29T06:30:00"),  # 23 hours
        # The night that has 02:00 to 03:00 twice (25 October 2026): told at the first, and once.
        ("02:30", "Europe/Berlin", "2026-10-24T12:00:00", "2026-10-25T00:30:00"),
        ("02:30", "Europe/Berlin", "2026-10-25T00:30:00", "2026-10-26T01:30:00"),
        ("08:30", "Europe/Berlin", "2026-10-24T06:30:00", "2026-10-25T07:30:00"),  # 25 hours
        ("02:15", "Australia/Lord_Howe", "2026-10-03T12:00:00", "2026-10-03T15:45:00"),  # half an hour is lost
    ],
)
def test_the_next_time(at, zone, after, due):
    hour, minute = map(int, at.split(":"))
    assert next_at(Schedule(hour * 60 + minute, zone), utc(after)) == utc(due)


@pytest.mark.parametrize(
    ("schedule", "after", "due"),
    [
        (Schedule(540, "Europe/Kyiv", weekday=0), "2026-03-02T06:00:00", "2026-03-02T07:00:00"),  # a Monday
        (Schedule(540, "Europe/Kyiv", weekday=0), "2026-03-02T07:00:00", "2026-03-09T07:00:00"),
        (Schedule(540, "Europe/Kyiv", weekday=0), "2026-03-23T07:00:00", "2026-03-30T06:00:00"),  # over the short night
        (Schedule(540, "Europe/Kyiv", weekday=0), "2026-10-19T06:00:00", "2026-10-26T07:00:00"),  # over the long one
        (Schedule(150, "Europe/Berlin", weekday=6), "2026-03-23T00:00:00", "2026-03-29T01:30:00"),  # in it
        (Schedule(150, "Europe/Berlin", weekday=6), "2026-10-19T00:00:00", "2026-10-25T00:30:00"),
        (Schedule(30, "Pacific/Auckland", weekday=0), "2026-03-01T08:00:00", "2026-03-01T11:30:00"),  # Monday there
        (Schedule(540, "UTC", workdays=True), "2026-03-06T08:00:00", "2026-03-06T09:00:00"),  # a Friday
        (Schedule(540, "UTC", workdays=True), "2026-03-06T09:00:00", "2026-03-09T09:00:00"),
        (Schedule(30, "Pacific/Auckland", workdays=True), "2026-03-01T08:00:00", "2026-03-01T11:30:00"),  # Monday there
        (Schedule(540, "UTC", paused=utc("2026-03-09T09:00:00")), "2026-03-02T06:00:00", "2026-03-10T09:00:00"),
        (Schedule(540, "UTC", paused=utc("2026-03-01T09:00:00")), "2026-03-02T06:00:00", "2026-03-02T09:00:00"),
        (Schedule(540, "UTC", weekday=4, paused=utc("2026-03-07T00:00:00")), "2026-03-02T06:00:00", "2026-03-13T09:00:00"),
    ],
)  # fmt: skip
def test_the_next_time_of_a_week_and_after_a_pause(schedule, after, due):
    assert next_at(schedule, utc(after)) == utc(due)


@given(
    st.integers(0, 1439),
    st.sampled_from(
        ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Pacific/Apia", "Australia/Lord_Howe"]
    ),
    st.integers(1_767_225_600, 1_798_761_600),
)
def test_one_a_local_day(minute, zone, after):
    schedule = Schedule(minute, zone)
    start = dt.datetime.fromtimestamp(after, dt.UTC)  # some second of 2026
    first = next_at(schedule, start)
    second = next_at(schedule, first)
    assert start < first <= start + dt.timedelta(hours=26)
    assert dt.timedelta(hours=21) < second - first < dt.timedelta(hours=27)
