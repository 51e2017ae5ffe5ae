"""Which lines of a text dump are the article: from its first to its last prose, furniture left out."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.ingest.dumplines import Line, LineType
from corpus.ingest.furniture import Ends

_MOST = 60  # words that one paragraph counts for: a long notice is not an article
_COST = {
    LineType.HEADING: 9,
    LineType.STAMP: 14,
    LineType.BYLINE: 9,
    LineType.TEASER: 9,
    LineType.FURNITURE: 5,
}
_LINKS_COST = 16
_ENOUGH = 25  # words of prose: less is no article
_EARLY = 0.34  # of the best section's weight: the first section that has it is the article, comments come later


@dataclass(frozen=True, slots=True)
class Body:
    """Indexes of the lines kept, and the reason of each line that stands among them and is left out."""

    first: int
    last: int
    kept: tuple[int, ...]
    left_out: dict[int, str]


def find_body(lines: Sequence[Line]) -> Body | None:
    """The lines of the article, None on a page that has none."""
    best = [_heaviest(lines, start, stop) for start, stop in _sections(lines)]
    most = max((weight for weight, _, _ in best), default=0)
    for weight, start, stop in best:
        if weight >= max(_EARLY * most, 1):
            return _trimmed(lines, start, stop)
    return None


def _sections(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Stretches that a line ends beyond which nothing of the article stands."""
    ends = [at for at, line in enumerate(lines) if line.mark and line.mark.ends is Ends.ALWAYS]
    starts = [0, *(at + 1 for at in ends)]
    return [(start, stop) for start, stop in zip(starts, [*ends, len(lines)], strict=True) if start < stop]


def _weight(line: Line) -> int:
    if line.type is LineType.PROSE:
        return min(line.words, _MOST)
    if line.mark and line.mark.ends is Ends.LINKS:
        return -_LINKS_COST
    return -_COST[line.type]


def _heaviest(lines: Sequence[Line], start: int, stop: int) -> tuple[int, int, int]:
    """The run of lines between two indexes whose weights add up to most: its weight, start and stop."""
    best, total, since = (0, start, start), 0, start
    for at in range(start, stop):
        if total <= 0:
            total, since = 0, at
        total += _weight(lines[at])
        if total > best[0]:
            best = (total, since, at + 1)
    return best


def _trimmed(lines: Sequence[Line], start: int, stop: int) -> Body | None:
    prose = [at for at in range(start, stop) if lines[at].type is LineType.PROSE]
    if not prose or sum(lines[at].words for at in prose) < _ENOUGH:
        return None
    first, last = prose[0], prose[-1]
    left_out = _left_out(lines, first, last)
    kept = tuple(at for at in range(first, last + 1) if at not in left_out)
    return Body(first, last, kept, left_out)


def _left_out(lines: Sequence[Line], first: int, last: int) -> dict[int, str]:
    found: dict[int, str] = {}
    links = ""
    for at in range(first, last + 1):
        line = lines[at]
        if line.mark:
            found[at] = line.mark.reason
            links = line.mark.reason if line.mark.ends is Ends.LINKS else links
        elif line.type is LineType.PROSE:
            links = ""
        elif links:
            found[at] = links
        elif line.type in {LineType.STAMP, LineType.BYLINE}:
            found[at] = str(line.type)
    return found
