"""How much is too much? So many times within so many seconds, each person in each chat by themselves."""

import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from threading import Lock

MINUTE, HOUR = 60.0, 3600.0  # seconds
KNOWN = 10_000  # people whose latest times are remembered


class Manners:
    """Counts what is forgotten a moment later: nothing of it is kept."""

    def __init__(self, most: int, seconds: float, now: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._seconds = seconds
        self._now = now
        self._latest: OrderedDict[tuple[int, int], deque[float]] = OrderedDict()
        self._lock = Lock()

    def welcome(self, chat: int, person: int) -> bool:
        """Whether this one is still within measure; those beyond it do not count."""
        with self._lock:
            latest = self._latest.setdefault((chat, person), deque())
            self._latest.move_to_end((chat, person))
            if len(self._latest) > KNOWN:
                self._latest.popitem(last=False)
            now = self._now()
            while latest and now - latest[0] >= self._seconds:
                latest.popleft()
            if len(latest) >= self._most:
                return False
            latest.append(now)
            return True


@dataclass(frozen=True, slots=True)
class Measures:
    """What is counted, and how much of it is too much."""

    questions: Manners = field(default_factory=partial(Manners, 5, MINUTE))  # of one person in one group
    presses: Manners = field(default_factory=partial(Manners, 10, MINUTE))  # of buttons that bring something new there
    reports: Manners = field(default_factory=partial(Manners, 10, HOUR))  # of one person
    wordless: Manners = field(default_factory=partial(Manners, 1, HOUR))  # in one chat, told once that words are read
    albums: Manners = field(default_factory=partial(Manners, 1, MINUTE))  # of which the first picture speaks for all
    failures: Manners = field(default_factory=partial(Manners, 5, MINUTE))  # that operators are told of
