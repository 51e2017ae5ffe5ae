"""A page's tree as the blocks of text that a browser would show, each with what its place says of it."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import count

from corpus.ingest.web.tree import Element
from corpus.words import word_list

MOST = 10_000  # blocks: a longer page is cut there, no article has as many
_SILENT, _INLINE = (frozenset(word_list("web")["elements"][kind]) for kind in ("silent", "inline"))
_PROSE, _LINKED = 12, 0.5  # words at least, share of links at most of a paragraph
_MUCH = 0.4  # of a page's prose: a place with so much of it is no aside
_MOSTLY = {"comments": 0.9}  # readers may write more than the author
_CELLS = frozenset({"td", "th"})
_HIDDEN = re.compile(r"display\s?:\s?none|visibility\s?:\s?hidden", re.IGNORECASE)
_INVISIBLE = dict.fromkeys([0xAD, 0x200B, 0x2060, 0xFEFF])
_WORD = re.compile(r"\w+")


_Aside = tuple[str, int]  # a reason, and which element of the page gives it


@dataclass(slots=True, eq=False)
class Block:
    """A paragraph, heading, item or cell as printed; `linked` is the share of its signs that stand in links."""

    text: str
    tag: str
    element: Element
    linked: float
    aside: str = ""  # why its place speaks against it, empty where nothing does
    places: tuple[_Aside, ...] = ()  # from the outermost
    quoted: bool = False  # within a block of quotation, as posts of others are
    words: tuple[str, ...] = field(default=())


@dataclass(slots=True)
class _Open:
    tag: str
    element: Element
    asides: tuple[_Aside, ...] = ()
    quoted: bool = False


class _Printer:
    """Takes pieces of text in the order of the page, and gives a block at each break."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.in_links = 0
        self.found: list[Block] = []

    def text(self, words: str | None, *, link: bool) -> None:
        if words:
            self.pieces.append(words)
            if link:
                self.in_links += len(words)

    def end(self, place: _Open) -> None:
        if self.pieces:
            text = " ".join("".join(self.pieces).translate(_INVISIBLE).split())
            if text:
                linked = min(self.in_links / len(text), 1.0)
                words = tuple(_WORD.findall(text.lower()))
                self.found.append(Block(text, place.tag, place.element, linked, "", place.asides, place.quoted, words))
            self.pieces.clear()
        self.in_links = 0


def blocks(root: Element) -> tuple[Block, ...]:
    """The blocks of a tree in their order; neither what is hidden nor what a script would fill."""
    printer = _Printer()
    places = [_Open("body", root)]
    links = 0
    for event, element, place in _walk(root, places):
        if event == "in":
            links += element.tag == "a"
            if place is not None:
                printer.end(places[-2])
            elif element.tag in _CELLS:
                printer.text(" ", link=False)
            elif element.tag == "br":
                _line(printer, places[-1])
            printer.text(element.text, link=links > 0)
        else:
            links -= element.tag == "a"
            if place is not None:
                printer.end(place)
            if element is not root:
                printer.text(element.tail, link=links > 0)
        if len(printer.found) >= MOST:
            break
    printer.end(places[0])
    _settle(printer.found)
    return tuple(printer.found)


def _settle(found: list[Block]) -> None:
    """A place that holds most of a page's prose is no aside, whatever it is called."""
    inside: Counter[int] = Counter()
    total = 0
    for block in found:
        if len(block.words) >= _PROSE and block.linked < _LINKED:
            total += len(block.words)
            for _, element in block.places:
                inside[element] += len(block.words)
    for block in found:
        reasons = (why for why, element in block.places if inside[element] < _MOSTLY.get(why, _MUCH) * total)
        block.aside = next(reasons, "")


def _line(printer: _Printer, place: _Open) -> None:
    """Two line breaks in a row part paragraphs, one is a space."""
    if printer.pieces and printer.pieces[-1] == "\n":
        printer.end(place)
    else:
        printer.text("\n", link=False)


def _walk(root: Element, places: list[_Open]) -> Iterator[tuple[str, Element, _Open | None]]:
    """Elements as they begin and end, with the place that each opens: None for inline ones. No recursion."""
    numbers = count()
    stack: list[tuple[Element, bool]] = [(root, False)]
    while stack:
        element, done = stack.pop()
        inline = element.tag in _INLINE
        if done:
            place = None if inline else places[-1]
            yield "out", element, place
            if not inline:
                places.pop()
            continue
        if element.tag in _SILENT or not isinstance(element.tag, str) or _hidden(element):
            yield "out", element, None
            continue
        place = None if inline else _opened(element, places, next(numbers))
        if place:
            places.append(place)
        yield "in", element, place
        stack.append((element, True))
        stack.extend((child, False) for child in reversed(element))


def _opened(element: Element, places: list[_Open], number: int) -> _Open:
    above = places[-1].asides
    reason = _aside(element)
    quoted = places[-1].quoted or element.tag == "blockquote"
    return _Open(element.tag, element, (*above, (reason, number)) if reason else above, quoted)


def _hidden(element: Element) -> bool:
    given = element.keys()
    return "hidden" in given or ("style" in given and _HIDDEN.search(element.get("style")) is not None)


_WHOLE = frozenset({"body", "html", "article", "main"})
_NAME = 200  # code points of an attribute that are looked at
_ASIDES = {
    "nav": "navigation",
    "footer": "foot of the page",
    "aside": "beside the article",
    "form": "form",
    "figcaption": "picture caption",
}


def _aside(element: Element) -> str:
    if reason := _ASIDES.get(element.tag):
        return reason
    given = element.keys()
    if element.tag in _WHOLE or not given:
        return ""
    return _named(" ".join(element.get(key)[:_NAME] for key in ("class", "id", "role") if key in given))


@lru_cache(maxsize=4096)
def _named(names: str) -> str:
    found = _names().search(names)
    return str(found.lastgroup) if found else ""


@cache
def _names() -> re.Pattern[str]:
    lists = word_list("web")["places"]
    return re.compile(
        "|".join(rf"(?P<{name}>(?<![a-z])(?:{'|'.join(data['words'])})(?![a-z]))" for name, data in lists.items()),
        re.IGNORECASE,
    )
