"""A saved page as plain text: its article, and every line that is no part of it with the reason."""

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from corpus.ingest.body import Body, find_body
from corpus.ingest.dumplines import Line, LineType, type_lines
from corpus.ingest.headline import cut_suffix, find_headline
from corpus.ingest.named import Surroundings
from corpus.ingest.paragraphs import paragraphs
from corpus.models import Dropped

_HEAD, _TAIL = 60, 60  # lines around the body that may tell of its publication
_STAMPS_BELOW = 5  # lines after the body in which a date may stand
_STAMPS_ABOVE = 20  # lines above the body or its headline; farther up stands today's date
_CREDITS_ABOVE, _CREDITS_BELOW = 3, 6  # lines from the headline up, and from the first words down, that name authors

Stamp = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Dump:
    """What a page of text holds: `published` is an ISO day or minute that the page states.

    `credits` are the lines about the headline and the first words, among which its authors may be named.
    """

    title: str | None
    published: str | None
    body: str
    around: Surroundings
    dropped: tuple[Dropped, ...]
    credits: tuple[str, ...] = ()


def read_dump(text: str, stamp: Stamp, shared: AbstractSet[str] = frozenset()) -> Dump | None:
    """The article of a text page, None when there is none; `stamp` gives the day that a line states.

    `shared` are lines that many pages beside it print: no part of any article.
    """
    lines = type_lines(paragraphs(text, shared), stamp)
    body = find_body(lines)
    if body is None:
        return None
    kept = [lines[at].text for at in body.kept]
    prose = "\n\n".join(kept)
    at = find_headline(lines, body.first, prose)
    title, suffix = _title(lines, at)
    dated = _stamp(lines, body, at)
    around = Surroundings(
        head=[line.text for line in lines[max(0, body.first - _HEAD) : body.first]],
        body=kept,
        tail=[line.text for line in lines[body.last + 1 : body.last + 1 + _TAIL]],
        title=title or "",
        stamp=dated.text if dated else "",
        suffix=suffix,
        sprites=[line.text for line in lines if line.mark and line.mark.group == "sprite"],
    )
    day = dated.day if dated else None
    return Dump(title, day, prose, around, _dropped(lines, body, at), _credits(lines, body, at))


def _title(lines: Sequence[Line], at: int | None) -> tuple[str | None, str]:
    if at is None:
        return None, ""
    others = [line.text for other, line in enumerate(lines) if other != at]
    return cut_suffix(lines[at].text, others)


def _stamp(lines: Sequence[Line], body: Body, title: int | None) -> Line | None:
    """The date of publication: of those around the article, the one nearest to its headline or its first words."""
    anchor = body.first if title is None else title
    stop = min(len(lines), body.last + 1 + _STAMPS_BELOW)
    around = [*range(max(0, anchor - _STAMPS_ABOVE), body.first), *range(body.last + 1, stop)]
    found = [at for at in around if lines[at].type is LineType.STAMP]

    def away(at: int) -> tuple[bool, int]:
        return at > body.last, min(abs(at - anchor), abs(at - body.first))

    return lines[min(found, key=away)] if found else None


def _credits(lines: Sequence[Line], body: Body, title: int | None) -> tuple[str, ...]:
    """The lines that are no prose from the headline on to a little below the article's first words."""
    start = max(0, (body.first if title is None else title) - _CREDITS_ABOVE)
    near = (at for at in range(start, min(len(lines), body.first + _CREDITS_BELOW)) if at != title)
    kept = set(body.kept)
    return tuple(lines[at].text for at in near if at not in kept)


def _dropped(lines: Sequence[Line], body: Body, title: int | None) -> tuple[Dropped, ...]:
    kept = set(body.kept)
    heading = lines[title].text if title is not None else None
    return tuple(
        Dropped(line.text, line.paragraph.line, _reason(line, at, body, heading, at == title))
        for at, line in enumerate(lines)
        if at not in kept
    )


def _reason(line: Line, at: int, body: Body, heading: str | None, is_title: bool) -> str:  # noqa: FBT001
    if at in body.left_out:
        return body.left_out[at]
    if is_title:
        return "title"
    if heading is not None and line.text == heading:
        return "title repeated"
    if line.mark:
        return line.mark.reason
    if line.type in {LineType.STAMP, LineType.BYLINE}:
        return str(line.type)
    if line.type is LineType.TEASER:
        return "teaser of another text"
    return "before the article" if at < body.first else "after the article"
