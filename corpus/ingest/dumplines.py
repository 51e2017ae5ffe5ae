"""What kind each line of a text dump is."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from enum import StrEnum

from corpus.ingest.furniture import Ends, Mark, caption, flat, furniture, shared_mark
from corpus.ingest.paragraphs import Paragraph


class LineType(StrEnum):
    """What a line is by its own features; where it stands is weighed later."""

    PROSE = "prose"  # a sentence or more
    TEASER = "teaser"  # the cut beginning of another text
    HEADING = "heading"  # words without a stop: a title, a label, a link, a caption
    STAMP = "date"  # a day or minute of publication
    BYLINE = "byline"
    TWICE = "printed twice"  # a caption or a promotion: prose of an article is printed once
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph with its type; `mark` where a list knows it, `day` (ISO day or minute) where it is a stamp."""

    paragraph: Paragraph
    type: LineType
    words: int
    mark: Mark | None = None
    day: str | None = None

    @property
    def text(self) -> str:
        """The paragraph's words."""
        return self.paragraph.text


_GLYPHS = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u0e00-\u0e7f]")  # scripts without spaces
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_STOP = re.compile(r"(?:[.!?…:;؟۔।。！？][\"'”’»“)\]」』）]*|,[\"”’»])$")
_LATIN_STOP = re.compile(r"[.!?;][\"'”’»“)\]]*$")
_TAIL = 200  # characters at the end of a line in which a sentence may break off
_CUT = re.compile(
    r"(?:\.\.\.|…|\[…\]|\[\.\.\.\]|\(\.\.\.\)|&hellip;)\s*(?:\W*(?:read|more|continue|mehr|lire|далее|подробнее)\b.{0,40})?$",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"(?:(?:written |posted |reported |story )?by|author|von|par|por|di|da|door|автор|текст)\b:?\s+\S.{2,70}",
    re.IGNORECASE,
)
_PROSE_WORDS = 7  # a sentence that tells something
_LONG_WORDS = 26  # prose even without a stop
_MOST_SHARED = 0.5  # of the page's prose
_MOST_TWICE = 0.2  # of the page's prose
_SENTENCE = 8  # words of furniture that may be an article's own sentence
_QUOTED = re.compile(r"[“«„][^“”«»„]{3,400}[”»“]|(?<!\w)\"[^\"]{3,400}\"(?!\w)")
_ROWS, _CELLS = 5, 24  # rows of a table, words of one
_ALT = 30  # code points that a caption and what stands for its picture begin with
_TEASER_WORDS = 40  # a longer paragraph that trails off is still a paragraph
_STAMP_WORDS = 18


def count_words(text: str) -> int:
    """Words, where two signs of a script without spaces make one."""
    return len(_WORD.findall(_GLYPHS.sub(" ", text))) + (len(_GLYPHS.findall(text)) + 1) // 2


def type_lines(found: Sequence[Paragraph], stamp: Callable[[str], str | None]) -> tuple[Line, ...]:
    """Each paragraph typed; `stamp` gives the ISO day or minute of a line that states a publication."""
    lines = _without_shared([_typed(paragraph, stamp) for paragraph in found])
    lines = [_as_prose(lines, at) for at in range(len(lines))]
    lines = [_as_caption(lines, at) for at in range(len(lines))]
    lines = _with_tables(lines)
    prose = Counter(line.text for line in lines if line.type is LineType.PROSE)
    twice = {text for text, count in prose.items() if count > 1}
    if len(twice) > _MOST_TWICE * len(prose):  # the whole article is there twice
        return tuple(lines)
    return tuple(_twice(lines, at, twice) for at in range(len(lines)))


def _without_shared(lines: Sequence[Line]) -> list[Line]:
    """The lines with those that many pages print as furniture; on a page that is most of them, copies lie beside it."""
    prose = [line for line in lines if line.type is LineType.PROSE]
    common = sum(line.words for line in prose if line.paragraph.shared)
    if common > _MOST_SHARED * sum(line.words for line in prose):
        return [*lines]
    kinds = {LineType.PROSE, LineType.TEASER, LineType.HEADING}
    return [
        replace(line, type=LineType.FURNITURE, mark=shared_mark())
        if line.paragraph.shared and line.type in kinds
        else line
        for line in lines
    ]


