"""How schedules are read."""

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.words import say
from corpus.words import fold, word_list
from handlers.messages import Message, Schedule
from handlers.planning import Plan, after_now, plan, setting, stretch, told


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
        ("daily 8am", Plan(480, None, None, "")),
        ("daily at 8 pm Kyiv on boats", Plan(1200, None, "Europe/Kyiv", "boats")),
        ("daily 12 am", Plan(0, None, None, "")),
        ("every day at 9", Plan(540, None, None, "")),
        ("08:30", Plan(510, None, None, "")),  # a time alone is every day's
        ("08:30 UTC about boats", Plan(510, None, "UTC", "boats")),
        ("weekdays 08:30", Plan(510, None, None, "", workdays=True)),
        ("on weekdays at 08:30 Kyiv on boats", Plan(510, None, "Europe/Kyiv", "boats", workdays=True)),
        ("mondays 9:00", Plan(540, 0, None, "")),
        ("every Friday at 9:00 Kyiv", Plan(540, 4, "Europe/Kyiv", "")),
        ("ежедневно в 08:30 Киев о порте", Plan(510, None, "Europe/Kyiv", "порте")),
        ("каждый день 9:00", Plan(540, None, None, "")),
        ("еженедельно пн 09:00", Plan(540, 0, None, "")),
        ("по средам в 9", Plan(540, 2, None, "")),
        ("каждую пятницу в 8 утра Нью-Йорк", Plan(480, 4, "America/New_York", "")),
        ("по будням 8:30", Plan(510, None, None, "", workdays=True)),
        ("щодня о 08:30 Київ про порт", Plan(510, None, "Europe/Kyiv", "порт")),
        ("щотижня у п’ятницю о 9:00", Plan(540, 4, None, "")),
        ("щонеділі о 20:00", Plan(1200, 6, None, "")),
        ("каждый вторник в 9 утра на тему порт", Plan(540, 1, None, "порт")),
        ("у будні 8:30", Plan(510, None, None, "", workdays=True)),
        ("daily 13 pm", "13 is no time of day: hours go from 0 to 23, minutes from 00 to 59."),
        ("9", None),  # may be anything
        ("2021", None),
        ("harbour", None),
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
    ("args", "rest"),
    [
        ("", ""),
        ("now", ""),
        ("Right now!", ""),
        ("сейчас", ""),
        ("Зараз", ""),
        ("зараз про порт", "про порт"),
        ("nowhere", "nowhere"),
        ("daily 08:30", "daily 08:30"),
    ],
)
def test_at_once(args, rest):
    assert after_now(args) == rest


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("7d", dt.timedelta(7)),
        ("2 weeks", dt.timedelta(14)),
        ("12h", dt.timedelta(hours=12)),
        ("1 day", dt.timedelta(1)),
        ("7 дней", dt.timedelta(7)),
        ("2 тижні", dt.timedelta(14)),
        ("7 moons", None),
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
        (Schedule(510, "UTC", workdays=True), "Monday to Friday at 08:30, UTC"),
        (Schedule(510, "UTC", "boats"), "every day at 08:30, UTC, on boats"),
    ],
)
def test_a_schedule_in_words(schedule, words):
    assert say(told(schedule)) == words


@pytest.mark.parametrize(
    ("word", "meant"),
    [("Stop", "off"), ("стоп", "off"), ("пауза", "pause"), ("Продовжити", "resume"), ("boats", "boats")],
)
def test_what_is_said_to_a_schedule(word, meant):
    assert setting(word) == meant


def _lists():
    for name, entry in word_list("schedule").items():
        for one in entry if isinstance(entry, list) else [entry]:
            yield name, one


@pytest.mark.parametrize(("name", "entry"), list(_lists()))
def test_each_list_of_words_has_an_example_with_one_of_them(name, entry):
    (shown,) = re.findall(r"\[(.+?)\]", entry["example"])
    if name == "weekday":
        assert plan(f"{shown} 09:00") == Plan(540, entry["number"], None, "")
    else:
        assert fold(shown) in map(fold, entry["words"])


@given(st.text(max_size=60), st.sampled_from(["", "daily ", "weekly mon ", "daily 08:30 "]))
def test_no_plan_is_too_odd(text, before):
    read = plan(before + text)
    assert read is None or isinstance(read, Plan | Message)
