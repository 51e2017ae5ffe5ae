"""The Telegram bot as a program: built in one place, started, stopped, its start-up errors said in one line each."""

import asyncio
import logging
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from telegram import Update
from telegram.error import Conflict, InvalidToken, NetworkError, TelegramError
from telegram.ext import Application, ApplicationBuilder, TypeHandler
from telegram.request import BaseRequest
from telegram.warnings import PTBDeprecationWarning

from bot.adding import Adding, Fetch, fetch_once
from bot.addressing import EVERYBODYS
from bot.chats import ChatStore
from bot.chatsdb import ChatsError
from bot.desk import WallClock
from bot.door import Door, Handle
from bot.entitled import Entitlement
from bot.errors import complain, failed, quiet_logs
from bot.following import Following
from bot.house import BotHouse, Curator
from bot.inline import Inline, Newest
from bot.intake import BotIntake
from bot.jobs import Digests
from bot.limits import InOrder, Pace
from bot.memory import Memory
from bot.menu import set_menu
from bot.outside import Outside
from bot.ready import Maker
from bot.settings import Settings
from bot.standing import Standing
from bot.tally import Tally
from bot.transport import Wire
from bot.words import languages
from corpus.errors import CorpusError
from handlers import COMMANDS, answer
from handlers.messages import Desk

if TYPE_CHECKING:
    from bot.watching.beside import Beside

KINDS = [
    Update.MESSAGE,
    Update.CHANNEL_POST,
    Update.EDITED_MESSAGE,
    Update.EDITED_CHANNEL_POST,
    Update.CALLBACK_QUERY,
    Update.INLINE_QUERY,
    Update.MY_CHAT_MEMBER,
]
log = logging.getLogger(__name__)

WITHOUT = (
    "no token. Talk to @BotFather in Telegram, send /newbot, and put the token that it gives you into "
    "DATELINE_TOKEN, in the environment or in a file named .env"
)
REFUSED = "Telegram does not know this token; get the right one from @BotFather (/mybots, API Token)"
SWITCH = 0.0005  # seconds until a thread that works, as digests do, lets another go on: answers take many short steps
GRACE = 1.0  # seconds for the poll that is open to end by itself
POLLING = "Updater:start_polling:polling_task"  # the library's own name for it
App = Application[Any, Any, Any, Any, Any, Any]


def build_application(
    *,
    token: str,
    desk: Desk,
    chats: ChatStore,
    base_url: str = "https://api.telegram.org/bot",
    transport: Callable[[], BaseRequest] = Wire,
    handle: Handle = answer,
    pace: Pace | None = None,
    admins: frozenset[int] = frozenset(),
    curator: Curator | None = None,
    telling: bool = False,
    fetch: Fetch = fetch_once,
) -> App:
    """The application, ready to be initialized. `transport` makes the two ways to Telegram.

    `telling` lets operators read what was asked when it failed; `fetch` gets the pages that they send links of.
    """
    newest = Newest()
    order = InOrder(newest.arrived)
    builder: Any = ApplicationBuilder().token(token).base_url(base_url).concurrent_updates(order)
    builder = builder.base_file_url(f"{base_url.removesuffix('bot')}file/bot")
    builder = builder.rate_limiter(pace or Pace())
    builder = builder.request(transport()).get_updates_request(transport())
    application: App = builder.build()
    maker = Maker(chats, lambda: bool(application.bot.supports_inline_queries))
    intake = BotIntake(chats.pendings, desk.library, curator)
    door = _door(replace(desk, intake=intake), maker, handle, newest, admins, curator, telling)
    door = replace(
        door,
        adding=Adding(intake, admins, fetch),
        following=Following(chats.pendings, curator, maker, admins) if curator else None,
    )
    application.add_handler(TypeHandler(Update, door.on_update))
    application.add_error_handler(failed(chats, door.failure))
    if application.job_queue:
        Digests(door, order.idle).start(application.job_queue)
    return application


def _door(  # noqa: PLR0917 - all that a door is made of
    desk: Desk,
    maker: Maker,
    handle: Handle,
    newest: Newest,
    admins: frozenset[int],
    curator: Curator | None,
    telling: bool,  # noqa: FBT001 - a setting
) -> Door:
    chats, tally = maker.chats, Tally(desk.clock.now())
    desk = replace(desk, house=BotHouse(chats, tally, curator), languages=languages())
    return Door(
        desk,
        chats,
        handle,
        _own_commands(),
        maker,
        Entitlement(chats, Standing(), admins),
        Outside(chats, maker, admins),
        Inline(desk, chats, handle, newest),
        tally,
        telling=telling,
    )


