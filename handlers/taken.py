"""What operators send to be added, as handlers see it: kept until it is confirmed, or a day is over."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from corpus.errors import UnreadableError
from corpus.models import Article


@dataclass(frozen=True, slots=True)
class Pending:
    """Something that waits to be added.

    `token` names it in requests. `held` are ids of the articles that the corpus holds already, `copies` says of which
    article of the corpus another is a copy. `more` tells that the file holds too many to be added here. `channel` is
    the public name or the number of the channel that it was forwarded from.
    """

    token: str
    name: str
    articles: tuple[Article, ...] = ()
    failures: tuple[UnreadableError, ...] = ()
    held: frozenset[str] = frozenset()
    copies: Mapping[str, str] = field(default_factory=dict)
    more: bool = False
    channel: str = ""


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel whose posts come in."""

    id: int
    title: str
    name: str = ""  # its public one


class Intake(Protocol):
    """What waits to be added, and what is followed."""

    def pending(self, token: str) -> Pending | None: ...
    def put_right(self, token: str, field: str, value: str) -> bool: ...
    def add(self, token: str, by: int) -> tuple[str, ...] | None: ...
    def follow(self, token: str) -> Channel | None: ...
    def discard(self, token: str) -> bool: ...
    def channels(self) -> tuple[Channel, ...]: ...
    def stop(self, channel: int) -> Channel | None: ...
