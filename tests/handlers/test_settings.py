"""Choices of a chat: what can be typed, and what is shown of them."""

from dataclasses import replace

import pytest

from bot.words import say
from handlers import answer
from handlers.messages import ChatKind, ChatRef, Preferences, Status
from handlers.parser import parse
from tests.handlers.fake import desk

GROUP, PRIVATE = ChatRef(-5, ChatKind.GROUP), ChatRef(5, ChatKind.PRIVATE)


@pytest.mark.parametrize(
    ("args", "chosen"),
    [
        ("length short", Preferences(length="short")),
        ("LENGTH Long", Preferences(length="long")),
        ("length huge", None),
        ("asking admins", Preferences(asking="admins")),
        ("asking nobody", None),
        ("quiet 22-7", Preferences(quiet=(1320, 420))),
        ("quiet 22:30 - 07:15", Preferences(quiet=(1350, 435))),
        ("quiet 9 to 17", Preferences(quiet=(540, 1020))),
        ("тихие часы 22-7", Preferences(quiet=(1320, 420))),
        ("quiet hours 22-7", Preferences(quiet=(1320, 420))),
        ("quiet 24-7", None),
        ("quiet 22:60-7", None),
        ("quiet 7-7", None),
        ("quiet ²-7", None),
        ("quiet off", Preferences()),
        ("previews on", Preferences(previews=True)),
        ("previews maybe", None),
        ("news on", Preferences(news=True)),
        ("language uk", Preferences(language="uk")),
        ("language auto", Preferences()),
        ("language xx", None),
        ("colour red", None),
        ("length", None),
    ],
)
def test_a_choice(args, chosen):
    one = replace(desk(), languages=("en", "uk"))
    found = answer(parse(f"/settings {args}", chat=GROUP), one)
    assert found.status is (Status.OK if chosen else Status.USAGE)
    assert one.chats.preferences(GROUP) == (chosen or Preferences())


def lines(found):
    return [say(section.title) for section in found.sections]


def test_what_is_set_is_shown():
    one = desk()
    one.chats.prefer(GROUP, Preferences(length="short", quiet=(1320, 420), asking="admins", previews=True))
    assert lines(answer(parse("/settings", chat=GROUP), one)) == [
        "Language: as your Telegram is set",
        "Excerpts: short",
        "Who may ask: administrators alone",
        "Quiet hours: 22:00-07:00, Europe/Lisbon",
        "Link previews: on",
        "Announcements of the operators: off",
    ]
    assert len(lines(answer(parse("/settings", chat=PRIVATE), one))) == 5


def test_each_button_makes_a_choice():
    one = replace(desk(), languages=("en", "ru", "uk"))
    for action in answer(parse("/settings", chat=GROUP), one).actions:
        before = one.chats.preferences(GROUP)
        assert answer(action.request, one).status is Status.OK, action
        assert one.chats.preferences(GROUP) != before or "auto" in action.request.args


@pytest.mark.parametrize("line", ["/settings", "/settings length short"])
def test_who_may_not_is_told(line):
    assert say(answer(parse(line, chat=GROUP, is_admin=False), desk()).heading) == "Here only administrators set that."
    assert say(answer(parse(line), desk()).heading) == "That needs a Telegram chat."
