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
from telegram.error import BadRequest, InvalidToken, NetworkError
from telegram.ext import ApplicationBuilder, TypeHandler
from telegram.request import BaseRequest
from telegram.warnings import PTBDeprecationWarning

from bot.adding import Adding, Fetch, fetch_once
from bot.addressing import EVERYBODYS
from bot.arriving import secret_of
from bot.chats import ChatStore
from bot.chatsdb import ChatsError
from bot.crew import Crew
from bot.desk import WallClock
from bot.door import Door, Handle
from bot.entitled import Entitlement
from bot.errors import complain, failed, quiet_logs
from bot.following import Following
from bot.house import BotHouse, Curator
from bot.inline import Inline, Newest
from bot.intake import BotIntake
from bot.jobs import Digests
from bot.limits import Pace
from bot.logs import reloaded, set_up
from bot.outside import Outside
from bot.polling import Polling
from bot.ready import Maker
from bot.serving import ListenError, Served, Source, serve
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

log = logging.getLogger(__name__)

WITHOUT = (
    "no token. Talk to @BotFather in Telegram, send /newbot, and put the token that it gives you into "
    "DATELINE_TOKEN, in the environment or in a file named .env"
)
REFUSED = "Telegram does not know this token; get the right one from @BotFather (/mybots, API Token)"
PORT = 8080  # where none is set, and a webhook is
SWITCH = 0.0005  # seconds until a thread that works, as digests do, lets another go on: answers take many short steps


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
) -> Served:
    """The application, ready to be initialized. `transport` makes the two ways to Telegram.

    `telling` lets operators read what was asked when it failed; `fetch` gets the pages that they send links of.
    """
    newest, tally, crew = Newest(), Tally(desk.clock.now()), Crew(chats.ledger)
    builder: Any = ApplicationBuilder().token(token).base_url(base_url).updater(None)
    own = {"chats": chats, "crew": crew, "tally": tally, "arrived": newest.arrived}
    builder = builder.application_class(Served, own)
    builder = builder.base_file_url(f"{base_url.removesuffix('bot')}file/bot")
    builder = builder.rate_limiter(pace or Pace())
    builder = builder.request(transport()).get_updates_request(transport())
    application: Served = builder.build()
    maker = Maker(chats, lambda: bool(application.bot.supports_inline_queries))
    intake = BotIntake(chats.pendings, desk.library, curator)
    door = _door(replace(desk, intake=intake), maker, handle, newest, admins, curator, tally, crew)
    door = replace(
        door,
        telling=telling,
        adding=Adding(intake, admins, fetch),
        following=Following(chats.pendings, curator, maker, admins) if curator else None,
    )
    application.texts = door
    application.add_handler(TypeHandler(Update, door.on_update))
    application.add_error_handler(failed(chats, door.failure))
    if application.job_queue:
        Digests(door, application.lanes.idle).start(application.job_queue)
    return application


def _door(  # noqa: PLR0917 - all that a door is made of
    desk: Desk,
    maker: Maker,
    handle: Handle,
    newest: Newest,
    admins: frozenset[int],
    curator: Curator | None,
    tally: Tally,
    crew: Crew,
) -> Door:
    chats = maker.chats
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
        crew,
    )


def _own_commands() -> frozenset[str]:
    """What a group may type without naming this bot; commands behind buttons alone are nobody's to type."""
    return frozenset(name for name, command in COMMANDS.items() if command.listed) - EVERYBODYS


def run(settings: Settings, watched: Sequence[str] = ()) -> int:
    """`dateline run`: the exit code, 0 after a stop, 1 when it cannot work, 2 without a token that Telegram knows.

    `watched` are feeds, lists of feeds and folders that keep the corpus up to date meanwhile.
    """
    token = settings.token.get_secret_value().strip() if settings.token else ""
    if not token:
        complain(WITHOUT)
        return 2
    quiet_logs(token, secret_of(token), settings.webhook_secret.get_secret_value())
    warnings.filterwarnings("ignore", category=PTBDeprecationWarning)  # of a type that will change; both are taken
    set_up(settings, more=(secret_of(token),))
    try:
        return _run(settings, token, watched)
    except (CorpusError, ChatsError, ListenError) as error:
        complain(str(error))
    except InvalidToken:
        complain(REFUSED)
        return 2
    except BadRequest as error:
        complain(f"Telegram refuses: {error}")
    except NetworkError as error:
        complain(f"Telegram cannot be reached at {settings.base_url}: {error}")
    return 1


def _warmed(warm: Callable[[], None]) -> None:
    """Spare the first who ask the wait; what is wrong with the corpus is told to whoever asks."""
    with suppress(CorpusError):
        warm()
    from bot.pictures import warm as load

    load()


def _refreshed(warm: Callable[[], None], settings: Settings) -> None:
    """A corpus that was built anew is read from the next question on, signal or none; this makes that one fast too."""
    reloaded(settings)
    log.info("SIGHUP: the newest corpus is made ready")
    threading.Thread(target=_warmed, args=(warm,), name="warm", daemon=True).start()


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
            pace=Pace(replicas=settings.replicas),
            admins=frozenset(settings.admins),
            curator=Curating(settings.database_url, clock),
            telling=settings.failed_texts,
            fetch=partial(fetch_once, contact=settings.contact, ports=frozenset(settings.fetch_ports)),
        )
        source = _source(settings, token, application, desk)
        asyncio.run(_until_stopped(application, source, settings, library.warm, beside))
    finally:
        chats.close()
    return 0


def _beside(settings: Settings, watched: Sequence[str]) -> "Beside | None":
    if not watched:
        return None
    from bot.watching.beside import Beside

    return Beside(settings, watched)


def _source(settings: Settings, token: str, application: Served, desk: Desk) -> Source:
    """Where updates come from: a webhook where its address is set, else polling; with figures where a port is set."""
    polling = Polling(application.bot, application.lanes)
    if not settings.webhook_url and not settings.webhook_port:
        return polling
    from bot.webhook import Face, Overseen, Webhook
    from bot.webhook.metrics import Figures

    chats, pace = application.chats, application.bot.rate_limiter
    looks = {"corpus": desk.library.scope, "chats": lambda: chats.kept("") is None}
    figures = Figures(application.lanes, application.tally, pace, desk)
    face = Face(settings.webhook_listen, settings.webhook_port or PORT, looks, figures.text)
    if not settings.webhook_url:
        return Overseen(polling, application.lanes, face)
    secret = settings.webhook_secret.get_secret_value() or secret_of(token)
    return Webhook(application.bot, application.lanes, face, settings.webhook_url, secret)


async def _until_stopped(
    application: Served, source: Source, settings: Settings, warm: Callable[[], None], beside: "Beside | None" = None
) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    loop.add_signal_handler(signal.SIGHUP, partial(_refreshed, warm, settings))
    watching = asyncio.create_task(beside.run(application.bot, stop)) if beside else None
    try:
        await serve(application, stop, frozenset(settings.admins), source)
    finally:
        stop.set()
        if watching:
            await watching
