"""A world with one clock, in which the power can be cut at any instant of a round."""

import asyncio
import datetime as dt
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.app import build_application
from bot.chats import ChatStore
from bot.door import Door
from bot.jobs import Digests
from bot.limits import Pace
from bot.serving import Served
from handlers import answer
from handlers.messages import Desk
from tests.botapi import BotApi, InProcess

LEAST = 0.001  # seconds: less would be lost in rounding, and time stand still


class PowerCut(Exception):  # noqa: N818 - the end of a process
    """Nothing happens any more."""


@dataclass
class Mains:
    """Counts instants (before and after each step that leaves a trace); cuts the power at the given one."""

    cut_at: int | None = None
    instants: int = 0
    off: bool = False

    def instant(self) -> None:
        if self.off or self.instants == self.cut_at:
            self.off = True
            raise PowerCut
        self.instants += 1


class Traced:
    """An object whose calls are instants."""

    def __init__(self, whole, mains: Mains) -> None:
        self._whole = whole
        self._mains = mains

    def __getattr__(self, name):
        call = getattr(self._whole, name)

        def traced(*args, **more):
            self._mains.instant()
            found = call(*args, **more)
            self._mains.instant()
            return found

        return traced


class Wire(InProcess):
    """A transport whose sending is two instants; keeps when each message went out, and each penalty."""

    __slots__ = ("_world",)

    def __init__(self, world: "World") -> None:
        super().__init__(world.api)
        self._world = world

    async def do_request(self, url, method, request_data=None, *more, **named):
        if not url.endswith("/sendMessage"):
            return await super().do_request(url, method, request_data, *more, **named)
        self._world.mains.instant()
        chat = int(request_data.json_parameters["chat_id"])
        self._world.sent.append((self._world.seconds(), chat))
        found = await super().do_request(url, method, request_data, *more, **named)
        if found[0] == 429:
            now = self._world.seconds()
            until = now + json.loads(found[1])["parameters"]["retry_after"]
            self._world.penalties.append((chat, now, until))
        self._world.mains.instant()
        return found


@dataclass
class World:
    """Time, Telegram, the corpus and a database; the bot is started and stopped in it."""

    folder: object
    room: object
    time: dt.datetime
    api: BotApi = field(default_factory=BotApi)
    mains: Mains = field(default_factory=Mains)
    sent: list[tuple[float, int]] = field(default_factory=list)
    penalties: list[tuple[int, float, float]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.api.clock = self.seconds

    def now(self) -> dt.datetime:
        return self.time

    def seconds(self) -> float:
        return self.time.timestamp()

    async def sleep(self, seconds: float) -> None:
        self.time += dt.timedelta(seconds=max(seconds, LEAST))
        await asyncio.sleep(0)

    @asynccontextmanager
    async def bot(self, cut_at: int | None = None) -> AsyncIterator["Running"]:
        """One life of the bot; it ends in order, or by a power cut at an instant."""
        self.mains = Mains(cut_at)
        chats = ChatStore(f"sqlite:///{self.folder}/chats.db", self)
        desk = Desk(self.room, chats, self)
        app = build_application(
            token=self.api.token,
            desk=desk,
            chats=chats,
            handle=answer,
            transport=lambda: Wire(self),
            pace=Pace(self.seconds, self.sleep),
        )
        door = app.handlers[0][0].callback.__self__
        await app.initialize()
        chats.deliveries = Traced(chats.deliveries, self.mains)
        try:
            yield Running(self, app, chats, door)
        finally:
            self.mains = Mains()
            await app.shutdown()
            chats.close()
            self.time += dt.timedelta(seconds=5)


@dataclass
class Running:
    world: World
    app: Served
    chats: ChatStore
    door: Door

    async def round(self) -> bool:
        """A round; whether it came to its end."""
        try:
            await Digests(self.door).round(self.app.bot)
        except PowerCut:
            return False
        return not self.world.mains.off
