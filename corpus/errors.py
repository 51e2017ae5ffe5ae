"""The errors of the corpus: one base, each with what failed as attributes."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


class CorpusError(Exception):
    """Anything that the corpus could not do; the message says what and how to mend it."""


class UnreadableError(CorpusError):
    """A page that cannot become an article: `source` names it, `reason` says why."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason

    def __reduce__(self) -> tuple[type["UnreadableError"], tuple[str, str]]:
        """By its parts: it travels between processes."""
        return type(self), (self.source, self.reason)


class StoreError(CorpusError):
    """A corpus that cannot be opened: `path` names it, `mend` is the command that helps."""

    def __init__(self, path: str, reason: str, mend: str = "") -> None:
        super().__init__(f"{path}: {reason}" + (f"; {mend}" if mend else ""))
        self.path = path
        self.reason = reason
        self.mend = mend


MEND = "look through it with: dateline corpus check; mend it with: dateline corpus build PATH…"
# What making something of a stored value raises where that is not what was written.
UNSOUND = (ValueError, KeyError, TypeError, IndexError, AttributeError, OverflowError)


class DamagedError(StoreError):
    """A stored value that cannot be what was written, as after a flipped bit: `what` it is a part of."""

    def __init__(self, what: str, error: BaseException | None = None) -> None:
        told = f" ({type(error).__name__}: {' '.join(str(error).split())[:80]})" if error else ""
        super().__init__("the corpus", f"is damaged: {what} cannot be read{told}", MEND)


class sound:  # noqa: N801 - it is used as a function; a generator would cost the more, on the way of a question
    """DamagedError, which names `what` is read, where that is not what was written."""

    __slots__ = ("_what",)

    def __init__(self, what: str) -> None:
        self._what = what

    def __enter__(self) -> None:
        """Nothing is to be made ready."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        """Name what could not be read."""
        if isinstance(error, UNSOUND):
            raise DamagedError(self._what, error) from error


def soundly(what: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """The same for all that a function does; of a tenth of the cost, which counts on the way of a question."""

    def guarded(read: Callable[P, R]) -> Callable[P, R]:
        @wraps(read)
        def done(*args: P.args, **more: P.kwargs) -> R:
            try:
                return read(*args, **more)
            except UNSOUND as error:
                raise DamagedError(what, error) from error

        return done

    return guarded


class BeyondError(CorpusError, IndexError):
    """A stretch that its text does not hold: of a stored article, one that was damaged."""

    def __init__(self, stop: int, length: int) -> None:
        super().__init__(f"the corpus is damaged: a stretch ends at {stop} of a text of {length}; {MEND}")
