"""How much is too much? So many times within so many seconds, each person in each chat by themselves."""

import time
from collections import OrderedDict, deque
from collections.abc import Callable
from threading import Lock

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
