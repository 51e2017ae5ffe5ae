"""What becomes of a feed's answer: its entries are put down; the new and the altered ones wait to be read."""

import html
import re
from collections import Counter
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from corpus.errors import UnreadableError
from corpus.ingest.feeds import Entry, Feed, NotAFeedError, read_feed
from corpus.ingest.feeds.stories import house_of, is_whole
from corpus.servers import shared
from corpus.watched.kept import entry_of, entry_text
from corpus.watched.ledger import GONE, LEASE, LEFT, Ledger, rename, row_of, sign
from corpus.watched.results import Answer, Job, Polled, Round
from corpus.watched.tables import ENTRIES, FEEDS
from corpus.watched.timing import Wishes, next_time

DAY = 86_400.0
FORGOTTEN = 90 * DAY  # seconds after which an entry that its feed no longer shows is forgotten
A_HOST = 3  # pages of one host that are read in one go
WHOLE = 100  # entries that are read in one go, those that their feeds carry whole too,
ROOM = 1_000_000  # or code points of them
_TAG = re.compile(r"<[^<>]{0,2000}>")


def polled(ledger: Ledger, address: str, answer: Answer, at: Round) -> Polled:
    """Put down what came of asking for a feed."""
    with ledger.writing() as connection:
        row = row_of(connection, address)
        if row is None:
            return Polled(address)
        if answer.reason:
            return _failed(connection, row, answer, at)
        if answer.content is None:
            wishes = Wishes(max_age=answer.max_age)
            _answered(connection, address, next_time(at.now, wishes, every=row.every, chance=at.chance), answer, at)
            return Polled(row.title or address)
        try:
            feed = read_feed(answer.content, answer.moved or address)
        except NotAFeedError as error:
            return _found_elsewhere(connection, row, error, at)
        except UnreadableError as error:
            return _failed(connection, row, Answer(reason=error.reason), at)
        return _read(connection, row, feed, answer, at)


def _read(connection: Connection, row: Any, feed: Feed, answer: Answer, at: Round) -> Polled:
    address, note = row.address, ""
    if answer.moved and answer.moved != address:
        if not rename(connection, address, answer.moved):
            _set(connection, address, state=LEFT, error=f"it has moved to {answer.moved}, which is watched already")
            return Polled(row.title or address, note=f"has moved to {answer.moved}, which is watched already")
        address, note = answer.moved, f"has moved to {answer.moved}"
    new, changed = _put_down(connection, address, feed, at)
    wishes = Wishes(feed.ttl, answer.max_age, None, feed.quiet_hours, feed.quiet_days)
    _answered(connection, address, next_time(at.now, wishes, every=row.every, chance=at.chance), answer, at)
    said = {"title": feed.title or row.title, "site": feed.link}
    _set(connection, address, **said, **({"news": at.now} if new or changed else {}))
    if feed.left_out:
        note = f"{feed.left_out} entries are more than are read"
    return Polled(feed.title or row.title or address, new, changed, note=note)


def _put_down(connection: Connection, address: str, feed: Feed, at: Round) -> tuple[int, int]:
    query = select(ENTRIES.c.entry, ENTRIES.c.digest, ENTRIES.c.seen).where(ENTRIES.c.feed == address)
    known = {row.entry: (row.digest, row.seen) for row in connection.execute(query)}
    fresh, altered, still = [], [], []
    for key, entry in _keyed(feed).items():
        digest = _digest(entry)
        if key not in known:
            fresh.append(_row(address, key, digest, entry, at))
        elif known[key][0] != digest:
            altered.append(
                (key, {"digest": digest, "waiting": entry_text(entry), "due": at.now, "seen": at.now, "tries": 0})
            )
        elif known[key][1] < at.now - DAY:
            still.append(key)
    if fresh:
        connection.execute(insert(ENTRIES), fresh)
    for key, values in altered:
        connection.execute(_entry(address, key).values(values))
    for key in still:
        connection.execute(_entry(address, key).values(seen=at.now))
    gone = (ENTRIES.c.feed == address) & (ENTRIES.c.seen < at.now - FORGOTTEN) & ENTRIES.c.waiting.is_(None)
    connection.execute(delete(ENTRIES).where(gone))
    return sum(1 for row in fresh if row["waiting"]), len(altered)


def _keyed(feed: Feed) -> dict[str, Entry]:
    """Entries by a hash of what they are known by; one guid for several is none."""
    shared = Counter(entry.key for entry in feed.entries)
    return {
        sign(entry.key) if shared[entry.key] == 1 else sign(entry.key, entry.link, entry.title): entry
        for entry in reversed(feed.entries)
    }


