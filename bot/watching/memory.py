"""How much memory is held, and how much there may be, as the system tells."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

_LIMITS = ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes")
_BOUNDLESS = 1 << 50  # bytes: what the system gives where it sets no limit


def used() -> int:
    """Bytes of memory that this process and its children hold; 0 where the system does not tell."""
    return sum(resident(process) for process in (os.getpid(), *_children(os.getpid())))


def system_limit() -> int:
    """Bytes that a control group allows, else that the machine has; 0 where neither tells."""
    for path in _LIMITS:
        try:
            text = Path(path).read_text(encoding="ascii").strip()
        except OSError:
            continue
        if text.isdigit() and int(text) < _BOUNDLESS:
            return int(text)
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (ValueError, OSError):
        return 0


def resident(process: int) -> int:
    """Bytes of memory that a process holds; 0 where the system does not tell."""
    try:
        found = re.search(
            r"^VmRSS:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text(encoding="utf-8"), re.MULTILINE
        )
    except OSError:
        return 0
    return int(found[1]) * 1024 if found else 0


def _children(process: int) -> Iterator[int]:
    try:
        threads = sorted(Path(f"/proc/{process}/task").iterdir())
        for thread in threads:
            for child in (thread / "children").read_text(encoding="ascii").split():
                yield int(child)
                yield from _children(int(child))
    except OSError:
        return
