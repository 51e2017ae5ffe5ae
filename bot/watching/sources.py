"""What is to be watched: addresses of feeds, lists of feeds, folders."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.errors import UnreadableError
from corpus.ingest.feeds import Subscription, read_list

_LISTS = frozenset({".opml", ".xml", ".toml"})
_LONGEST = 16 * 1024 * 1024  # bytes of a list


@dataclass(frozen=True, slots=True)
class Sources:
    """Feeds, each once, and folders."""

    feeds: tuple[Subscription, ...] = ()
    folders: tuple[str, ...] = ()

    @property
    def given(self) -> tuple[str, ...]:
        """The addresses of the feeds as they were given."""
        return tuple(one.address for one in self.feeds)


def sorted_out(named: Iterable[str], every: int | None = None) -> Sources:
    """Which of these are feeds, lists, folders; UnreadableError names what is none. `every` is in minutes."""
    feeds: dict[str, Subscription] = {}
    folders: dict[str, None] = {}
    for one in named:
        if "://" in one:
            feeds.setdefault(one, Subscription(one, every=every))
        elif Path(one).is_dir():
            folders[one] = None
        else:
            for feed in _listed(Path(one)):
                feeds.setdefault(feed.address, replace(feed, every=feed.every or every))
    return Sources(tuple(feeds.values()), tuple(folders))


def _listed(path: Path) -> tuple[Subscription, ...]:
    source = str(path)
    if not path.exists():
        raise UnreadableError(source, "neither a file, a folder, nor the address of a feed")
    if path.suffix.lower() not in _LISTS:
        raise UnreadableError(
            source, "not a list of feeds: these end in .opml, .xml or .toml; add a file with corpus add"
        )
    try:
        if path.stat().st_size > _LONGEST:
            raise UnreadableError(source, "too long for a list of feeds")
        return read_list(path.read_bytes(), source)
    except OSError as error:
        raise UnreadableError(source, (error.strerror or "cannot be read").lower()) from error
