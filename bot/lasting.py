"""What a fail-over interrupts is done again: a method of the store either ends, or tells ChatsError.

A transaction whose connection was lost is rolled back by the server, so its method may simply be run once more. Where
the connection was lost while it was being committed, nobody knows: such methods are written so that a second run ends
as the first (by keys, and by a holder's token where they tell whether they were the first). All else is `single`.
"""

import asyncio
import functools
import logging
import time
from collections.abc import Callable
from types import FunctionType
from typing import Any, Concatenate, ParamSpec, TypeVar

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as Crowded

from bot.engines import ChatsError
from corpus.servers import named

log = logging.getLogger(__name__)

PATIENCE = 30.0  # seconds: a standby is promoted within that time, or somebody has to look
FIRST, LONGEST = 0.05, 1.0  # seconds between two tries: the first wait, which doubles, and the last
_UNDONE = frozenset({"23505", "40001", "40P01"})  # somebody else was faster: unique, serialization, deadlock
_LOST = frozenset({"25006", "53300", "57P01", "57P02", "57P03", "57P05"})  # read-only, too many, stopped, starting
_SINGLE, _LIGHT = "_single", "_light"
P = ParamSpec("P")
R = TypeVar("R")
Store = TypeVar("Store")


def lasting(store: type[Store]) -> type[Store]:
    """Let each public method of a store (it has an `_engine`) outlast a fail-over."""
    for name, method in list(vars(store).items()):
        if isinstance(method, FunctionType) and not name.startswith("_") and not hasattr(method, _LIGHT):
            setattr(store, name, steady(method))
    return store


def single(method: Callable[P, R]) -> Callable[P, R]:
    """A method that must not run a second time where nobody knows whether it was committed."""
    setattr(method, _SINGLE, True)
    return method


def light(method: Callable[P, R]) -> Callable[P, R]:
    """A method on the way of each answer that asks nothing of the database but by others, which last themselves."""
    setattr(method, _LIGHT, True)
    return method


def steady(method: Callable[Concatenate[Any, P], R]) -> Callable[Concatenate[Any, P], R]:
    """One method that is tried again; ChatsError where that is of no use."""

    @functools.wraps(method)
    def tried(self: Any, /, *args: P.args, **more: P.kwargs) -> R:
        return persisting(
            functools.partial(method, self, *args, **more), self._engine, twice=not hasattr(method, _SINGLE)
        )

    return tried


def persisting(work: Callable[[], R], engine: sa.Engine, *, twice: bool = True, patience: float = PATIENCE) -> R:
    """Do the work, again where it was interrupted; `twice` also where its commit was."""
    wait, end = FIRST, 0.0
    while True:
        try:
            return work()
        except DBAPIError as error:
            first, end = not end, end or time.monotonic() + (0.0 if _in_loop() else patience)
            if not (again(error, twice=twice) and time.monotonic() < end):
                raise ChatsError(_place(engine), reason_of(error)) from error
            if first:
                log.warning("the chats' database is waited for: %s", reason_of(error))
        except Crowded as error:
            raise ChatsError(_place(engine), "all its connections are in use") from error
        time.sleep(wait)
        wait = min(2 * wait, LONGEST)


def again(error: DBAPIError, *, twice: bool = True) -> bool:
    """Whether the same may be tried again."""
    if not hasattr(error.orig, "sqlstate"):  # SQLite: a file is not away for a while
        return False
    state = getattr(error.orig, "sqlstate", None) or ""
    if state in _UNDONE:
        return True
    if error.statement is None and error.connection_invalidated and not twice:
        return False  # lost in the middle of a commit
    unreached = error.statement is None and not state  # no server gave it a code: none was found that takes writes
    return error.connection_invalidated or state in _LOST or state.startswith("08") or unreached


def reason_of(error: DBAPIError) -> str:
    """What the database says, its first line."""
    said = str(error.orig).strip()
    return said.splitlines()[0] if said else type(error.orig).__name__


def _in_loop() -> bool:
    """Whether this thread answers everybody: it waits for nothing."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True


def _place(engine: sa.Engine) -> str:
    return named(engine.url)
