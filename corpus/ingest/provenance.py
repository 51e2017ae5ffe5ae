"""Whose text a page is, who carried it, whom it cites: hops with the basis of each."""

from collections.abc import Iterable, Iterator

from corpus.ingest.agencies import agencies
from corpus.ingest.cited import cited
from corpus.ingest.labels import followed, labels
from corpus.ingest.named import Named, Surroundings
from corpus.ingest.outlets import Look, Registry, engine_by_look, outlet_by_look
from corpus.models import Basis, Hop, Provenance, Role


def trace(page: Surroundings, known: Registry) -> Provenance:
    """The chain of a page, origin first, then the outlets that it cites.

    What the page prints is stated; only a page that names nobody gets an origin inferred from how it looks.
    """
    printed = _without_initials(_once([*labels(page, known), *followed(page, known)]))
    origins = _once([*agencies(page, known), *(named for named in printed if named.wire)])
    others = [named for named in printed if named not in origins]
    hops = [Hop(named.name, Role.AGENCY if named.wire else Role.AUTHOR, Basis.STATED, named.kind) for named in origins]
    for named in others:
        hops.append(Hop(named.name, Role.CARRIER if hops else Role.AUTHOR, Basis.STATED, named.kind))
    hops = hops or list(_inferred(page, known))
    names = {hop.outlet for hop in hops}
    told = _once(cited(page.body[0] if page.body else "", known))
    sources = (Hop(named.name, Role.CITED, Basis.STATED, named.kind) for named in told if named.name not in names)
    return Provenance((*hops, *sources))


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
    if outlet := outlet_by_look(look, known):
        yield Hop(outlet.name, Role.AUTHOR, Basis.INFERRED, outlet.kind)
    elif engine_by_look(lines, known):
        yield Hop(None, Role.AUTHOR, Basis.INFERRED, "blog")
