"""Where the article begins among lines of prose: below teasers of other articles, at its own headline and date."""

from collections.abc import Sequence
from itertools import pairwise

from corpus.ingest.dumplines import Line, LineType
from corpus.words import terms

_RUN = 4  # paragraphs one after the other are an article
_LEAST = 40  # words of prose that have to stay
_ABOVE = 6  # lines from the date or byline up to the headline
_TITLE = 4  # words of a headline
_OWN, _OTHERS = 0.5, 0.34  # of a headline's telling words stand in its article; in what is above, fewer
_TOLD = 8  # paragraphs in which a headline's words are looked for


def from_headline(lines: Sequence[Line], prose: list[int]) -> list[int]:
    """The prose from the headline on: a heading with a date or byline below it, that tells of what follows alone."""
    for at in range(prose[0], prose[-1]):
        if lines[at].type not in {LineType.STAMP, LineType.BYLINE}:
            continue
        above, below = [line for line in prose if line < at], [line for line in prose if line > at]
        if sum(lines[line].words for line in below) < _LEAST or _is_article(lines, above):
            return prose
        for title in range(max(prose[0], at - _ABOVE), at):
            others = [line for line in above if line < title and not lines[line].text.startswith(lines[title].text)]
            if _heads(lines, title, others, below):
                return below
    return prose


def _heads(lines: Sequence[Line], title: int, above: Sequence[int], below: Sequence[int]) -> bool:
    if lines[title].type not in {LineType.HEADING, LineType.TWICE} or lines[title].words < _TITLE:
        return False
    own = _stems(lines[title].text)
    after = set().union(*(_stems(lines[at].text) for at in below[:_TOLD]))
    before = set().union(*(_stems(lines[at].text) for at in above[-_TOLD:]))
    return len(own & after) >= _OWN * len(own) and len(own & before) < _OTHERS * len(own)


def _stems(text: str) -> set[str]:
    return {term.stem for term in terms(text) if not term.stop}


def _is_article(lines: Sequence[Line], prose: Sequence[int]) -> bool:
    """Whether paragraphs stand one after the other, as in an article, and not in lists or one here and one there."""
    run = 0
    for one, other in pairwise(prose):
        run = run + 1 if other == one + 1 and lines[other].paragraph.gap and not lines[other].paragraph.bullet else 0
        if run >= _RUN - 1:
            return True
    return False
