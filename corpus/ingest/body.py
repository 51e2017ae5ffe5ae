"""Which lines of a text dump are the article: from its first to its last prose, furniture left out.

The heaviest run of lines is the article: prose weighs by its words, other lines count against it, and prose that stands
alone between such lines weighs less, as teasers do.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.ingest.closing import without_author
from corpus.ingest.dumplines import Line, LineType
from corpus.ingest.furniture import Ends
from corpus.ingest.opening import from_headline

_MOST = 60  # words that one paragraph counts for: a long notice is not an article
_ALONE, _TORN = 0.8, 0.5  # of its weight has prose with no prose beside it: among headings, and behind furniture
_COST = {LineType.STAMP: 20, LineType.BYLINE: 9, LineType.TEASER: 9, LineType.TWICE: 9, LineType.PROSE: 9}
_HEADING, _BULLET = 2, 1  # a heading or an item of an article's own list
_AFTER = 6  # either behind furniture
_FURNITURE, _WITHIN = 10, 3  # what stands at an article's end, and what stands within one
_LINKS_COST = 10
_LINK_COST = 3  # a line among links that furniture announced
_GAP_COST, _TORN_COST = 60, 200  # at most, for the lines between two paragraphs: a table, and what furniture is part of
_ENOUGH = 25  # words of prose: less is no article
_EARLY = 0.34  # of the best section's weight: the first section that has it is the article, comments come later
_STANDFIRST = 70  # words at most between a headline and its date
_AFTERWORD = 60  # words at most of a paragraph that furniture parts from the article
_OPENING = 12  # lines from a date or byline down to the article
_SENTENCE = 8  # words of one that an article begins with
_SPEECH = ("“", '"', "«", "„", "‘")
_SHOUT = 6  # words in capitals: fewer may be a heading of the article's own
_PASSING = frozenset(
    {"advertising", "picture", "caption", "player", "pointer", "credits"}
)  # furniture that stands within articles
_COLONS = (":", "：")
_LAST, _SHORT = 3, 30  # last paragraphs among which a call to the reader ends the article; words of those behind it
_TEARS = 3  # lines of furniture behind which paragraphs that stand alone are those of other articles
_WITHIN_GROUPS = _PASSING | {"tags", "counters", "blank"}


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
    for (above, _), (weight, start, stop) in zip(_sections(lines), best, strict=True):
        if weight >= max(_EARLY * most, 1):
            return _trimmed(lines, above, start, stop)
    return None


def _sections(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Stretches that a line ends beyond which nothing of the article stands."""
    ends = [at for at, line in enumerate(lines) if line.mark and line.mark.ends is Ends.ALWAYS]
    starts = [0, *(at + 1 for at in ends)]
    return [(start, stop) for start, stop in zip(starts, [*ends, len(lines)], strict=True) if start < stop]


def _heaviest(lines: Sequence[Line], start: int, stop: int) -> tuple[float, int, int]:
    """The run of lines between two indexes whose weights add up to most: its weight, start and stop."""
    best: tuple[float, int, int] = (0, start, start)
    total, since, gap = 0.0, start, _Gap()
    for at in range(start, stop):
        if total <= 0:
            total, since, gap = 0.0, at, _Gap(links=gap.links)
        beside = any(start <= near < stop and lines[near].type is LineType.PROSE for near in (at - 1, at + 1))
        if _tells(lines[at], beside=beside, links=gap.links):
            share = 1.0 if beside else _TORN if gap.torn else _ALONE
            total += min(lines[at].words, _MOST) * share
            gap = _Gap(torn=gap.torn if gap.torn >= _TEARS and not beside else 0)
        else:
            total -= gap.cost(lines[at])
        if total > best[0]:
            best = (total, since, at + 1)
    return best


def _tells(line: Line, *, beside: bool, links: bool) -> bool:
    """Whether a line is the article's own prose: none alone among links, and none that only ends a page."""
    return line.type is LineType.PROSE and not (links and not beside) and not _at_edge(line)


@dataclass(slots=True)
class _Gap:
    """The lines since the last paragraph: what they cost, whether furniture is among them, whether it opened links."""

    spent: int = 0
    torn: int = 0
    links: bool = False

    def cost(self, line: Line) -> int:
        """What another line costs; the more stood there, the less it adds."""
        within = line.mark is not None and line.mark.group in _WITHIN_GROUPS
        cost = self._of(line, within=within)
        self.torn += not (within or (line.type is LineType.HEADING and not _at_edge(line)))
        self.links = self.links or _opens_links(line)
        cost = max(0, min(cost, (_TORN_COST if self.torn else _GAP_COST) - self.spent))
        self.spent += cost
        return cost

    def _of(self, line: Line, *, within: bool) -> int:
        if line.type is LineType.FURNITURE:
            return _LINKS_COST if _opens_links(line) else _WITHIN if within else _FURNITURE
        if line.type is not LineType.HEADING:
            return _COST[line.type]
        if self.links or (line.paragraph.linked and not line.paragraph.bullet):
            return _LINK_COST if self.links else _LINKS_COST
        return _AFTER if self.torn else _BULLET if line.paragraph.bullet else _HEADING


