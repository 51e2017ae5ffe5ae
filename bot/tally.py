"""How does the bot do? Numbers since it was started, for its operators: never what was asked."""

import datetime as dt
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from threading import Lock

from handlers import COMMANDS
from handlers.messages import Status

BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)  # seconds, the most of each


@dataclass(slots=True)
class Tally:
    """Counts; `slowest` in seconds, with its command; `within` how many answers took as long as each of BUCKETS."""

    since: dt.datetime
    answered: int = 0
    refused: int = 0
    failed: int = 0
    slowest: float = 0.0
    command: str = ""
    seconds: float = 0.0
    answers: Counter[tuple[str, str]] = field(default_factory=Counter)  # by command and status
    within: list[int] = field(default_factory=lambda: [0] * (len(BUCKETS) + 1))
    _lock: Lock = field(default_factory=Lock)

    def answer(self, command: str, status: Status, seconds: float) -> None:
        """One answer more."""
        with self._lock:
            if status in {Status.OK, Status.DID_YOU_MEAN}:
                self.answered += 1
            else:
                self.refused += 1
            self.answers[command if command in COMMANDS else "other", status.value] += 1
            self.within[bisect_left(BUCKETS, seconds)] += 1
            self.seconds += seconds
            if seconds > self.slowest:
                self.slowest, self.command = seconds, command

    def failure(self) -> None:
        """One answer that failed."""
        with self._lock:
            self.failed += 1
