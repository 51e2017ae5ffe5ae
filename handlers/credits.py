"""Whose text is it? A chain of publication, and an excerpt's credit, as messages: in English as the corpus has them."""

import datetime as dt

from corpus.models import Basis, Excerpt, Hop, Kind, Provenance, Quote
from handlers.messages import Message, msg

STATE = "state"  # the kind of outlet that a credit names
UNNAMED = {
    "blog": "chain.unnamed.blog",
    "wire": "chain.unnamed.wire",
    "state": "chain.unnamed.state",
    "public": "chain.unnamed.public",
    "private": "chain.unnamed.private",
}


def chain(provenance: Provenance) -> Message:
    """`Xinhua (state) via People's Daily Online`, with what it cites."""
    told = [_hop(hop) for hop in provenance.published] or [msg("chain.unknown")]
    line = told[0]
    for carrier in told[1:]:
        line = msg("chain.via", origin=line, carrier=carrier)
    cited = tuple(_hop(hop) for hop in provenance.cited)
    return msg("chain.citing", chain=line, cited=cited) if cited else line


def credit(excerpt: Excerpt) -> Message:
    """The chain and the day; says so when the words come from a brief."""
    article = excerpt.article
    line = msg("credit.line", chain=chain(article.provenance), day=_day(article.day, article.published_basis))
    if article.kind is not Kind.BRIEF:
        return line
    if isinstance(excerpt.quote, Quote) and excerpt.span in excerpt.quote.span:
        return msg("credit.brief", credit=line)
    origin = next(iter(article.provenance.published), None)
    if origin and origin.outlet:
        return msg("credit.summary", outlet=origin.outlet, credit=line)
    return msg("credit.summary.unnamed", outlet=_unnamed(origin.kind if origin else ""), credit=line)


def _day(day: dt.date | None, basis: Basis | None) -> Message | dt.date:
    if day is None:
        return msg("undated")
    return msg("credit.inferred", day=day) if basis is Basis.INFERRED else day


def _hop(hop: Hop) -> Message:
    if hop.outlet is None:
        return _unnamed(hop.kind)
    if hop.basis is Basis.INFERRED:
        id_ = "chain.inferred.state" if hop.kind == STATE else "chain.inferred"
    else:
        id_ = "chain.state" if hop.kind == STATE else "chain.outlet"
    line = msg(id_, outlet=hop.outlet)
    if hop.imitates:
        line = msg("chain.imitates", outlet=line, domain=hop.imitates)
    return msg("chain.claimed", outlet=line) if hop.unproven else line


def _unnamed(kind: str) -> Message:
    if not kind:
        return msg("chain.unknown")
    return msg(UNNAMED[kind]) if kind in UNNAMED else msg("chain.unnamed", kind=kind)
