"""Feeds that are no XML at all, read by feedparser, which survives everything but is slow: to a bound."""

import io
import re
from collections.abc import Mapping
from importlib import import_module
from typing import Any

from corpus.ingest.feeds.entries import LONGEST, MOST, Entry, Feed
from corpus.ingest.feeds.values import absolute, number, plain, when

_LONG = 250_000  # code points that are read: two seconds at worst
_END = re.compile(r"</(?:item|entry)\s*>", re.IGNORECASE)


def read_broken(text: str, address: str) -> Feed | None:
    """What can be had of a broken feed, None where that is nothing."""
    feedparser: Any = import_module("feedparser")  # without types of its own

    text = _bounded(text)
    try:
        found = feedparser.parse(
            io.BytesIO(text.encode("utf-8", "replace")),
            response_headers={"content-type": "application/xml; charset=utf-8", "content-location": address},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except (ValueError, AssertionError, LookupError, AttributeError, TypeError, RecursionError):  # what it lets through
        return None
    entries = tuple(entry for each in found.entries[:MOST] if (entry := _entry(each, address)))
    if not entries:
        return None
    about = found.feed
    return Feed(
        address,
        plain(_text(about, "title")),
        absolute(_text(about, "link"), address),
        _text(about, "language").lower()[:12],
        entries,
        number(_text(about, "ttl"), 525_600),
        mended=True,
    )


def _bounded(text: str) -> str:
    """As many whole entries as are read."""
    if len(text) <= _LONG:
        return text
    last = max((found.end() for found in _END.finditer(text, 0, _LONG)), default=_LONG)
    return text[:last]


def _entry(row: Mapping[str, Any], base: str) -> Entry | None:
    link, title = absolute(_text(row, "link"), base), plain(_text(row, "title"))
    key = _text(row, "id") or link or title
    if not key:
        return None
    published, at = when(_text(row, "published") or _text(row, "updated"))
    contents = row.get("content")
    content = next((_text(each, "value") for each in contents or () if isinstance(each, Mapping)), "")
    source = row.get("source")
    return Entry(
        key[:2_000],
        title,
        link,
        published,
        at,
        plain(_text(row, "author")),
        content[:LONGEST],
        _text(row, "summary")[:LONGEST],
        source=plain(_text(source, "title")) if isinstance(source, Mapping) else "",
        updated=_text(row, "updated")[:60],
    )


def _text(row: Mapping[str, Any], key: str) -> str:
    value = row.get(key)
    return value.strip() if isinstance(value, str) else ""
