"""What answers leave behind is written together: one transaction for all updates that are answered at about a time.

While a sheaf is open, what is put down goes into it and not yet into the database. From one and the same commit on the
update counts as handled, its buttons work, and its chat was here; after that its answer goes out.
"""

import secrets
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import partial
from threading import Lock
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, IntegrityError

from bot.chatsdb import BUTTONS, LINKS, QUESTIONS, SEEN, UNDERWAY, VISITS, Told
from bot.engines import reading
from bot.lasting import steady
from bot.rowwise import through
from handlers.messages import Clock, Preferences

Row = Mapping[str, Any]
Heard = Callable[[Iterable[Any]], object]


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """How rows come into a table, or leave it: those with the same key go first, where there may be any.

    Statements are built once: on the way of every update, building one costs more than running it.
    """

    put: sa.Executable | None = None
    clear: sa.Delete | None = None


def _replacing(table: sa.Table, *key: str) -> Entry:
    wanted = (table.c[name] == sa.bindparam(name) for name in key)
    return Entry(sa.insert(table), sa.delete(table).where(*wanted))


BUTTON = Entry(sa.insert(BUTTONS))
VISIT = _replacing(VISITS, "chat")
LINK = _replacing(LINKS, "token")
ANSWERED = _replacing(QUESTIONS, "chat", "message")
# An update that Telegram brings again, its owner being slow or dead, is with whoever took it last.
KEPT = Entry(
    sa.text(
        "INSERT INTO underway (number, chat, at, until, tries, owner, told)"
        " VALUES (:number, :chat, :at, :until, 0, :owner, :told)"
        " ON CONFLICT (number) DO UPDATE SET owner = excluded.owner, until = excluded.until"
    ).bindparams(sa.bindparam("told", type_=Told))
)
DONE = Entry(clear=sa.delete(UNDERWAY).where(UNDERWAY.c.number == sa.bindparam("number")))
_ORDER = (BUTTON, VISIT, LINK, ANSWERED, KEPT, DONE)
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

    def leave(
        self, entry: Entry, key: Hashable, row: Row, then: Callable[[Iterable[Any]], object] | None = None
    ) -> None:
        """Leave a row for whoever writes next; `then` hears the keys that were written with it, from any thread."""
        with self._lock:
            first = entry not in self._left.rows
            self._left.put(entry, key, row)
            if then and first:
                self._left.then.append(partial(then, self._left.rows[entry]))

    def unleave(self, entry: Entry, key: Hashable) -> bool:
        """Take a row back that was left; False where somebody is writing it already."""
        with self._lock:
            return self._left.rows.get(entry, {}).pop(key, None) is not None

    def flush(self) -> None:
        """Write what was left."""
        self._kept([], "")

    def write(self, sheaves: Sequence[Sheaf]) -> list[bool]:
        """Write all, and what was left; for each whether its update was not handled before, by whichever replica.

        Of one that was, nothing is written; nor of the second where an update stands there twice.
        """
        first: dict[int, Sheaf] = {}
        for one in sheaves:
            if one.update is not None:
                first.setdefault(one.update, one)
        single = [one for one in sheaves if one.update is None or first[one.update] is one]
        news = iter(self._kept(single, secrets.token_hex(8)))
        return [(one.update is None or first[one.update] is one) and next(news) for one in sheaves]

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
                through(connection, _SEE, seen)
            for entry in sorted(rows, key=_ORDER.index):
                some = [row for _, row in sorted(rows[entry].items())]
                for statement in (entry.clear, entry.put):
                    if some and statement is not None:
                        through(connection, statement, some)
        for sheaf in sheaves:
            for done in sheaf.then:
                done()

    def _taken(self) -> list[Sheaf]:
        with self._lock:
            left, self._left = self._left, Sheaf()
        return [left] if any(left.rows.values()) else []

    def _put_back(self, left: Sequence[Sheaf]) -> None:
        with self._lock:
            for sheaf in left:
                self._left.then += sheaf.then
                for entry, rows in sheaf.rows.items():
                    newer = self._left.rows.setdefault(entry, rows)  # the same, where it is all: it is known to `then`
                    for key, row in rows.items():
                        newer.setdefault(key, row)

    @property
    def _now(self) -> int:
        return int(self._clock.now().timestamp())
