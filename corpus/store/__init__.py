"""Where articles are kept: built anew as a generation, read by many, never ranked here.

Whoever only reads does not wait for what writes: that is imported when it is asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from corpus.store.check import check, stats
from corpus.store.read import Generation, Stored, Uttered, open_generation

if TYPE_CHECKING:
    from corpus.store.write import Built, Outcome, add, build, forget, remove

__all__ = [
    "Built",
    "Generation",
    "Outcome",
    "Stored",
    "Uttered",
    "add",
    "build",
    "check",
    "forget",
    "open_generation",
    "remove",
    "stats",
]
_WRITE = ("Built", "Outcome", "add", "build", "forget", "remove")


def __getattr__(name: str) -> Any:
    """One of the names that write; AttributeError for any other."""
    if name not in _WRITE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = import_module(f"{__name__}.write")
    globals().update({one: getattr(module, one) for one in _WRITE})
    return globals()[name]
