"""Which line of a page is its headline."""

import re
from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from corpus.ingest.dumplines import Line, LineType
from corpus.words import stems

_REACH = 120  # lines above the body
_LEAST, _FULL, _MOST = 3, 5, 32  # words: of any headline, of one that is no section's name, at most
_SHARED = 0.34  # of its telling words a headline shares with the body, unless it is printed twice
_ENOUGH = 0.55
_STANDFIRST = 0.3  # by so much may the line below a headline outdo it, which says the same at greater length
_DATED_BELOW = 6  # lines after a headline in which its date or byline stands
_DATED_ABOVE = 3
_BAR = re.compile(r"\s(?:\||::|»|·|—|–|-)\s")
_PERIOD = re.compile(r"[.;][\"”]?$")


@dataclass(frozen=True, slots=True)
class _Page:
    lines: Sequence[Line]
    first: int  # line of the body
    stems: AbstractSet[str]  # of the body
    seen: Counter[str]

    def dated(self, start: int, stop: int) -> bool:
        near = self.lines[max(0, start) : min(self.first, stop)]
        return any(line.type in {LineType.STAMP, LineType.BYLINE} for line in near)


def find_headline(lines: Sequence[Line], first: int, body: str) -> int | None:
    """The index of the headline above the body that begins at `first`; None where nothing is like one.

    A headline shares its words with the body, has the date or byline below it, and no full stop.
    """
    page = _Page(lines, first, frozenset(stems(body)), Counter(_plain(line.text) for line in lines))
    candidates = [at for at in range(max(0, first - _REACH), first) if _may_be(lines[at])]
    scores = {at: _score(page, at) for at in candidates}
    best = max(candidates, key=lambda at: (scores[at], -at), default=None)
    if best is None or scores[best] < _ENOUGH:
        return None
    if scores.get(best - 1, 0.0) > max(_ENOUGH, scores[best] - _STANDFIRST) and lines[best - 1].words >= _FULL:
        best -= 1
    return next(at for at in candidates if _plain(lines[at].text) == _plain(lines[best].text))


def _may_be(line: Line) -> bool:
    short = line.type in {LineType.HEADING, LineType.PROSE, LineType.TEASER, LineType.TWICE}
    return short and _LEAST <= line.words <= _MOST and not line.paragraph.bullet


def _score(page: _Page, at: int) -> float:
    line = page.lines[at]
    own = frozenset(stems(line.text))
    shared = len(own & page.stems)
    repeated = page.seen[_plain(line.text)] > 1
    if not shared or (shared < _SHARED * len(own) and not repeated):
        return 0.0
    score = shared / len(own) + 0.2 * min(shared, 6)
    score += 0.8 * page.dated(at + 1, at + _DATED_BELOW) + 0.1 * page.dated(at - _DATED_ABOVE, at)
    score += 0.3 * (line.words >= _FULL) + 0.1 * repeated
    return score - 0.8 * (_PERIOD.search(line.text) is not None) - 0.001 * (page.first - at)


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().lower()


def cut_suffix(title: str, others: Sequence[str]) -> tuple[str, str]:
    """A headline without its site's name, and that name, where another line prints the headline alone."""
    printed = {_plain(other) for other in others}
    for bar in reversed([*_BAR.finditer(title)]):
        if _plain(title[: bar.start()]) in printed:
            return title[: bar.start()].strip(), title[bar.end() :].strip()
    return title, ""
