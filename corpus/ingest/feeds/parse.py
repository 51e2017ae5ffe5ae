"""The bytes of a feed, whatever its kind, to its entries; or why it is none."""

import re
from collections.abc import Iterator
from dataclasses import replace

from corpus.errors import UnreadableError
from corpus.ingest.feeds.atom import read_atom
from corpus.ingest.feeds.broken import read_broken
from corpus.ingest.feeds.entries import Feed, NotAFeedError
from corpus.ingest.feeds.jsonfeed import read_json
from corpus.ingest.feeds.rss import read_rss
from corpus.ingest.feeds.sound import Element, decoded, tree
from corpus.ingest.feeds.values import absolute
from corpus.ingest.web.tree import parse

_TOP = 4_096  # code points in which a document shows what it is
_ROOT = re.compile(r"<(?:[\w-]{1,20}:)?(rss|rdf|feed|opml|channel)\b", re.IGNORECASE)
_HTML = re.compile(r"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"})
_FEW = 10  # feeds that a page may name


def read_feed(content: bytes, address: str) -> Feed:
    """A feed; UnreadableError says why it is none, NotAFeedError where a page names feeds instead."""
    if not content.strip():
        raise UnreadableError(address, "empty, where a feed was looked for")
    text = decoded(content, address)
    top = text[:_TOP]
    if text.startswith("{"):
        return read_json(text, address)
    named, page = _ROOT.search(top), _HTML.search(top)
    if page and (not named or page.start() < named.start()):
        raise _page_instead(text, address)
    if not named:
        raise UnreadableError(address, "no feed: neither RSS, Atom nor JSON Feed")
    if named[1].lower() == "opml":
        raise UnreadableError(address, "a list of feeds, not a feed: give it as a file")
    return _from_xml(text, address)


def _from_xml(text: str, address: str) -> Feed:
    root, mended = tree(text)
    feed = None if root is None else _from_tree(root, address)
    if feed is None:
        feed = read_broken(text, address)
    if feed is None:
        raise UnreadableError(address, "a feed so broken that no entry of it can be read")
    return replace(feed, mended=feed.mended or mended)


def _from_tree(root: Element, address: str) -> Feed | None:
    kind = root.tag.rpartition("}")[2].lower() if isinstance(root.tag, str) else ""
    if kind == "feed":
        return read_atom(root, address)
    return read_rss(root, address) if kind in {"rss", "rdf", "channel"} else None


def _page_instead(text: str, address: str) -> NotAFeedError:
    feeds = tuple(dict.fromkeys(_named(text, address)))[:_FEW]
    if feeds:
        return NotAFeedError(address, f"a page, not a feed; it names {', '.join(feeds[:3])}", feeds)
    return NotAFeedError(address, "a page, not a feed, and it names none")


def _named(text: str, address: str) -> Iterator[str]:
    root = parse(text)
    if root is None:
        return
    base = next((absolute(each.get("href") or "", address) for each in root.iter("base")), "") or address
    for link in root.iter("link"):
        rel, kind = (link.get("rel") or "").lower().split(), (link.get("type") or "").lower()
        if "alternate" in rel and kind in _TYPES and (whole := absolute(link.get("href") or "", base)):
            yield whole
