"""How schedules are read."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.words import say
from handlers.messages import Message, Schedule
from handlers.planning import Plan, plan, stretch, told


@pytest.mark.parametrize(
    ("args", "found"),
    [
        ("daily 08:30", Plan(510, None, None, "")),
        ("Daily at 8.05", Plan(485, None, None, "")),
        ("daily 08:30 Kyiv", Plan(510, None, "Europe/Kyiv", "")),
        ("daily 08:30 new york on troops, Ana Lopes", Plan(510, None, "America/New_York", "troops, Ana Lopes")),
        ("daily 08:30 on the harbour", Plan(510, None, None, "the harbour")),
        ("weekly mon 09:00", Plan(540, 0, None, "")),
        ("weekly on Sunday at 9:00 UTC on boats", Plan(540, 6, "UTC", "boats")),
        ("weekly thurs 23:59", Plan(1439, 3, None, "")),
        ("weekly", None),
        ("weekly mon", None),
        ("daily", None),
        ("daily noon", None),
        ("hourly 08:30", None),
        ("", None),
        ("daily 24:00", "24:00 is no time of day: hours go from 0 to 23, minutes from 00 to 59."),
        ("weekly someday 09:00", "“someday” is no day of the week; they read like mon or Friday."),
        ("weekly t 09:00", "“t” is no day of the week; they read like mon or Friday."),
        ("daily 08:30 Nowhere", "No time zone is called “Nowhere”; zones read like Europe/Kyiv or America/New_York."),
    ],
)
def test_a_plan(args, found):
    read = plan(args)
    assert (say(read) if isinstance(read, Message) else read) == found


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("7d", dt.timedelta(7)),
        ("2 weeks", dt.timedelta(14)),
        ("12h", dt.timedelta(hours=12)),
        ("1 day", dt.timedelta(1)),
        ("0d", None),
        ("9999d", None),
        ("soon", None),
        ("7", None),
        ("", None),
    ],
)
def test_a_pause(text, length):
    assert stretch(text) == length


@pytest.mark.parametrize(
    ("schedule", "words"),
    [
        (Schedule(510, "UTC"), "every day at 08:30, UTC"),
        (Schedule(5, "UTC", weekday=0), "every Monday at 00:05, UTC"),
        (Schedule(510, "UTC", "boats"), "every day at 08:30, UTC, on boats"),
    ],
)
def test_a_schedule_in_words(schedule, words):
    assert say(told(schedule)) == words


@given(st.text(max_size=60), st.sampled_from(["", "daily ", "weekly mon ", "daily 08:30 "]))
def test_no_plan_is_too_odd(text, before):
    read = plan(before + text)
    assert read is None or isinstance(read, Plan | Message)
