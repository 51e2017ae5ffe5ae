"""Updates as they arrive, JSON of somebody else's making: one that cannot be read is passed over, its text unlogged."""

import datetime as dt
import hashlib
import hmac
import logging
from typing import Any

from telegram import Bot, Chat, Message, MessageEntity, Update, User

from bot.errors import where_it_failed

KINDS = [
    Update.MESSAGE,
    Update.CHANNEL_POST,
    Update.EDITED_MESSAGE,
    Update.EDITED_CHANNEL_POST,
    Update.CALLBACK_QUERY,
    Update.INLINE_QUERY,
    Update.MY_CHAT_MEMBER,
]
WORDS = frozenset({"message_id", "date", "chat", "from", "text", "entities"})  # of a message
# What making objects of JSON of another form raises: a key that is missing, a list for a number, a date beyond dates.
MALFORMED = (KeyError, TypeError, ValueError, AttributeError, IndexError, OverflowError, OSError, RecursionError)
log = logging.getLogger(__name__)


def secret_of(token: str) -> str:
    """The secret of a webhook where none is set: the same in each replica, guessed by nobody, and kept nowhere."""
    return hmac.new(token.encode(), b"dateline webhook", hashlib.sha256).hexdigest()


def numbered(told: Any) -> int | None:
    """The number of an update; None where it has none."""
    number = told.get("update_id") if isinstance(told, dict) else None
    return number if isinstance(number, int) and not isinstance(number, bool) else None


def readable(told: Any, bot: Bot) -> Update | None:
    """The update as an object; None, and a line in the log, where it cannot be made one."""
    number = numbered(told)
    if number is None:
        log.error("an update without a number was passed over")
        return None
    try:
        update = _plain(told, bot) or Update.de_json(told, bot)
        _looked_at(update)
    except MALFORMED as error:
        kinds = ", ".join(sorted(str(key)[:30] for key in told if key != "update_id")[:3])
        log.error("update %s (%s) cannot be read and was passed over: %s", number, kinds, where_it_failed(error))  # noqa: TRY400 - a trace would repeat what somebody wrote
        return None
    return update


def _plain(told: dict[str, Any], bot: Bot) -> Update | None:
    """An update that is a message of words alone, as most are; None for any other.

    The library looks for each of the ninety things that a message may hold: a third of what reading it costs.
    """
    message = told.get("message")
    if len(told) != len(("update_id", "message")) or not isinstance(message, dict) or not message.keys() <= WORDS:
        return None
    if not (sent := message["date"]):
        return None
    sender, entities = message.get("from"), message.get("entities")
    made = Message(
        message_id=message["message_id"],
        date=dt.datetime.fromtimestamp(sent, dt.UTC),
        chat=Chat.de_json(message["chat"], bot),
        from_user=User.de_json(sender, bot) if sender else None,
        text=message.get("text"),
        entities=MessageEntity.de_list(entities, bot) if entities else None,
    )
    made.set_bot(bot)
    update = Update(told["update_id"], message=made)
    update.set_bot(bot)
    return update


def _looked_at(update: Update) -> None:
    """What the lanes ask of an update, asked where it may fail."""
    _ = update.effective_chat, update.effective_message, update.effective_user
