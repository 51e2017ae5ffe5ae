"""How does the bot do? Numbers since it was started, for its operators: never what was asked."""

import datetime as dt
from dataclasses import dataclass, field
from threading import Lock

from handlers.messages import Status


@dataclass(slots=True)
class Tally:
    """Counts; `slowest` in seconds, with its command."""

    since: dt.datetime
    answered: int = 0
    refused: int = 0
    failed: int = 0
    slowest: float = 0.0
    command: str = ""
    _lock: Lock = field(default_factory=Lock)

    def answer(self, command: str, status: Status, seconds: float) -> None:
        """One answer more."""
        with self._lock:
            if status in {Status.OK, Status.DID_YOU_MEAN}:
                self.answered += 1
            else:
                self.refused += 1
            if seconds > self.slowest:
                self.slowest, self.command = seconds, command

    def failure(self) -> None:
        """One answer that failed."""
        with self._lock:
            self.failed += 1
