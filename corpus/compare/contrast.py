"""Claims on one point, put against each other."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from itertools import combinations

from corpus.compare.claims import Claim, picked
from corpus.compare.traits import same_place
from corpus.compare.wording import same_words
from corpus.models import Interval
from corpus.results import Contrast, Relation, Slot, Verdict

Alike = Callable[[object, object], bool]
_ALIKE: Mapping[Slot, Alike] = {Slot.PLACE: same_place, Slot.WORDING: same_words}
_WORDED = frozenset({Slot.NAMING, Slot.WORDING, Slot.ATTRIBUTION})


def differences(claims: Iterable[Claim], witness: Mapping[str, str]) -> Iterator[Contrast]:
    """A contrast for each point on which two witnesses state values that are not the same.

    `witness` names, for each article, the one text that its copies stand for.
    """
    points: dict[Hashable, list[Claim]] = defaultdict(list)
    for claim in claims:
        points[claim.slot, claim.about, claim.voice].append(claim)
    for members in points.values():
        if found := _apart(members, witness):
            yield _contrast(found)


def _apart(members: list[Claim], witness: Mapping[str, str]) -> list[Claim]:
    """The claims of witnesses that have no value in common with some other witness."""
    alike = _ALIKE.get(members[0].slot, _equal)
    stated: dict[str, list[Claim]] = defaultdict(list)
    for claim in members:
        stated[witness[claim.article.id]].append(claim)
    if members[0].slot is Slot.DATE and any(map(_several, stated.values())):
        return []
    differing: dict[tuple[object, ...], Claim] = {}
    for one, left in stated.items():
        for other, right in stated.items():
            if one < other and not any(alike(a.value, b.value) for a in left for b in right):
                differing |= {claim.key: claim for claim in (*left, *right)}
    return [differing[key] for key in sorted(differing)]


def _several(claims: list[Claim]) -> bool:
    """Whether one text puts a happening on days apart: it is none, but several of a sort."""
    days = [claim.value for claim in claims if isinstance(claim.value, Interval)]
    return any(not one.overlaps(other) for one, other in combinations(dict.fromkeys(days), 2))


def _equal(one: object, other: object) -> bool:
    return one == other


def _contrast(claims: list[Claim]) -> Contrast:
    chosen = picked(claims)
    return Contrast(
        Relation.DIFFER,
        tuple(claim.excerpt for claim in chosen),
        chosen[0].slot,
        _verdict(chosen),
        tuple(claim.stated for claim in chosen),
        next((claim.event for claim in chosen if claim.event), None),
        stated=tuple({claim.value: claim.stated for claim in reversed(chosen)}.values())[::-1],
    )


def _verdict(claims: tuple[Claim, ...]) -> Verdict:
    slot = claims[0].slot
    if slot in _WORDED:
        return Verdict.WORDED_DIFFERENTLY
    pairs = [(one, other) for one, other in combinations(claims, 2) if one.value != other.value]
    hard = any(not _compatible(one, other) for one, other in pairs)
    return Verdict.CONTRADICT if hard else Verdict.BOTH_MAY_BE_RIGHT


def _compatible(one: Claim, other: Claim) -> bool:
    if isinstance(one.value, Interval) and isinstance(other.value, Interval):
        return one.value in other.value or other.value in one.value
    return one.soft or other.soft
