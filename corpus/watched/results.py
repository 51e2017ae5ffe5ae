"""What goes between the network and what is kept of it: plain values, which travel between processes."""

import datetime as dt
from dataclasses import dataclass

from corpus.ingest.feeds.entries import Entry
from corpus.ingest.feeds.stories import House
from corpus.models import Page

# what reading a page may raise by a fault of ours: it must not stop the others, nor come again at each start
FAULTS = (RecursionError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError)


@dataclass(frozen=True, slots=True)
class Round:
    """When something is done: `now` in seconds of the epoch, `chance` between 0 and 1 keeps polls out of step.

    What was published before the ISO day `oldest` is not taken; empty for no bound.
    """

    now: float
    chance: float = 0.5
    oldest: str = ""

    @property
    def day(self) -> dt.date:
        """The day, in UTC."""
        return dt.datetime.fromtimestamp(self.now, dt.UTC).date()

    def too_old(self, published: str | None) -> bool:
        """Whether a day or minute of publication lies before the bound."""
        return bool(self.oldest and published and published[:10] < self.oldest)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of asking for a feed. `content` is None where nothing has changed; `reason` is set where it failed.

    `wait` and `max_age` are in seconds; `moved` is where it stays from now on; `gone` means that it is no more.
    """

    content: bytes | None = None
    etag: str = ""
    modified: str = ""
    max_age: int | None = None
    moved: str = ""
    reason: str = ""
    wait: float | None = None
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Due:
    """A feed that is to be asked; `title` is its address where it has none."""

    address: str
    title: str
    etag: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Polled:
    """What a feed brought: how many entries are new, how many say something else than before; or why nothing.

    `at_first` tells that it fails for the first time in a row.
    """

    title: str
    new: int = 0
    changed: int = 0
    reason: str = ""
    at_first: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """An entry that waits to be read; `page` is the address to be had first, empty where the feed carries it all."""

    feed: str
    entry: str
    said: Entry
    house: House
    page: str = ""
    tries: int = 0


@dataclass(frozen=True, slots=True)
class Look:
    """A page that is asked again: its feed tells of no edit, but not every edit is told of."""

    article: str
    said: Entry
    house: House
    page: str
    etag: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Had:
    """A page that came, with what its server knows this answer by; no page where it is the same as the last time."""

    page: Page | None
    etag: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Missing:
    """A page that could not be had, and whether it may be had later."""

    reason: str
    later: bool = False


@dataclass(frozen=True, slots=True)
class Took:
    """What came of entries: ids of new articles, of those with a new version; `failed` names each with its reason.

    `edited` are those of `changed` whose page says something else though no feed said so.
    """

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    edited: tuple[str, ...] = ()
    same: int = 0
    later: int = 0
    failed: tuple[tuple[str, str], ...] = ()

    def __add__(self, other: "Took") -> "Took":
        """Both together."""
        return Took(
            self.new + other.new,
            self.changed + other.changed,
            self.edited + other.edited,
            self.same + other.same,
            self.later + other.later,
            self.failed + other.failed,
        )


@dataclass(frozen=True, slots=True)
class FeedState:
    """A feed as it stands; moments in seconds of the epoch."""

    address: str
    title: str
    folder: str
    state: str
    error: str
    failures: int
    due: float
    answered: float | None
    news: float | None
    entries: int
    articles: int
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class Held:
    """What went into the corpus, of how many that were looked at; `kept_out` were removed for good."""

    looked_at: int = 0
    articles: int = 0
    quotes: int = 0
    kept_out: tuple[str, ...] = ()