def _digest(entry: Entry) -> str:
    """Of what is said: marks, pictures and counters in the markup may change, and days of publication do."""
    said = (" ".join(html.unescape(_TAG.sub(" ", text)).split()) for text in (entry.content, entry.summary))
    return sign(entry.title, entry.link, entry.updated, *said)


def _row(address: str, key: str, digest: str, entry: Entry, at: Round) -> dict[str, Any]:
    late = at.too_old(entry.published)
    return {
        "feed": address,
        "entry": key,
        "digest": digest,
        "seen": at.now,
        "due": at.now,
        "waiting": None if late else entry_text(entry),
        "reason": "older than articles are kept" if late else "",
    }


def _entry(address: str, key: str) -> Any:
    return update(ENTRIES).where(ENTRIES.c.feed == address, ENTRIES.c.entry == key)


def _set(connection: Connection, address: str, **values: Any) -> None:
    connection.execute(update(FEEDS).where(FEEDS.c.address == address).values(values))


def _answered(connection: Connection, address: str, due: float, answer: Answer, at: Round) -> None:
    validators = {"etag": answer.etag, "modified": answer.modified} if answer.content is not None else {}
    values = validators | {"due": due, "failures": 0, "error": "", "tried": at.now, "answered": at.now}
    _set(connection, address, **values)


def _failed(connection: Connection, row: Any, answer: Answer, at: Round) -> Polled:
    failures = row.failures + 1
    due = next_time(at.now, Wishes(wait=answer.wait), every=row.every, failures=failures, chance=at.chance)
    values = {"failures": failures, "error": answer.reason, "tried": at.now, "due": due}
    _set(connection, row.address, **values, **({"state": GONE} if answer.gone else {}))
    note = "it is not asked any more" if answer.gone else ""
    return Polled(row.title or row.address, reason=answer.reason, at_first=failures == 1, note=note)


def _found_elsewhere(connection: Connection, row: Any, error: NotAFeedError, at: Round) -> Polled:
    """A page stands where a feed was thought: the first feed that it names is taken, if this never was one."""
    feed = next(iter(error.feeds), "")
    if not feed or row.answered is not None or not rename(connection, row.address, feed):
        return _failed(connection, row, Answer(reason=error.reason), at)
    _set(connection, feed, due=at.now, tried=at.now)
    return Polled(row.title or row.address, note=f"is a page; the feed that it names is watched: {feed}")


def waiting(ledger: Ledger, now: float, most: int) -> list[Job]:
    """Entries to be read now: `most` whose pages are to be had, and up to a bound those that need none.

    Of one host there are no more than a few pages, so that a slow one holds nobody up.
    On a server they are this watch's for LEASE seconds, and others pass over what it is looking at.
    """
    query = (
        select(ENTRIES, FEEDS.c.title, FEEDS.c.site, FEEDS.c.outlet)
        .join(FEEDS, FEEDS.c.address == ENTRIES.c.feed)
        .where(ENTRIES.c.waiting.is_not(None), ENTRIES.c.due <= now)
        .order_by(ENTRIES.c.due, ENTRIES.c.article.is_(None), ENTRIES.c.feed, ENTRIES.c.entry)  # edits before news
        .with_for_update(of=ENTRIES, skip_locked=True)
    )
    jobs: list[Job] = []
    hosts: Counter[str] = Counter()
    pages = size = 0
    with ledger.writing() as connection:
        for row in connection.execute(query.execution_options(yield_per=WHOLE)):
            job = _job(row)
            host = job.page.split("/", 3)[2] if job.page else ""
            if host and hosts[host] >= A_HOST:
                continue
            hosts[host] += 1
            jobs.append(job)
            pages, size = pages + bool(host), size + len(row.waiting)
            if pages >= most or len(jobs) >= WHOLE or size >= ROOM:
                break
        if shared(connection.engine):
            for job in jobs:
                connection.execute(_entry(job.feed, job.entry).values(due=now + LEASE))
    return jobs


def _job(row: Any) -> Job:
    entry = entry_of(row.waiting)
    house = house_of(Feed(row.feed, row.title, row.site), row.outlet)
    page = "" if not entry.link or is_whole(entry) else entry.link
    return Job(row.feed, row.entry, entry, house, page, row.tries)


def next_waiting(ledger: Ledger) -> float | None:
    """When the next entry is to be read, None where none waits."""
    query = select(ENTRIES.c.due).where(ENTRIES.c.waiting.is_not(None)).order_by(ENTRIES.c.due).limit(1)
    with ledger.writing() as connection:
        return connection.execute(query).scalar()
