"""A feed that was saved as a file: its entries are articles as the feed itself prints them."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace

from corpus.errors import UnreadableError
from corpus.ingest.annotated import annotated
from corpus.ingest.feeds.parse import read_feed
from corpus.ingest.feeds.stories import from_feed, house_of
from corpus.models import Page, Reading

_START = 8_192  # bytes in which a document shows its first element
_BYTE_ORDER = rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?"
_INSTRUCTION = rb"<\?[^<>]{0,500}\?>"
_COMMENT = rb"<!--(?:[^-]|-(?!->)){0,2000}-->"
_DOCTYPE = rb"<!DOCTYPE[^\[<>]{0,300}(?:\[[^\]]{0,6000}\])?\s{0,9}>"
_ABOVE = rb"(?:" + rb"|".join((_INSTRUCTION, _COMMENT, _DOCTYPE, rb"\s")) + rb"){0,50}"
_FIRST = re.compile(_BYTE_ORDER + _ABOVE + rb"<([A-Za-z][\w:.-]{0,40})", re.IGNORECASE)
_XML = re.compile(_BYTE_ORDER + rb"\s{0,20}<\?xml\b", re.IGNORECASE)
_FEEDS = frozenset({"rss", "rdf", "feed", "channel"})
_WEB = frozenset({"html", "head", "body"})
_LATEST = dt.date(2099, 12, 30)  # where nobody says when the file was saved: reading is pure


def first_element(content: bytes) -> str:
    """The first element of an XML document, without its prefix and in lower case; empty where it is none of XML's.

    A page of the web that is written as XML is a page.
    """
    start = content[:_START].replace(b"\0", b"")
    found = _FIRST.match(start)
    name = found[1].decode("ascii").rpartition(":")[2].lower() if found else ""
    if name in _WEB:
        return ""
    return name if name in _FEEDS | {"opml"} else (name or "xml") if _XML.match(start) else ""


def read_saved(page: Page, element: str) -> Iterator[Reading | UnreadableError]:
    """The articles of a saved feed, and of everything else in XML why it holds none."""
    if element == "opml":
        yield UnreadableError(page.source, "a list of feeds, no article: `dateline corpus watch` takes it")
        return
    if element not in _FEEDS:
        yield UnreadableError(page.source, f"XML ({element}), neither a page nor a feed")
        return
    try:
        feed = read_feed(page.content, page.url or page.source)
    except UnreadableError as error:
        yield UnreadableError(page.source, error.reason)
        return
    if not feed.entries:
        yield UnreadableError(page.source, "a feed without entries")
    house = house_of(feed)
    found_on = page.found_at.date() if page.found_at else _LATEST
    for number, entry in enumerate(feed.entries, 1):
        found = from_feed(entry, house, found_on)
        if isinstance(found, UnreadableError):
            yield UnreadableError(page.source, f"entry {number}: {found.reason}")
        else:
            yield replace(found, article=annotated(replace(found.article, source=page.source)))
