"""Which article is it? New, known, or another version of a known one: its content decides, not its address alone."""

import datetime as dt
import logging
import re
import unicodedata
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from sqlalchemy import Connection, func, insert, select, update

from corpus.errors import UnreadableError
from corpus.ingest.feeds.stories import from_feed, from_page, host_of
from corpus.ingest.identity import identify
from corpus.models import Article, Page, Printed, Reading
from corpus.watched.kept import packed, unpacked
from corpus.watched.ledger import Ledger, sign
from corpus.watched.results import Job, Missing, Round, Took
from corpus.watched.tables import ALIASES, ENTRIES, VERSIONS

FAULTS = (RecursionError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError)
log = logging.getLogger(__name__)
TRIES = 3  # of a page that may be had later
SOON = 600.0  # seconds until the second, and four times as many until the third
ALIKE = 0.4  # of the words of two texts at one address: below it they are two articles
_WORD = re.compile(r"\w+")
_TRACKING = re.compile(
    r"^(?:utm_|fbclid$|gclid$|mc_|at_|ns_|cmp$|cmpid$|ref$|ref_src$|source$|traffic_source$|rss$)", re.IGNORECASE
)


def take(ledger: Ledger, job: Job, page: Page | Missing | None, at: Round) -> Took:
    """Read what waits and keep its version; the corpus has it only when it is held there."""
    try:
        found, reason = _reading(job, page, at.day)
    except FAULTS as error:  # a fault of ours: this page must not stop the others, nor come again at each start
        log.exception("%s cannot be read", job.page or job.said.key)
        return give_up(ledger, job, f"the reader has a fault ({type(error).__name__})")
    if found is None:
        if isinstance(page, Missing) and page.later and job.tries + 1 < TRIES:
            return _put_off(ledger, job, page.reason, at.now)
        return give_up(ledger, job, reason)
    article = found.article
    if at.too_old(article.published):
        return give_up(ledger, job, "older than articles are kept")
    with ledger.writing() as connection:
        known = connection.execute(select(ENTRIES.c.article).where(*_is(job))).scalar()
        took, id_ = keep(connection, article, known, at, job.house.host)
        connection.execute(update(ENTRIES).where(*_is(job)).values(article=id_, waiting=None, reason=reason))
    return took


def _reading(job: Job, page: Page | Missing | None, today: dt.date) -> tuple[Reading | None, str]:
    """The article, and what is wrong all the same; the feed's own text only where its page cannot be had."""
    reason = ""
    if isinstance(page, Page):
        found = from_page(page, job.said, job.house)
        if isinstance(found, Reading):
            return found, ""
        reason = found.reason
    elif isinstance(page, Missing):
        reason = page.reason
        if page.later and job.tries + 1 < TRIES:
            return None, reason
    own = from_feed(job.said, job.house, today)
    if isinstance(own, UnreadableError):
        return None, reason or own.reason
    return own, f"only what the feed prints: {reason}" if reason else ""


def keep(connection: Connection, article: Article, known: str | None, at: Round, home: str = "") -> tuple[Took, str]:
    """Put an article down: nothing where it is there already, else as new or as the next version; and its id.

    `home` is the site that it belongs to where it has no address of its own.
    """
    site = host_of(article.url or article.source)
    words = f"words {fingerprint(article)}"
    place = f"link {sign(same_link(article.url or article.source))}" if site else ""  # a file may hold many
    site = site or home
    same = None if known else _by_words(connection, words, site, article)
    id_ = known or same or _by_link(connection, place, site, article)
    if id_ is None:
        id_ = article.id
        if last_of(connection, id_) is not None:  # the same words at another outlet: an article of its own
            id_ = identify(article.id, site)
    before = last_of(connection, id_)
    took = Took(same=1)
    if before is None or (not same and _differs(unpacked(before.facts), article)):
        kept = replace(article, id=id_)
        number = 1 if before is None else before.number + 1
        row = {"article": id_, "number": number, "seen": at.now, "day": (article.published or at.day.isoformat())[:10]}
        connection.execute(insert(VERSIONS), row | {"held": 0, "facts": packed(kept)})
        took = Took(new=(id_,)) if before is None else Took(changed=(id_,))
    for alias in filter(None, (words, place)):
        _remember(connection, alias, site, id_)
    return took, id_


def fingerprint(article: Printed) -> str:
    """A hash of the words of a text: neither marks nor spaces nor capitals make another one."""
    return sign(" ".join(_WORD.findall(unicodedata.normalize("NFKC", article.body).casefold())))


def same_link(address: str) -> str:
    """An address without what makes no other page of it: the scheme, `www.`, marks of where a reader came from."""
    try:
        parts = urlsplit(address)
        query = [(key, value) for key, value in parse_qsl(parts.query) if not _TRACKING.match(key)]
    except ValueError:
        return address
    return f"{host_of(address)}{parts.path.rstrip('/')}?{urlencode(sorted(query))}"


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


def last_of(connection: Connection, id_: str) -> Any | None:
    """The newest version of an article."""
    query = select(VERSIONS).where(VERSIONS.c.article == id_).order_by(VERSIONS.c.number.desc()).limit(1)
    return connection.execute(query).first()


def _by_words(connection: Connection, words: str, site: str, article: Article) -> str | None:
    """The article with these words on this site, or of this outlet elsewhere."""
    for row in connection.execute(select(ALIASES).where(ALIASES.c.alias == words)):
        if row.site == site:
            return str(row.article)
        other = last_of(connection, row.article)
        if other is not None and unpacked(other.facts).provenance.outlet == article.provenance.outlet is not None:
            return str(row.article)
    return None


def _by_link(connection: Connection, place: str, site: str, article: Article) -> str | None:
    """The article at this address, if it is one text still: a page may hold another one every day."""
    if not place:
        return None
    id_ = connection.execute(select(ALIASES.c.article).where(ALIASES.c.alias == place, ALIASES.c.site == site)).scalar()
    before = last_of(connection, id_) if id_ else None
    return id_ if before is not None and alike(unpacked(before.facts), article) else None


def alike(one: Printed, other: Printed) -> bool:
    """Whether two texts at one place may be versions of one article."""
    if one.title and one.title == other.title:
        return True
    a, b = (frozenset(_WORD.findall(each.body.casefold())) for each in (one, other))
    return len(a & b) >= ALIKE * len(a | b)


def _differs(before: Printed, article: Printed) -> bool:
    return " ".join(before.body.split()) != " ".join(article.body.split()) or before.title != article.title


def _remember(connection: Connection, alias: str, site: str, id_: str) -> None:
    here = (ALIASES.c.alias == alias, ALIASES.c.site == site)
    if connection.execute(select(func.count()).select_from(ALIASES).where(*here)).scalar_one():
        connection.execute(update(ALIASES).where(*here).values(article=id_))
    else:
        connection.execute(insert(ALIASES), {"alias": alias, "site": site, "article": id_})
