"""What answers leave behind is written together: one transaction for all updates that are answered at about a time.

While a sheaf is open, what is put down goes into it and not yet into the database. From one and the same commit on the
update counts as handled, its buttons work, and its chat was here; after that its answer goes out.
"""

import secrets
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, IntegrityError

from bot.chatsdb import BUTTONS, LINKS, QUESTIONS, SEEN, VISITS
from bot.engines import reading
from bot.lasting import steady
from handlers.messages import Clock, Preferences

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """How rows come into a table: those with the same key go first, where there may be any.

    Statements are built once: on the way of every update, building one costs more than running it.
    """

    put: sa.Insert
    clear: sa.Delete | None = None


def _replacing(table: sa.Table, *key: str) -> Entry:
    wanted = (table.c[name] == sa.bindparam(name) for name in key)
    return Entry(sa.insert(table), sa.delete(table).where(*wanted))


BUTTON = Entry(sa.insert(BUTTONS))
VISIT = _replacing(VISITS, "chat")
LINK = _replacing(LINKS, "token")
ANSWERED = _replacing(QUESTIONS, "chat", "message")
_ORDER = (BUTTON, VISIT, LINK, ANSWERED)
_SEE = sa.insert(SEEN)
_WHOSE = sa.select(SEEN.c.holder).where(SEEN.c.number == sa.bindparam("wanted"))


@dataclass(slots=True)
class Sheaf:
    """Rows that wait to be written, by table and key, and the update that then counts as handled.

    `chosen` are what chats have chosen, looked up once an update; `then` is done when all is written.
    """

    update: int | None = None
    rows: dict[Entry, dict[Hashable, Row]] = field(default_factory=dict)
    chosen: dict[int, Preferences] = field(default_factory=dict)
    then: list[Callable[[], object]] = field(default_factory=list)

    def put(self, entry: Entry, key: Hashable, row: Row) -> None:
        """In place of any row with that key."""
        self.rows.setdefault(entry, {})[key] = row


_OPEN: ContextVar[Sheaf | None] = ContextVar("open", default=None)


def opened() -> Sheaf | None:
    """The sheaf that is open here."""
    return _OPEN.get()


@contextmanager
def into(sheaf: Sheaf) -> Iterator[Sheaf]:
    """What is put down in here goes into the sheaf."""
    before = _OPEN.set(sheaf)
    try:
        yield sheaf
    finally:
        _OPEN.reset(before)


class Ledger:
    """Sync, for any thread."""

    def __init__(self, engine: sa.Engine, clock: Clock) -> None:
        self._engine = engine
        self._reading = reading(engine)
        self._clock = clock
        self._left = Sheaf()
        self._lock = Lock()
        self._writing = Lock()

    def put(self, entry: Entry, key: Hashable, row: Row, then: Callable[[], object] | None = None) -> None:
        """Put a row down: with the sheaf that is open, else at once."""
        sheaf = opened() or Sheaf()
        sheaf.put(entry, key, row)
        if then:
            sheaf.then.append(then)
        if sheaf is not opened():
            self._kept([sheaf], "")

    def leave(self, entry: Entry, key: Hashable, row: Row) -> None:
        """Leave a row for whoever writes next: nothing else rests on it."""
        with self._lock:
            self._left.put(entry, key, row)

    def flush(self) -> None:
        """Write what was left."""
        self._kept([], "")

    def write(self, sheaves: Sequence[Sheaf]) -> list[bool]:
        """Write all, and what was left; for each whether its update was not handled before, by whichever replica.

        Of one that was, nothing is written.
        """
        return self._kept(sheaves, secrets.token_hex(8))

    @steady
    def _kept(self, sheaves: Sequence[Sheaf], holder: str) -> list[bool]:
        with self._writing:  # who flushes finds all written that was left, also what another thread was just writing
            left = self._taken()
            try:
                try:
                    self._put([*left, *sheaves], holder)
                except IntegrityError:  # an update was handled before; which it was is found out one by one
                    found = [self._alone(sheaf, holder) for sheaf in (*left, *sheaves)]
                    return found[len(left) :]
            except DBAPIError:
                self._put_back(left)
                raise
            return [True] * len(sheaves)

    def _alone(self, sheaf: Sheaf, holder: str) -> bool:
        try:
            self._put([sheaf], holder)
        except IntegrityError:
            with self._reading.connect() as connection:
                whose = connection.scalar(_WHOSE, {"wanted": sheaf.update})
            if whose is None:  # it was another row, that another replica wrote at the same moment
                raise
            return bool(whose == holder)  # ours, by a commit whose answer was lost
        return True

    def _put(self, sheaves: Sequence[Sheaf], holder: str) -> None:
        """One transaction. Rows go in the order of their keys: two replicas never wait for each other."""
        seen = [{"number": one.update, "at": self._now, "holder": holder} for one in sheaves if one.update is not None]
        rows: dict[Entry, dict[Hashable, Row]] = {}
        for sheaf in sheaves:
            for entry, found in sheaf.rows.items():
                rows.setdefault(entry, {}).update(found)
        if not seen and not rows:
            return
        with self._engine.begin() as connection:
            if seen:
                connection.execute(_SEE, seen)
            for entry in sorted(rows, key=_ORDER.index):
                some = [row for _, row in sorted(rows[entry].items())]
                if entry.clear is not None:
                    connection.execute(entry.clear, some)
                connection.execute(entry.put, some)
        for sheaf in sheaves:
            for done in sheaf.then:
                done()

    def _taken(self) -> list[Sheaf]:
        with self._lock:
            left, self._left = self._left, Sheaf()
        return [left] if left.rows else []

    def _put_back(self, left: Sequence[Sheaf]) -> None:
        with self._lock:
            for sheaf in left:
                for entry, rows in sheaf.rows.items():
                    for key, row in rows.items():
                        self._left.rows.setdefault(entry, {}).setdefault(key, row)

    @property
    def _now(self) -> int:
        return int(self._clock.now().timestamp())
