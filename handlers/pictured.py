"""What an answer can carry beside text: pictures as what is to be drawn, no pixel of it; files as they are sent."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.models import Excerpt, Interval

if TYPE_CHECKING:
    from handlers.messages import Message


@dataclass(frozen=True, slots=True)
class Tick:
    """An event on the axis of a timeline: how many outlets tell it, and whether they differ."""

    when: Interval
    outlets: int
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Happening:
    """An event in the list of a timeline, with its best excerpt. `differs` says on what outlets do."""

    when: Interval
    words: tuple[str, ...]
    excerpt: Excerpt
    outlets: int
    differs: tuple["Message", ...] = ()
    planned: bool = False


@dataclass(frozen=True, slots=True)
class Days:
    """A timeline: all its events on an axis, those that matter in a list; `more` is how many are not listed."""

    title: "Message"
    ticks: tuple[Tick, ...]
    happenings: tuple[Happening, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Point:
    """A row of a grid: a cell an outlet, None where it does not tell, empty where it states no value.

    `relation` is differ | agree | only.
    """

    title: "Message"
    relation: str
    cells: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A comparison: outlets by points; `more` points and `others`, outlets, are not shown."""

    title: "Message"
    outlets: "tuple[str | Message, ...]"
    points: tuple[Point, ...]
    more: int = 0
    others: int = 0


@dataclass(frozen=True, slots=True)
class Bar:
    """Somebody's quotes; `articles` carry them, by `outlets`."""

    name: str
    role: str
    quotes: int
    articles: int
    outlets: int


@dataclass(frozen=True, slots=True)
class Bars:
    """Who is quoted most; `more` people are not shown."""

    title: "Message"
    bars: tuple[Bar, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """Something to be drawn, light or dark; `name` is that of a file with it, without its ending."""

    drawn: Days | Grid | Bars
    dark: bool = False
    name: str = "picture"


@dataclass(frozen=True, slots=True)
class Document:
    """A file to be sent, with its name and its media type as in MIME."""

    name: str
    media_type: str
    content: bytes