def _as_prose(lines: Sequence[Line], at: int) -> Line:
    """A sentence between paragraphs that only speaks as furniture does: it quotes, or the article goes on after it."""
    line = lines[at]
    if line.type is not LineType.FURNITURE or line.words < _SENTENCE or not _LATIN_STOP.search(line.text):
        return line
    near = [lines[other].type is LineType.PROSE for other in (at - 1, at + 1, at + 2) if 0 <= other < len(lines)]
    quoted = _QUOTED.search(line.text) is not None
    if near[:2] != [True, True] or not (quoted or (line.mark and line.mark.ends is Ends.ALWAYS and all(near))):
        return line
    return replace(line, type=LineType.PROSE, mark=None)


def _as_caption(lines: Sequence[Line], at: int) -> Line:
    """A line of prose that says what stands for the picture before it: its caption."""
    line = lines[at]
    if line.type is not LineType.PROSE:
        return line
    shown = [line.paragraph.picture, *(lines[near].text for near in range(max(0, at - 2), at))]
    pictures = (flat(each) for each in shown if each.startswith("["))
    words = flat(line.text)
    if any(len(each) >= _ALT and (words.startswith(each[:_ALT]) or each.startswith(words)) for each in pictures):
        return replace(line, type=LineType.FURNITURE, mark=caption())
    return line


def _with_tables(lines: Sequence[Line]) -> list[Line]:
    """The lines with rows of tables as rows: numbers and days one below the other are no clocks and no dates."""
    found = [*lines]
    start = 0
    for at in range(len(lines) + 1):
        if at < len(lines) and _may_be_row(lines[at]) and not (lines[at].paragraph.gap and at > start):
            continue
        if at - start >= _ROWS:
            found[start:at] = [replace(line, type=LineType.HEADING, mark=None, day=None) for line in found[start:at]]
        start = at if at < len(lines) and _may_be_row(lines[at]) else at + 1
    return found


def _may_be_row(line: Line) -> bool:
    """Whether a line has several cells, one of them a number."""
    is_clock = line.mark is not None and line.mark.group == "counters"
    row = line.type in {LineType.HEADING, LineType.STAMP} or is_clock
    return (
        row
        and 1 < line.text.count(" ") + 1 <= _CELLS
        and any(map(str.isdigit, line.text))
        and not line.paragraph.bullet
    )


def _twice(lines: Sequence[Line], at: int, twice: AbstractSet[str]) -> Line:
    """A line of prose printed twice, unless it stands between others of prose that are printed once."""
    line = lines[at]
    beside = [lines[near] for near in (at - 1, at + 1) if 0 <= near < len(lines)]
    if line.text not in twice or all(near.type is LineType.PROSE and near.text not in twice for near in beside):
        return line
    return replace(line, type=LineType.TWICE)


def _typed(paragraph: Paragraph, stamp: Callable[[str], str | None]) -> Line:
    text = paragraph.text
    words = count_words(text)
    mark = furniture(text)
    counts = mark is not None and mark.group == "counters"  # "2021-12-31 14:21:15" is of figures only, too
    if mark and mark.ends is not Ends.EDGE and not counts:
        return Line(paragraph, LineType.FURNITURE, words, mark=mark)
    if words <= _STAMP_WORDS and "@" not in text and any(map(str.isdigit, text)) and (day := stamp(text)):
        return Line(paragraph, LineType.STAMP, words, day=day)
    if counts:
        return Line(paragraph, LineType.FURNITURE, words, mark=mark)
    return Line(paragraph, _shape(text, words), words, mark=mark)


def _shape(text: str, words: int) -> LineType:
    if words <= _TEASER_WORDS and _CUT.search(text[-_TAIL:]):
        return LineType.TEASER
    if words <= 12 and _BYLINE.match(text) and not _STOP.search(text):
        return LineType.BYLINE
    if words >= _LONG_WORDS or (words >= _PROSE_WORDS and _STOP.search(text)):
        return LineType.PROSE
    if words >= 3 and _LATIN_STOP.search(text):
        return LineType.PROSE
    return LineType.HEADING
