"""What each chat has set, and what the bot must not forget: schedules, zones, buttons, updates seen.

A database of its own, apart from the corpus: precious, migrated, never rebuilt. All methods are sync and may be called
from any thread; times are UTC, kept as whole seconds since 1970.
"""

import datetime as dt
import json
import logging
import secrets
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from bot.chatsdb import (
    BUTTONS,
    DELIVERIES,
    FOLLOWS,
    PLACES,
    PREFERENCES,
    QUESTIONS,
    SCHEDULES,
    SEEN,
    TOLD,
    VISITS,
    ChatsError,
    open_chats,
)
from bot.deliveries import Deliveries
from bot.engines import wiped
from bot.lasting import lasting, light
from bot.leading import Lead
from bot.ledger import BUTTON, Ledger, Sheaf
from bot.memory import Memory
from bot.pendings import Pendings
from bot.rows import language_at, put
from bot.schedules import Subscriptions
from bot.underway import Underway
from handlers.lined import shows
from handlers.messages import ChatKind, ChatRef, Clock, Preferences, Request

log = logging.getLogger(__name__)

_json = json.encoder.encode_basestring_ascii  # of a text: `dumps` makes an encoder for each call, which takes longer
KEEPBUTTONS = dt.timedelta(days=7)
FEW = 20  # of the last answers are looked at for one that shows something
MANY = 256  # tokens that are made at once
KEEPSEEN = dt.timedelta(days=2)  # Telegram itself keeps an update for one day

# Built once: on the way of every update, building a statement costs more than running it.
_TOPICAL = (SCHEDULES, DELIVERIES, FOLLOWS, TOLD, PLACES)  # by chat and topic: what a migration carries over
_KEPT = sa.select(BUTTONS).where(BUTTONS.c.token == sa.bindparam("wanted"), BUTTONS.c.expires > sa.bindparam("now"))
_LAST = (
    sa.select(BUTTONS.c.origin)
    .where(BUTTONS.c.chat == sa.bindparam("where"), BUTTONS.c.asker.is_not_distinct_from(sa.bindparam("who")))
    .order_by(BUTTONS.c.expires.desc())
    .limit(FEW)
)


@dataclass(frozen=True, slots=True)
class Kept:
    """The buttons under an answer: the request that it answers, and the one behind each button."""

    chat: int
    asker: int | None
    origin: Request
    requests: tuple[Request, ...]


class Tokens:
    """Letters that nobody guesses; asked of the system many at a time, since each time threads change places."""

    def __init__(self) -> None:
        self._left: deque[str] = deque()

    def token(self) -> str:
        """The next 16."""
        try:
            return self._left.popleft()
        except IndexError:
            letters = secrets.token_urlsafe(12 * MANY)
            first, *more = (letters[at : at + 16] for at in range(0, len(letters), 16))
            self._left.extend(more)
            return first


