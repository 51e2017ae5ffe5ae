"""What becomes of a failure: a line with a reference for the asker, the trace for the operator, a token for nobody."""

import asyncio
import logging
import re
import secrets
import sys
import traceback
from collections.abc import Awaitable, Callable, Coroutine
from pathlib import Path
from typing import Any

from telegram import InlineQueryResultsButton, Update
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, TelegramError
from telegram.ext import CallbackContext

from bot.chats import ChatStore
from bot.chatsdb import ChatsError
from bot.tongue import of_place
from bot.updates import language_of
from bot.words import say
from handlers.messages import msg

Context = CallbackContext[Any, Any, Any, Any]
log = logging.getLogger(__name__)

FRAMES = 30  # of a trace, the innermost
HIDDEN = "<token>"
_TOKEN = re.compile(r"(?<!\d)\d{6,12}(?::|%3[Aa])[A-Za-z0-9_-]{30,64}")
_LOUD = ("httpx", "httpcore", "apscheduler", "alembic")  # at INFO they tell of each request, its address and all


def quiet_logs(*hidden: str) -> Callable[[], None]:
    """Take tokens out of every log record from now on, whoever writes it; gives what undoes this."""
    before = logging.getLogRecordFactory()

    def factory(*args: Any, **kwargs: Any) -> logging.LogRecord:
        return _redacted(before(*args, **kwargs), hidden)

    logging.setLogRecordFactory(factory)
    for name in _LOUD:
        logging.getLogger(name).setLevel(logging.WARNING)
    return lambda: logging.setLogRecordFactory(before)


def redact(text: str, hidden: tuple[str, ...] = ()) -> str:
    """The text without the named secrets and without anything that has a token's form."""
    for secret in hidden:
        text = text.replace(secret, HIDDEN) if secret else text
    return _TOKEN.sub(HIDDEN, text)


def _redacted(record: logging.LogRecord, hidden: tuple[str, ...]) -> logging.LogRecord:
    record.msg, record.args = redact(record.getMessage(), hidden), ()
    if record.exc_info and record.exc_info[0]:
        record.exc_text = redact("".join(traceback.format_exception(*record.exc_info)).rstrip(), hidden)
    return record


def reference() -> str:
    """A few characters by which the asker's line and the operator's trace find each other."""
    return secrets.token_hex(3)


async def apologize(update: Update, number: str, language: str) -> None:
    """Tell the asker that it went wrong, in one line; whether that arrives is not in our hands."""
    text = say(msg("telegram.failed", reference=number), language)
    try:
        if update.callback_query:
            await update.callback_query.answer(text, show_alert=True)
        elif update.inline_query:
            await update.inline_query.answer(
                [], cache_time=0, button=InlineQueryResultsButton(text[:64], None, "failed")
            )
        elif update.effective_message:
            await update.effective_message.reply_text(text, allow_sending_without_reply=True)
    except TelegramError as error:
        log.warning("the apology %s did not arrive: %s", number, error)


def where_it_failed(error: BaseException) -> str:
    """The trace of an error without its words, which may repeat what somebody wrote.

    Files stand without their ending, of which Telegram would make addresses.
    """
    frames = traceback.extract_tb(error.__traceback__)[-FRAMES:]
    lines = [f"{_module(Path(frame.filename))}:{frame.lineno} {frame.name}" for frame in frames]
    return "\n".join([*lines, type(error).__name__])


def _module(file: Path) -> str:
    return f"{file.parent.name}/{file.stem}"


Told = Callable[[Any, str, Exception, Update], Awaitable[None]]


def failed(chats: ChatStore, tell: Told) -> Callable[[object, Context], Coroutine[Any, Any, None]]:
    """The application's error handler; `tell` tells the operators."""

    async def handle(update: object, context: Context) -> None:
        error = context.error
        if not isinstance(update, Update):
            log.error("outside any update", exc_info=error)
        elif isinstance(error, Forbidden | ChatMigrated):
            await _closed(chats, update, error)
        elif isinstance(error, NetworkError) and not isinstance(error, BadRequest):
            log.warning("update %s was not answered: %s", update.update_id, error)
        else:
            number = reference()
            log.error("%s: update %s failed", number, update.update_id, exc_info=error)
            await apologize(update, number, await asyncio.to_thread(_language, chats, update))
            if error:
                await tell(context.bot, number, error, update)

    return handle


def _language(chats: ChatStore, update: Update) -> str:
    """That of the chat; of the person, where it is the database that fails."""
    try:
        return of_place(chats, update)
    except ChatsError:
        return language_of(update.effective_user)


async def _closed(chats: ChatStore, update: Update, error: Forbidden | ChatMigrated) -> None:
    """The chat is gone, or goes on under another number."""
    chat = update.effective_chat
    if chat is None:
        return
    log.info("chat %s: %s", chat.id, error)
    if isinstance(error, ChatMigrated):
        await asyncio.to_thread(chats.migrate, chat.id, error.new_chat_id)
    else:
        await asyncio.to_thread(chats.forget, chat.id)


def complain(line: str) -> None:
    """One line for whoever starts the program."""
    sys.stderr.write(f"dateline: {redact(line)}\n")
