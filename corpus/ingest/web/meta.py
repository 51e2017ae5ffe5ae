"""What a page's head says of it: meta elements, links, and the JSON-LD that it carries for search engines."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from corpus.ingest.web.tree import Element

_MOST_NODES = 2_000  # of JSON-LD: no page describes more
_MOST_TEXT = 2_000_000  # code points of one block of JSON-LD
_LONGEST = 1_000  # code points of a value
_ARTICLE = re.compile(r"article|posting|report|review|newspage", re.IGNORECASE)
_TAGS = re.compile(r"<[^>]{0,200}>")

Node = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Meta:
    """`named` are the contents of meta elements by their lower-case name; `articles` the nodes of JSON-LD about one."""

    named: Mapping[str, tuple[str, ...]]
    articles: tuple[Node, ...]
    nodes: tuple[Node, ...]
    canonical: str = ""
    language: str = ""
    title: str = ""  # of the document

    def first(self, *names: str) -> str:
        """The first of these that the page has, in the order asked for."""
        return next((value for name in names for value in self.named.get(name, ()) if value), "")


def head(root: Element) -> Meta:
    """What the page says of itself."""
    named: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        content = squeezed(element.get("content"))
        for name in {element.get("name"), element.get("property"), element.get("itemprop"), element.get("http-equiv")}:
            if name and content:
                named.setdefault(name.lower(), []).append(content)
    nodes = tuple(_nodes(root))
    return Meta(
        {name: tuple(values) for name, values in named.items()},
        tuple(node for node in nodes if _is_article(node)),
        nodes,
        _canonical(root),
        squeezed(root.get("lang") or root.get("xml:lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")),
        squeezed(next((each.text_content() for each in root.iter("title")), "")),
    )


def squeezed(text: object) -> str:
    """A value on one line, without markup; empty for what is no text."""
    return " ".join(_TAGS.sub(" ", text[:_LONGEST]).split()) if isinstance(text, str) else ""


def name_of(value: object) -> str:
    """The name of a node, of the first of several, or the value itself."""
    if isinstance(value, list):
        value = value[0] if value else None
    return squeezed(value.get("name") if isinstance(value, dict) else value)


def _canonical(root: Element) -> str:
    for link in root.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            return squeezed(link.get("href"))
    return ""


def _nodes(root: Element) -> Iterator[Node]:
    left = _MOST_NODES
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text and len(script.text) <= _MOST_TEXT:
            for node in _flat(_loaded(script.text), left):
                left -= 1
                yield node


def _loaded(text: str) -> object:
    bare = text.strip().removeprefix("<!--").removesuffix("-->").removeprefix("//<![CDATA[").removesuffix("//]]>")
    try:
        return json.loads(bare, strict=False)
    except (ValueError, RecursionError):
        return None


def _flat(value: object, most: int) -> Iterator[Node]:
    """The objects of a value, outermost first; no recursion."""
    stack = [value]
    while stack and most > 0:
        value = stack.pop()
        if isinstance(value, dict):
            most -= 1
            yield value
            stack.extend(each for each in reversed(value.values()) if isinstance(each, (dict, list)))
        elif isinstance(value, list):
            stack.extend(reversed(value[:_MOST_NODES]))


def _is_article(node: Node) -> bool:
    kinds = node.get("@type")
    return any(
        isinstance(kind, str) and _ARTICLE.search(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])
    )
