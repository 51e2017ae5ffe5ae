"""Whether somebody is meant, several, or nobody: decided on fits alone."""

from collections.abc import Sequence

from corpus.names.match import Fit
from corpus.names.search import Hit
from corpus.results import Match

_LIKELY = 0.755  # one slip in five letters, or two in nine
_LETTER_FOR_LETTER = 0.985
_NEAR = 0.62  # worth suggesting
_DOMINANT = 4  # times the mentions: a bare surname means the much more mentioned
_BAND = 0.10  # scores within which mentions decide
_TIE = 0.03

Decision = tuple[Match, tuple[Hit, ...]]


def sure(hit: Hit, *, ordinary: bool) -> bool:
    """Whether the fit alone is good enough to take the query for this entry.

    Whoever is never mentioned must be named in full, and nearly letter for letter. `ordinary`: the query is a common
    word, which names somebody only when it is spelled as the name.
    """
    if ordinary and hit.score < _LETTER_FOR_LETTER:
        return False
    if hit.fit is Fit.WHOLE:
        return hit.score >= (_LIKELY if hit.mentions else _LETTER_FOR_LETTER)
    return hit.fit is Fit.FAMILY and bool(hit.mentions) and hit.score >= _LIKELY


def dominates(one: int, other: int) -> bool:
    """Whether somebody mentioned so often is meant before the other, and no choice is offered."""
    return one >= _DOMINANT * other if other else one > 0


def decide(hits: Sequence[Hit], *, ordinary: bool = False) -> Decision:
    """The status, and who may be meant, best first."""
    taken = [hit for hit in hits if sure(hit, ordinary=ordinary)]
    if not taken:
        return _unsure(hits, ordinary=ordinary)
    best = taken[0]
    band = [hit for hit in taken if best.score - hit.score < _BAND and _comparable(best, hit)]
    loudest = max(band, key=lambda hit: (hit.mentions, hit.rank))
    others = [hit for hit in band if hit is not loudest]
    if all(dominates(loudest.mentions, hit.mentions) for hit in others) and (others or loudest is best):
        if loudest is not best and best.fit is Fit.WHOLE and best.score >= 0.99 > loudest.score:
            return Match.AMBIGUOUS, (loudest, *[hit for hit in hits if hit is not loudest][:4])
        return Match.ACCEPT, (loudest, *[hit for hit in taken if hit is not loudest])
    close = [hit for hit in taken if best.rank - hit.rank < _TIE and hit.fit is best.fit]
    if len(close) > 1:
        return Match.AMBIGUOUS, tuple(sorted(close, key=lambda hit: (-hit.mentions, -hit.score)))
    return Match.ACCEPT, tuple(taken)


def _comparable(best: Hit, hit: Hit) -> bool:
    """Whether mentions may decide between two: both say as much of the name."""
    return best.fit is hit.fit or {best.fit, hit.fit} <= {Fit.WHOLE, Fit.FAMILY}


def _unsure(hits: Sequence[Hit], *, ordinary: bool) -> Decision:
    given = [hit for hit in hits if hit.fit is Fit.GIVEN and hit.score >= 0.965 and hit.mentions]
    if given and not ordinary:
        return Match.AMBIGUOUS, tuple(sorted(given, key=lambda hit: -hit.mentions))
    near = [hit for hit in hits if hit.score >= _NEAR and hit.fit is not Fit.CONTRADICTS]
    if near and not ordinary:
        return Match.SUGGEST, tuple(near[:3])
    return Match.NONE, tuple(hit for hit in hits if hit.score >= _NEAR)[:3]
