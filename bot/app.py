"""The Telegram bot as a program: built in one place, started, stopped, its start-up errors said in one line each."""

import asyncio
import logging
import signal
from collections.abc import Callable, Coroutine
from typing import Any

from telegram import BotCommand, Update
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken, NetworkError, TelegramError
from telegram.ext import Application, ApplicationBuilder, TypeHandler
from telegram.request import BaseRequest

from bot.addressing import EVERYBODYS
from bot.chats import ChatStore
from bot.chatsdb import ChatsError
from bot.desk import WallClock
from bot.door import Context, Door, Handle
from bot.errors import apologize, complain, log, quiet_logs, reference
from bot.jobs import Digests
from bot.limits import InOrder
from bot.settings import Settings
from bot.words import say
from corpus.errors import CorpusError
from handlers import COMMANDS, answer
from handlers.messages import Desk

KINDS = [Update.MESSAGE, Update.CHANNEL_POST, Update.CALLBACK_QUERY, Update.MY_CHAT_MEMBER]
WITHOUT = (
    "no token. Talk to @BotFather in Telegram, send /newbot, and put the token that it gives you into "
    "DATELINE_TOKEN, in the environment or in a file named .env"
)
REFUSED = "Telegram does not know this token; get the right one from @BotFather (/mybots, API Token)"
App = Application[Any, Any, Any, Any, Any, Any]


def build_application(
    *,
    token: str,
    desk: Desk,
    chats: ChatStore,
    base_url: str = "https://api.telegram.org/bot",
    transport: Callable[[], BaseRequest] | None = None,
    handle: Handle = answer,
) -> App:
    """The application, ready to be initialized. `transport` makes the two connections, httpx's unless it is given."""
    builder = ApplicationBuilder().token(token).base_url(base_url).concurrent_updates(InOrder())
    if transport:
        builder = builder.request(transport()).get_updates_request(transport())
    application = builder.build()
    door = Door(desk, chats, handle, frozenset(COMMANDS) - EVERYBODYS)
    application.add_handler(TypeHandler(Update, door.on_update))
    application.add_error_handler(_failed(door))
    if application.job_queue:
        Digests(door).start(application.job_queue)
    return application


def _failed(door: Door) -> Callable[[object, Context], Coroutine[Any, Any, None]]:
    async def handle(update: object, context: Context) -> None:
        error = context.error
        if not isinstance(update, Update):
            log.error("outside any update", exc_info=error)
        elif isinstance(error, Forbidden | ChatMigrated):
            await _closed(door, update, error)
        elif isinstance(error, NetworkError) and not isinstance(error, BadRequest):
            log.warning("update %s was not answered: %s", update.update_id, error)
        else:
            number = reference()
            log.error("%s: update %s failed", number, update.update_id, exc_info=error)
            await apologize(update, number)

    return handle


async def _closed(door: Door, update: Update, error: Forbidden | ChatMigrated) -> None:
    """The chat is gone, or goes on under another number."""
    chat = update.effective_chat
    if chat is None:
        return
    log.info("chat %s: %s", chat.id, error)
    if isinstance(error, ChatMigrated):
        await asyncio.to_thread(door.chats.migrate, chat.id, error.new_chat_id)
    else:
        await asyncio.to_thread(door.chats.forget, chat.id)


async def set_menu(application: App, language: str = "en") -> None:
    """The command menu, from the table."""
    listed = {name: command for name, command in COMMANDS.items() if command.listed}
    menu = [BotCommand(name, say(command.menu, language)[:256]) for name, command in listed.items()]
    await application.bot.set_my_commands(menu)


def _poll_failed(error: TelegramError) -> None:
    if isinstance(error, Conflict):
        log.error("another program polls with this token, or a webhook is set: %s", error)
    else:
        log.warning("Telegram was not reached, trying again: %s", error)


async def serve(application: App, stop: asyncio.Event) -> None:
    """Poll until told to stop; what is in flight then is finished first."""
    updater = application.updater
    assert updater is not None  # only an application of webhooks has none
    async with application:
        await updater.start_polling(allowed_updates=KINDS, error_callback=_poll_failed)
        try:
            await application.start()
            await set_menu(application)
            log.info("@%s answers; stop it with Ctrl-C", application.bot.username)
            await stop.wait()
        finally:
            await updater.stop()
            if application.running:
                await application.stop()


def run(settings: Settings) -> int:
    """`dateline run`: the exit code, 0 after a stop, 1 when it cannot work, 2 without a token."""
    token = settings.token.get_secret_value().strip() if settings.token else ""
    if not token:
        complain(WITHOUT)
        return 2
    quiet_logs(token)
    logging.basicConfig(level=settings.log_level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    try:
        return _run(settings, token)
    except (CorpusError, ChatsError) as error:
        complain(str(error))
    except InvalidToken:
        complain(REFUSED)
    except NetworkError as error:
        complain(f"Telegram cannot be reached at {settings.base_url}: {error}")
    return 1


def _run(settings: Settings, token: str) -> int:
    from corpus.library import open_library

    clock = WallClock()
    library = open_library(settings.database_url)
    chats = ChatStore(settings.chats_url, clock, zone=settings.zone)
    try:
        desk = Desk(library, chats, clock)
        asyncio.run(_until_stopped(build_application(token=token, desk=desk, chats=chats, base_url=settings.base_url)))
    finally:
        chats.close()
    return 0


async def _until_stopped(application: App) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    await serve(application, stop)
