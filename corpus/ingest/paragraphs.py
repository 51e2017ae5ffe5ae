"""The paragraphs of a text dump, hard-wrapped or not, with the line each began on."""

import re
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from corpus.ingest.layout import (
    are_links_numbered,
    are_pictures_shown,
    has_no_room,
    is_markdown,
    is_markdown_link,
    is_numbered_link,
    parted_from_pictures,
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
    linked: bool = False  # it is a link, as far as the text browser tells
    picture: str = ""  # what stands for pictures before its words, in brackets
    shared: bool = False  # many pages beside this one print its lines


def paragraphs(text: str, shared: AbstractSet[str] = frozenset()) -> tuple[Paragraph, ...]:
    """What a page prints, without blank lines; white space within a paragraph is single.

    `shared` are lines that many pages print.
    """
    rows = without_list([row.rstrip() for row in text.translate(_INVISIBLE).split("\n")])
    joined = [*_joined(rows)]
    printed = _printed(rows, [words for words, _, _, _ in joined])
    found: list[Paragraph] = []
    for words, at, stop, gap in joined:
        bullet = _BULLET.match(words)
        picture, bare, linked = printed(_bare(words, bullet))
        if bare:
            common = bool(shared) and all(row.strip() in shared for row in rows[at:stop])
            found.append(Paragraph(bare, at + 1, gap, bullet is not None, linked, picture, common))
    return tuple(found)


def _joined(rows: Sequence[str]) -> Iterator[tuple[str, int, int, bool]]:
    """Lines that were wrapped as one: their words, from which to which they go, whether a blank one stands before."""
    width, is_lazy = width_of(rows), is_markdown(rows)
    at, gap = 0, True
    while at < len(rows):
        if not rows[at].strip():
            at, gap = at + 1, True
            continue
        stop = _wrapped(rows, at, width, 0 if is_lazy else _indent(rows[at]))
        yield " ".join(" ".join(rows[at:stop]).split()), at, stop, gap
        at, gap = stop, False


def _printed(rows: Sequence[str], lines: Sequence[str]) -> Callable[[str], tuple[str, str, bool]]:
    """What takes a line apart: pictures before it, its words without a text browser's signs, whether it is a link."""
    if is_markdown(rows):
        return lambda words: ("", without_signs(words), is_markdown_link(words))
    plain, is_link = (without_numbers, is_numbered_link) if are_links_numbered(rows) else (str, _never)
    part = parted_from_pictures if are_pictures_shown(lines) else _nothing_shown

    def printed(words: str) -> tuple[str, str, bool]:
        picture, bare = part(plain(words))
        return picture, bare, is_link(words)

    return printed


def _never(_: str) -> bool:
    return False


def _nothing_shown(words: str) -> tuple[str, str]:
    return "", words


def _bare(words: str, bullet: re.Match[str] | None) -> str:
    """Without a browser's bullet; a number that the page itself prints stays."""
    return words if bullet is None or bullet[0][0] in "(0123456789o–-" else words[bullet.end() :]


def _wrapped(rows: Sequence[str], at: int, width: int, indent: int) -> int:
    """Where the lines end that go on from the line at `at`, none of them farther left than `indent`."""
    stop = at + 1
    while width and stop < len(rows) and _goes_on(rows[stop - 1], rows[stop], width) and _indent(rows[stop]) >= indent:
        stop += 1
    return stop


def _goes_on(row: str, after: str, width: int) -> bool:
    return has_no_room(row, after, width) and not _BULLET.match(after.strip())


def _indent(row: str) -> int:
    return len(row) - len(row.lstrip())
