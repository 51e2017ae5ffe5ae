"""What is remembered of chats, for how long, and what goes when they go."""

import datetime as dt

import pytest

from bot.chats import ChatStore
from handlers.messages import ChatKind, ChatRef, Preferences
from tests.bot.stage import Hands

ANN, GROUP = ChatRef(5, ChatKind.PRIVATE), ChatRef(-5, ChatKind.GROUP, 7)


@pytest.fixture
def clock():
    return Hands()


@pytest.fixture
def chats(chats_url, clock):
    chats = ChatStore(chats_url, clock)
    yield chats
    chats.close()


def test_choices_outlive_the_program_and_hold_in_every_topic(chats, chats_url, clock):
    chats.prefer(GROUP, Preferences(length="short", quiet=(60, 120), news=True))
    again = ChatStore(chats_url, clock)
    assert again.preferences(ChatRef(-5, ChatKind.GROUP)) == Preferences(length="short", quiet=(60, 120), news=True)
    assert again.memory.readers() == (-5,)
    again.close()


def test_a_group_that_migrates_keeps_its_choices(chats):
    chats.prefer(GROUP, Preferences(length="short"))
    chats.migrate(-5, -1005)
    assert chats.preferences(ChatRef(-1005, ChatKind.GROUP)).length == "short"
    assert chats.preferences(GROUP) == Preferences()


def test_answers_are_known_while_a_question_may_change(chats, clock):
    chats.memory.answered(GROUP, 10, (11, 12))
    chats.memory.answered(GROUP, 10, (11,))
    assert chats.memory.answers_to(GROUP, 10) == (11,)
    assert chats.memory.answers_to(ANN, 10) == ()
    clock.time += dt.timedelta(minutes=6)
    chats.sweep()
    assert chats.memory.answers_to(GROUP, 10) == ()


def test_a_link_is_the_same_for_the_same_line_and_expires(chats, clock):
    token = chats.memory.link("/ask why?")
    assert chats.memory.link("/ask why?") == token
    assert chats.memory.linked(token) == "/ask why?"
    clock.time += dt.timedelta(days=31)
    assert chats.memory.linked(token) == ""


def test_a_report_is_new_once_a_month(chats, clock):
    assert chats.memory.first_report("a1 0-5 date")
    assert not chats.memory.first_report("a1 0-5 date")
    clock.time += dt.timedelta(days=31)
    chats.sweep()
    assert chats.memory.first_report("a1 0-5 date")


def test_visits_count_chats_and_those_of_the_week(chats, clock):
    chats.memory.visited(ANN)
    chats.memory.visited(ANN)
    clock.time += dt.timedelta(days=8)
    chats.memory.visited(GROUP)
    assert chats.memory.visitors() == (2, 1)
    assert [chats.memory.kind(chat) for chat in (5, -5, 6, -6)] == [ChatKind.PRIVATE, ChatKind.GROUP] * 2


def test_nothing_is_left_of_whoever_is_forgotten(chats):
    chats.prefer(ANN, Preferences(length="short"))
    chats.memory.visited(ANN)
    chats.memory.answered(ANN, 1, (2,))
    assert chats.forget_person(5) >= 3
    assert chats.preferences(ANN) == Preferences()
    assert chats.memory.visitors() == (0, 0)
    assert chats.forget_person(5) == 0