@lasting
class ChatStore(Subscriptions):
    """Implements handlers.messages.Chats, and what the adapter needs beside it."""

    def __init__(self, url: str, clock: Clock, zone: str = "UTC") -> None:
        super().__init__(open_chats(url), clock, zone)
        self.lead = Lead(self._engine)
        self.deliveries = Deliveries(self._engine, clock, self.lead)
        self._tokens = Tokens()
        self.ledger = Ledger(self._engine, clock)
        self.memory = Memory(self._engine, clock, self.ledger)
        self.pendings = Pendings(self._engine, clock)
        self.underway = Underway(self._engine, clock, self.ledger)

    def close(self) -> None:
        """Write what was left, then let the file go, or the server."""
        try:
            self.ledger.flush()
        except ChatsError as error:
            log.warning("what was left is not written: %s", error)
        self.lead.resign()
        wiped(self._engine)
        self._engine.dispose()

    @property
    def _now(self) -> int:
        return int(self._clock.now().timestamp())

    # What handlers may call.

    @light
    def preferences(self, chat: ChatRef) -> Preferences:
        """What the chat has chosen."""
        return self.memory.preferences(chat)

    def prefer(self, chat: ChatRef, chosen: Preferences) -> None:
        """Keep what the chat has chosen."""
        self.memory.prefer(chat, chosen)

    def forget_person(self, person: int) -> int:
        """Delete what is kept of somebody: all of their private chat, their buttons anywhere; how many rows."""
        return (
            self.forget(person)
            + self.memory.forget_buttons(person)
            + self.disown(person)
            + self.pendings.forget(person)
        )

    def language(self, chat: ChatRef) -> str:
        """The language in which the chat is written to: the one chosen there, else that of whoever set its digest."""
        if chosen := self.preferences(chat).language:
            return chosen
        with self._reading.connect() as connection:
            return language_at(connection, chat)

    def set_language(self, chat: ChatRef, language: str) -> None:
        """Keep the language of whoever set the digest, or of an operator."""
        zone = self.zone(chat)
        with self._engine.begin() as connection:
            put(connection, PLACES, chat, kind=chat.kind, zone=zone, language=language)

    # Chats that come and go.

    def forget(self, chat: int) -> int:
        """Drop all that is kept of a chat: it has blocked or removed the bot, or is gone; how many rows."""
        rows = 0
        self.ledger.flush()
        with self._engine.begin() as connection:
            for table in (*_TOPICAL, BUTTONS, PREFERENCES, QUESTIONS, VISITS):
                rows += connection.execute(sa.delete(table).where(table.c.chat == chat)).rowcount
        self.underway.forget(chat)
        self.memory.drop(chat)
        return rows

    def migrate(self, old: int, new: int) -> None:
        """A group has become a supergroup: carry all over. A second call finds nothing and does nothing."""
        self.ledger.flush()
        with self._engine.begin() as connection:
            connection.execute(sa.update(TOLD).where(TOLD.c.chat == old).values(message=0))  # they stay behind
            for table in _TOPICAL:
                moving = sa.select(table.c.topic).where(table.c.chat == old)
                connection.execute(sa.delete(table).where(table.c.chat == new, table.c.topic.in_(moving)))
                connection.execute(sa.update(table).where(table.c.chat == old).values(chat=new))
            if connection.scalar(sa.select(PREFERENCES.c.chat).where(PREFERENCES.c.chat == old)):
                connection.execute(sa.delete(PREFERENCES).where(PREFERENCES.c.chat == new))
                connection.execute(sa.update(PREFERENCES).where(PREFERENCES.c.chat == old).values(chat=new))
            for table in (BUTTONS, QUESTIONS, VISITS):
                connection.execute(sa.delete(table).where(table.c.chat == old))
            kept = connection.scalar(sa.select(PREFERENCES.c.chat).where(PREFERENCES.c.chat == new)) is not None
        self.underway.migrate(old, new)
        self.memory.drop(old)
        self.memory.drop(new, kept=kept)

    # Buttons and updates.

    @light
    def keep(self, chat: int, origin: Request, requests: Sequence[Request]) -> str:
        """Keep the requests behind an answer's buttons; a token of 16 characters that is hard to guess."""
        token = self._tokens.token()
        row = {
            "token": token,
            "chat": chat,
            "asker": origin.asker,
            "origin": _row(origin),
            "requests": f"[{', '.join(map(_row, requests))}]",
            "expires": self._now + int(KEEPBUTTONS.total_seconds()),
        }
        self.ledger.put(BUTTON, token, row)
        return token

    def kept(self, token: str) -> Kept | None:
        """What stands behind a token; None when it is unknown or has expired."""
        with self._reading.connect() as connection:
            row = connection.execute(_KEPT, {"wanted": token, "now": self._now}).one_or_none()
        if row is None:
            return None
        requests = tuple(_request(one) for one in json.loads(row.requests))
        return Kept(row.chat, row.asker, _request(json.loads(row.origin)), requests)

    def last(self, chat: ChatRef, asker: int | None) -> str:
        """The line that somebody asked last in a chat, as long as its buttons work; empty where there is none."""
        with self._reading.connect() as connection:
            rows = connection.scalars(_LAST, {"where": chat.id, "who": asker}).all()
        asked = (_request(json.loads(row)) for row in rows)
        return next((request.line for request in asked if shows(request)), "")

    def first_time(self, update: int) -> bool:
        """Whether this update has not been seen before, by whichever replica; from now on it has."""
        return self.ledger.write([Sheaf(update)])[0]

    def sweep(self) -> None:
        """Drop what has expired."""
        with self._engine.begin() as connection:
            connection.execute(sa.delete(BUTTONS).where(BUTTONS.c.expires <= self._now))
            connection.execute(sa.delete(SEEN).where(SEEN.c.at < self._now - int(KEEPSEEN.total_seconds())))
        self.memory.sweep()
        self.deliveries.sweep()
        self.pendings.sweep()
        self.underway.sweep()


def _row(request: Request) -> str:
    """A request as a row, in JSON; new fields go to the end, with a default for rows that are older.

    Whether the asker is an operator is never kept: it is looked up when the button is pressed.
    """
    return (
        f"[{_json(request.command)}, {_json(request.args)}, {request.page}, {_number(request.asker)}, "
        f"{'true' if request.is_admin else 'false'}, {_json(request.language)}, {_json(request.reply_text)}, "
        f"{request.chat.id}, {_json(request.chat.kind)}, {_number(request.chat.topic)}]"
    )


def _number(value: int | None) -> str:
    return "null" if value is None else str(value)


def _request(row: list[Any]) -> Request:
    command, args, page, asker, is_admin, language, reply_text, chat, kind, topic = row
    return Request(command, args, page, ChatRef(chat, ChatKind(kind), topic), asker, is_admin, language, reply_text)