def _opens_links(line: Line) -> bool:
    return line.mark is not None and line.mark.ends is Ends.LINKS


def _trimmed(lines: Sequence[Line], above: int, start: int, stop: int) -> Body | None:
    prose = [at for at in range(start, stop) if lines[at].type is LineType.PROSE]
    if not prose or sum(lines[at].words for at in prose) < _ENOUGH:
        return None
    prose = from_headline(lines, prose)
    prose = _without_standfirst(lines, _without_lead_in(lines, prose))
    prose = without_author(lines, _without_afterword(lines, prose))
    first, last = _from_the_date(lines, above, prose[0]), _with_list(lines, prose[-1])
    left_out = _left_out(lines, first, last)
    kept = tuple(at for at in range(first, last + 1) if at not in left_out)
    return Body(first, last, kept, left_out)


def _without_lead_in(lines: Sequence[Line], prose: list[int]) -> list[int]:
    """The prose without a standfirst that the page's own address parts from it."""
    if len(prose) < 3 or lines[prose[0]].words > _AFTERWORD:
        return prose
    between = [line.mark for line in lines[prose[0] + 1 : prose[1]]]
    return prose[1:] if any(mark and mark.group == "address" for mark in between) else prose


def _without_standfirst(lines: Sequence[Line], prose: list[int]) -> list[int]:
    """The prose after the date or byline, where no more than a standfirst stands above it."""
    for at in range(prose[0], prose[-1]):
        if lines[at].type in {LineType.STAMP, LineType.BYLINE}:
            above = [line for line in prose if line < at]
            if sum(lines[line].words for line in above) > _STANDFIRST or len(above) > 2:
                return prose
            prose = [line for line in prose if line > at]
    return prose


def _from_the_date(lines: Sequence[Line], start: int, first: int) -> int:
    """Where the article begins: at its first prose below the nearest date or byline, unless links lie between."""
    reach = range(first - 1, max(start, first - _OPENING) - 1, -1)
    dated = next((at for at in reach if lines[at].type in {LineType.STAMP, LineType.BYLINE}), first)
    if any(_opens_links(line) for line in lines[dated:first]):
        return first
    told = (at for at in range(dated, first) if lines[at].type is LineType.PROSE and lines[at].words >= _SENTENCE)
    return next(told, first)


def _with_list(lines: Sequence[Line], last: int) -> int:
    """The last line of a list that the last paragraph leads up to, else of that paragraph."""
    if not lines[last].text.endswith(_COLONS):
        return last
    stop = last + 1
    while stop < len(lines) and lines[stop].type is LineType.HEADING and lines[stop].paragraph.bullet:
        stop += 1
    return stop - 1


def _without_afterword(lines: Sequence[Line], prose: list[int]) -> list[int]:
    """The prose without last short paragraphs about the author, or that furniture parts from the rest."""
    while len(prose) > 2 and (_at_edge(lines[prose[-1]]) or _parted(lines, prose[-2], prose[-1])):
        prose = prose[:-1]
    for count in range(2, min(_LAST, len(prose) - 2) + 1):
        if _at_edge(lines[prose[-count]]) and all(lines[at].words <= _SHORT for at in prose[-count + 1 :]):
            return prose[:-count]
    return prose


def _at_edge(line: Line) -> bool:
    return line.mark is not None and line.mark.ends is Ends.EDGE and not line.text.startswith(_SPEECH)


def _parted(lines: Sequence[Line], one: int, other: int) -> bool:
    between = lines[one + 1 : other]
    parting = any(line.type is LineType.STAMP or (line.mark and line.mark.group not in _PASSING) for line in between)
    return parting and lines[other].words <= (_AFTERWORD if len(between) > 1 else _AFTERWORD // 2)


def _left_out(lines: Sequence[Line], first: int, last: int) -> dict[int, str]:
    found: dict[int, str] = {}
    links = ""
    for at in range(first, last + 1):
        line = lines[at]
        if line.mark and line.mark.ends is not Ends.EDGE:
            found[at] = line.mark.reason
            links = line.mark.reason if line.mark.ends is Ends.LINKS else links
        elif line.type is LineType.PROSE:
            links = ""
        elif links:
            found[at] = links
        elif line.type in {LineType.STAMP, LineType.BYLINE, LineType.TWICE}:
            found[at] = str(line.type)
        elif _shouts(line):
            found[at] = "link in capitals"
    return found


def _shouts(line: Line) -> bool:
    """Whether a heading is a link to another article as some houses print them: a whole headline in capitals."""
    return line.type is LineType.HEADING and line.words >= _SHOUT and line.text.isupper()
