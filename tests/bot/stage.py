"""A stage for the Telegram door: the real Application before the fake Bot API, and a corpus of made-up sentences."""

import asyncio
import datetime as dt
import functools
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.app import build_application
from bot.chats import ChatStore
from bot.door import Door
from bot.jobs import Digests
from bot.limits import Pace
from bot.serving import Served, serve
from corpus.models import Article, Basis, Excerpt, Hop, Provenance, Role, Span
from handlers.messages import Action, Answer, Desk, Request, Section, Status, msg
from tests.botapi import BotApi, InProcess, Place, User

MONDAY = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
BODY = "Ann Lee told @editor to run /stop at example.com. <b>Nobody</b> & nothing moved."
ARTICLE = Article(
    id="a1", body=BODY, published="2026-03-01", provenance=Provenance((Hop("Harbour Post", Role.AUTHOR, Basis.GIVEN),))
)


@dataclass
class Hands:
    """A clock that tests turn."""

    time: dt.datetime = MONDAY

    def now(self) -> dt.datetime:
        return self.time


class Haste:
    """Time that passes by being waited for."""

    def __init__(self) -> None:
        self.time = 0.0

    def now(self) -> float:
        return self.time

    async def sleep(self, seconds: float) -> None:
        self.time += seconds
        await asyncio.sleep(0)


@dataclass
class Stage:
    """What a test plays on."""

    api: BotApi
    app: Served
    chats: ChatStore
    clock: Hands
    asked: list[Request] = field(default_factory=list)

    @property
    def door(self) -> Door:
        """What the application's one handler belongs to."""
        return self.app.handlers[0][0].callback.__self__

    async def says(self, user: User, line: str, *where: Place, **more: Any) -> User:
        """Somebody writes a line, which is answered."""
        user.says(line, *where, **more)
        await self.settled()
        return user

    async def ring(self, days: int = 1, minutes: int = 0) -> None:
        """A round of digests so much later."""
        self.clock.time += dt.timedelta(days=days, minutes=minutes)
        await Digests(self.door).round(self.app.bot)
        await self.settled()

    async def settled(self) -> None:
        """Wait until the bot has fetched and answered everything."""
        await self.api.drained()
        await self.app.lanes.join()


def echo(request: Request, desk: Desk) -> Answer:
    """A stand-in for the handlers: one excerpt under the request's own line, pages and follow-ups by buttons."""
    if request.command == "crash":
        raise ZeroDivisionError("a bug")
    pages = (Action(msg("action.next", page=request.page + 1, pages=9), request.turned(request.page + 1)),)
    other = (Action(msg("action.why"), Request("why", request.line, chat=request.chat, asker=request.asker)),)
    sections = (Section(excerpts=(Excerpt(ARTICLE, Span(0, len(BODY))),)),)
    return Answer(Status.OK, msg("action.name", name=request.line), sections, (*pages, *other))


@functools.cache
def empty_chats() -> bytes:
    """The file of a database of chats in which nothing is kept yet: making one takes as long as several answers."""
    with tempfile.TemporaryDirectory() as folder:
        ChatStore(f"sqlite:///{folder}/chats.db", Hands()).close()
        return Path(folder, "chats.db").read_bytes()


def _lay(path: Path) -> None:
    if not path.exists():
        path.write_bytes(empty_chats())


@asynccontextmanager
async def on_stage(folder, handle=echo, library=None, **options) -> AsyncIterator[Stage]:
    """The bot polling the fake in process; stopped in order at the end."""
    clock = Hands()
    api, make = options.pop("api", None) or BotApi(), options.pop("source", None)
    _lay(Path(folder, "chats.db"))
    chats = ChatStore(f"sqlite:///{folder}/chats.db", clock)
    asked: list[Request] = []

    def heard(request: Request, desk: Desk) -> Answer:
        asked.append(request)
        return handle(request, desk)

    options.setdefault("transport", lambda: InProcess(api))
    haste = Haste()
    options.setdefault("pace", Pace(haste.now, haste.sleep))
    app = build_application(token=api.token, desk=Desk(library, chats, clock), chats=chats, handle=heard, **options)
    stop = asyncio.Event()
    running = asyncio.create_task(serve(app, stop, options.get("admins", frozenset()), make(app) if make else None))
    while not app.running and not running.done():  # noqa: ASYNC110 - the library tells nobody that it runs
        await asyncio.sleep(0)
    try:
        yield Stage(api, app, chats, clock, asked)
    finally:
        stop.set()
        await running
        chats.close()
