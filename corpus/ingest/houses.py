"""How houses print their name around a text: forms of datelines, titles, lines and endings, kept with each outlet.

A form is what stands there, with places for what changes: `{place}, {day} (Xinhua) --`. It counts at the start of the
first paragraph, at the end of the last one, as a whole line beside the article, or as the document's title: anywhere
else the same words are somebody's talk.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.ingest.outlets import Registry

START, END, LINE, TITLE = PLACES = ("start", "end", "line", "title")
REACH = 120  # code points at either end of a text in which a form stands
_NAME = r"[^\W\d_a-z][\w.'’-]{0,24}"
_JOINED = rf"(?:{_NAME}|(?:de|del|della|la|las|los|el|of|the|am|an|der|i|na|do|da)(?=\s))"
_PLACE = rf"{_NAME}(?:[ /]{_JOINED}){{0,4}}(?:,\s{_NAME}(?:\s{_NAME}){{0,2}})?"
_PARTS = {
    "place": _PLACE,
    "day": r"(?=[^()\n–—]{0,22}\d)[^()\n–—]{2,24}?",
    "cnday": r"\d{1,2}月\d{1,2}日",
    "year": r"\d{4}",
    "text": r"[^\n]{2,300}?",
}
_DASH = re.compile(r"(?:(?<!\s)\s+)?(?:--|[—–-])\s*$")


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a house; `at` is start, end, line or title. `inferred` ones name nobody, and are evidence at most.

    `example` is a text that has it, `unlike` one that has not.
    """

    at: str
    form: str
    example: str
    unlike: str
    inferred: bool = False

    @property
    def mark(self) -> str:
        """The longest stretch of the form that never changes: a text without it needs no closer look."""
        return max((piece.strip(" -–—") for piece in re.split(r"\{\w+\}", self.form)), key=len)


@dataclass(frozen=True, slots=True)
class Pages:
    """Where forms are looked for: the title of the document, the lines beside the article, its two ends."""

    first: str = ""
    last: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    title: str = ""


def met(form: Form, page: Pages) -> bool:
    """Whether a page shows a form in its place."""
    if form.at == START:
        return form.mark in page.first[:REACH] and _pattern(form).match(page.first[: 2 * REACH]) is not None
    if form.at == END:
        ends = (text[-2 * REACH :] for text in page.last if form.mark in text[-2 * REACH :])
        return any(_pattern(form).search(end) for end in ends)
    texts = page.lines if form.at == LINE else (page.title,)
    return any(form.mark in text and _pattern(form).fullmatch(text.strip()) for text in texts)


def houses(page: Pages, known: "Registry", *, inferred: bool = False) -> Iterator[str]:
    """Names of the outlets whose forms a page shows: those that print their name, or those that are evidence."""
    for outlet in known.outlets:
        if any(form.inferred == inferred and met(form, page) for form in outlet.forms):
            yield outlet.name


@cache
def _pattern(form: Form) -> re.Pattern[str]:
    dash = _DASH.search(form.form) if form.at == START else None
    bare = form.form[: dash.start()] if dash else form.form
    pieces = re.split(r"\{(\w+)\}", bare)
    inside = "".join(_PARTS[piece] if at % 2 else _literal(piece) for at, piece in enumerate(pieces))
    if dash:
        return re.compile(inside + r"\s{0,2}\.?\s{0,2}(?:--|[—–:-])")
    return re.compile(inside + (r"\.?\s{0,2}$" if form.at in {END, LINE} else ""))


def _literal(text: str) -> str:
    """Its words as they are, its spaces as many as there are, its dashes of any length."""
    parts = re.split(r"(\s+|--|[—–-](?=\s|$))", text)
    return "".join(_loose(part) for part in parts)


def _loose(part: str) -> str:
    if part.isspace():
        return r"\s{1,3}"
    return r"(?:--|[—–-])" if part in {"--", "—", "–", "-"} else re.escape(part)
