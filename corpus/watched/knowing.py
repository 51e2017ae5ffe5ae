"""Which article is it? New, known, or another version of a known one: its content decides, not its address alone."""

import re
import unicodedata
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from sqlalchemy import Connection, func, insert, select, update

from corpus.ingest.feeds.stories import host_of
from corpus.ingest.identity import identify
from corpus.models import Article, Printed
from corpus.watched.kept import packed, unpacked
from corpus.watched.ledger import sign
from corpus.watched.results import Round, Took
from corpus.watched.tables import ALIASES, VERSIONS

ALIKE = 0.4  # of the words of two texts at one address: below it they are two articles
_WORD = re.compile(r"\w+")
_TRACKING = re.compile(
    r"^(?:utm_|fbclid$|gclid$|mc_|at_|ns_|cmp$|cmpid$|ref$|ref_src$|source$|traffic_source$|rss$)", re.IGNORECASE
)


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
    return share_of(words_of(one), words_of(other)) >= ALIKE


def words_of(text: Printed) -> frozenset[str]:
    """The different words of a text."""
    return frozenset(_WORD.findall(text.body.casefold()))


def share_of(some: frozenset[str], others: frozenset[str]) -> float:
    """How many of all their words two texts have both, from 0 to 1; nothing and nothing are alike."""
    return len(some & others) / len(some | others) if some or others else 1.0


def _differs(before: Printed, article: Printed) -> bool:
    return " ".join(before.body.split()) != " ".join(article.body.split()) or before.title != article.title


def _remember(connection: Connection, alias: str, site: str, id_: str) -> None:
    here = (ALIASES.c.alias == alias, ALIASES.c.site == site)
    if connection.execute(select(func.count()).select_from(ALIASES).where(*here)).scalar_one():
        connection.execute(update(ALIASES).where(*here).values(article=id_))
    else:
        connection.execute(insert(ALIASES), {"alias": alias, "site": site, "article": id_})
