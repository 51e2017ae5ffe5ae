"""A library that answers each question once: the chats of a round mostly ask the same."""

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, cast

from handlers.messages import Library

SAME = frozenset(
    {"about", "articles", "compare", "people", "quotes_by", "resolve", "resolve_outlet", "scope", "timeline"}
)


def once(library: Library, before: Callable[[], object] = tuple) -> Library:
    """The library, its answers remembered for as long as this is; `before` is called before each that is worked out."""
    return cast("Library", _Once(library, before))


class _Once:
    def __init__(self, library: Library, before: Callable[[], object]) -> None:
        self._library = library
        self._before = before
        self._known: dict[Hashable, Any] = {}
        self._lock = Lock()

    def present(self) -> "_Once":
        """Itself: a round looks for a newer corpus as often as it works something out."""
        return self

    def __getattr__(self, name: str) -> Any:
        ask = getattr(self._library, name)
        return self._remembered(name, ask) if name in SAME else ask

    def _remembered(self, name: str, ask: Callable[..., Any]) -> Callable[..., Any]:
        def asked(*args: Any, **more: Any) -> Any:
            key = (name, args, tuple(sorted(more.items())))
            with self._lock:  # what one chat's worker finds out, the others wait for
                if key not in self._known:
                    self._before()
                    self._known[key] = ask(*args, **more)
                return self._known[key]

        return asked
