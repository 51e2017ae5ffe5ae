"""Which blocks of a page are its article: a vote of several opinions, then what the lists know as furniture goes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus.ingest.web.blocks import Block
from corpus.ingest.web.opinions import Opinion, agreement, holds

_AGREED = 0.92  # F1 of two opinions: a third is asked for below it
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
PROSE = 12  # words of a block that is prose wherever it stands
LINKED = 0.6  # share of links from which a block is one
_MOST = 80  # words that one block counts for
_SHORT = 6  # words of a block that is none
_SIGNS = 12  # a word's signs in scripts that print no spaces
_MUCH_BETTER, _SURE = 0.05, 0.7  # F1 with our own reckoning: by how much, and from where on the second is preferred


def best_run(weights: Sequence[float]) -> range:
    """Where the numbers add up to most."""
    best, top, total, since = range(0), 0.0, 0.0, 0
    for at, weight in enumerate(weights):
        if total <= 0:
            total, since = 0.0, at
        total += weight
        if total > top:
            best, top = range(since, at + 1), total
    return best


def weight(block: Block) -> float:
    """What a block says for an article around it, in words."""
    words = max(len(block.words), len(block.text) // _SIGNS)
    if block.aside:
        return -8 if block.aside in _WITHIN else -min(25, 6 + words / 2)
    if block.linked > LINKED:
        return -10
    if block.tag in HEADINGS:
        return -2
    if words < _SHORT:
        return -4
    return min(words, _MOST) if words >= PROSE else 2


_WITHIN = frozenset({"caption", "picture caption", "about", "standfirst"})  # stand among an article's paragraphs


@dataclass(frozen=True, slots=True)
class Votes:
    """For each block whether trafilatura, readability and our own reckoning take it."""

    first: list[bool]
    second: list[bool]
    own: range
    first_trusted: bool

    def count(self, at: int) -> int:
        """How many of the three take a block."""
        return self.first[at] + self.second[at] + (at in self.own)


def vote(blocks: Sequence[Block], first: Opinion, second: Callable[[], Opinion]) -> Votes:
    """The opinions on each block; the second is asked for only where the first and our own differ."""
    own = best_run([weight(block) for block in blocks])
    ours = [at in own and weight(block) > 0 for at, block in enumerate(blocks)]
    one = holds(first, blocks)
    agreed = agreement(one, ours, blocks)
    if agreed >= _AGREED:
        return Votes(one, one, own, first_trusted=True)
    other = holds(second(), blocks)
    beside = agreement(other, ours, blocks)
    return Votes(one, other, own, first_trusted=agreed + _MUCH_BETTER >= beside or beside < _SURE)


def own_vote(blocks: Sequence[Block]) -> Votes:
    """Our own opinion as that of all three: for pages on which others would take minutes."""
    weights = [weight(block) for block in blocks]
    own = best_run(weights)
    ours = [at in own and each > 0 for at, each in enumerate(weights)]
    return Votes(ours, ours, own, first_trusted=True)


def keeps(block: Block, at: int, votes: Votes) -> bool:
    """Whether a block is the article's, as far as opinions and its place tell."""
    one, other, own = votes.first[at], votes.second[at], at in votes.own
    prose = len(block.words) >= PROSE
    if own and block.quoted and block.linked < LINKED and block.aside in {"", "sharing", "navigation"}:
        return True  # posts of others that the article shows come with their own buttons
    match block.aside:
        case "":
            return votes.count(at) >= 2 or (one and prose and block.linked < LINKED and votes.first_trusted)
        case "navigation" | "advertising" | "notice":  # names that pages give to their article's parts too
            return one and (prose or other)
        case "beside the article":
            return other and (own or one)
        case "caption":
            return votes.count(at) == 3 and block.tag != "figcaption"
        case "about":
            return votes.count(at) == 3 and prose
        case _:
            return False
