"""A property that is worked out when it is first asked for, then kept."""

from collections.abc import Callable
from typing import Any, Generic, Self, TypeVar, overload

Made = TypeVar("Made")


class lazy(Generic[Made]):  # noqa: N801 - it decorates, as `cached_property` does
    """`functools.cached_property` without its lock, which Python has up to 3.11 and which costs more than most values.

    Two threads that ask at once both work it out: for what is the same each time.
    """

    def __init__(self, make: Callable[[Any], Made]) -> None:
        self._make = make
        self.__doc__ = make.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, one: None, owner: type) -> Self: ...
    @overload
    def __get__(self, one: object, owner: type) -> Made: ...
    def __get__(self, one: object | None, owner: type) -> Made | Self:
        """What is kept of `one` under the property's own name, where it is found the next time."""
        if one is None:
            return self
        made = one.__dict__[self._name] = self._make(one)
        return made
