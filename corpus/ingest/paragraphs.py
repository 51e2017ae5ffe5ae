"""The paragraphs of a text dump, hard-wrapped or not, with the line each began on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_INVISIBLE = dict.fromkeys([0xAD, 0x200B, 0x2060, 0xFEFF])  # soft hyphen, zero-width space, joiner, mark
_BULLET = re.compile(r"(?:[*•●▪‣◦·+o–-]|\(?\d{1,2}[.)])\s+(?=\S)")
_LINK = re.compile(r"\[\d{1,4}\](?=[\w“\"'(])")
_WIDEST = 130  # columns: no text browser wraps later
_FULL_LINES = 6  # fewer tell no width


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of a page, or the lines that a text browser wrapped it into."""

    text: str
    line: int  # counted from 1
    gap: bool  # a blank line stands before it
    bullet: bool = False


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """What a page prints, without blank lines; white space within a paragraph is single."""
    rows = [row.rstrip() for row in text.translate(_INVISIBLE).split("\n")]
    if len(_LINK.findall(text)) >= _FULL_LINES:  # the numbers that lynx gives to links
        rows = [_LINK.sub("", row) for row in rows]
    width = _width(rows)
    found: list[Paragraph] = []
    at, gap = 0, True
    while at < len(rows):
        if not rows[at].strip():
            at, gap = at + 1, True
            continue
        stop = _wrapped(rows, at, width)
        words = " ".join(" ".join(rows[at:stop]).split())
        bullet = _BULLET.match(words)
        found.append(Paragraph(_bare(words, bullet), at + 1, gap, bullet is not None))
        at, gap = stop, False
    return tuple(found)


def _bare(words: str, bullet: re.Match[str] | None) -> str:
    """Without a browser's bullet; a number that the page itself prints stays."""
    return words if bullet is None or bullet[0][0] in "(0123456789o–-" else words[bullet.end() :]


def _width(rows: Sequence[str]) -> int:
    """The column at which lines were wrapped, 0 where they were not."""
    longest = max(map(len, rows), default=0)
    if longest > _WIDEST:
        return 0
    full = sum(_no_room(row, after, longest) and len(row) > longest - 20 for row, after in pairwise(rows))
    return longest if full >= _FULL_LINES else 0


def _no_room(row: str, after: str, width: int) -> bool:
    """Whether a line ended because the next word did not fit."""
    words = after.split(maxsplit=1)
    return bool(words and row) and len(row) + 1 + len(words[0]) > width


def _wrapped(rows: Sequence[str], at: int, width: int) -> int:
    """Where the lines end that go on from the line at `at`."""
    stop = at + 1
    while width and stop < len(rows) and _goes_on(rows[stop - 1], rows[stop], width):
        stop += 1
    return stop


def _goes_on(row: str, after: str, width: int) -> bool:
    return _no_room(row, after, width) and not _BULLET.match(after.strip())
