"""RSS of all ages, from a tree: 0.9 and 1.0 keep their items beside the channel, 2.0 inside."""

from collections.abc import Iterator
from itertools import islice

from corpus.ingest.feeds.entries import LONGEST, MOST, Entry, Feed
from corpus.ingest.feeds.sound import Element, inner
from corpus.ingest.feeds.values import absolute, number, plain, when

_SPACES = {
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/dc/terms/": "dcterms:",
    "http://search.yahoo.com/mrss/": "media:",
    "http://search.yahoo.com/mrss": "media:",
    "http://www.w3.org/2005/Atom": "atom:",
    "http://purl.org/rss/1.0/modules/syndication/": "sy:",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner:",
    "http://purl.org/rss/1.0/": "",
    "http://my.netscape.com/rdf/simple/0.9/": "",
    "http://backend.userland.com/rss2": "",
    "http://backend.userland.com/RSS2": "",
    "http://channel.netscape.com/rdf/simple/0.9/": "",
}
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_PERIODS = {"hourly": 60, "daily": 1440, "weekly": 10080, "monthly": 43200, "yearly": 525600}
Fields = dict[str, list[Element]]


def read_rss(root: Element, address: str) -> Feed:
    """The channel with its items."""
    channel = next((each for each in root.iter() if _name(each) == "channel"), root)
    about = fields(channel)
    site = absolute(_text(about, "link"), address)
    items = [each for each in root.iter() if _name(each) == "item"]
    return Feed(
        address,
        plain(_text(about, "title")),
        site,
        _text(about, "language", "dc:language").lower()[:12],
        tuple(entry for each in islice(items, MOST) if (entry := _entry(each, site or address))),
        _ttl(about),
        frozenset(hour % 24 for each in _below(about, "skipHours") if (hour := number(each, 24)) is not None),
        frozenset(_DAYS.index(day) for each in _below(about, "skipDays") if (day := each.strip().lower()) in _DAYS),
        left_out=max(0, len(items) - MOST),
    )


def fields(element: Element) -> Fields:
    """The children of an element by their names, those of known name spaces with a prefix."""
    found: Fields = {}
    for child in element:
        if name := _name(child):
            found.setdefault(name, []).append(child)
    return found


def _name(element: Element) -> str:
    """`title`, `dc:date`; `?:x` for what stands in a name space that says nothing here."""
    tag = element.tag
    if not isinstance(tag, str):
        return ""  # an entity that was not followed
    space, _, local = tag.rpartition("}")
    return f"{_SPACES.get(space[1:], '?:')}{local}" if space else local


def _text(found: Fields, *names: str) -> str:
    """The first of these fields that says anything."""
    return next((text for name in names for each in found.get(name, ()) if (text := inner(each)[:LONGEST].strip())), "")


def _below(found: Fields, name: str) -> Iterator[str]:
    for each in found.get(name, ()):
        yield from (child.text or "" for child in each if isinstance(child.tag, str))


def _ttl(about: Fields) -> int | None:
    """Minutes between two changes, as the feed says."""
    if (ttl := number(_text(about, "ttl"), 525_600)) is not None:
        return ttl
    period = _PERIODS.get(_text(about, "sy:updatePeriod").lower())
    return period // max(1, number(_text(about, "sy:updateFrequency"), 1_000) or 1) if period else None


def _entry(item: Element, base: str) -> Entry | None:
    found = fields(item)
    guid, link = _text(found, "guid"), _link(found, base)
    title = plain(_text(found, "title", "media:title", "dc:title"))
    key = guid or link or title
    if not key:
        return None
    published, at = when(_text(found, "pubDate", "dc:date", "dcterms:issued", "atom:published", "atom:updated"))
    return Entry(
        key[:2_000],
        title,
        link,
        published,
        at,
        plain(_text(found, "dc:creator", "author", "media:credit")),
        _text(found, "content:encoded", "atom:content", "fulltext"),
        _text(found, "description", "atom:summary", "media:description"),
        _text(found, "dc:language")[:12],
        plain(_text(found, "source", "dc:source")),
        _text(found, "atom:updated", "dcterms:modified")[:60],
    )


def _link(found: Fields, base: str) -> str:
    """Where the article stands: the address that a feed's carrier keeps behind its own, the link, the guid."""
    atom = [each.get("href", "") for each in found.get("atom:link", ()) if each.get("rel", "alternate") == "alternate"]
    guids = [each for each in found.get("guid", ()) if each.get("isPermaLink", "true").strip().lower() != "false"]
    permanent = [text for each in guids if (text := inner(each)[:LONGEST].strip()).startswith(("http://", "https://"))]
    given = [_text(found, "feedburner:origLink"), _text(found, "link"), *atom, *permanent]
    own = _about(found)
    return next((whole for each in (*given, own) if each and (whole := absolute(each, base))), "")


def _about(found: Fields) -> str:
    """The address by which RDF knows an item."""
    any_child = next((each for several in found.values() for each in several), None)
    parent = any_child.getparent() if any_child is not None else None
    return "" if parent is None else parent.get("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about", "")