def _own_commands() -> frozenset[str]:
    """What a group may type without naming this bot; commands behind buttons alone are nobody's to type."""
    return frozenset(name for name, command in COMMANDS.items() if command.listed) - EVERYBODYS


def _poll_failed(error: TelegramError) -> None:
    if isinstance(error, Conflict):
        log.error("another program polls with this token, or a webhook is set: %s", error)
    else:
        log.warning("Telegram was not reached, trying again: %s", error)


def _polling() -> list[asyncio.Task[Any]]:
    return [task for task in asyncio.all_tasks() if task.get_name() == POLLING]


async def _ended(stop: asyncio.Event) -> None:
    """Wait for the end: asked for, or because the library has given up polling (a token that was revoked)."""
    waiting = asyncio.create_task(stop.wait())
    done, _ = await asyncio.wait([waiting, *_polling()], return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    for task in done:
        task.result()


async def serve(application: App, stop: asyncio.Event, memory: Memory, admins: frozenset[int] = frozenset()) -> None:
    """Poll until told to stop; what is in flight then is finished first."""
    updater = application.updater
    assert updater is not None  # only an application of webhooks has none
    async with application:
        await updater.start_polling(allowed_updates=KINDS, error_callback=_poll_failed)
        try:
            await application.start()
            application.create_task(set_menu(application, admins, memory), name="menu")
            log.info("@%s answers; stop it with Ctrl-C", application.bot.username)
            await _ended(stop)
        finally:
            await _stop(application)


async def _stop(application: App) -> None:
    """No more updates; then what is in flight is finished, even where polling had ended in an error."""
    assert application.updater is not None
    stopping = asyncio.create_task(application.updater.stop())
    await asyncio.wait([stopping], timeout=GRACE)
    if not stopping.done():
        for task in _polling():  # asleep between two tries, half a minute perhaps
            task.cancel()
    try:
        await stopping
    finally:
        if application.running:
            await application.stop()


def run(settings: Settings, watched: Sequence[str] = ()) -> int:
    """`dateline run`: the exit code, 0 after a stop, 1 when it cannot work, 2 without a token.

    `watched` are feeds, lists of feeds and folders that keep the corpus up to date meanwhile.
    """
    token = settings.token.get_secret_value().strip() if settings.token else ""
    if not token:
        complain(WITHOUT)
        return 2
    quiet_logs(token)
    warnings.filterwarnings("ignore", category=PTBDeprecationWarning)  # of a type that will change; both are taken
    logging.basicConfig(level=settings.log_level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    try:
        return _run(settings, token, watched)
    except (CorpusError, ChatsError) as error:
        complain(str(error))
    except InvalidToken:
        complain(REFUSED)
    except NetworkError as error:
        complain(f"Telegram cannot be reached at {settings.base_url}: {error}")
    return 1


def _warmed(warm: Callable[[], None]) -> None:
    """Spare the first who ask the wait; what is wrong with the corpus is told to whoever asks."""
    with suppress(CorpusError):
        warm()


def _run(settings: Settings, token: str, watched: Sequence[str]) -> int:
    sys.setswitchinterval(SWITCH)
    from corpus.curating import Curating
    from corpus.library import open_library

    clock = WallClock()
    beside = _beside(settings, watched)
    library = open_library(settings.database_url)
    threading.Thread(target=_warmed, args=(library.warm,), name="warm", daemon=True).start()
    chats = ChatStore(settings.chats_url, clock, zone=settings.zone)
    try:
        desk = Desk(library, chats, clock)
        application = build_application(
            token=token,
            desk=desk,
            chats=chats,
            base_url=settings.base_url,
            admins=frozenset(settings.admins),
            curator=Curating(settings.database_url, clock),
            telling=settings.failed_texts,
            fetch=partial(fetch_once, contact=settings.contact, ports=frozenset(settings.fetch_ports)),
        )
        asyncio.run(_until_stopped(application, chats.memory, frozenset(settings.admins), beside))
    finally:
        chats.close()
    return 0


def _beside(settings: Settings, watched: Sequence[str]) -> "Beside | None":
    if not watched:
        return None
    from bot.watching.beside import Beside

    return Beside(settings, watched)


async def _until_stopped(
    application: App, memory: Memory, admins: frozenset[int], beside: "Beside | None" = None
) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    watching = asyncio.create_task(beside.run(application.bot, stop)) if beside else None
    try:
        await serve(application, stop, memory, admins)
    finally:
        stop.set()
        if watching:
            await watching
