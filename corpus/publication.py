"""How a text came to be read: the outlets that printed it, the part of each, and how we know it."""

from dataclasses import dataclass
from enum import StrEnum


class Basis(StrEnum):
    """How we know a fact of publication."""

    STATED = "stated"  # printed on the page in that role, furniture included
    INFERRED = "inferred"  # from evidence: a house template, the days that the text names
    GIVEN = "given"  # by whoever added the page


class Role(StrEnum):
    """What an outlet did with the text."""

    AUTHOR = "author"  # the outlet whose text it is
    AGENCY = "agency"  # a wire whose text others carry
    CARRIER = "carrier"  # carries it further
    CITED = "cited"  # named in the text as its source; never part of the chain of publication


@dataclass(frozen=True, slots=True)
class Hop:
    """One outlet's part in how a text came to be read.

    `outlet` is None for one that is not known (then `basis` is inferred). `kind` is the registry's label
    (wire, state, public, private, blog), empty when it has none. `claimed` is set where a page on somebody else's
    domain says that the text is this outlet's; `original` is then the id of the outlet's own article, once the corpus
    holds it. `imitates` is the known outlet's domain that this one's imitates, empty where it imitates none.
    """

    outlet: str | None
    role: Role
    basis: Basis
    kind: str = ""
    claimed: bool = False
    imitates: str = ""
    original: str = ""

    @property
    def unproven(self) -> bool:
        """Whether nobody but the page says that the text is this outlet's."""
        return self.claimed and not self.original


@dataclass(frozen=True, slots=True)
class Provenance:
    """A chain of hops, origin first; cited outlets stand in it but are no part of the publication."""

    chain: tuple[Hop, ...] = ()

    @property
    def published(self) -> tuple[Hop, ...]:
        """The hops that printed the text, origin first."""
        return tuple(hop for hop in self.chain if hop.role is not Role.CITED)

    @property
    def cited(self) -> tuple[Hop, ...]:
        """The outlets that the text names as its source."""
        return tuple(hop for hop in self.chain if hop.role is Role.CITED)

    @property
    def outlet(self) -> str | None:
        """The outlet whose words these are: the origin of the published chain, where it is known."""
        return next((hop.outlet for hop in self.published), None)

    @property
    def whose(self) -> str:
        """The origin as an owner: `RT's`, `an unnamed blog's`, `an unknown outlet's`."""
        origin = next(iter(self.published), None)
        if origin is None or (origin.outlet is None and not origin.kind):
            return "an unknown outlet's"
        return f"{origin.outlet or f'an unnamed {origin.kind}'}'s"

    @property
    def credit(self) -> str:
        """The chain in one line of English: `Xinhua (state) via People's Daily Online`, `RT (inferred; state)`."""
        named = " via ".join(_label(hop) for hop in self.published) or "unknown outlet"
        if not self.cited:
            return named
        return f"{named}, citing {', '.join(_label(hop) for hop in self.cited)} (original not held)"


NO_CHAIN = Provenance()  # of a text whose outlets nobody knows


def _label(hop: Hop) -> str:
    if hop.outlet is None:
        return f"unnamed {hop.kind}" if hop.kind else "unknown outlet"
    notes = [
        note for note in ("inferred" if hop.basis is Basis.INFERRED else "", hop.kind) if note in {"inferred", "state"}
    ]
    named = f"{hop.outlet} ({'; '.join(notes)})" if notes else hop.outlet
    named = f"{named} (imitates {hop.imitates})" if hop.imitates else named
    return f"page says {named}" if hop.unproven else named
