"""Which of several replicas sends what is due: the one whose session holds a lock of the database.

The lock goes with the session, however that ends, and any replica's next try wins it; after a fail-over nobody holds
it, for the new primary knows of no locks. A file of SQLite has one bot.
"""

import logging
from threading import Lock

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as Crowded

from corpus.servers import key_of, shared

log = logging.getLogger(__name__)

_WIN = sa.select(sa.func.pg_try_advisory_lock(key_of("digests")))
_STANDS = sa.text("SELECT NOT pg_is_in_recovery()")


class Lead:
    """For any thread. `believed` is what the last look found, without another look."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._session: sa.Connection | None = None
        self._lock = Lock()
        self.believed = True

    def held(self) -> bool:
        """Whether this process is the one; where nobody is, it becomes it."""
        if not shared(self._engine):
            return True
        with self._lock:
            before, self.believed = self._session is not None, self._stands() or self._won()
            if before != self.believed:
                log.info("this replica %s what is due", "sends" if self.believed else "no longer sends")
            return self.believed

    def resign(self) -> None:
        """Let another one be it."""
        with self._lock:
            self._drop()

    def _stands(self) -> bool:
        if self._session is None:
            return False
        try:
            if self._session.scalar(_STANDS):
                return True
        except DBAPIError:
            log.warning("the session that held the lead is lost")
        self._drop()
        return False

    def _won(self) -> bool:
        """Its own connection, of no pool: whoever borrowed it next would hold the lock."""
        try:
            session = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            session.detach()
            if session.scalar(_WIN):
                self._session = session
                return True
            session.close()
        except (DBAPIError, Crowded) as error:
            log.warning("nobody can take the lead: %s", " ".join(str(error).split()))
        return False

    def _drop(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            session.close()
