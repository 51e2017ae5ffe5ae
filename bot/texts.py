"""A message of words alone, as most updates are: read from Telegram's JSON without the library's objects.

The library looks for each of the ninety things that a message may hold; for this one, that costs more than all that is
done with it before it is answered. Whatever is of any other form is left to the library.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from telegram import Bot, Update

from handlers.messages import ChatKind, ChatRef

PARTS = frozenset({"message_id", "date", "chat", "from", "text", "entities"})  # of such a message
NAMING = frozenset({"mention", "text_mention"})  # entities that may name the bot, which only groups need
LATEST = 253_402_300_799  # seconds since 1970 until the last day that there is a date for
KINDS = {"private": ChatKind.PRIVATE, "group": ChatKind.GROUP, "supergroup": ChatKind.GROUP}


@dataclass(frozen=True, slots=True)
class TextMessage:
    """The update and its message by their numbers, where and by whom it was written; `told` is all that came."""

    update_id: int
    number: int
    chat: ChatRef
    person: int
    by_bot: bool
    language: str  # an IETF tag, empty where Telegram names none
    text: str
    told: Mapping[str, Any]

    def update(self, bot: Bot) -> Update:
        """The same as the library's object."""
        return Update.de_json(dict(self.told), bot)


def text_message(told: Mapping[str, Any]) -> TextMessage | None:
    """An update with a number, as such a message; None for any other."""
    message = told.get("message")
    if len(told) != len(("update_id", "message")) or type(message) is not dict or not message.keys() <= PARTS:
        return None
    number, date, text = message.get("message_id"), message.get("date"), message.get("text")
    if type(number) is not int or type(date) is not int or not 0 < date < LATEST or type(text) is not str:
        return None
    chat, sender = message.get("chat"), message.get("from")
    if type(chat) is not dict or type(sender) is not dict or _named(message.get("entities", ())):
        return None
    where, kind = chat.get("id"), KINDS.get(str(chat.get("type")))
    person, by_bot, language = sender.get("id"), sender.get("is_bot"), sender.get("language_code") or ""
    if kind is None or type(where) is not int or type(person) is not int:
        return None
    if type(by_bot) is not bool or type(language) is not str or type(sender.get("first_name")) is not str:
        return None
    return TextMessage(told["update_id"], number, ChatRef(where, kind), person, by_bot, language, text, told)


def _named(entities: Any) -> bool:
    """Whether somebody may be named in it, or entities are of no known form."""
    return type(entities) not in {list, tuple} or not all(map(_marks, entities))


def _marks(entity: Any) -> bool:
    """Whether it only marks words: a command, an address, bold ones."""
    if type(entity) is not dict or "user" in entity or str(entity.get("type")) in NAMING:
        return False
    return type(entity.get("offset")) is int and type(entity.get("length")) is int
