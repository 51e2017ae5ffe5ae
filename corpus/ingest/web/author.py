"""Who wrote a page's article: by its data for search engines, its metadata, its marked elements, its lines."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from corpus.ingest.bylines import beside, has_given_name, is_label, once, people
from corpus.ingest.dates import publication_date
from corpus.ingest.outlets import Registry
from corpus.ingest.web.blocks import Block
from corpus.ingest.web.meta import Meta, Node, name_of, squeezed
from corpus.ingest.web.tree import Element

_METAS = ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl", "citation_author")
_MARKED = "//*[@rel='author' or @itemprop='author']"
_LINKED = "//a[contains(@href, '/author/') or contains(@href, '/authors/')]"
_MANY = 6  # marked elements: more are those of other articles
_ABOVE, _BELOW = 4, 12  # blocks from the headline
_LEAST = 4  # letters of a site's name that tells it from a person's


def find_byline(root: Element, meta: Meta, blocks: Sequence[Block], house: str, known: Registry) -> tuple[str, ...]:
    """The people of the first place that names any; `house` is the domain of the page, whose own name is nobody's."""
    sites = {_squashed(name) for name in (house, meta.first("og:site_name"), *_publishers(meta))}

    def named(texts: Iterator[str]) -> tuple[str, ...]:
        found = (name for text in texts for name in people(text, known))
        return once(name for name in found if has_given_name(name) or not _is_site(_squashed(name), sites))

    for texts in (_in_data(meta), _in_metas(meta), _in_marks(root, _MARKED)):
        if found := named(texts):
            return found
    if found := named(iter(beside(_around(blocks), known, publication_date))):
        return found
    linked = named(_in_marks(root, _LINKED))
    return linked if len(linked) == 1 else ()


def _in_data(meta: Meta) -> Iterator[str]:
    by_id = {node.get("@id"): node for node in meta.nodes if isinstance(node.get("@id"), str) and node.get("name")}
    for article in meta.articles:
        for author in _listed(article.get("author") or article.get("creator")):
            node = (
                by_id.get(author.get("@id"), author) if isinstance(author, dict) and not author.get("name") else author
            )
            if not _is_body(node):
                yield name_of(node)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _is_body(node: Node | Any) -> bool:
    """Whether data say that an author is no person."""
    return isinstance(node, dict) and any("Organization" in str(kind) for kind in _listed(node.get("@type")))


def _in_metas(meta: Meta) -> Iterator[str]:
    for name in _METAS:
        yield from (value for value in meta.named.get(name, ()) if "//" not in value)
    for at, label in enumerate(meta.named.get("twitter:label1", ()) + meta.named.get("twitter:label2", ()), 1):
        if is_label(label):
            yield meta.first(f"twitter:data{at}")


def _in_marks(root: Element, marks: str) -> Iterator[str]:
    found = root.xpath(marks)
    if len(found) <= _MANY:
        yield from (squeezed(each.get("content") or each.text_content()[:200]) for each in islice(found, _MANY))


def _around(blocks: Sequence[Block]) -> list[str]:
    at = next((at for at, block in enumerate(blocks) if block.tag == "h1"), None)
    near = blocks[max(at - _ABOVE, 0) : at + _BELOW] if at is not None else ()
    return [block.text for block in near if block.tag != "h1" and block.aside in {"", "about"}]


def _publishers(meta: Meta) -> Iterator[str]:
    yield from (name_of(node.get("publisher")) for node in meta.articles)


def _squashed(name: str) -> str:
    return "".join(sign for sign in name.lower() if sign.isalnum())


def _is_site(name: str, sites: set[str]) -> bool:
    """Whether a name is the site's own: Lindholm Boats of lindholmboats.example."""
    return any(len(name) >= _LEAST and name in site for site in sites if len(site) >= _LEAST)
