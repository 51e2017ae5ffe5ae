"""What text browsers add to a page: lines wrapped at a width, numbers of links and their list, signs of Markdown."""

import re
from collections.abc import Sequence
from itertools import accumulate, pairwise

_NARROW, _WIDEST = 40, 130  # columns between which text browsers wrap
_FULL_LINES = 6  # fewer tell no width
_OVER = 0.25  # of the full lines: so many may be longer than the width, for addresses are never broken
_NEAR = 20  # columns
_NUMBER = re.compile(r"\[\d{1,4}\](?=[^\s(])")
_ALONE = re.compile(r"(?<!\S)\[\d{1,4}\](?!\S)")
_SCHEME = r"(?:https?:|mailto:|javascript:|data:|tel:|file:|/|#|\.|\?)"
_LISTED = re.compile(rf"\s{{0,8}}(?:\[\d{{1,4}}\]|\d{{1,4}}\.)\s{{1,4}}{_SCHEME}\S*")
_LIST_HEADS = frozenset({"references", "visible links", "visible links:", "hidden links:", "links:"})
_MARKDOWN = re.compile(r"\]\((?:<?(?:https?:|mailto:|javascript:|tel:|/|#|\.|\?)|[\w%-]{1,200}[/.])")
_ADDRESS = r"\((?:[^()\s]|\([^()\s]{0,200}\)){0,2000}(?:\s\"[^\"\n]{0,300}\")?\)"
_PICTURE = re.compile(rf"!\[[^\[\]]{{0,500}}\]{_ADDRESS}")
_LINK = re.compile(rf"\[(?P<text>(?:[^\[\]]|\[[^\[\]]{{0,200}}\]){{0,1000}})\]{_ADDRESS}")
_STOPS = (".", "!", "?", "”", '"', "。")
_PICTURES = 3  # lines that show one: fewer are the page's own brackets
_SHOWN = re.compile(r"\[[^\[\]]{1,300}\](?:$|[\[“\"\w])")  # nothing parts it from what follows
_SHOWN_FIRST = re.compile(r"(?:\[[^\[\]]{1,300}\]\s?){1,9}")
_BESIDE_LINKS = 1  # words beside links in a line that is nothing but links
_BESIDE = re.compile(r"\w+")
_HALF = re.compile(rf"^\[(?=[^\[\]]*$)|\s?\]{_ADDRESS}")  # of a link that goes on over several lines
_SIGNS = re.compile(r"^#{1,6}\s+|(?<!\w)(?:\*\*|__|_)(?=\S)|(?<=\S)(?:\*\*|__|_)(?!\w)|\*\*|\\(?=[-+.#*_()\[\]])")


def width_of(rows: Sequence[str]) -> int:
    """The column at which lines were wrapped, 0 where they were not.

    A line that ended because the next word did not fit tells between which columns it stands; most of them agree.
    """
    told = [0] * (_WIDEST + 2)
    for row, after in pairwise(rows):
        word = _first(after)
        if word and _NARROW <= len(row) <= _WIDEST:
            told[len(row)] += 1
            told[min(len(row) + 1 + len(word), _WIDEST + 1)] -= 1
    agreed = [*accumulate(told)]
    most = max(agreed)
    if most < _FULL_LINES:
        return 0
    width = max((len(row) for row in rows if len(row) <= _WIDEST and agreed[len(row)] == most), default=0)
    full = sum(width - _NEAR < len(row) <= width for row in rows)
    over = sum(len(row) > width and len(row[:width].split()) > 2 for row in rows)
    return width if over <= _OVER * full else 0


def has_no_room(row: str, after: str, width: int) -> bool:
    """Whether a line ended because the next word did not fit."""
    word = _first(after)
    return bool(word and row) and len(row) + 1 + len(word) > width


def _first(row: str) -> str:
    """The first word of a line as browsers wrap them: a space that keeps words together parts none."""
    return row.strip().split(" ", maxsplit=1)[0]


def without_list(rows: Sequence[str]) -> list[str]:
    """The lines without the list of addresses that lynx prints below a page."""
    for at in range(len(rows) - 1, -1, -1):
        if rows[at].strip().lower() in _LIST_HEADS and any(_LISTED.match(row) for row in rows[at + 1 : at + 5]):
            return [*rows[:at]]
        if rows[at].strip() and not _LISTED.match(rows[at]) and not re.fullmatch(r"\s*\S+", rows[at]):
            break
    return [*rows]


def are_links_numbered(rows: Sequence[str]) -> bool:
    """Whether numbers in square brackets stand before links, as lynx prints them."""
    return sum(len(_NUMBER.findall(row)) for row in rows) >= _FULL_LINES


def without_numbers(words: str) -> str:
    """A line without the numbers of its links."""
    return _ALONE.sub("", _NUMBER.sub("", words)).strip()


def is_numbered_link(words: str) -> bool:
    """Whether a line begins with a link, where links are numbered; a sentence may begin with one, too."""
    return _NUMBER.match(words) is not None and not words.endswith(_STOPS)


def are_pictures_shown(rows: Sequence[str]) -> bool:
    """Whether pictures are printed as what stands for them, in square brackets; lines that were wrapped as one."""
    return sum(_SHOWN.match(row) is not None for row in rows) >= _PICTURES


def parted_from_pictures(words: str) -> tuple[str, str]:
    """What a line shows of pictures at its beginning, and the rest; the whole line where nothing would be left."""
    found = _SHOWN_FIRST.match(words)
    if found is None or found.end() == len(words):
        return "", words
    return found[0], words[found.end() :]


def is_markdown(rows: Sequence[str]) -> bool:
    """Whether links are written as Markdown does."""
    return sum(len(_MARKDOWN.findall(row)) for row in rows) >= _FULL_LINES


def is_markdown_link(words: str) -> bool:
    """Whether hardly more than links stands in a line of Markdown."""
    bare = _PICTURE.sub("", words)
    rest = _BESIDE.findall(_HALF.sub("", _LINK.sub("", bare)))
    return _LINK.search(bare) is not None and len(rest) <= _BESIDE_LINKS


def without_signs(words: str) -> str:
    """A line of Markdown as it would be printed: pictures go, links keep their words."""
    text = _HALF.sub("", _LINK.sub(r"\g<text>", _LINK.sub(r"\g<text>", _PICTURE.sub("", words))))
    return " ".join(_SIGNS.sub("", text).split())
