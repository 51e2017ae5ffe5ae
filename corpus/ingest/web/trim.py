"""What goes from the blocks that were voted in: the title, furniture, repetitions, links, addresses."""

import re
from collections.abc import Sequence

from corpus.ingest.dates import publication_date
from corpus.ingest.furniture import furniture
from corpus.ingest.web.blocks import Block
from corpus.ingest.web.body import HEADINGS, PROSE, Votes, keeps

_LINE = 60  # words: a longer block is looked up in no list
_STAMP = 14  # words at most of a line with the day of publication
_LINK = 0.8  # share of links
_AGAIN = 4  # words at least of a block that is a repetition
_LONG = 30  # words of a block that no page prints twice on purpose
_TAIL = 40  # words at most of a last paragraph that only tells how to reach somebody
_REACH = re.compile(r"\S@\S|(?<!\w)@\w")


def article(
    blocks: Sequence[Block], votes: Votes, titles: frozenset[tuple[str, ...]]
) -> tuple[list[Block], list[tuple[Block, str]]]:
    """The blocks of the article, and those left out of it with the reason; `titles` are words of its headlines."""
    sieve = _Sieve(votes, titles)
    for at, block in enumerate(blocks):
        if keeps(block, at, votes):
            sieve.take(block, at)
        else:
            sieve.dropped.append((block, _unkept(block, titles)))
    sieve.trim()
    return sieve.kept, sieve.dropped


def _unkept(block: Block, titles: frozenset[tuple[str, ...]]) -> str:
    if block.words in titles:
        return "title"
    return block.aside or ("link" if block.linked > _LINK else "not the article")


class _Sieve:
    """Takes the blocks in their order."""

    def __init__(self, votes: Votes, titles: frozenset[tuple[str, ...]]) -> None:
        self.kept: list[Block] = []
        self.dropped: list[tuple[Block, str]] = []
        self._votes = votes
        self._titles = titles
        self._seen: set[tuple[str, ...]] = set()
        self._begun = False  # a paragraph of prose was taken

    def take(self, block: Block, at: int) -> None:
        """Keep a block, or say why not."""
        if reason := self._why(block, at):
            self.dropped.append((block, reason))
            return
        self._seen.add(block.words)
        self._begun = self._begun or (len(block.words) >= PROSE and block.tag not in HEADINGS)
        self.kept.append(block)

    def _why(self, block: Block, at: int) -> str:
        words = len(block.words)
        if (block.words in self._titles and block.tag != "p") or (block.tag == "h1" and not self._begun):
            return "title"
        if block.words in self._seen and words >= _AGAIN and (self._votes.count(at) < 3 or words >= _LONG):
            return "printed twice"
        mark = furniture(block.text) if words <= _LINE else None
        if mark and not (block.tag == "tr" and mark.group == "counters"):
            return mark.reason
        if block.linked > _LINK and block.tag not in HEADINGS and block.tag != "li":
            return "link"
        if words <= _STAMP and not self._begun and publication_date(block.text):
            return "date of publication"
        return ""

    def trim(self) -> None:
        """Cut headings above the first paragraph, and below the last one headings, links and addresses."""
        first = next((at for at, block in enumerate(self.kept) if block.tag not in HEADINGS), len(self.kept))
        self.dropped += [(block, "heading above the article") for block in self.kept[:first]]
        last = len(self.kept)
        while last > first + 2 and _trailing(self.kept[last - 1]):
            last -= 1
        self.dropped += [(block, "below the article") for block in self.kept[last:]]
        self.kept = self.kept[first:last]


def _trailing(block: Block) -> bool:
    if block.tag in HEADINGS or block.linked > _LINK:
        return True
    return len(block.words) <= _TAIL and _REACH.search(block.text) is not None
