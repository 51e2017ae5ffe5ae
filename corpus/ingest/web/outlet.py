"""Whose site a page is: by its own data, its metadata and its address. What it does not say is inferred at most."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from corpus.ingest.agencies import byline_outlets
from corpus.ingest.imitations import host_of, imitated
from corpus.ingest.named import Named, Surroundings, in_registry, words
from corpus.ingest.outlets import Outlet, Registry
from corpus.ingest.provenance import claimed, doubted, is_own, trace
from corpus.ingest.syndicated import origins as syndicated
from corpus.ingest.web.carried import carried, linked
from corpus.ingest.web.meta import Meta, name_of
from corpus.models import Basis, Hop, Provenance, Role

_MOST = 6  # words of a site's name
_BAR = re.compile(r"\s[|·–—»-]\s|\s?[|:]\s")
_ADDRESS = re.compile(r"https?://[^\s\"'<>]{3,500}", re.IGNORECASE)


def address_of(meta: Meta, saved_from: str) -> str:
    """The article's own address: as the page gives it, else where it was saved from; empty where nobody says."""
    own = [each for each in (meta.canonical, meta.first("og:url"), saved_from) if _ADDRESS.fullmatch(each)]
    deep = (each for each in own if urlsplit(each).path.strip("/"))
    return next(deep, own[0] if own else "")


def house_of(meta: Meta, saved_from: str) -> str:
    """The domain of the site that shows the page: where it was found, else what it calls its own address.

    A canonical link comes last: on a page that carries another's text, it leads to that other.
    """
    places = (saved_from, meta.first("og:url"), meta.canonical)
    return next((host_of(each) for each in places if _ADDRESS.fullmatch(each)), "")


def chain(
    page: Surroundings, meta: Meta, address: str, printed: str, known: Registry, *, saved_from: str = ""
) -> Provenance:
    """The chain of a page of the web: agencies that it credits, then its site; `printed` is all that it says.

    What it says of others, without being theirs, is marked as claimed by it alone.
    """
    found = trace(page, known)
    domain = house_of(meta, saved_from or "") or host_of(address)
    site = _site(meta, domain, printed, known)
    stated = [hop for hop in found.published if hop.basis is Basis.STATED]
    before = _stated([*carried(meta, domain, known), *linked(page.sources, domain, known)])
    agencies = [hop for hop in (*stated, *_authors(meta, known)) if hop.role is Role.AGENCY]
    if site is None:
        hops = _once([*agencies, *before, *stated]) or [*found.published]
    else:
        others = [] if agencies or before else [hop for hop in stated if hop.outlet != site.outlet and hop.kind]
        origins = _stated(syndicated(page, known))
        hops = [hop for hop in _once([*agencies, *before, *origins, *others]) if hop.outlet != site.outlet]
        hops.append(site)
    roles = [replace(hop, role=Role.CARRIER) if at and hop.role is Role.AUTHOR else hop for at, hop in enumerate(hops)]
    names = {hop.outlet for hop in roles}
    marked = claimed((doubted(hop, known) for hop in roles), domain, known)
    return Provenance((*marked, *(hop for hop in found.cited if hop.outlet not in names)))


def _stated(found: Iterable[Named]) -> list[Hop]:
    return [Hop(one.name, Role.AGENCY if one.wire else Role.AUTHOR, Basis.STATED, one.kind) for one in found]


def _once(hops: list[Hop]) -> list[Hop]:
    by_name: dict[str | None, Hop] = {}
    for hop in hops:
        by_name.setdefault(hop.outlet, hop)
    return [*by_name.values()]


def _authors(meta: Meta, known: Registry) -> Iterator[Hop]:
    """Agencies that stand where the author's name belongs."""
    given = [meta.first("author", "article:author", "dc.creator", "byl", "parsely-author")]
    given += [name_of(node.get(role)) for node in meta.articles for role in ("author", "publisher")]
    for name in dict.fromkeys(filter(None, given)):
        whole = in_registry(name, known)
        for named in (whole,) if whole else byline_outlets(f"By {name.removeprefix('By ')}", known):
            if named.wire:
                yield Hop(named.name, Role.AGENCY, Basis.STATED, named.kind)


def _site(meta: Meta, domain: str, printed: str, known: Registry) -> Hop | None:
    """The outlet whose site it is: one of the registry by name or domain, else the name that the page gives itself.

    An agency that is named on somebody else's domain is no site's outlet, but the text's; and what imitates an
    outlet's domain is never that outlet, whatever it calls itself.
    """
    if own := imitated(domain, known):
        return Hop(domain, Role.AUTHOR, Basis.STATED, imitates=own)
    given = [name for name in _given(meta) if re.search(r"\w", name) and not _carried(known.named(name), domain)]
    outlet = next(filter(None, map(known.named, given)), None) or _of_domain(domain, known)
    if outlet:
        is_said = _says(printed, outlet, given)
        role = Role.AGENCY if outlet.wire else Role.AUTHOR
        return Hop(outlet.name, role, Basis.STATED if is_said else Basis.INFERRED, outlet.kind)
    names = [name for name in map(_bare, given) if _may_be(name)]
    name = next(iter(names), domain)
    is_said = name != domain or domain in printed.lower()
    return Hop(name, Role.AUTHOR, Basis.STATED if is_said else Basis.INFERRED) if name else None


def _bare(name: str) -> str:
    """A name without the bars and dashes that a page sets around it."""
    return name.strip(" |–—-·•:»«\t")


def _may_be(name: str) -> bool:
    """Whether it may be a site's name: `Homepage` is every site's."""
    generic = name.lower() in words("never") or name.lower() in words("sections")
    return bool(name) and len(name.split()) <= _MOST and "//" not in name and not generic


def _carried(outlet: Outlet | None, domain: str) -> bool:
    """Whether an outlet is an agency on a domain of somebody else."""
    if outlet is None or not outlet.wire or not domain or not outlet.domains:
        return False
    return not is_own(outlet, domain)


def _given(meta: Meta) -> Iterator[str]:
    yield meta.first("og:site_name")
    yield from (name_of(node.get("publisher")) for node in meta.articles)
    yield _BAR.split(meta.first("og:site_name"))[0]
    yield meta.first("application-name")


def _of_domain(domain: str, known: Registry) -> Outlet | None:
    """The outlet of a domain, or of the one above it."""
    parts = domain.split(".")
    domains = (".".join(parts[at:]) for at in range(len(parts) - 1))
    return next((outlet for name in domains if (outlet := known.named(name)) and name in outlet.domains), None)


def _says(printed: str, outlet: Outlet, given: list[str]) -> bool:
    """Whether a page prints the name that it is known by: a domain alone names nobody."""
    return outlet.name in given or re.search(rf"(?<!\w){re.escape(outlet.name)}(?!\w)", printed) is not None
