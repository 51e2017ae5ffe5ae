"""JSON Feed, 1.0 and 1.1."""

import html
import json
from collections.abc import Iterator, Mapping
from typing import Any

from corpus.errors import UnreadableError
from corpus.ingest.feeds.entries import LONGEST, MOST, Entry, Feed
from corpus.ingest.feeds.values import absolute, plain, when


def read_json(text: str, address: str) -> Feed:
    """The feed with its items; UnreadableError where it is JSON of another kind."""
    try:
        data = json.loads(text)
    except RecursionError:
        raise UnreadableError(address, "JSON that is nested too deep") from None
    except ValueError as error:
        raise UnreadableError(address, f"JSON that breaks off or is broken: {error}") from error
    items = data.get("items") if isinstance(data, dict) else None
    if not isinstance(items, list) or "jsonfeed.org" not in _text(data, "version"):
        raise UnreadableError(address, "JSON, but no feed: it lacks version and items")
    site = absolute(_text(data, "home_page_url"), address)
    language = _text(data, "language").lower()[:12]
    found = (_entry(item, site or address) for item in items[:MOST] if isinstance(item, dict))
    return Feed(
        address,
        plain(_text(data, "title")),
        site,
        language,
        tuple(entry for entry in found if entry),
        left_out=max(0, len(items) - MOST),
    )


def _entry(item: Mapping[str, Any], base: str) -> Entry | None:
    link = next((whole for key in ("url", "external_url") if (whole := absolute(_text(item, key), base))), "")
    title = plain(_text(item, "title"))
    key = _text(item, "id") or link or title
    if not key:
        return None
    published, at = when(_text(item, "date_published") or _text(item, "date_modified"))
    return Entry(
        key[:2_000],
        title,
        link,
        published,
        at,
        ", ".join(_authors(item)),
        (_text(item, "content_html") or _paragraphs(_text(item, "content_text")))[:LONGEST],
        html.escape(_text(item, "summary"), quote=False)[:LONGEST],
        _text(item, "language").lower()[:12],
        updated=_text(item, "date_modified")[:60],
    )


def _authors(item: Mapping[str, Any]) -> Iterator[str]:
    several = item.get("authors")
    for author in [*(several if isinstance(several, list) else [])[:10], item.get("author")]:
        if isinstance(author, dict) and (name := plain(_text(author, "name"))):
            yield name


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{html.escape(each, quote=False)}</p>" for each in text.split("\n") if each.strip())


def _text(row: Mapping[str, Any], key: str) -> str:
    """A value as text; ids are numbers now and then."""
    value = row.get(key)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value.strip() if isinstance(value, str) else ""
