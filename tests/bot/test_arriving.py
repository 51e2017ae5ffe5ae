"""An update of words alone is read the short way, and is what the library makes of it."""

from dataclasses import replace

import pytest
from telegram import Bot, Update

from bot.arriving import readable
from bot.texts import TextMessage
from bot.updates import Me, read, read_text
from handlers.messages import ChatKind, ChatRef
from tests.botapi import TOKEN

BOT = Bot(TOKEN)
CHAT = {"id": 5, "type": "private", "first_name": "Ann"}
ANN = {"id": 5, "is_bot": False, "first_name": "Ann", "language_code": "uk"}
BARE = {"message_id": 7, "date": 1_770_000_000, "chat": CHAT}
COMMAND = {"type": "bot_command", "offset": 0, "length": 6}
MENTION = {"type": "text_mention", "offset": 7, "length": 3, "user": ANN}


GROUP = {"id": -100, "type": "supergroup", "title": "Forum", "is_forum": True}
WRITTEN = BARE | {"text": "/quote lee", "from": ANN}


@pytest.mark.parametrize(
    "message",
    [
        BARE,
        WRITTEN | {"entities": [COMMAND, MENTION]},  # it may name the bot
        WRITTEN | {"chat": {"id": 5, "type": "channel", "title": "x"}},
        WRITTEN | {"reply_to_message": BARE | {"text": "y"}},
        WRITTEN | {"nobody_knows": {"a": 1}},
        WRITTEN | {"from": ANN | {"language_code": 5}},
        BARE | {"caption": "x", "photo": [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]},
    ],
)
def test_what_is_more_than_words_is_what_the_library_makes_of_it(message):
    told = {"update_id": 3, "message": message}
    found, expected = readable(told, BOT), Update.de_json(told, BOT)
    assert found.to_dict() == expected.to_dict()
    assert found.message.get_bot() is found.get_bot() is BOT


@pytest.mark.parametrize(
    ("message", "chat", "language"),
    [
        (WRITTEN, ChatRef(5, ChatKind.PRIVATE), "uk"),
        (WRITTEN | {"entities": [COMMAND]}, ChatRef(5, ChatKind.PRIVATE), "uk"),
        (WRITTEN | {"entities": [], "text": ""}, ChatRef(5, ChatKind.PRIVATE), "uk"),
        (WRITTEN | {"chat": GROUP, "from": ANN | {"is_bot": True}}, ChatRef(-100, ChatKind.GROUP), "uk"),
        (WRITTEN | {"from": {"id": 5, "is_bot": False, "first_name": "A"}}, ChatRef(5, ChatKind.PRIVATE), ""),
    ],
)
def test_words_alone_are_read_the_short_way(message, chat, language):
    told = {"update_id": 3, "message": message}
    found, expected = readable(told, BOT), Update.de_json(told, BOT)
    assert isinstance(found, TextMessage)
    assert (found.update_id, found.number, found.chat, found.language, found.text) == (
        3, 7, chat, language, message["text"],
    )  # fmt: skip
    assert (found.person, found.by_bot) == (expected.effective_user.id, expected.effective_user.is_bot)
    assert found.update(BOT).to_dict() == expected.to_dict()


LINES = ["/quote lee", "/quote@d_bot lee", "/quote@other lee", "who said it?", " ", "/ask " + "x" * 1_500, "y" * 1_500]


@pytest.mark.parametrize("line", [*LINES, "/help", "z" * 300])
@pytest.mark.parametrize("chat", [CHAT, GROUP])
@pytest.mark.parametrize("sender", [ANN, ANN | {"is_bot": True}, ANN | {"language_code": "de"}])
def test_both_ways_make_the_same_request(line, chat, sender):
    told = {"update_id": 3, "message": BARE | {"text": line, "from": sender, "chat": chat}}
    me, known = Me(1, "d_bot"), frozenset({"quote"})
    short, long = readable(told, BOT), read(Update.de_json(told, BOT).message, me, known)
    found = read_text(short, me, known)
    assert replace(found, request=replace(found.request, is_admin=False)) == long if long else found is None


@pytest.mark.parametrize(
    "message",
    [
        {"message_id": 7, "chat": CHAT, "text": "x"},
        BARE | {"date": 10**30},
        BARE | {"date": "noon"},
        BARE | {"chat": 5},
        BARE | {"chat": None},
        BARE | {"entities": [5]},
        BARE | {"from": []} | {"from": {"id": 5}},
        {},
    ],
)
def test_what_is_malformed_is_passed_over(message, caplog):
    assert readable({"update_id": 3, "message": message}, BOT) is None
    assert "cannot be read" in caplog.text
