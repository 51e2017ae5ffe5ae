"""Digests and alerts: the library's job queue rings every minute, the database knows what is due."""

import asyncio
import datetime as dt
import functools
import logging
import threading
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace

from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter
from telegram.ext import JobQueue

from bot.arrivals import Lookout
from bot.chatsdb import ChatsError
from bot.deliveries import A_ROUND, Due
from bot.door import Context, Door
from bot.limits import penalty
from bot.once import once
from bot.parcels import Parcel, parcel
from bot.posting import Courier, ahead, post, tell
from bot.schedules import FOREVER
from bot.standing import channel, founder
from corpus.errors import CorpusError
from handlers.messages import ChatKind, ChatRef, Desk, Message, msg

log = logging.getLogger(__name__)

EVERY = 60.0  # seconds
AT_ONCE = 8  # made ready at once; they go out one by one
YIELD = 0.5  # seconds at most that each step waits for people to be answered
SOON = 1.0  # seconds that the next one waits for a chat that was just written to
GONE = ("chat not found", "user not found", "peer_id_invalid", "user is deactivated")

TOPIC_GONE = ("thread not found", "topic_deleted", "topic_id_invalid")


def _always() -> threading.Event:
    event = threading.Event()
    event.set()
    return event


@dataclass(frozen=True, slots=True)
class _Round:
    """What the messages of one round share: `closed` are chats that were found gone or moved in it."""

    bot: Courier
    desk: Desk
    slots: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))
    turns: defaultdict[int, asyncio.Lock] = field(default_factory=lambda: defaultdict(asyncio.Lock))
    closed: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Digests:
    """Rounds of digests and alerts through a door; while people wait for answers (not `idle`), its work waits.

    That work has one thread of its own, so that it never fills those in which people are answered.
    """

    door: Door
    idle: threading.Event = field(default_factory=_always)
    thread: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "digests"))
    wire: asyncio.Lock = field(default_factory=asyncio.Lock)
    lookout: Lookout = field(default_factory=Lookout)

    def start(self, queue: "JobQueue[Context]") -> None:
        """Ring at every full minute; a bell that comes late still rings, and several missed ones ring once."""
        first = EVERY - self.door.desk.clock.now().timestamp() % EVERY
        late = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        queue.run_repeating(self._ring, EVERY, first=first, name="digests", job_kwargs=late)

    async def _ring(self, context: Context) -> None:
        try:
            while await self.round(context.bot) >= A_ROUND:
                log.info("more is due than one round sends: another follows at once")
        except ChatsError as error:
            log.warning("digests wait for the database: %s", error)

    async def round(self, bot: Courier) -> int:
        """Send what is due, where no other replica does; how many messages. One chat's trouble is no other's."""
        if not await asyncio.to_thread(self.door.chats.lead.held):
            return 0
        desk = replace(self.door.desk, library=once(self.door.desk.library, lambda: self.idle.wait(YIELD)))
        try:
            await asyncio.to_thread(self.lookout.look, desk, self.door.chats.deliveries)
        except CorpusError as error:
            log.warning("digests wait for the corpus: %s", error)
            return 0
        await self._warn(bot)
        due = await asyncio.to_thread(self.door.chats.deliveries.due)
        now = _Round(bot, desk)
        ended = await asyncio.gather(*(self._in_turn(now, one) for one in due), return_exceptions=True)
        for one, failure in zip(due, ended, strict=True):
            if isinstance(failure, ChatsError):
                log.warning("the digest of chat %s waits: %s", one.chat.id, failure)
            elif isinstance(failure, BaseException):
                log.error("the digest of chat %s failed and stays due", one.chat.id, exc_info=failure)
                await asyncio.to_thread(self.door.chats.deliveries.later, one)
        await asyncio.to_thread(self.door.chats.sweep)
        return len(due)

    async def _warn(self, bot: Courier) -> None:
        """Tell each operator once that nothing comes in any more."""
        day = await asyncio.to_thread(self.door.chats.stopped)
        if day is None:
            return
        for operator in sorted(self.door.outside.admins):
            warning = f"drought since {day.isoformat()} {operator}"
            if not await asyncio.to_thread(self.door.chats.deliveries.first_warning, warning):
                continue
            log.warning("no article has come in since %s", day)
            try:
                await tell(bot, operator, msg("digest.drought", day=day.date()), await self._language(operator))
            except (NetworkError, RetryAfter) as error:
                log.warning("operator %s is told later: %s", operator, error)
                await asyncio.to_thread(self.door.chats.deliveries.unwarned, warning)

    async def _language(self, person: int, of: ChatRef | None = None) -> str:
        """The one that somebody chose for themselves, else that of a chat of theirs, or of what they last asked."""
        private, chats = ChatRef(person, ChatKind.PRIVATE), self.door.chats
        chosen = await asyncio.to_thread(chats.preferences, private)
        return chosen.language or await asyncio.to_thread(chats.language, of or private)

    async def _in_turn(self, now: _Round, due: Due) -> None:
        """One chat's messages one after another: once it is found closed, the others are not even made."""
        async with now.turns[due.chat.id], now.slots:
            if due.chat.id in now.closed or not self.door.chats.lead.believed:
                return
            try:
                await self._deliver(now.bot, due, now.desk)
            except Forbidden:
                log.info("chat %s is closed to the bot: forgotten", due.chat.id)
                await self._forget(now, due)
            except ChatMigrated as error:
                now.closed.add(due.chat.id)
                await asyncio.to_thread(self._moved, due, error.new_chat_id)
            except BadRequest as error:
                await self._refused(now, due, error)
            except RetryAfter as error:
                await asyncio.to_thread(self.door.chats.deliveries.later, due, dt.timedelta(seconds=penalty(error)))
            except NetworkError as error:
                log.warning("the digest of chat %s waits: %s", due.chat.id, error)
                await asyncio.to_thread(self.door.chats.deliveries.later, due)

    async def _forget(self, now: _Round, due: Due) -> None:
        now.closed.add(due.chat.id)
        await asyncio.to_thread(self.door.chats.forget, due.chat.id)

    async def _deliver(self, bot: Courier, due: Due, desk: Desk) -> None:
        if lost := await self._lost(bot, due):
            await self._pause(bot, due, lost)
            return
        deliveries = self.door.chats.deliveries
        until = await asyncio.to_thread(deliveries.until)
        made = functools.partial(parcel, self.door, due, desk, bot.username)
        ready = await asyncio.get_running_loop().run_in_executor(self.thread, made)
        if ready is None:
            await asyncio.to_thread(deliveries.done, due, until)
        else:
            await self._send(bot, due, ready, until)

    async def _send(self, bot: Courier, due: Due, ready: Parcel, until: dt.datetime) -> None:
        """Claim, send, keep: one at a time, so that a stop in between leaves one alone in doubt."""
        deliveries = self.door.chats.deliveries
        async with self.wire:
            if (wait := ahead(bot, due.chat)) > SOON:  # the others are not to wait for it
                await asyncio.to_thread(deliveries.later, due, dt.timedelta(seconds=wait))
            elif await asyncio.to_thread(deliveries.claim, due):
                message = await post(bot, due.chat, ready)
                await asyncio.to_thread(deliveries.done, due, until, ready.sections, message)

    async def _lost(self, bot: Courier, due: Due) -> Message | None:
        """Why a channel's digest may not go on: the bot's right to post, or its owner's to manage, is gone.

        One that was set by a post in the channel has no owner, but the channel itself.
        """
        if due.chat.kind is not ChatKind.CHANNEL:
            return None
        found = await channel(bot, due.chat.id, due.schedule.owner if due.schedule else None)
        return found if isinstance(found, Message) else None

    async def _pause(self, bot: Courier, due: Due, reason: Message) -> None:
        """Until somebody who may sets it going again; its owner is told, or whose channel it is."""
        owner = (due.schedule.owner if due.schedule else None) or await founder(bot, due.chat.id)
        if owner:
            how = msg("digest.lost.how", line=f"/digest {due.chat.id} resume")
            lines = (msg("digest.lost", name=reason.params["name"], reason=reason), how)
            await tell(bot, owner, msg("lines", parts=lines), await self._language(owner, due.chat))
        log.warning("the digest of channel %s is paused", due.chat.id)
        await asyncio.to_thread(self.door.chats.pause, due.chat, FOREVER)

    async def _refused(self, now: _Round, due: Due, error: BadRequest) -> None:
        said = error.message.lower()
        if any(words in said for words in GONE):
            await self._forget(now, due)
        elif due.chat.topic and any(words in said for words in TOPIC_GONE):
            await asyncio.to_thread(self.door.chats.deliveries.forget, due.chat)
        elif due.chat.kind is ChatKind.CHANNEL and due.schedule:
            await self._pause(now.bot, due, msg("telegram.channel.bot", name=str(due.chat.id)))
        else:
            log.warning("chat %s refuses its digest: %s", due.chat.id, error)
            await asyncio.to_thread(self.door.chats.deliveries.done, due, due.since)

    def _moved(self, due: Due, new: int) -> None:
        self.door.chats.deliveries.later(due)
        self.door.chats.migrate(due.chat.id, new)
