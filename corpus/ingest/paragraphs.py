"""The paragraphs of a text dump, hard-wrapped or not, with the line each began on."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus.ingest.layout import (
    are_links_numbered,
    has_no_room,
    is_markdown,
    width_of,
    without_list,
    without_numbers,
    without_signs,
)

_INVISIBLE = dict.fromkeys([0xAD, 0x200B, 0x2060, 0xFEFF])  # soft hyphen, zero-width space, joiner, mark
_BULLET = re.compile(r"(?:[*•●▪‣◦·+o–-]|\(?\d{1,2}[.)])\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of a page, or the lines that a text browser wrapped it into."""

    text: str
    line: int  # counted from 1
    gap: bool  # a blank line stands before it
    bullet: bool = False


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """What a page prints, without blank lines; white space within a paragraph is single."""
    rows = without_list([row.rstrip() for row in text.translate(_INVISIBLE).split("\n")])
    width = width_of(rows)
    plain = _plain(rows)
    found: list[Paragraph] = []
    at, gap = 0, True
    while at < len(rows):
        if not rows[at].strip():
            at, gap = at + 1, True
            continue
        stop = _wrapped(rows, at, width)
        words = " ".join(" ".join(rows[at:stop]).split())
        bullet = _BULLET.match(words)
        if bare := plain(_bare(words, bullet)):
            found.append(Paragraph(bare, at + 1, gap, bullet is not None))
        at, gap = stop, False
    return tuple(found)


def _plain(rows: Sequence[str]) -> Callable[[str], str]:
    """What takes the signs of a text browser out of a line."""
    if are_links_numbered(rows):
        return without_numbers
    return without_signs if is_markdown(rows) else str


def _bare(words: str, bullet: re.Match[str] | None) -> str:
    """Without a browser's bullet; a number that the page itself prints stays."""
    return words if bullet is None or bullet[0][0] in "(0123456789o–-" else words[bullet.end() :]


def _wrapped(rows: Sequence[str], at: int, width: int) -> int:
    """Where the lines end that go on from the line at `at`."""
    stop = at + 1
    indent = _indent(rows[at])
    while width and stop < len(rows) and _goes_on(rows[stop - 1], rows[stop], width) and _indent(rows[stop]) >= indent:
        stop += 1
    return stop


def _goes_on(row: str, after: str, width: int) -> bool:
    return has_no_room(row, after, width) and not _BULLET.match(after.strip())


def _indent(row: str) -> int:
    return len(row) - len(row.lstrip())
