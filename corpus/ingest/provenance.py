"""Whose text a page is, who carried it, whom it cites: hops with the basis of each."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from corpus.ingest.agencies import agencies
from corpus.ingest.cited import cited
from corpus.ingest.houses import Pages, houses
from corpus.ingest.imitations import imitated, imitated_name
from corpus.ingest.labels import followed, labels, masthead_of_blog
from corpus.ingest.named import Named, Surroundings, in_registry, plain_name
from corpus.ingest.outlets import Look, Outlet, Registry, engine_by_look, outlet_by_look
from corpus.ingest.syndicated import origins, partners
from corpus.models import Basis, Hop, Provenance, Role

_BELOW = 3  # lines after the body in which a house's credit stands
_NEAR = 6  # lines beside it in which a house's line stands


def trace(page: Surroundings, known: Registry) -> Provenance:
    """The chain of a page, origin first, then the outlets that it cites.

    What the page prints is stated; only a page that names nobody gets an origin inferred from how it looks.
    """
    printed = _without_initials(_once([*labels(page, known), *followed(page, known)]))
    first = _once([*agencies(page, known), *_houses(page, known), *partners(page, known), *origins(page, known)])
    wires = _once([*(named for named in first if named.wire), *(named for named in printed if named.wire)])
    before = _once([*wires, *first])
    hops = [_hop(named, at) for at, named in enumerate(_once([*before, *printed]))]
    hops = [doubted(hop, known) for hop in hops] or list(_inferred(page, known))
    names = {hop.outlet for hop in hops}
    told = _once(cited(page.body[0] if page.body else "", known))
    sources = (Hop(named.name, Role.CITED, Basis.STATED, named.kind) for named in told if named.name not in names)
    return Provenance((*hops, *sources))


def _hop(named: Named, at: int) -> Hop:
    """Wires are agencies; of the others the first is the author, unless a wire stands before it."""
    role = Role.AGENCY if named.wire else Role.CARRIER if at else Role.AUTHOR
    return Hop(named.name, role, Basis.STATED, named.kind)


def doubted(hop: Hop, known: Registry) -> Hop:
    """The hop with its name in plain letters, and marked where it is made to look like a known outlet's."""
    if hop.outlet is None or known.named(hop.outlet):
        return hop
    own = imitated(hop.outlet, known) or imitated_name(hop.outlet, known)
    return replace(hop, outlet=plain_name(hop.outlet) or None, imitates=own) if plain_name(hop.outlet) else hop


def claimed(hops: Iterable[Hop], domain: str, known: Registry) -> Iterator[Hop]:
    """The hops of a page on a domain: whom it names as the text's origin without being it, it alone vouches for."""
    for hop in hops:
        outlet = known.named(hop.outlet) if hop.outlet else None
        foreign = outlet is not None and bool(outlet.domains) and not is_own(outlet, domain)
        origin = hop.role is not Role.CARRIER and hop.basis is Basis.STATED
        yield replace(hop, claimed=True) if domain and origin and foreign else hop


def is_own(outlet: Outlet, domain: str) -> bool:
    """Whether a domain is the outlet's, or lies below one that is."""
    return any(domain == own or domain.endswith(f".{own}") for own in (*outlet.domains, *outlet.editions))


def _houses(page: Surroundings, known: Registry, *, inferred: bool = False) -> Iterator[Named]:
    first, last = (page.body[0], page.body[-1]) if page.body else ("", "")
    lines = (*page.head[-_NEAR:], *page.tail[:_NEAR])
    shown = Pages(first, (last, *page.tail[:_BELOW]), lines, "")
    for name in houses(shown, known, inferred=inferred):
        if named := in_registry(name, known):
            yield named


def _once(found: Iterable[Named]) -> list[Named]:
    by_name: dict[str, Named] = {}
    for named in found:
        by_name.setdefault(named.name, named)
    return [*by_name.values()]


def _without_initials(found: list[Named]) -> list[Named]:
    """Without initials that stand for another name on the page: LR of Lindholm Radio is no other outlet."""
    initials = {"".join(word[0] for word in named.name.split() if word[0].isupper()) for named in found}
    return [named for named in found if named.name not in initials]


def _inferred(page: Surroundings, known: Registry) -> Iterator[Hop]:
    lines = (*page.head, *page.tail)
    look = Look(page.sprites, page.stamp, page.title, lines, "\n".join(page.body))
    shown = _once(_houses(page, known, inferred=True))
    if outlet := outlet_by_look(look, known):
        yield Hop(outlet.name, Role.AUTHOR, Basis.INFERRED, outlet.kind)
    elif len(shown) == 1:
        yield Hop(shown[0].name, Role.AGENCY if shown[0].wire else Role.AUTHOR, Basis.INFERRED, shown[0].kind)
    elif name := masthead_of_blog(page):
        yield Hop(name, Role.AUTHOR, Basis.INFERRED, "blog")
    elif engine_by_look(lines, known):
        yield Hop(None, Role.AUTHOR, Basis.INFERRED, "blog")
