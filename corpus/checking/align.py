"""How do claimed words lie in printed ones? Word by word, with what was changed, added and left out."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from rapidfuzz.distance import OSA

from corpus.checking.worded import same, worded
from corpus.models import Span
from corpus.words import Term

ELLIPSIS = re.compile(r"\[\s*(?:\.{2,}|…)\s*\]|\(\s*(?:\.{2,}|…)\s*\)|\.{2,}|…")
LONGEST = 200  # words of a claim that are aligned
WIDEST = 600  # words of what it is held against
SLIP = 0.1  # the cost of a word that is only misspelt
CHANGED = ADDED = 1.0  # the costs of a word of the claim for another, and for none
LEFT_OUT = 0.45  # less than half of these: a word that was passed over is no reason to part with two that agree
PASSED = 0.01  # where all words of a claim stand there in order; and where a sentence begins, more:
BEYOND = 1.0
STRETCH = 3  # words of a claim, or more, that stand together on the average then
COMMON = 0.35  # the weight of a word that tells nothing

Known = Callable[[str], bool]  # whether a folded word stands in the corpus


class Step(StrEnum):
    """What became of a word."""

    SAME = "same"
    SLIP = "slip"  # misspelt
    CHANGED = "changed"
    ADDED = "added"  # stands in the claim alone
    LEFT_OUT = "left out"
    SKIPPED = "skipped"  # behind an ellipsis of the claim


DIFFERS = frozenset({Step.CHANGED, Step.ADDED, Step.LEFT_OUT})


@dataclass(frozen=True, slots=True)
class Pair:
    """A word of the claim beside one of the text; either may be missing."""

    step: Step
    said: Term | None = None
    printed: Term | None = None


@dataclass(frozen=True, slots=True)
class Alignment:
    """Pairs in order, and how many printed words lie before and behind them.

    `share` is that of the claim's weight which the text holds, less what the claim leaves out, a stretch of it no more
    than a word, 0 to 1.
    """

    pairs: tuple[Pair, ...]
    before: int
    behind: int
    share: float

    @property
    def altered(self) -> tuple[Pair, ...]:
        """What was changed, added or left out."""
        return tuple(pair for pair in self.pairs if pair.step in DIFFERS)

    @property
    def in_order(self) -> bool:
        """Whether the text holds every word of the claim in its order, with other words between a few stretches."""
        if any(pair.step in {Step.CHANGED, Step.ADDED} for pair in self.pairs):
            return False
        return STRETCH * sum(1 for _ in _left_out(self.pairs)) <= self.matched

    @property
    def matched(self) -> int:
        """How many words agree."""
        return sum(pair.step in {Step.SAME, Step.SLIP} for pair in self.pairs)


def pieces(text: str) -> tuple[tuple[Term, ...], ...]:
    """The words of a claim with their places in it, parted at its ellipses."""
    out, left, ends = [], LONGEST, [match.end() for match in ELLIPSIS.finditer(text)]
    words = list(worded(text))
    for end in [*ends, len(text)]:
        part = [term for term in words[:left] if term.span.stop <= end]
        words, left = words[len(part) :], left - len(part)
        if part:
            out.append(tuple(part))
    return tuple(out)


def align(
    said: Sequence[Sequence[Term]], printed: Sequence[Term], known: Known, opening: Collection[int] = ()
) -> Alignment:
    """The cheapest way to read the pieces of a claim, in order, in a text; the text may go on at both ends.

    Where every word of the claim stands in the text in order, none is read as another. `opening` are the places of
    the words that open a sentence, beyond which what was begun hardly goes on.
    """
    printed = printed[:WIDEST]
    flat = [(term, at == 0 and number > 0) for number, part in enumerate(said) for at, term in enumerate(part)]
    aligned = _aligned(flat, printed, known, [LEFT_OUT] * len(printed))
    if aligned.in_order or not _held(flat, printed, known):
        return aligned
    spread = _aligned(flat, printed, known, [BEYOND if one.span.start in opening else PASSED for one in printed])
    return spread if spread.in_order else aligned


def _held(flat: Sequence[tuple[Term, bool]], printed: Sequence[Term], known: Known) -> bool:
    """Whether all words of a claim that the corpus knows stand in a text, in any order."""
    words = {term.word for term in printed}
    return all(term.word in words or not known(term.word) for term, _ in flat)


def _aligned(
    flat: Sequence[tuple[Term, bool]], printed: Sequence[Term], known: Known, passed: Sequence[float]
) -> Alignment:
    steps, stop = _trace(flat, printed, known, passed)
    inner = [pair for pair in steps if pair.printed is not None]
    start = printed.index(inner[0].printed) if inner and inner[0].printed else stop
    whole = sum(weight(term) for term, _ in flat) or 1.0
    held = sum(weight(pair.said) for pair in steps if pair.said and pair.step in {Step.SAME, Step.SLIP})
    lost = sum(min(1.0, sum(map(weight, stretch))) for stretch in _left_out(steps))
    return Alignment(tuple(steps), start, len(printed) - stop, max(0.0, (held - 0.5 * lost) / whole))


def _left_out(pairs: Sequence[Pair]) -> Iterator[list[Term]]:
    """Printed words that stand together and are left out."""
    for step, stretch in groupby(pairs, lambda pair: pair.step):
        if step is Step.LEFT_OUT:
            yield [pair.printed for pair in stretch if pair.printed]


def weight(term: Term) -> float:
    """How much a word tells."""
    return COMMON if term.stop else 1.0


@dataclass(frozen=True, slots=True)
class _Came:
    """How each place of a row was reached, and from where, if an ellipsis stood before its word."""

    said: Term
    steps: Sequence[Step]
    skips: Sequence[int]


def _trace(
    flat: Sequence[tuple[Term, bool]], printed: Sequence[Term], known: Known, passed: Sequence[float]
) -> tuple[list[Pair], int]:
    """Costs row by row, a row a word of the claim; then back from the cheapest end."""
    row = [0.0] * (len(printed) + 1)
    came: list[_Came] = []
    words = [term.word for term in printed]
    for term, parted in flat:
        above, skips = _skipping(row) if parted else (row, [])
        row, steps = _row(above, _substitutes(term, words, known), passed)
        came.append(_Came(term, steps, skips))
    return _back(came, printed, row)


def _substitutes(term: Term, words: Sequence[str], known: Known) -> list[float]:
    """What each printed word costs in the place of a claimed one."""
    strange = not known(term.word)
    seen = {
        word: 0.0 if same(term.word, word) else SLIP if strange and misspelt(term.word, word) else CHANGED
        for word in set(words)
    }
    return [seen[word] for word in words]


def misspelt(word: str, right: str) -> bool:
    """Whether a word that stands nowhere is another with a letter or two amiss."""
    far = 0 if len(word) < 4 else 1 if len(word) < 8 else 2
    return OSA.distance(word, right, score_cutoff=far) <= far and not (word.isdigit() or right.isdigit())


def _row(
    above: Sequence[float], substitutes: Sequence[float], passed: Sequence[float]
) -> tuple[list[float], list[Step]]:
    """What it costs to come to each place; `passed` is what it costs to leave out each printed word."""
    costs: list[float] = [above[0] + ADDED]
    steps = [Step.ADDED]
    for at, cost in enumerate(substitutes, 1):
        best, step = above[at - 1] + cost, (Step.SAME, Step.SLIP, Step.CHANGED)[(cost > 0) + (cost > SLIP)]
        if above[at] + ADDED < best:
            best, step = above[at] + ADDED, Step.ADDED
        if costs[-1] + passed[at - 1] < best:
            best, step = costs[-1] + passed[at - 1], Step.LEFT_OUT
        costs.append(best)
        steps.append(step)
    return costs, steps


def _skipping(row: Sequence[float]) -> tuple[list[float], list[int]]:
    """The row after an ellipsis: any further place costs no more than the best before it; and where that was."""
    costs, places, best = [], [], 0
    for at, cost in enumerate(row):
        if cost <= row[best]:
            best = at
        costs.append(row[best])
        places.append(best)
    return costs, places


def _back(came: Sequence[_Came], printed: Sequence[Term], last: Sequence[float]) -> tuple[list[Pair], int]:
    at = stop = min(range(len(last)), key=lambda place: (last[place], -place))
    pairs: list[Pair] = []
    for one in reversed(came):
        while one.steps[at] is Step.LEFT_OUT:
            at -= 1
            pairs.append(Pair(Step.LEFT_OUT, None, printed[at]))
        step = one.steps[at]
        at -= step is not Step.ADDED
        pairs.append(Pair(step, one.said, None if step is Step.ADDED else printed[at]))
        if one.skips:
            until = one.skips[at]
            pairs.extend(Pair(Step.SKIPPED, None, printed[place]) for place in range(at - 1, until - 1, -1))
            at = until
    pairs.reverse()
    return pairs, stop


def spans(pairs: Sequence[Pair]) -> tuple[Span, ...]:
    """Where the printed words of some pairs stand."""
    return tuple(pair.printed.span for pair in pairs if pair.printed)
