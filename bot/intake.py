"""Things that operators sent, read and written: what a token stands for, put right, added to the corpus, dropped."""

import datetime as dt
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from threading import Lock
from typing import Protocol

from bot.pendings import Kept, Pendings, unpacked
from corpus.corrections import Correction
from corpus.errors import UnreadableError
from corpus.ingest.dates import publication_date
from corpus.ingest.named import plain_name
from corpus.ingest.posts import post_article
from corpus.intake import Understood, pasted, put_right, understood
from corpus.models import Article, Page
from handlers.messages import Library
from handlers.taken import Channel, Pending

FEW = 20  # articles of a file that are looked at for being copies
READ = 8  # things whose reading is remembered


class Adder(Protocol):
    """Who writes into the corpus; see corpus.curating."""

    def add(self, articles: Sequence[Article], given: Mapping[str, str], by: int) -> tuple[str, ...]: ...
    def copies(self, articles: Sequence[Article]) -> dict[str, str]: ...


class BotIntake:
    """Implements handlers.taken.Intake; without an adder nothing can be added."""

    def __init__(self, kept: Pendings, library: Library, adder: Adder | None = None) -> None:
        self.kept = kept
        self._library = library
        self._adder = adder
        self._lock = Lock()
        self._read: OrderedDict[str, Understood] = OrderedDict()

    def pending(self, token: str) -> Pending | None:
        """What a token stands for, as it would be added now."""
        kept = self.kept.get(token)
        if kept is None:
            return None
        found = self._understood(kept)
        articles = tuple(put_right(article, kept.given) for article in found.articles)
        held = frozenset(one.id for one in articles if self._library.article(one.id) is not None)
        channel = str(unpacked(kept.content.decode()).channel) if kept.form == "post" else ""
        copies = self._adder.copies(articles[:FEW]) if self._adder else {}
        return Pending(token, kept.name, articles, found.failures, held, copies, found.more, channel)

    def put_right(self, token: str, field: str, value: str) -> bool:
        """Take over a value; whether it can be one."""
        if field == "date":
            value = _day(value)
        value = plain_name(value) if field != "title" else " ".join(value.split())
        if not Correction(token, field, value).sound:
            return False
        self.kept.give(token, {field: value})
        return True

    def add(self, token: str, by: int) -> tuple[str, ...] | None:
        """Put everything of it into the corpus; the ids that are in now, None where there is nothing any more."""
        kept = self.kept.get(token)
        if kept is None or self._adder is None:
            return None
        ids = self._adder.add(self._understood(kept).articles, kept.given, by)
        self.kept.drop(token)
        with self._lock:
            self._read.pop(token, None)
        return ids

    def discard(self, token: str) -> bool:
        """Forget it; whether it was there."""
        return self.kept.drop(token)

    def follow(self, token: str) -> Channel | None:
        """Follow the channel that a forwarded post came from, or that the bot has been added to."""
        kept = self.kept.get(token)
        if kept is None or kept.form not in {"post", "channel"}:
            return None
        post = unpacked(kept.content.decode())
        channel = Channel(post.channel, plain_name(post.title), post.name)
        self.kept.follow(channel)
        return channel

    def channels(self) -> tuple[Channel, ...]:
        """Channels whose posts come in."""
        return self.kept.channels()

    def stop(self, channel: int) -> Channel | None:
        """Follow a channel no longer."""
        return self.kept.stop(channel)

    def _understood(self, kept: Kept) -> Understood:
        with self._lock:
            known = self._read.get(kept.token)
        if known is None:
            known = _read(kept)
            with self._lock:
                self._read[kept.token] = known
                while len(self._read) > READ:
                    self._read.popitem(last=False)
        return known


def _read(kept: Kept) -> Understood:
    if kept.form == "failed":
        return Understood((), (UnreadableError(kept.name, kept.content.decode()),))
    if kept.form == "channel":
        return Understood(())
    if kept.form == "post":
        return Understood((post_article(unpacked(kept.content.decode())),))
    if kept.form == "text":
        return pasted(kept.content.decode(), kept.name)
    url = kept.name if "://" in kept.name else ""
    return understood(Page(kept.name, kept.content, kept.media, url=url))


def _day(value: str) -> str:
    """An ISO day, from any way of writing one."""
    try:
        return dt.date.fromisoformat(value.strip()).isoformat()
    except ValueError:
        return (publication_date(value) or "")[:10]
