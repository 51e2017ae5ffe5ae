"""What a worker does: pages in, drafts and failures out. Pure, so that it makes no difference who does it."""

import signal
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import FrameType
from typing import Self

from lxml.etree import LxmlError

from corpus.errors import UnreadableError
from corpus.events.frames import frames
from corpus.events.study import study
from corpus.ingest.read import read_all
from corpus.models import Page
from corpus.store.drafts import Draft, draft

LIMIT = 60  # seconds of work that one article may take, however busy the machine is
_FAULTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    LxmlError,
    MemoryError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)  # what a page that nobody foresaw may raise: it is named, and the rest goes on


class TooLongError(Exception):
    """A page takes too long: no error that whoever reads it would catch."""


@dataclass(frozen=True, slots=True)
class Read:
    """A draft, the seconds that it took, and the line or row that it stands in; 0 where it is the whole page."""

    draft: Draft
    seconds: float
    line: int = 0


@dataclass(frozen=True, slots=True)
class Failed:
    """A page, or a line of one, that gives no article."""

    source: str
    reason: str


Outcomes = tuple[Read | Failed, ...]  # of one page, in its order


def read_batch(pages: Sequence[Page]) -> list[Outcomes]:
    """What each of some pages holds."""
    return [tuple(_read(page)) for page in pages]


def _read(page: Page) -> Iterator[Read | Failed]:
    began = time.perf_counter()
    with _Limit() as limit:
        try:
            for found in read_all(page):
                if isinstance(found, UnreadableError):
                    yield Failed(found.source, found.reason)
                else:
                    one = draft(found.article)
                    _forget()
                    yield Read(one, time.perf_counter() - began, found.line)
                began = time.perf_counter()
                limit.begin()
        except TooLongError:
            yield Failed(page.source, f"takes longer than {LIMIT} s to read")
        except _FAULTS as error:
            yield Failed(page.source, f"cannot be read ({type(error).__name__}: {error})"[:300])


def _forget() -> None:
    """Let go of what is kept of an article for the next question: here nobody asks any."""
    frames.cache_clear()
    study.cache_clear()


class _Limit:
    """Raises TooLongError when an article takes too much work; never where this thread cannot be interrupted."""

    def __init__(self) -> None:
        self._can = threading.current_thread() is threading.main_thread() and hasattr(signal, "setitimer")

    def __enter__(self) -> Self:
        if self._can:
            self._before = signal.signal(signal.SIGVTALRM, _stop)
            self.begin()
        return self

    def begin(self) -> None:
        """Count anew."""
        if self._can:
            signal.setitimer(signal.ITIMER_VIRTUAL, LIMIT)

    def __exit__(self, *_: object) -> None:
        if self._can:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            signal.signal(signal.SIGVTALRM, self._before)


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise TooLongError
