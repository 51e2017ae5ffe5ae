"""Before the disk is full or the memory at its bound: a warning, in time and once."""

import shutil
from collections.abc import Callable
from pathlib import Path

from bot.watching.memory import system_limit, used
from handlers.messages import Message, msg

MIB = 1024 * 1024
LITTLE = 1024 * MIB  # bytes free, or
SMALL = 0.05  # this part of the disk: a warning
LAST = 256 * MIB  # bytes free with which nothing more is taken in
NEAR = 0.8  # of the memory that there may be
_BETTER = 1.1  # times the bound, at which a warning may be given again


class Alarm:
    """Looks after the disk of a folder, and the memory of this process and its children."""

    def __init__(
        self,
        folder: Path,
        warned: Callable[[Message], None],
        memory_mib: int = 0,
        *,
        disk: Callable[[Path], tuple[int, int]] | None = None,
        memory: Callable[[], int] | None = None,
        limit: Callable[[], int] | None = None,
    ) -> None:
        self._folder = folder
        self._warned = warned
        self._disk = disk or _free
        self._memory = memory or used
        self._limit = memory_mib * MIB or (limit or system_limit)()
        self._low = self._near = False

    def may_write(self) -> bool:
        """Whether there is room for more; warns where little is left."""
        free, whole = self._disk(self._folder)
        bound = max(LITTLE, int(SMALL * whole)) if whole > 2 * LITTLE else int(SMALL * whole)
        if free < bound and not self._low:
            self._warned(msg("watch.disk", folder=str(self._folder), free=free // MIB, whole=whole // MIB))
        self._low = free < bound * (_BETTER if self._low else 1)
        self._look_at_memory()
        return free >= min(LAST, bound)

    def _look_at_memory(self) -> None:
        if not self._limit:
            return
        taken = self._memory()
        if taken > NEAR * self._limit and not self._near:
            self._warned(msg("watch.memory", used=taken // MIB, limit=self._limit // MIB))
        self._near = taken > NEAR * self._limit / (_BETTER if self._near else 1)


def _free(folder: Path) -> tuple[int, int]:
    """Bytes free on the disk of a folder, or of the nearest that exists, and in all."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    found = shutil.disk_usage(folder)
    return found.free, found.total
