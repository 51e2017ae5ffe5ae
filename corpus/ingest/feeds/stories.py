"""The article behind an entry: what the page prints, what the feed says of it, and which of the two is believed."""

import datetime as dt
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from corpus.errors import UnreadableError
from corpus.ingest.feeds.entries import Entry, Feed
from corpus.ingest.identity import identify
from corpus.ingest.outlets import Outlet, registry
from corpus.ingest.web.page import read_page, read_web
from corpus.models import Article, Basis, Hop, Page, Provenance, Reading, Role
from corpus.words import fold

_WEB = frozenset({"text/html", "application/xhtml+xml"})
ENOUGH = 150  # words with which the feed's own text is the article's
_TAG = re.compile(r"<[^<>]{0,2000}>")
_CUT_SHORT = re.compile(
    r"(?:\[?(?:…|\.\.\.|&hellip;|&#8230;)\]?|read (?:more|on)|continue reading|full (?:story|article)|читать далее|"
    r"читати далі|weiterlesen|lire la suite|leer más)\W{0,10}$",
    re.IGNORECASE,
)
_BAR = re.compile(r"\s[|–—»>·-]\s|\s?[|»>:]\s")
_WORDS = 6  # of an outlet's name
_NAMELESS = frozenset(
    {"rss", "feed", "rss feed", "news", "home", "latest", "latest news", "untitled", "articles", "all"}
)


@dataclass(frozen=True, slots=True)
class House:
    """Whose feed it is; `host` is its site's, empty where it is not known."""

    hop: Hop
    host: str = ""

    def prints(self, address: str) -> bool:
        """Whether an article stands on the house's own site."""
        host = host_of(address)
        return not host or not self.host or _related(host, self.host)


