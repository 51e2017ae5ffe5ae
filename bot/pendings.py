"""What operators sent and have not confirmed, channels that are followed, pieces of albums: they survive a restart.

A pending thing keeps the page as it came, for a day; it is read anew whenever it is needed.
"""

import datetime as dt
import json
import secrets
import string
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from bot.chatsdb import ALBUMS, CHANNELS, PENDING
from bot.engines import reading
from bot.lasting import lasting
from bot.rows import seconds
from corpus.ingest.posts import Post
from handlers.messages import Clock
from handlers.taken import Channel

DAY = dt.timedelta(days=1)
SOON = dt.timedelta(minutes=10)  # within which what follows a bare /add is what was meant
WAITING = "waiting"  # the form of a row that only says that something is to come
_ALPHABET = string.digits + string.ascii_lowercase
_SIGNS = 8  # of a token: 41 bits, and only operators can use one


@dataclass(frozen=True, slots=True)
class Kept:
    """Something as it came.

    `form` is page (content is bytes of `media`), text, post (its fields as JSON), channel (as a post without words) or
    failed (content says why). `given` are the values that were put right. `name` is a file's name, or an address.
    """

    token: str
    form: str
    name: str
    content: bytes
    media: str = ""
    given: Mapping[str, str] = field(default_factory=dict)


@lasting
class Pendings:
    """Rows of the chats' database; sync, for any thread."""

    def __init__(self, engine: sa.Engine, clock: Clock) -> None:
        self._engine = engine
        self._reading = reading(engine)
        self._clock = clock

    @property
    def _now(self) -> int:
        return seconds(self._clock.now())

    def keep(self, operator: int, form: str, name: str, content: bytes = b"", media: str = "") -> str:
        """Keep something for a day; its token."""
        token = "".join(secrets.choice(_ALPHABET) for _ in range(_SIGNS))
        row = {"token": token, "operator": operator, "form": form, "name": name[:500], "media": media}
        lasts = SOON if form == WAITING else DAY
        more = {"content": content, "given": "{}", "expires": self._now + int(lasts.total_seconds())}
        with self._engine.begin() as connection:
            connection.execute(sa.delete(PENDING).where(PENDING.c.operator == operator, PENDING.c.form == WAITING))
            connection.execute(sa.insert(PENDING), row | more)
        return token

    def get(self, token: str) -> Kept | None:
        """What a token stands for; None where it is unknown, done with, or a day old."""
        wanted = sa.select(PENDING).where(PENDING.c.token == token, PENDING.c.expires > self._now)
        with self._reading.connect() as connection:
            row = connection.execute(wanted).one_or_none()
        if row is None or row.form == WAITING:
            return None
        return Kept(row.token, row.form, row.name, row.content, row.media, json.loads(row.given))

    def waits(self, operator: int) -> bool:
        """Whether somebody has announced that something is to come."""
        theirs = (PENDING.c.operator == operator, PENDING.c.form == WAITING, PENDING.c.expires > self._now)
        with self._reading.connect() as connection:
            return connection.execute(sa.select(PENDING.c.token).where(*theirs)).first() is not None

    def give(self, token: str, values: Mapping[str, str]) -> None:
        """Keep what was put right."""
        known = self.get(token)
        if known is not None:
            given = json.dumps({**known.given, **values}, ensure_ascii=False)
            with self._engine.begin() as connection:
                connection.execute(sa.update(PENDING).where(PENDING.c.token == token).values(given=given))

    def drop(self, token: str) -> bool:
        """Forget something; whether it was there."""
        with self._engine.begin() as connection:
            return connection.execute(sa.delete(PENDING).where(PENDING.c.token == token)).rowcount > 0

    def forget(self, operator: int) -> int:
        """Drop all that somebody has sent and not confirmed; how many rows."""
        with self._engine.begin() as connection:
            return connection.execute(sa.delete(PENDING).where(PENDING.c.operator == operator)).rowcount

    def sweep(self) -> None:
        """Drop what nobody has confirmed within a day, and pieces of albums that are long whole."""
        with self._engine.begin() as connection:
            connection.execute(sa.delete(PENDING).where(PENDING.c.expires <= self._now))
            connection.execute(sa.delete(ALBUMS).where(ALBUMS.c.at < self._now - int(DAY.total_seconds()) * 30))

    # Channels.

    def follow(self, channel: Channel) -> bool:
        """Take in a channel's posts from now on; whether they were not before."""
        row = {"chat": channel.id, "title": channel.title, "name": channel.name, "at": self._now}
        with self._engine.begin() as connection:
            old = connection.execute(sa.delete(CHANNELS).where(CHANNELS.c.chat == channel.id)).rowcount
            connection.execute(sa.insert(CHANNELS), row)
        return not old

    def stop(self, chat: int) -> Channel | None:
        """Follow a channel no longer; the channel, None where it was not followed."""
        found = self.channel(chat)
        with self._engine.begin() as connection:
            connection.execute(sa.delete(CHANNELS).where(CHANNELS.c.chat == chat))
        return found

    def channel(self, chat: int) -> Channel | None:
        """A channel that is followed."""
        return next((one for one in self.channels() if one.id == chat), None)

    def channels(self) -> tuple[Channel, ...]:
        """All that are followed, by their titles."""
        with self._reading.connect() as connection:
            rows = connection.execute(sa.select(CHANNELS)).all()
        return tuple(
            sorted((Channel(row.chat, row.title, row.name) for row in rows), key=lambda one: (one.title, one.id))
        )

    def album(self, group: str, post: Post) -> tuple[Post, ...]:
        """All pieces of an album that have come so far, with this one as it is now."""
        key = (ALBUMS.c.chat == post.channel, ALBUMS.c.number == post.number)
        row = {"chat": post.channel, "number": post.number, "album": group, "post": packed(post), "at": self._now}
        with self._engine.begin() as connection:
            connection.execute(sa.delete(ALBUMS).where(*key))
            connection.execute(sa.insert(ALBUMS), row)
            theirs = sa.select(ALBUMS.c.post).where(ALBUMS.c.chat == post.channel, ALBUMS.c.album == group)
            return tuple(unpacked(one) for one in connection.scalars(theirs.order_by(ALBUMS.c.number)))


def packed(post: Post) -> str:
    """A post as JSON."""
    fields: dict[str, Any] = {name: getattr(post, name) for name in Post.__dataclass_fields__}
    return json.dumps(fields | {"moment": post.moment.isoformat()}, ensure_ascii=False)


def unpacked(text: str) -> Post:
    """What `packed` wrote."""
    fields = json.loads(text)
    return Post(**fields | {"moment": dt.datetime.fromisoformat(fields["moment"])})
