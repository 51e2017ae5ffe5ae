"""Which line of a page is its headline."""

import re
from collections import Counter
from collections.abc import Sequence

from corpus.ingest.dumplines import Line, LineType
from corpus.words import terms

_REACH = 40  # lines above the body
_LEAST, _MOST = 3, 32  # words
_ENOUGH = 0.55
_BAR = re.compile(r"\s(?:\||::|»|·|—|–|-)\s")


def find_headline(lines: Sequence[Line], first: int, body: str) -> int | None:
    """The index of the headline above the body that begins at `first`; None where nothing is like one.

    A headline shares its words with the body, is often printed twice, and stands near the date and the body.
    """
    seen = Counter(_plain(line.text) for line in lines)
    stems = {term.stem for term in terms(body) if not term.stop}
    best, most = None, _ENOUGH
    for at in range(max(0, first - _REACH), first):
        if _may_be(lines[at]):
            score = _score(lines, at, first, stems, seen[_plain(lines[at].text)] > 1)
            if score > most:
                best, most = at, score
    return best if best is None else _first_like(lines, best, first)


def _first_like(lines: Sequence[Line], at: int, first: int) -> int:
    """Of lines that print the same headline, the first."""
    alike = (
        other for other in range(max(0, first - _REACH), first) if _plain(lines[other].text) == _plain(lines[at].text)
    )
    return next(alike, at)


def _may_be(line: Line) -> bool:
    short = line.type is LineType.HEADING or (line.type in {LineType.PROSE, LineType.TEASER} and line.words <= _MOST)
    return short and _LEAST <= line.words <= _MOST and not line.paragraph.bullet


def _score(lines: Sequence[Line], at: int, first: int, stems: set[str], repeated: bool) -> float:  # noqa: FBT001
    line = lines[at]
    own = {term.stem for term in terms(line.text) if not term.stop}
    share = len(own & stems) / len(own) if own else 0.0
    stamps = [
        near
        for near in range(max(0, at - 4), min(first, at + 6))
        if lines[near].type in {LineType.STAMP, LineType.BYLINE}
    ]
    score = share + 0.35 * repeated + 0.15 * bool(stamps) + 0.1 * (line.words >= 5)
    score -= 0.01 * (first - at) + 0.3 * (line.type is LineType.PROSE and line.text.endswith("."))
    return score + 0.02 * min(len(own & stems), 6)


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().lower()


def cut_suffix(title: str, others: Sequence[str]) -> tuple[str, str]:
    """A headline without its site's name, and that name, where another line prints the headline alone."""
    for bar in reversed([*_BAR.finditer(title)]):
        head, tail = title[: bar.start()], title[bar.end() :]
        if _plain(head) in {_plain(other) for other in others}:
            return head.strip(), tail.strip()
    return title, ""
