"""What is due, and how it is sent once: a row is claimed, the message goes out, the row moves on.

A stop between the claim and the end leaves the claim standing: when it has lapsed, the message is sent again. So none
is lost, and only the one that was on its way may come twice.
"""

import datetime as dt
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from bot.chatsdb import ARRIVALS, DELIVERIES, FOLLOWS, IMPORTS, PLACES, SCHEDULES, TOLD
from bot.engines import reading
from bot.lasting import lasting, steady
from bot.leading import Lead
from bot.localtime import next_at
from bot.rows import at, moment, place, seconds
from bot.schedules import ALERT, DIGEST, mark, schedule_of
from corpus.claiming import claiming
from corpus.servers import alone
from handlers.messages import ChatRef, Clock, Schedule, Section

LEASE = dt.timedelta(minutes=2)  # after which nobody is sending any more
HOUR = dt.timedelta(hours=1)  # between two alerts of a chat
BACKOFF = dt.timedelta(minutes=1)
MOST = 6  # doublings of the wait: an hour
A_ROUND = 2_000  # messages that are looked at in one go: a hundred thousand at once are 140 MiB
KEEPTOLD = dt.timedelta(days=120)
KEEPARRIVALS = dt.timedelta(days=60)
_KEY = (DELIVERIES.c.chat, DELIVERIES.c.topic, DELIVERIES.c.what)
_CLAIM = claiming(
    _KEY,
    sa.and_(
        *(DELIVERIES.c[name] == sa.bindparam(f"{name}_") for name in ("chat", "topic", "what", "due")),
        (DELIVERIES.c.claimed <= sa.bindparam("lapsed"))
        | (DELIVERIES.c.holder == sa.bindparam("mine")),  # made before, its answer lost
    ),
    {"claimed": sa.bindparam("now"), "holder": sa.bindparam("mine")},
    1,
)
OPERATORS = 0  # the place in `told` of what operators were told


@dataclass(frozen=True, slots=True)
class Due:
    """A message that is due since `at`: a digest with its schedule, or an alert without one.

    `since` is how far arrivals were told.
    """

    chat: ChatRef
    what: str
    at: dt.datetime
    since: dt.datetime
    schedule: Schedule | None
    tries: int = 0