def host_of(address: str) -> str:
    """The host of an address without `www.`; empty where there is none."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def house_of(feed: Feed, given: str = "") -> House:
    """The outlet of a feed: as whoever subscribed says, as its title names it, or as its domain lets one think."""
    host = host_of(feed.link) or host_of(feed.address)
    known = registry()
    if given:
        outlet = known.named(given)
        return House(Hop(given, Role.AUTHOR, Basis.GIVEN, outlet.kind if outlet else ""), host)
    parts = [part for part in (feed.title, *_BAR.split(feed.title)) if part.strip()]
    named = next(filter(None, map(known.named, parts)), None)
    if named:
        return House(_hop(named, Basis.STATED), host)
    if at_home := _of_host(host):
        return House(_hop(at_home, Basis.INFERRED), host)
    if name := _own_name(parts, host):
        return House(Hop(name, Role.AUTHOR, Basis.STATED), host)
    return House(Hop(host or None, Role.AUTHOR, Basis.INFERRED), host)


def is_whole(entry: Entry) -> bool:
    """Whether the feed carries the article itself, and not its beginning."""
    text = _TAG.sub(" ", entry.content or entry.summary).rstrip()
    return len(text.split()) >= ENOUGH and not _CUT_SHORT.search(text[-100:])


def from_feed(entry: Entry, house: House, found_on: dt.date) -> Reading | UnreadableError:
    """The article as the feed itself prints it, not annotated."""
    name = entry.link or entry.key
    page = _page(entry, entry.source or house.hop.outlet or "")
    found = read_page(page, name, found_on, entry.link)
    if isinstance(found, UnreadableError):
        return UnreadableError(name, "the feed prints too little of it to be read")
    return replace(found, article=_joined(found.article, entry, house, found_on))


def from_page(page: Page, entry: Entry, house: House) -> Reading | UnreadableError:
    """The article as its page prints it, with what the feed knows better; not annotated."""
    if page.media_type not in _WEB and page.content.lstrip()[:1] != b"<":
        return UnreadableError(page.source, f"{page.media_type or 'something else'} instead of a page of the web")
    found = read_web(page)
    if isinstance(found, UnreadableError):
        return found
    found_on = (page.found_at or dt.datetime.now(dt.UTC)).date()
    return replace(found, article=_joined(found.article, entry, house, found_on))


def _joined(article: Article, entry: Entry, house: House, found_on: dt.date) -> Article:
    title = article.title or entry.title or None
    published = better_day(article.published, entry.published, found_on)
    return replace(
        article,
        id=identify(title, published, article.body),
        title=title,
        published=published,
        published_basis=Basis.STATED if published else None,
        language=article.language or entry.language[:2] or None,
        url=article.url or entry.link or None,
        provenance=_chain(article.provenance, entry, house, article.url or entry.link),
    )


def better_day(page: str | None, feed: str | None, found_on: dt.date) -> str | None:
    """Of two days of publication the page's, but the feed's where it alone knows the minute, or the page knows none.

    A day that lies ahead is nobody's.
    """
    latest = (found_on + dt.timedelta(days=1)).isoformat()
    if feed and feed[:10] > latest:
        feed = None
    if not page or not feed:
        return page or feed
    apart = (dt.date.fromisoformat(page[:10]) - dt.date.fromisoformat(feed[:10])).days
    return feed if len(page) == 10 and len(feed) > 10 and not apart else page


def _chain(found: Provenance, entry: Entry, house: House, address: str) -> Provenance:
    """The page's own chain where it states one; else the feed's outlet, if the article stands on its site."""
    stated = [hop for hop in found.published if hop.outlet and hop.basis is not Basis.INFERRED]
    own = house.hop
    if entry.source and fold(entry.source) != fold(own.outlet or ""):
        source = _source(entry.source)
        carrier = replace(own, role=Role.CARRIER)
        first = stated or [source]
        return Provenance(
            (*first, *([carrier] if own.outlet not in {hop.outlet for hop in first} else ()), *found.cited)
        )
    if not house.prints(address):
        return found
    if own.basis is Basis.GIVEN:
        others = [hop for hop in stated if hop.role is Role.AGENCY and hop.outlet != own.outlet]
        return Provenance((*others, replace(own, role=Role.CARRIER) if others else own, *found.cited))
    named = {hop.outlet for hop in stated}
    if stated and (own.outlet in named or any(hop.role is not Role.AGENCY for hop in stated)):
        return found
    others = [hop for hop in stated if hop.outlet != own.outlet]
    return Provenance((*others, replace(own, role=Role.CARRIER) if others else own, *found.cited))


def _source(name: str) -> Hop:
    outlet = registry().named(name)
    return _hop(outlet, Basis.STATED) if outlet else Hop(name, Role.AUTHOR, Basis.STATED)


def _hop(outlet: Outlet, basis: Basis) -> Hop:
    return Hop(outlet.name, Role.AGENCY if outlet.wire else Role.AUTHOR, basis, outlet.kind)


def _of_host(host: str) -> Outlet | None:
    labels = host.split(".")
    hosts = (".".join(labels[at:]) for at in range(len(labels) - 1))
    return next((found for name in hosts if (found := registry().named(name)) and name in found.domains), None)


def _own_name(parts: list[str], host: str) -> str:
    """The part of a feed's title that its domain spells too, else the whole of a short title."""
    letters = re.sub(r"[\W_]", "", fold(host))
    for part in parts[1:] if len(parts) > 2 else parts:
        spelled = re.sub(r"[\W_]", "", fold(part).removeprefix("the "))
        if len(spelled) >= 4 and spelled in letters:
            return part.strip()
    whole = parts[0].strip() if parts else ""
    return whole if whole and len(whole.split()) <= _WORDS and whole.lower() not in _NAMELESS else ""


def _related(one: str, other: str) -> bool:
    """Whether two hosts are of one site: `rss.example.org` and `example.org`, `a.example.org` and `b.example.org`."""
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}") or _site(one) == _site(other)


def _site(host: str) -> str:
    """The part of a host that somebody registered, as far as its form tells."""
    labels = host.split(".")
    two = len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= 3
    return ".".join(labels[-3 if two else -2 :])


def _page(entry: Entry, outlet: str) -> str:
    """An entry as a page of the web, for the reader of pages."""
    metas = {"og:site_name": outlet, "og:title": entry.title, "author": entry.author}
    return "".join(
        (
            "<!DOCTYPE html><html><head><meta charset='utf-8'>",
            f"<title>{html.escape(entry.title)}</title>",
            *(f'<meta property="{name}" content="{html.escape(value)}">' for name, value in metas.items() if value),
            *_dated(entry),
            f"</head><body><article><h1>{html.escape(entry.title)}</h1>",
            _paragraphs(entry.content or entry.summary),
            "</article></body></html>",
        )
    )


def _dated(entry: Entry) -> Iterator[str]:
    if entry.published:
        yield f'<meta property="article:published_time" content="{entry.published}">'
    if entry.link:
        yield f'<link rel="canonical" href="{html.escape(entry.link)}">'


def _paragraphs(text: str) -> str:
    """Text without a paragraph of its own becomes some: a feed may part them by line breaks."""
    if "<p" in text.lower():
        return text
    parts = re.split(r"(?:<br\s{0,3}/?>\s{0,20}){2,9}|\n\s{0,20}\n", text, flags=re.IGNORECASE)
    return "".join(f"<p>{part}</p>" for part in parts if part.strip())
