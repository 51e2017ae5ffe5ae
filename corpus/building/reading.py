"""What a worker does: pages in, drafts and failures out. Pure, so that it makes no difference who does it."""

import signal
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

from lxml.etree import LxmlError

from corpus.errors import UnreadableError
from corpus.events.frames import frames
from corpus.events.study import study
from corpus.ingest.read import read_all
from corpus.models import Page
from corpus.store.drafts import Draft, draft

LIMIT = 120  # seconds that one page may take
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
    """A draft and the seconds that it took."""

    draft: Draft
    seconds: float


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
    try:
        with _at_most(LIMIT):
            for found in read_all(page):
                if isinstance(found, UnreadableError):
                    yield Failed(found.source, found.reason)
                else:
                    one = draft(found.article)
                    _forget()
                    yield Read(one, time.perf_counter() - began)
                began = time.perf_counter()
    except TooLongError:
        yield Failed(page.source, f"takes longer than {LIMIT} s to read")
    except _FAULTS as error:
        yield Failed(page.source, f"cannot be read ({type(error).__name__}: {error})"[:300])


def _forget() -> None:
    """Let go of what is kept of an article for the next question: here nobody asks any."""
    frames.cache_clear()
    study.cache_clear()


@contextmanager
def _at_most(seconds: int) -> Iterator[None]:
    """TooLongError after so many seconds; no limit where this thread cannot be interrupted."""
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise TooLongError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
