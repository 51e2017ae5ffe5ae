"""Whose text a page carries, by where it leads: links and data in its head, and the link to its source at the end."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from corpus.ingest.furniture import furniture
from corpus.ingest.imitations import host_of, registered
from corpus.ingest.named import Named, in_registry, words
from corpus.ingest.outlets import Outlet, Registry
from corpus.ingest.web.meta import Meta, name_of, squeezed

_ADDRESS = re.compile(r"https?://[^\s\"'<>]{3,500}", re.IGNORECASE)
_LABEL = re.compile(r"\s?[:：]\s?|\s")  # what parts a label from the name behind it
_METAS = ("syndication-source", "original-source", "original_source", "article:original_url", "dcterms.source")
_BASED, _MADE = ("isBasedOn", "isBasedOnUrl"), ("sourceOrganization", "provider")
_SHARED = frozenset(
    {"blogspot", "wordpress", "substack", "medium", "github", "google", "ampproject", "feedburner"}
    | {"facebook", "twitter", "instagram", "youtube", "linkedin", "telegram", "t", "x", "bit"}
)


def carried(meta: Meta, domain: str, known: Registry) -> Iterator[Named]:
    """Outlets to which the head of a page on a domain leads as those that had its text before."""
    for address in _addresses(meta):
        host = host_of(address)
        if domain and _foreign(host, domain) and (named := _of_host(host, known)):
            yield named
    for node in meta.articles:
        for role in _MADE:
            outlet = known.named(name_of(node.get(role)))
            if outlet and domain and not _owns(outlet, domain) and (named := in_registry(outlet.name, known)):
                yield named


def linked(sources: Sequence[tuple[str, str]], domain: str, known: Registry) -> Iterator[Named]:
    """Outlets to which the last lines of a text lead as its source: `Source link`, `Source: Reuters`, `via Reuters`.

    Where a line only says "source", charts and data have theirs too: then an outlet has to be known.
    """
    for line, address in sources:
        host = host_of(address) if _ADDRESS.fullmatch(address.strip()) else ""
        named = _of_host(host, known) if host and (not domain or _foreign(host, domain)) else None
        if named and (named.kind or known.named(named.name) or (domain and _leads_to_origin(line))):
            yield named


def is_source(line: str) -> bool:
    """Whether a line that holds a link says that it leads to where the text comes from."""
    return _leads_to_origin(line) or _LABEL.split(line.strip(), maxsplit=1)[0].lower() in words("source") | {"via"}


def _leads_to_origin(line: str) -> bool:
    mark = furniture(line)
    return mark is not None and mark.group == "origin" and line.strip(" :").lower() not in words("source") | {"via"}


def _addresses(meta: Meta) -> Iterator[str]:
    given = [value for name in _METAS for value in meta.named.get(name, ())]
    given += [meta.canonical]
    given += [_address(node.get(role)) for node in meta.articles for role in _BASED]
    yield from (each for each in dict.fromkeys(given) if _ADDRESS.fullmatch(each))


def _address(value: Any) -> str:
    """The address of a node, of the first of several, or the value itself."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("url") or value.get("@id")
    return squeezed(value)


def _foreign(host: str, domain: str) -> bool:
    """Whether a domain belongs to somebody else: another name was registered, and none that everybody shares."""
    other, own = registered(host)[0], registered(domain)[0]
    return bool(other) and "." in host and other != own and not {other, own} & _SHARED


def _of_host(host: str, known: Registry) -> Named | None:
    """The outlet of a domain, or of the one above it; a domain that nobody knows goes by its own name."""
    parts = host.split(".")
    for name in (".".join(parts[at:]) for at in range(len(parts) - 1)):
        outlet = known.named(name)
        if outlet and name in outlet.domains:
            return Named(outlet.name, outlet.kind, outlet.wire)
    return Named(host)


def _owns(outlet: Outlet, domain: str) -> bool:
    return any(domain == own or domain.endswith(f".{own}") for own in (*outlet.domains, *outlet.editions))
