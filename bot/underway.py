"""What was taken over and is not answered yet, as rows of the chats' database: whole updates, gone when answered.

A row bears its owner, and until when it is theirs: a file of SQLite has one bot, which owns all when it starts; on a
server an owner that has renewed nothing for so long is dead, and whichever replica looks first takes its rows over.
"""

import datetime as dt
import logging
import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from bot.chatsdb import SEEN, UNDERWAY
from bot.lasting import lasting
from bot.ledger import DONE, KEPT, Ledger
from corpus.claiming import claimed
from corpus.servers import shared
from handlers.messages import Clock

LEASE = 60  # seconds that a replica owns what it has taken over without a word; a fail-over takes half of that
KEEP = dt.timedelta(days=1)  # as long as Telegram itself would have kept it
DEADLY = 2  # times that the program has died of an update that was taken up again, until nobody does
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Left:
    """An update that somebody left unanswered: its number, and its JSON."""

    number: int
    told: bytes


class Memo:
    """Rows that the ledger writes with the others: of no cost where an update is done before anything is written."""

    def __init__(self, ledger: Ledger, clock: Clock, owner: str) -> None:
        self._ledger = ledger
        self._clock = clock
        self._owner = owner

    def keep(self, number: int, chat: int, told: object, written: Callable[[Iterable[int]], object]) -> None:
        """Keep an update: its JSON, read or as it came. `written` hears its number when it is, from any thread."""
        now = int(self._clock.now().timestamp())
        row = {"number": number, "chat": chat, "at": now, "until": now + LEASE, "owner": self._owner, "told": told}
        self._ledger.leave(KEPT, number, row, written)

    def drop(self, number: int) -> bool:
        """Keep it no longer; whether nothing needs to be written for that."""
        if self._ledger.unleave(KEPT, number):
            return True
        self._ledger.leave(DONE, number, {"number": number})
        return False


@lasting
class Underway:
    """Sync, for any thread; `memo` for the way of each update."""

    def __init__(self, engine: sa.Engine, clock: Clock, ledger: Ledger) -> None:
        self._engine = engine
        self._clock = clock
        self._ledger = ledger
        self._owner = secrets.token_hex(8)
        self._ours = UNDERWAY.c.owner.startswith(self._owner)
        self.memo = Memo(ledger, clock, self._owner)
        self.shared = shared(engine)

    def claim(self, turn: int, most: int) -> list[Left]:
        """Up to so many of those that nobody will answer any more, oldest first: from now on they are ours.

        `turn` is another one each time: a claim that is made again, its commit being in doubt, finds what it took.
        Those that are too old, or of which the program has died too often, are given up. Any other is to be answered
        even if it was marked as handled: its answer has not gone out, or nobody knows.
        """
        now, mine = self._now, f"{self._owner} {turn}"
        dead = UNDERWAY.c.until <= now if self.shared else sa.true()
        free = (dead & ~self._ours) | (UNDERWAY.c.owner == mine)
        with self._engine.begin() as connection:
            values = {"owner": mine, "until": now + LEASE}
            rows = claimed(connection, [UNDERWAY.c.number], free, values, most, UNDERWAY.c.number)
            found = [row for row in sorted(rows, key=lambda row: row.number) if not self._hopeless(row)]
            gone = {row.number for row in rows} - {row.number for row in found}
            for number in gone:
                connection.execute(sa.delete(UNDERWAY).where(UNDERWAY.c.number == number))
            for row in found:
                connection.execute(sa.delete(SEEN).where(SEEN.c.number == row.number))
        return [Left(row.number, bytes(row.told)) for row in found]

    def begin(self, number: int) -> None:
        """One that was taken up again is now worked on: should the program die of it, that was once more."""
        with self._engine.begin() as connection:
            mine = UNDERWAY.c.number == number
            connection.execute(sa.update(UNDERWAY).where(mine).values(tries=UNDERWAY.c.tries + 1))

    def give_back(self, numbers: Sequence[int]) -> None:
        """There was no room for them after all."""
        with self._engine.begin() as connection:
            theirs = UNDERWAY.c.number.in_(numbers)
            connection.execute(sa.update(UNDERWAY).where(theirs).values(owner="", until=0))

    def renew(self) -> None:
        """Say that we are alive."""
        now = self._now
        late = self._ours & (UNDERWAY.c.until < now + LEASE // 2)
        with self._engine.begin() as connection:
            connection.execute(sa.update(UNDERWAY).where(late).values(until=now + LEASE))

    def release(self) -> None:
        """Leave what is not finished to whoever looks next: nothing has died of it."""
        self._ledger.flush()
        with self._engine.begin() as connection:
            connection.execute(sa.update(UNDERWAY).where(self._ours).values(owner="", until=0, tries=0))

    def forget(self, chat: int) -> None:
        """Drop what is kept of a chat."""
        with self._engine.begin() as connection:
            connection.execute(sa.delete(UNDERWAY).where(UNDERWAY.c.chat == chat))

    def migrate(self, old: int, new: int) -> None:
        """A chat goes on under another number."""
        with self._engine.begin() as connection:
            connection.execute(sa.update(UNDERWAY).where(UNDERWAY.c.chat == old).values(chat=new))

    def sweep(self) -> None:
        """Drop what is too old."""
        with self._engine.begin() as connection:
            connection.execute(sa.delete(UNDERWAY).where(UNDERWAY.c.at < self._now - int(KEEP.total_seconds())))

    def _hopeless(self, row: sa.Row[Any]) -> bool:
        if row.tries >= DEADLY:
            log.error("update %s is given up: the program has died each time it was being answered", row.number)
            return True
        if row.at < self._now - int(KEEP.total_seconds()):
            log.warning("update %s is given up: it was left unanswered for more than a day", row.number)
            return True
        return False

    @property
    def _now(self) -> int:
        return int(self._clock.now().timestamp())
