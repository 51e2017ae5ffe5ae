"""Which article is the original that a page only speaks of: among copies, the one that is the outlet's own.

What a page claims stays claimed; while the corpus holds the original, the claim names it, and the credit is plain.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from corpus import chains
from corpus.models import Hop, Provenance
from corpus.store.schema import articles

_MARK = '"claimed"'  # stands in the chain of a page that claims something


def link(connection: Connection, rows: Sequence[int]) -> set[str]:
    """Look again at what the articles of one group claim; the ids of those for which that is new.

    A group is all copies of one text, or an article that is alone.
    """
    query = select(articles.c.row, articles.c.id, articles.c.chain).where(articles.c.row.in_(rows))
    group = connection.execute(query).all()
    if not any(_MARK in one.chain for one in group):
        return set()
    known = {one.row: chains.unpacked(one.chain) for one in group}
    claims = [one for one in group if _MARK in one.chain]
    told = [(one, linked(known[one.row], _others(group, one, known))) for one in claims]
    changed = [_values(one, chain) for one, chain in told if chain != known[one.row]]
    if changed:
        statement = update(articles).where(articles.c.row == bindparam("at"))
        connection.execute(statement.values(chain=bindparam("chain"), credit=bindparam("credit")), changed)
    at = {values["at"] for values in changed}
    return {one.id for one in group if one.row in at}


def linked(chain: Provenance, others: Iterable[tuple[str, Provenance]]) -> Provenance:
    """The chain with each claim's original: the article, by its id, whose own outlet that is."""
    own = {other.outlet: id_ for id_, other in sorted(others, key=lambda pair: pair[0], reverse=True) if _is_own(other)}
    return Provenance(tuple(_with(hop, own) for hop in chain.chain))


def _with(hop: Hop, own: dict[str | None, str]) -> Hop:
    return replace(hop, original=own.get(hop.outlet, "")) if hop.claimed else hop


def _is_own(chain: Provenance) -> bool:
    """Whether the origin of a text vouches for it itself: it is alone in its chain, and nobody merely says so."""
    return len(chain.published) == 1 and not chain.published[0].claimed and chain.published[0].basis != "inferred"


def _others(group: Sequence[Any], one: Any, known: dict[int, Provenance]) -> list[tuple[str, Provenance]]:
    return [(other.id, known[other.row]) for other in group if other is not one]


def _values(one: Any, chain: Provenance) -> dict[str, Any]:
    return {"at": one.row, "chain": chains.packed(chain), "credit": chain.credit}
