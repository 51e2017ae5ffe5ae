"""What a feed says, before anything is made of it."""

from dataclasses import dataclass

from corpus.errors import UnreadableError

MOST = 10_000  # entries of one feed that are read, in its order, which is newest first
LONGEST = 1_000_000  # code points of one entry's text


class NotAFeedError(UnreadableError):
    """A page of the web where a feed was looked for; `feeds` are the addresses of feeds that it names."""

    def __init__(self, source: str, reason: str, feeds: tuple[str, ...] = ()) -> None:
        super().__init__(source, reason)
        self.feeds = feeds

    def __reduce__(self) -> tuple[type["NotAFeedError"], tuple[str, str, tuple[str, ...]]]:  # type: ignore[override] # one part more
        """By its parts: it travels between processes."""
        return type(self), (self.source, self.reason, self.feeds)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. `key` is what the feed knows it by: its guid or id, else its link, else its title.

    `published` is an ISO day or minute in the zone that the feed names, `at` the same in seconds of the epoch where it
    names a minute; `content` and `summary` are HTML; `source` is the outlet that it was taken over from, where it says.
    """

    key: str
    title: str = ""
    link: str = ""
    published: str | None = None
    at: float | None = None
    author: str = ""
    content: str = ""
    summary: str = ""
    language: str = ""
    source: str = ""
    updated: str = ""  # as it stands: who changes an article says so here


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: `link` is its site; `ttl` in minutes; `quiet_hours` are hours of UTC in which it need not be asked.

    `quiet_days` count from Monday, 0. `mended` tells that it was no sound XML; `left_out` how many entries were more
    than are read.
    """

    address: str
    title: str = ""
    link: str = ""
    language: str = ""
    entries: tuple[Entry, ...] = ()
    ttl: int | None = None
    quiet_hours: frozenset[int] = frozenset()
    quiet_days: frozenset[int] = frozenset()
    mended: bool = False
    left_out: int = 0
