"""Edits of which no feed tells: pages are asked again, ever more seldom, and what they say now is the next version.

Only pages are: what a feed carries whole is told by the feed.
"""

import logging
from collections import Counter
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from corpus.errors import UnreadableError
from corpus.ingest.feeds import Feed
from corpus.ingest.feeds.stories import from_page, host_of, house_of
from corpus.models import Article, Page, Printed
from corpus.servers import shared
from corpus.watched.kept import entry_of, entry_text, unpacked
from corpus.watched.knowing import ALIKE, keep, last_of, share_of, words_of
from corpus.watched.ledger import LEASE, Ledger
from corpus.watched.results import FAULTS, Had, Job, Look, Missing, Round, Took
from corpus.watched.tables import FEEDS, LOOKS
from corpus.watched.timing import last_look, next_look

A_HOST = 3  # pages of one host in one go
_SHORTER = 0.6  # of its words that a page must still show: one that is cut to its beginning was not edited
_SAME = 0.9  # of the words of a shorter text that stood in the longer one
log = logging.getLogger(__name__)


def look_later(connection: Connection, article_id: str, job: Job, had: Had, at: Round) -> None:
    """An article was read from its page: it will be asked for again. Two feeds that name it make one look."""
    since = min(job.said.at or at.now, at.now)
    row = _row(connection, article_id)
    if row is not None:  # its feed has told of an edit
        _again(connection, row, had, at, changed=True)
        return
    until = last_look(since)
    due = next_look(since, at.now, until, at.chance)
    if due is None:
        return
    said = entry_text(replace(job.said, content="", summary=""))
    values = {"feed": job.feed, "address": job.page, "said": said, "etag": had.etag, "modified": had.modified}
    connection.execute(insert(LOOKS), {"article": article_id, "since": since, "until": until, "due": due} | values)


def due_looks(ledger: Ledger, now: float, most: int) -> list[Look]:
    """Pages to be asked again now, longest waiting first, a few of each host.

    On a server they are this watch's for LEASE seconds, and others pass over what it is looking at.
    """
    query = (
        select(LOOKS, FEEDS.c.title, FEEDS.c.site, FEEDS.c.outlet)
        .join(FEEDS, FEEDS.c.address == LOOKS.c.feed)
        .where(LOOKS.c.due <= now)
        .order_by(LOOKS.c.due, LOOKS.c.article)
        .limit(most * A_HOST)
        .with_for_update(of=LOOKS, skip_locked=True)
    )
    found: list[Look] = []
    hosts: Counter[str] = Counter()
    with ledger.writing() as connection:
        for row in connection.execute(query).all():
            host = host_of(row.address)
            hosts[host] += 1
            if hosts[host] <= A_HOST and len(found) < most:
                house = house_of(Feed(row.feed, row.title, row.site), row.outlet)
                found.append(Look(row.article, entry_of(row.said), house, row.address, row.etag, row.modified))
        if shared(connection.engine):
            for one in found:
                connection.execute(_of(one.article).values(due=now + LEASE))
    return found


def next_due_look(ledger: Ledger) -> float | None:
    """When the next page is to be asked again, None where none is."""
    query = select(LOOKS.c.due).order_by(LOOKS.c.due).limit(1)
    with ledger.writing() as connection:
        return connection.execute(query).scalar()


def take_look(ledger: Ledger, look: Look, had: Had | Missing | None, at: Round) -> Took:
    """Keep what a page says now, where that is something else, and put down when it is asked again."""
    if isinstance(had, Missing) and not had.later:
        return leave(ledger, look, had.reason)
    found = _read(look, had.page) if isinstance(had, Had) and had.page else None
    with ledger.writing() as connection:
        row, before = _row(connection, look.article), last_of(connection, look.article)
        if row is None or before is None:  # too old by now, and gone
            return Took()
        edited = found is not None and is_edit(unpacked(before.facts), found)
        took = keep(connection, found, look.article, at)[0] if found and edited else Took(same=1)
        _again(connection, row, had if isinstance(had, Had) else Had(None), at, changed=bool(took.changed))
    return replace(took, edited=took.changed)


def leave(ledger: Ledger, look: Look, reason: str) -> Took:
    """Ask for a page no more."""
    log.info("%s is not looked at again: %s", look.page, reason)
    with ledger.writing() as connection:
        connection.execute(delete(LOOKS).where(LOOKS.c.article == look.article))
    return Took()


def is_edit(before: Printed, now: Printed) -> bool:
    """Whether a text that stands where another stood is that text, edited: not another one, nor its beginning alone."""
    old, new = words_of(before), words_of(now)
    if share_of(old, new) < ALIKE:
        return False
    return len(new) >= _SHORTER * len(old) or len(old & new) < _SAME * len(new)


def _read(look: Look, page: Page) -> Article | None:
    """What a page says now; None where it cannot be read any more."""
    try:
        found = from_page(page, look.said, look.house)
    except FAULTS:  # a fault of ours: what is kept of the page stays as it is
        log.exception("%s cannot be read again", look.page)
        return None
    if isinstance(found, UnreadableError):
        log.info("%s cannot be read again: %s", look.page, found.reason)
        return None
    return found.article


def _row(connection: Connection, article_id: str) -> Any | None:
    return connection.execute(select(LOOKS).where(LOOKS.c.article == article_id)).first()


def _again(connection: Connection, row: Any, had: Had, at: Round, *, changed: bool) -> None:
    """When the page is asked for the next time: what was edited is edited again soon."""
    since = at.now if changed else row.since
    due = next_look(since, at.now, row.until, at.chance)
    if due is None:
        connection.execute(delete(LOOKS).where(LOOKS.c.article == row.article))
        return
    known = {"etag": had.etag, "modified": had.modified} if had.page else {}
    connection.execute(_of(row.article).values(since=since, due=due, **known))


def _of(article_id: str) -> Any:
    return update(LOOKS).where(LOOKS.c.article == article_id)
