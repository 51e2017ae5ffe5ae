"""Atom 1.0, and the 0.3 before it, from a tree."""

import html
from collections.abc import Iterator
from itertools import islice

from corpus.ingest.feeds.entries import LONGEST, MOST, Entry, Feed
from corpus.ingest.feeds.sound import Element, inner
from corpus.ingest.feeds.values import absolute, plain, when

_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_PAGES = frozenset({"", "text/html", "application/xhtml+xml"})


def read_atom(root: Element, address: str) -> Feed:
    """The feed with its entries."""
    base = _based(root, address)
    entries = [each for each in root if _local(each) == "entry"]
    return Feed(
        address,
        plain(_construct(_child(root, "title"))),
        _link(root, base),
        (root.get(_LANGUAGE) or "").lower()[:12],
        tuple(found for each in islice(entries, MOST) if (found := _entry(each, base))),
        left_out=max(0, len(entries) - MOST),
    )


def _entry(entry: Element, base: str) -> Entry | None:
    base = _based(entry, base)
    body = _child(entry, "content")
    link = _link(entry, base) or (absolute(body.get("src") or "", base) if body is not None else "")
    title = plain(_construct(_child(entry, "title")))
    key = _plain_text(entry, "id") or link or title
    if not key:
        return None
    moments = (when(_plain_text(entry, name)) for name in ("published", "issued", "created", "updated", "modified"))
    published, at = next((each for each in moments if each[0]), (None, None))
    source = _child(entry, "source")
    return Entry(
        key[:2_000],
        title,
        link,
        published,
        at,
        ", ".join(_authors(entry)),
        _construct(body) if body is not None and not body.get("src") else "",
        _construct(_child(entry, "summary")),
        (entry.get(_LANGUAGE) or "").lower()[:12],
        plain(_construct(_child(source, "title"))) if source is not None else "",
        (_plain_text(entry, "updated") or _plain_text(entry, "modified"))[:60],
    )


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _children(element: Element, name: str) -> Iterator[Element]:
    """Children of the feed's own kind: what another name space calls so is something else."""
    space = element.tag.rpartition("}")[0]
    return (each for each in element if isinstance(each.tag, str) and each.tag in {f"{space}}}{name}", name})


def _child(element: Element, name: str) -> Element | None:
    return next(_children(element, name), None)


def _plain_text(element: Element, name: str) -> str:
    found = _child(element, name)
    return (found.text or "").strip() if found is not None else ""


def _based(element: Element, base: str) -> str:
    return absolute(element.get(_BASE) or "", base) or base


def _authors(entry: Element) -> Iterator[str]:
    for author in islice(_children(entry, "author"), 10):
        if name := plain(_plain_text(author, "name")):
            yield name


def _link(element: Element, base: str) -> str:
    """The page that it stands for: an alternate in HTML, else any alternate."""
    found = [each for each in _children(element, "link") if (each.get("rel") or "alternate") == "alternate"]
    found.sort(key=lambda each: (each.get("type") or "").lower() not in _PAGES)
    return next((whole for each in found if (whole := absolute(each.get("href") or "", base))), "")


def _construct(element: Element | None) -> str:
    """A text construct as HTML, whatever its type."""
    if element is None:
        return ""
    text = inner(element).strip()[:LONGEST]
    kind = (element.get("type") or "text").lower()
    escaped = kind in {"html", "text/html"} or element.get("mode") == "escaped"
    return text if escaped or len(element) or "xml" in kind else html.escape(text, quote=False)
