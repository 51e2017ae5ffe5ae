"""A chain of provenance as one line of JSON, and back: `[outlet, role, basis, kind]` a hop, notes behind."""

import json
from collections.abc import Iterator
from typing import Any

from corpus.errors import UNSOUND, DamagedError
from corpus.models import Basis, Hop, Provenance, Role


def packed(provenance: Provenance) -> str:
    """The chain as JSON, origin first."""
    return json.dumps([_row(hop) for hop in provenance.chain], ensure_ascii=False)


def unpacked(text: str) -> Provenance:
    """What `packed` wrote; DamagedError where this is something else."""
    try:
        return Provenance(tuple(_hop(row) for row in json.loads(text)))
    except UNSOUND as error:
        raise DamagedError("a chain of provenance", error) from error


def noted(hop: Hop) -> dict[str, Any]:
    """What is noted of a hop beside its name, role, basis and kind."""
    return dict(_notes(hop))


def _notes(hop: Hop) -> Iterator[tuple[str, Any]]:
    if hop.claimed:
        yield "claimed", True
    if hop.imitates:
        yield "imitates", hop.imitates
    if hop.original:
        yield "original", hop.original


def _row(hop: Hop) -> list[Any]:
    row: list[Any] = [hop.outlet, hop.role, hop.basis, hop.kind]
    notes = noted(hop)
    return [*row, notes] if notes else row


def _hop(row: list[Any]) -> Hop:
    outlet, role, basis, kind, *notes = row
    return Hop(outlet, Role(role), Basis(basis), kind, **(notes[0] if notes else {}))
