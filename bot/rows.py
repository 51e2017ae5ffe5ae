"""How a place stands in a row of the chats' database: its chat, its topic (0 without one), its kind."""

import datetime as dt
from typing import Any

import sqlalchemy as sa

from bot.chatsdb import PLACES
from handlers.messages import ChatKind, ChatRef


def at(table: sa.Table, chat: ChatRef) -> tuple[sa.ColumnElement[bool], ...]:
    """What finds a place's rows."""
    return table.c.chat == chat.id, table.c.topic == (chat.topic or 0)


def place(row: Any) -> ChatRef:
    """The place of a row."""
    return ChatRef(row.chat, ChatKind(row.kind), row.topic or None)


def put(connection: sa.Connection, table: sa.Table, chat: ChatRef, **values: Any) -> None:
    """Put the one row that a place has in a table."""
    connection.execute(sa.delete(table).where(*at(table, chat)))
    connection.execute(sa.insert(table).values(chat=chat.id, topic=chat.topic or 0, **values))


def language_at(connection: sa.Connection, chat: ChatRef) -> str:
    """The language in which a place is written to."""
    return connection.scalar(sa.select(PLACES.c.language).where(*at(PLACES, chat))) or "en"


def seconds(moment: dt.datetime | None) -> int:
    """A moment as it is kept, 0 for none."""
    return int(moment.timestamp()) if moment else 0


def moment(kept: int) -> dt.datetime:
    """A kept moment, in UTC."""
    return dt.datetime.fromtimestamp(kept, dt.UTC)
