"""What becomes of an entry that waits: its article is read, from the page or the feed, and its version kept."""

import datetime as dt
import logging
from typing import Any

from sqlalchemy import select, update

from corpus.errors import UnreadableError
from corpus.ingest.feeds.stories import from_feed, from_page
from corpus.models import Reading
from corpus.watched.knowing import keep
from corpus.watched.ledger import Ledger
from corpus.watched.looking import look_later
from corpus.watched.results import FAULTS, Had, Job, Missing, Round, Took
from corpus.watched.tables import ENTRIES

log = logging.getLogger(__name__)
TRIES = 3  # of a page that may be had later
SOON = 600.0  # seconds until the second, and four times as many until the third


def take(ledger: Ledger, job: Job, had: Had | Missing | None, at: Round) -> Took:
    """Read what waits and keep its version; the corpus has it only when it is held there."""
    try:
        found, reason = _reading(job, had, at.day)
    except FAULTS as error:  # a fault of ours: this page must not stop the others, nor come again at each start
        log.exception("%s cannot be read", job.page or job.said.key)
        return give_up(ledger, job, f"the reader has a fault ({type(error).__name__})")
    if found is None:
        if isinstance(had, Missing) and had.later and job.tries + 1 < TRIES:
            return _put_off(ledger, job, had.reason, at.now)
        return give_up(ledger, job, reason)
    article = found.article
    if at.too_old(article.published):
        return give_up(ledger, job, "older than articles are kept")
    with ledger.writing() as connection:
        known = connection.execute(select(ENTRIES.c.article).where(*_is(job))).scalar()
        took, id_ = keep(connection, article, known, at, job.house.host)
        connection.execute(update(ENTRIES).where(*_is(job)).values(article=id_, waiting=None, reason=reason))
        if isinstance(had, Had) and not reason:
            look_later(connection, id_, job, had, at)
    return took


def _reading(job: Job, had: Had | Missing | None, today: dt.date) -> tuple[Reading | None, str]:
    """The article, and what is wrong all the same; the feed's own text only where its page cannot be had."""
    reason = ""
    if isinstance(had, Had) and had.page:
        found = from_page(had.page, job.said, job.house)
        if isinstance(found, Reading):
            return found, ""
        reason = found.reason
    elif isinstance(had, Missing):
        reason = had.reason
        if had.later and job.tries + 1 < TRIES:
            return None, reason
    own = from_feed(job.said, job.house, today)
    if isinstance(own, UnreadableError):
        return None, reason or own.reason
    return own, f"only what the feed prints: {reason}" if reason else ""


def _is(job: Job) -> tuple[Any, Any]:
    return ENTRIES.c.feed == job.feed, ENTRIES.c.entry == job.entry


def _put_off(ledger: Ledger, job: Job, reason: str, now: float) -> Took:
    due = now + SOON * 4**job.tries
    with ledger.writing() as connection:
        connection.execute(update(ENTRIES).where(*_is(job)).values(tries=job.tries + 1, due=due, reason=reason))
    return Took(later=1)


def give_up(ledger: Ledger, job: Job, reason: str) -> Took:
    """Put down why an entry gives no article; it is read again only when its feed says something else of it."""
    with ledger.writing() as connection:
        connection.execute(update(ENTRIES).where(*_is(job)).values(waiting=None, reason=reason))
    return Took(failed=((job.said.link or job.said.key, reason),))
