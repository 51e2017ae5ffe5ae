"""Digests and follows as a reader sees them, over the fake library."""

import pytest

from bot.words import say
from handlers import answer
from handlers.messages import ChatKind, ChatRef, Follow, Request, Schedule, Status
from handlers.parser import parse
from tests.handlers.fake import desk

PRIVATE, GROUP = ChatRef(5, ChatKind.PRIVATE), ChatRef(-5, ChatKind.GROUP)
CHANNEL = ChatRef(-1005, ChatKind.CHANNEL)


def asked(line, table, chat=PRIVATE, *, admin=True):
    return answer(parse(line, chat=chat, is_admin=admin, asker=9), table)


@pytest.mark.parametrize(
    ("line", "status", "heading"),
    [
        ("/follow Ana Lopes", "ok", "You follow Ana Lopes from now on."),
        ("/follow Анна Лопеш", "ok", "You follow Ana Lopes from now on."),
        ("/follow lopes", "did_you_mean", "“lopes” may mean several. Which one?"),
        ("/follow harbour", "ok", "You follow harbour from now on."),
        ("/follow", "usage", "/follow WHO or TOPIC: a message when something new comes in"),
        ("/follow " + "x" * 90, "usage", "/follow WHO or TOPIC: a message when something new comes in"),
        ("/unfollow Ana Lopes", "nothing", "“Ana Lopes” was not followed here."),
        ("/unfollow all", "ok", "Nothing is subscribed to here."),
        ("/unfollow", "nothing", "Nothing is subscribed to here."),
        ("/subscriptions", "nothing", "Nothing is subscribed to here."),
        ("/subscriptions new", "nothing", "Nothing new."),
        ("/digest new", "nothing", "Nothing new."),
        ("/digest since 2022-03-01T00:00:00+00:00", "nothing", "Nothing new."),
        ("/digest zone kyiv", "ok", "The clock here is that of Europe/Kyiv, where it is 14:00 now."),
        ("/digest here 38.7,-9.1", "ok", "The clock here is that of Europe/Lisbon, where it is 12:00 now."),
        ("/digest zone Mars", "usage", "No time zone is called “mars”; zones read like Europe/Kyiv or America/New_York."),
        ("/digest pause 7d", "ok", "No digest was scheduled here."),
        ("/digest resume", "ok", "No digest was scheduled here."),
        ("/digest always", "ok", "No digest was scheduled here."),
        ("/digest when new", "ok", "No digest was scheduled here."),
        ("/digest weekly mon 09:00", "ok", "A digest comes every Monday at 09:00, Europe/Lisbon."),
        ("/digest daily 08:30 kyiv on Ana Lopes, ferry", "ok", "A digest comes every day at 08:30, Europe/Kyiv, on Ana Lopes, ferry."),
    ],
)  # fmt: skip
def test_a_line_gets_its_answer(line, status, heading):
    found = asked(line, desk())
    assert (found.status, say(found.heading)) == (status, heading)


@pytest.mark.parametrize("line", ["/follow ferry", "/unfollow ferry", "/digest pause 7d", "/digest zone kyiv"])
def test_in_a_group_administrators_alone_set_anything(line):
    assert "administrators" in say(asked(line, desk(), GROUP, admin=False).heading)


@pytest.mark.parametrize("line", ["/digest pause", "/digest pause long", "/digest off now", "/digest always on", "/digest when", "/digest zone", "/digest hourly"])  # fmt: skip
def test_what_is_no_schedule_gets_the_usage(line):
    table = desk()
    asked("/digest daily 08:30", table)
    assert asked(line, table).status is Status.USAGE
    assert table.chats.schedule(PRIVATE) == Schedule(510, "Europe/Lisbon")


def test_subscriptions_can_be_ended_where_they_are_listed():
    table = desk()
    for line in ("/digest daily 08:30", "/follow Ana Lopes", "/follow ferry"):
        asked(line, table)
    assert table.chats.follows(PRIVATE) == (Follow("Ana Lopes", "person"), Follow("ferry"))
    listed = asked("/subscriptions", table)
    assert [say(section.title) for section in listed.sections] == [
        "A digest comes every day at 08:30, Europe/Lisbon.",
        "Ana Lopes",
        "ferry",
    ]
    for action in listed.actions:
        assert answer(action.request, table).status is Status.OK
    assert asked("/subscriptions", table).status is Status.NOTHING


def test_what_nobody_speaks_of_yet_can_be_followed_and_this_is_said():
    assert "So far nobody here speaks of “zeppelins”." in say(asked("/follow zeppelins", desk()).note)
    assert "not scheduled yet" in say(asked("/follow ferry", desk(), GROUP).note)


def test_no_more_can_be_followed_than_can_be_told():
    table = desk()
    for n in range(20):
        asked(f"/follow thing {n}", table)
    assert asked("/follow one more", table).status is Status.USAGE


def test_a_pause_is_said_and_ends():
    table = desk()
    asked("/digest daily 08:30 on ferry", table)
    paused = asked("/digest pause 2 weeks", table)
    assert say(paused.heading) == "No digest before 30 Mar 2022; then they go on."
    assert (
        say(asked("/digest", table).note)
        == "A digest comes every day at 08:30, Europe/Lisbon, on ferry, but is paused."
    )
    answer(paused.actions[0].request, table)
    assert table.chats.schedule(PRIVATE) == Schedule(510, "Europe/Lisbon", "ferry")


def test_a_channels_schedule_has_an_owner_and_others_have_none():
    table = desk()
    asked("/digest daily 08:30", table, CHANNEL)
    asked("/digest daily 08:30", table, GROUP)
    assert (table.chats.schedule(CHANNEL).owner, table.chats.schedule(GROUP).owner) == (9, None)


def test_a_terminal_follows_nobody():
    assert answer(Request("follow", "ferry"), desk()).status is Status.USAGE
    assert answer(Request("subscriptions"), desk()).status is Status.USAGE
