"""The table of methods: each (core, params) -> result; parameters are strings as on the wire."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from tests.botapi.core import Core

Params = Mapping[str, Any]
Method = Callable[[Core, Params], Awaitable[Any]]
METHODS: dict[str, Method] = {}


def enter(name: str) -> Callable[[Method], Method]:
    """Put a method into the table."""

    def put(method: Method) -> Method:
        METHODS[name] = method
        return method

    return put


def flag(params: Params, key: str) -> bool:
    """A boolean parameter."""
    return str(params.get(key, "")).lower() == "true"
