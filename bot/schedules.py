"""What chats have subscribed to: their digest, whom they follow, their zone, and what they were told.

Sync, for any thread; times are UTC, kept as whole seconds since 1970. Rows of deliveries say what is due: see
bot.deliveries for how they are sent once.
"""

import datetime as dt
from typing import Any

import sqlalchemy as sa

from bot.chatsdb import ARRIVALS, DELIVERIES, FOLLOWS, IMPORTS, PLACES, SCHEDULES, TOLD
from bot.engines import reading
from bot.lasting import lasting
from bot.localtime import next_at, period
from bot.rows import at, language_at, moment, put, seconds
from corpus.news import dried_up
from handlers.messages import ChatKind, ChatRef, Clock, Follow, Record, Schedule

DIGEST, ALERT = "digest", "alert"
FOREVER = dt.datetime(9999, 1, 1, tzinfo=dt.UTC)  # until somebody sets it going again
DAILY, WORKDAYS = -1, -2  # of weekdays


@lasting
class Subscriptions:
    """The part of handlers.messages.Chats that digests are made of."""

    def __init__(self, engine: sa.Engine, clock: Clock, zone: str) -> None:
        self._engine = engine
        self._reading = reading(engine)
        self._clock = clock
        self._zone = zone

    # The digest.

    def schedule(self, chat: ChatRef) -> Schedule | None:
        """The chat's digest, None without one."""
        with self._reading.connect() as connection:
            row = connection.execute(sa.select(SCHEDULES).where(*at(SCHEDULES, chat))).one_or_none()
        return schedule_of(row) if row else None

    def set_schedule(self, chat: ChatRef, schedule: Schedule) -> None:
        """Set the chat's digest in place of any other; its zone becomes the chat's.

        What was told so far stays told; a first digest tells what came in within a day, a weekly one within a week.
        """
        now = self._clock.now()
        due = seconds(next_at(schedule, now))
        with self._engine.begin() as connection:
            kept = _delivery(connection, chat, DIGEST)
            since = kept.since if kept else seconds(now - period(schedule))
            put(connection, SCHEDULES, chat, **_values(chat, schedule))
            _deliver(connection, chat, DIGEST, due=due, since=since)
            put(connection, PLACES, chat, kind=chat.kind, zone=schedule.zone, language=language_at(connection, chat))

    def clear_schedule(self, chat: ChatRef) -> bool:
        """End the chat's digest; whether there was one."""
        with self._engine.begin() as connection:
            connection.execute(sa.delete(DELIVERIES).where(*at(DELIVERIES, chat), DELIVERIES.c.what == DIGEST))
            return connection.execute(sa.delete(SCHEDULES).where(*at(SCHEDULES, chat))).rowcount > 0

    def disown(self, person: int) -> int:
        """Forget who set the digests of channels from elsewhere; they go on as the channel's. How many there were."""
        with self._engine.begin() as connection:
            mine = sa.update(SCHEDULES).where(SCHEDULES.c.owner == person).values(owner=0)
            return connection.execute(mine).rowcount

    def pause(self, chat: ChatRef, until: dt.datetime | None) -> bool:
        """Hold the chat's digest until then, or let it go on; whether there is one."""
        with self._engine.begin() as connection:
            changed = sa.update(SCHEDULES).where(*at(SCHEDULES, chat)).values(paused=seconds(until))
            if not connection.execute(changed).rowcount:
                return False
            row = connection.execute(sa.select(SCHEDULES).where(*at(SCHEDULES, chat))).one()
            due = seconds(until if until == FOREVER else next_at(schedule_of(row), self._clock.now()))
            mine = (*at(DELIVERIES, chat), DELIVERIES.c.what == DIGEST)
            connection.execute(sa.update(DELIVERIES).where(*mine).values(due=due, claimed=0, tries=0))
        return True

    def zone(self, chat: ChatRef) -> str:
        """The chat's time zone by its IANA name, the operator's until it is set."""
        with self._reading.connect() as connection:
            found = connection.scalar(sa.select(PLACES.c.zone).where(*at(PLACES, chat)))
        return found or self._zone

    def set_zone(self, chat: ChatRef, zone: str) -> None:
        """Keep the chat's zone, and move its digest there."""
        with self._engine.begin() as connection:
            put(connection, PLACES, chat, kind=chat.kind, zone=zone, language=language_at(connection, chat))
            connection.execute(sa.update(SCHEDULES).where(*at(SCHEDULES, chat)).values(zone=zone))
            row = connection.execute(sa.select(SCHEDULES).where(*at(SCHEDULES, chat))).one_or_none()
            if row and row.paused < seconds(FOREVER):
                due = seconds(next_at(schedule_of(row), self._clock.now()))
                mine = (*at(DELIVERIES, chat), DELIVERIES.c.what == DIGEST)
                connection.execute(sa.update(DELIVERIES).where(*mine).values(due=due))

    # Whom a chat follows.

    def follows(self, chat: ChatRef) -> tuple[Follow, ...]:
        """Whom and what, in order of their names."""
        wanted = sa.select(FOLLOWS).where(*at(FOLLOWS, chat))
        with self._reading.connect() as connection:  # databases differ in how they order letters
            return tuple(
                Follow(row.name, row.kind) for row in sorted(connection.execute(wanted), key=lambda row: row.name)
            )

    def follow(self, chat: ChatRef, follow: Follow) -> bool:
        """Keep it; False where it was followed before. A private chat is told from now on, a group in its digest."""
        with self._engine.begin() as connection:
            if _followed(connection, chat, follow.name):
                return False
            row = {"chat": chat.id, "topic": chat.topic or 0, "name": follow.name, "kind": follow.kind}
            connection.execute(sa.insert(FOLLOWS), row)
            if chat.kind is ChatKind.PRIVATE and _delivery(connection, chat, ALERT) is None:
                _deliver(connection, chat, ALERT, due=seconds(self._clock.now()), since=mark(connection))
        return True

    def unfollow(self, chat: ChatRef, name: str) -> bool:
        """Whether it was followed; an empty name ends them all."""
        mine = at(FOLLOWS, chat)
        with self._engine.begin() as connection:
            named = (*mine, FOLLOWS.c.name.in_(_followed(connection, chat, name))) if name else mine
            gone = connection.execute(sa.delete(FOLLOWS).where(*named)).rowcount
            if not connection.execute(sa.select(FOLLOWS.c.name).where(*mine)).first():
                connection.execute(sa.delete(DELIVERIES).where(*at(DELIVERIES, chat), DELIVERIES.c.what == ALERT))
        return gone > 0

    def record(self, chat: ChatRef, since: dt.datetime | None = None, *, alert: bool = False) -> Record:
        """What came in since the chat's last digest (or alert), or since then, and what it was told."""
        with self._reading.connect() as connection:
            kept = None if since else _delivery(connection, chat, ALERT if alert else DIGEST)
            day = self._clock.now() - dt.timedelta(days=1)
            start = kept.since if kept else seconds(since or day)
            came = connection.scalars(sa.select(ARRIVALS.c.article).where(ARRIVALS.c.at > start))
            old = connection.scalar(sa.select(sa.func.sum(IMPORTS.c.articles)).where(IMPORTS.c.at > start))
            told = connection.scalars(sa.select(TOLD.c.item).where(*at(TOLD, chat)))
            return Record(moment(start), frozenset(came), frozenset(told), int(old or 0), self._stopped(connection))

    def _stopped(self, connection: sa.Connection) -> dt.datetime | None:
        moments = connection.scalars(sa.select(ARRIVALS.c.at).distinct().order_by(ARRIVALS.c.at))
        return dried_up([moment(one) for one in moments], self._clock.now())

    def stopped(self) -> dt.datetime | None:
        """When the last article came in, where none comes any more though they used to."""
        with self._reading.connect() as connection:
            return self._stopped(connection)