@lasting
class Deliveries:
    """Rows of the chats' database; sync, for any thread."""

    def __init__(self, engine: sa.Engine, clock: Clock, lead: Lead | None = None) -> None:
        self._engine = engine
        self._reading = reading(engine)
        self._clock = clock
        self._lead = lead or Lead(engine)

    @property
    def _now(self) -> int:
        return seconds(self._clock.now())

    def due(self, most: int = A_ROUND) -> tuple[Due, ...]:
        """What has its time, longest waiting first; each chat's once, however many rounds were missed."""
        with self._reading.connect() as connection:
            rows = connection.execute(_waiting(self._now, mark(connection)).limit(most)).all()
            theirs = SCHEDULES.c.chat.in_({row.chat for row in rows if row.what == DIGEST})
            some = {(row.chat, row.topic): row for row in connection.execute(sa.select(SCHEDULES).where(theirs))}
        return tuple(_due(row, some.get((row.chat, row.topic))) for row in rows)

    def claim(self, due: Due) -> bool:
        """Whether it is ours to send: still due, nobody's, and this the process that sends."""
        return self._lead.held() and self._claim(due, secrets.token_hex(8))

    @steady
    def _claim(self, due: Due, holder: str) -> bool:
        now = self._now
        which = {"chat_": due.chat.id, "topic_": due.chat.topic or 0, "what_": due.what, "due_": seconds(due.at)}
        how = {"now": now, "lapsed": now - int(LEASE.total_seconds()), "mine": holder}
        with self._reading.connect() as connection:  # one statement
            return connection.execute(_CLAIM, which | how).first() is not None

    def done(self, due: Due, until: dt.datetime, sections: Sequence[Section] = (), message: int = 0) -> None:
        """It is sent, or there was nothing to send: keep what it told, and when the next is due.

        `until` is how far arrivals were told. One that was set anew meanwhile keeps its own time.
        """
        after = {"since": max(seconds(until), seconds(due.since)), "due": self._next(due, sent=message > 0)}
        keys = {key: section for section in sections for key in section.keys}
        with self._engine.begin() as connection:
            connection.execute(sa.update(DELIVERIES).where(_same(due)).values(**after, claimed=0, tries=0, holder=""))
            mine = at(TOLD, due.chat)
            for key, section in keys.items():
                connection.execute(sa.delete(TOLD).where(*mine, TOLD.c.item == key))
                row = {"item": key, "story": "\n".join(section.stories), "message": message, "at": self._now}
                connection.execute(sa.insert(TOLD), {"chat": due.chat.id, "topic": due.chat.topic or 0, **row})

    def _next(self, due: Due, *, sent: bool) -> int:
        if due.schedule:
            return seconds(next_at(due.schedule, self._clock.now()))
        return self._now + int(HOUR.total_seconds()) if sent else seconds(due.at)

    def later(self, due: Due, wait: dt.timedelta = dt.timedelta(0)) -> None:
        """It could not be sent: try again, each time a little later."""
        pause = max(wait, BACKOFF * 2 ** min(due.tries, MOST))
        values = {"due": self._now + int(pause.total_seconds()), "claimed": 0, "tries": due.tries + 1, "holder": ""}
        if not due.tries and not wait:
            values["due"] = seconds(due.at)  # the first try again comes with the next round
        with self._engine.begin() as connection:
            connection.execute(sa.update(DELIVERIES).where(_same(due)).values(**values))

    def related(self, chat: ChatRef, stories: Sequence[str]) -> int | None:
        """The newest message here that told of one of these stories."""
        wanted = sa.select(TOLD.c.story, TOLD.c.message).where(*at(TOLD, chat), TOLD.c.message > 0)
        if not stories:
            return None
        with self._reading.connect() as connection:
            rows = connection.execute(wanted.order_by(TOLD.c.message.desc())).all()
        return next((row.message for row in rows if set(row.story.split("\n")) & set(stories)), None)

    # What has come in.

    def until(self) -> dt.datetime:
        """How far arrivals are known."""
        with self._reading.connect() as connection:
            return moment(mark(connection))

    def came_in(self, articles: Sequence[tuple[str, dt.date | None]], total: int) -> int:
        """Keep when articles came in that are not known yet, and how many others did; how many are new.

        `articles` are the recently published with their days, `total` counts all. What is there at the very first time
        came in on its day of publication, as far as anybody knows.
        """
        with self._engine.begin() as connection:
            alone(connection, "arrivals")
            connection.execute(sa.delete(IMPORTS).where(IMPORTS.c.at < 0))  # writing first, nobody else looks meanwhile
            known = set(connection.scalars(sa.select(ARRIVALS.c.article)))
            new = [(one, day) for one, day in articles if one not in known]
            held = connection.scalar(sa.select(IMPORTS.c.total).where(IMPORTS.c.at == 0))
            if not new and held == total:
                return 0
            now = max(self._now, mark(connection) + 1)  # two in one second are two
            rows = [{"article": one, "at": _began(day, now) if held is None else now} for one, day in new]
            if rows:
                connection.execute(sa.insert(ARRIVALS), rows)
            connection.execute(sa.delete(IMPORTS).where(IMPORTS.c.at == 0))
            connection.execute(sa.insert(IMPORTS), {"at": 0, "articles": 0, "total": total})
            old = 0 if held is None else total - held - len(new)
            if old > 0:
                connection.execute(sa.insert(IMPORTS), {"at": now, "articles": old, "total": total})
        return len(new)

    def first_warning(self, what: str) -> bool:
        """Whether operators were not told this before; from now on they have been."""
        key = (TOLD.c.chat == OPERATORS, TOLD.c.item == what)
        row = {"chat": OPERATORS, "topic": 0, "item": what, "story": "", "message": 0, "at": self._now}
        with self._engine.begin() as connection:
            if connection.execute(sa.select(TOLD.c.item).where(*key)).first():
                return False
            connection.execute(sa.insert(TOLD), row)
        return True

    def unwarned(self, what: str) -> None:
        """They could not be told: they are to be told again."""
        with self._engine.begin() as connection:
            connection.execute(sa.delete(TOLD).where(TOLD.c.chat == OPERATORS, TOLD.c.item == what))

    # Chats that come and go.

    def forget(self, chat: ChatRef) -> None:
        """Drop what one topic of a forum gets: the topic is gone."""
        with self._engine.begin() as connection:
            for table in (SCHEDULES, DELIVERIES, FOLLOWS, TOLD, PLACES):
                connection.execute(sa.delete(table).where(*at(table, chat)))

    def sweep(self) -> None:
        """Drop what is long ago."""
        with self._engine.begin() as connection:
            for table, kept in ((TOLD, KEEPTOLD), (ARRIVALS, KEEPARRIVALS)):
                connection.execute(sa.delete(table).where(table.c.at < self._now - int(kept.total_seconds())))


def _waiting(now: int, known: int) -> sa.Select[Any]:
    free = DELIVERIES.c.claimed <= now - int(LEASE.total_seconds())
    stirred = sa.or_(DELIVERIES.c.what == DIGEST, DELIVERIES.c.since < known)
    return sa.select(DELIVERIES).where(DELIVERIES.c.due <= now, free, stirred).order_by(DELIVERIES.c.due)


def _due(row: Any, schedule: Any) -> Due:
    planned = schedule_of(schedule) if schedule and row.what != ALERT else None
    return Due(place(row), row.what, moment(row.due), moment(row.since), planned, row.tries)


def _same(due: Due) -> sa.ColumnElement[bool]:
    return sa.and_(*at(DELIVERIES, due.chat), DELIVERIES.c.what == due.what, DELIVERIES.c.due == seconds(due.at))


def _began(day: dt.date | None, now: int) -> int:
    return min(now, seconds(dt.datetime.combine(day, dt.time(), dt.UTC))) if day else 0
