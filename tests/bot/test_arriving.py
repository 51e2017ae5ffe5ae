"""An update of words alone is read the short way, and is what the library makes of it."""

import pytest
from telegram import Bot, Update

from bot.arriving import readable
from tests.botapi import TOKEN

BOT = Bot(TOKEN)
CHAT = {"id": 5, "type": "private", "first_name": "Ann"}
ANN = {"id": 5, "is_bot": False, "first_name": "Ann", "language_code": "uk"}
BARE = {"message_id": 7, "date": 1_770_000_000, "chat": CHAT}
COMMAND = {"type": "bot_command", "offset": 0, "length": 6}
MENTION = {"type": "text_mention", "offset": 7, "length": 3, "user": ANN}


@pytest.mark.parametrize(
    "message",
    [
        BARE,
        BARE | {"text": "/quote lee", "from": ANN, "entities": [COMMAND, MENTION]},
        BARE | {"text": "", "from": ANN, "entities": []},
        BARE | {"chat": {"id": -100, "type": "supergroup", "title": "Forum", "is_forum": True}, "text": "x"},
        BARE | {"text": "x", "reply_to_message": BARE | {"text": "y"}},  # the long way
        BARE | {"text": "x", "nobody_knows": {"a": 1}},
        BARE | {"caption": "x", "photo": [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]},
    ],
)
def test_it_is_what_the_library_makes_of_it(message):
    told = {"update_id": 3, "message": message}
    found, expected = readable(told, BOT), Update.de_json(told, BOT)
    assert found.to_dict() == expected.to_dict()
    assert (found.message.date, found.message.chat, found.effective_user) == (
        expected.message.date, expected.message.chat, expected.effective_user,
    )  # fmt: skip
    assert found.message.get_bot() is found.get_bot() is BOT
    assert found.message.parse_entities() == expected.message.parse_entities()


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
