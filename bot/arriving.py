"""Updates as they arrive, JSON of somebody else's making: one that cannot be read is passed over, its text unlogged."""

import hashlib
import hmac
import logging
from typing import Any

from telegram import Bot, Chat, Update

from bot.errors import where_it_failed
from bot.texts import TextMessage, text_message

KINDS = [
    Update.MESSAGE,
    Update.CHANNEL_POST,
    Update.EDITED_MESSAGE,
    Update.EDITED_CHANNEL_POST,
    Update.CALLBACK_QUERY,
    Update.INLINE_QUERY,
    Update.MY_CHAT_MEMBER,
]
# What making objects of JSON of another form raises: a key that is missing, a list for a number, a date beyond dates.
MALFORMED = (KeyError, TypeError, ValueError, AttributeError, IndexError, OverflowError, OSError, RecursionError)
Arrived = Update | TextMessage
log = logging.getLogger(__name__)


def secret_of(token: str) -> str:
    """The secret of a webhook where none is set: the same in each replica, guessed by nobody, and kept nowhere."""
    return hmac.new(token.encode(), b"dateline webhook", hashlib.sha256).hexdigest()


def numbered(told: Any) -> int | None:
    """The number of an update; None where it has none."""
    number = told.get("update_id") if isinstance(told, dict) else None
    return number if isinstance(number, int) and not isinstance(number, bool) else None


def readable(told: Any, bot: Bot) -> Arrived | None:
    """The update, one of words alone as our own object; None, and a line in the log, where it cannot be read."""
    number = numbered(told)
    if number is None:
        log.error("an update without a number was passed over")
        return None
    if words := text_message(told):
        return words
    try:
        update = Update.de_json(told, bot)
        _looked_at(update)
    except MALFORMED as error:
        kinds = ", ".join(sorted(str(key)[:30] for key in told if key != "update_id")[:3])
        log.error("update %s (%s) cannot be read and was passed over: %s", number, kinds, where_it_failed(error))  # noqa: TRY400 - a trace would repeat what somebody wrote
        return None
    return update


def _looked_at(update: Update) -> None:
    """What the lanes ask of an update, asked where it may fail."""
    _ = update.effective_chat, update.effective_user
    message = update.effective_message
    if message is not None and not isinstance(message.chat, Chat):
        raise TypeError("a message of no chat")
