"""Where others find a page's article: trafilatura, readability, and the text that a page gives in its JSON-LD."""

import logging
import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import pairwise

from corpus.ingest.web.blocks import Block
from corpus.ingest.web.tree import Element
from corpus.words import word_list

_WORD = re.compile(r"\w+")
_ENOUGH = 0.6  # of a block's runs of three words
_BREAKS = frozenset(word_list("web")["elements"]["breaks"])


@dataclass(frozen=True, slots=True)
class Opinion:
    """A text as the runs of words that it is made of: `lines` are whole lines, the others one, two and three words."""

    lines: frozenset[tuple[str, ...]]
    ones: frozenset[str]
    twos: frozenset[tuple[str, str]]
    threes: frozenset[tuple[str, str, str]]
    text: str

    @property
    def words(self) -> int:
        """How many it has."""
        return sum(map(len, self.lines))


def opinion(text: str) -> Opinion:
    """The opinion that the article is this text; paragraphs are parted by line feeds."""
    lines = [tuple(_WORD.findall(line)) for line in text.lower().split("\n")]
    words = [word for line in lines for word in line]
    threes = zip(words, words[1:], words[2:], strict=False)
    return Opinion(
        frozenset(filter(None, lines)), frozenset(words), frozenset(pairwise(words)), frozenset(threes), text
    )


def holds(said: Opinion, blocks: Sequence[Block]) -> list[bool]:
    """Which blocks an opinion takes for the article's; of one or two words only those between others that it takes."""
    found = [_holds(said, block.words) for block in blocks]
    return [_between(found, at) if answer is None else answer for at, answer in enumerate(found)]


def _holds(said: Opinion, words: tuple[str, ...]) -> bool | None:
    if not words or words in said.lines:
        return bool(words)
    if len(words) < 3:
        return None if words[0] in said.ones and (len(words) == 1 or words in said.twos) else False
    runs = [*zip(words, words[1:], words[2:], strict=False)]
    return sum(run in said.threes for run in runs) > _ENOUGH * len(runs)


def _between(found: Sequence[bool | None], at: int) -> bool:
    near = [answer for answer in (*found[max(at - 1, 0) : at], *found[at + 1 : at + 2]) if answer is not None]
    return bool(near) and all(near)


def agreement(one: Sequence[bool], other: Sequence[bool], blocks: Sequence[Block]) -> float:
    """F1 over the words of the blocks that two opinions take."""
    both = sum(len(block.words) for a, b, block in zip(one, other, blocks, strict=True) if a and b)
    either = sum(len(block.words) * (a + b) for a, b, block in zip(one, other, blocks, strict=True))
    return 2 * both / either if either else 0.0


def trafilatura_text(root: Element) -> str:
    """What trafilatura takes for the article, a line a paragraph; empty where it finds none or gives up."""
    from lxml.etree import LxmlError
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it cannot read is reported by us
    try:
        found = bare_extraction(root, with_metadata=False, include_comments=False)
    except (LxmlError, ValueError, TypeError, AttributeError, RecursionError):
        return ""
    return "" if found is None or isinstance(found, dict) else str(found.text or "")


def readability_text(root: Element) -> str:
    """What readability takes for the article, a line a paragraph; empty where it finds none or gives up."""
    from lxml.etree import LxmlError, ParserError
    from lxml.html import document_fromstring
    from readability import Document
    from readability.readability import Unparseable

    logging.getLogger("readability").setLevel(logging.CRITICAL)
    try:
        summary = Document(deepcopy(root)).summary(html_partial=True)
        return "".join(_printed(document_fromstring(summary))) if summary.strip() else ""
    except (LxmlError, ParserError, Unparseable, ValueError, TypeError, AttributeError, RecursionError):
        return ""


def _printed(root: Element) -> Iterator[str]:
    from lxml.etree import iterwalk

    for event, element in iterwalk(root, events=("start", "end")):
        broken = "\n" if element.tag in _BREAKS else ""
        words = element.text if event == "start" else element.tail
        yield broken + (words or "").replace("\n", " ")