def mark(connection: sa.Connection) -> int:
    """How far arrivals are known."""
    return max(connection.scalar(sa.select(sa.func.max(table.c.at))) or 0 for table in (ARRIVALS, IMPORTS))


def schedule_of(row: Any) -> Schedule:
    """A row of schedules."""
    return Schedule(
        row.minute,
        row.zone,
        row.about,
        None if row.weekday < 0 else row.weekday,
        bool(row.always),
        row.owner or None,
        moment(row.paused) if row.paused else None,
        row.weekday == WORKDAYS,
    )


def _values(chat: ChatRef, schedule: Schedule) -> dict[str, Any]:
    return {
        "kind": chat.kind,
        "minute": schedule.minute,
        "zone": schedule.zone,
        "about": schedule.topic,
        "weekday": _weekday(schedule),
        "always": int(schedule.always),
        "owner": schedule.owner or 0,
        "paused": seconds(schedule.paused),
    }


def _followed(connection: sa.Connection, chat: ChatRef, name: str) -> list[str]:
    """What a chat follows by that name, whatever its letters' case: databases differ in whose letters they know."""
    names = connection.scalars(sa.select(FOLLOWS.c.name).where(*at(FOLLOWS, chat)))
    return [one for one in names if one.casefold() == name.casefold()]


def _weekday(schedule: Schedule) -> int:
    if schedule.workdays:
        return WORKDAYS
    return DAILY if schedule.weekday is None else schedule.weekday


def _delivery(connection: sa.Connection, chat: ChatRef, what: str) -> Any:
    wanted = sa.select(DELIVERIES).where(*at(DELIVERIES, chat), DELIVERIES.c.what == what)
    return connection.execute(wanted).one_or_none()


def _deliver(connection: sa.Connection, chat: ChatRef, what: str, *, due: int, since: int) -> None:
    connection.execute(sa.delete(DELIVERIES).where(*at(DELIVERIES, chat), DELIVERIES.c.what == what))
    row = {"chat": chat.id, "topic": chat.topic or 0, "kind": chat.kind, "what": what, "due": due, "since": since}
    connection.execute(sa.insert(DELIVERIES), {**row, "claimed": 0, "tries": 0})
