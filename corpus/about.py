"""Which articles of a large corpus an answer is made of: the newest that hold what is asked for, a bounded number."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from corpus.models import Interval, Printed
from corpus.store import Generation
from corpus.store.codec import day_mark
from corpus.store.schema import PARTS

WHOLE = 600  # articles up to which every answer looks at all of them
MOST = 40  # articles of one answer beyond
TOLD = 32  # of one timeline
DEEP = 8  # that are held against each other as wholes
TOPICAL = 12  # and by their sentences on a topic
LOOKED_AT = 400  # sentences in which they are looked for
FEW = 3  # articles with all the words, under which those with the rarest do
LONGEST = 62  # days that are looked for one by one

Groups = Sequence[Sequence[str]]


def main_story(
    told: Mapping[int, Iterable[int]], known: Mapping[int, Printed], outlets: tuple[str, str] | None
) -> list[int]:
    """Rows of the articles that tell of the day that most texts tell of, newest first; of equal days the last.

    `told` are the days, as ordinals, that each article tells of. With outlets, these count for the texts that they are.
    """
    by_day: dict[int, list[int]] = defaultdict(list)
    for row, days in told.items():
        for day in days:
            by_day[day].append(row)
    best = max(by_day, key=lambda day: (len(_witnesses(by_day[day], known, outlets)), day), default=None)
    return sorted(by_day[best], reverse=True) if best is not None else []


def in_turn(rows: Iterable[int], known: Mapping[int, Printed]) -> list[int]:
    """Rows of articles, an article of each outlet first, then the next of each; what copies another comes last."""
    seen: Counter[str] = Counter()
    turns: dict[int, tuple[bool, int]] = {}
    for row in rows:
        one = known[row]
        outlet = one.provenance.outlet or one.witness
        turns[row] = one.witness in seen, seen[outlet]
        seen.update({outlet, one.witness})
    return sorted(turns, key=turns.__getitem__)


def _witnesses(rows: Iterable[int], known: Mapping[int, Printed], outlets: tuple[str, str] | None) -> set[str | None]:
    if outlets is None:
        return {known[row].witness for row in rows}
    return {hop.outlet for row in rows for hop in known[row].provenance.chain if hop.outlet in outlets}


def telling(generation: Generation, groups: Groups, days: Interval | None = None) -> tuple[list[int], list[int] | None]:
    """Rows of articles with a sentence that holds one of each group of stems, and names one of the days.

    And the rows of those sentences; None where no words were asked for.
    """
    asked = [*groups, *([_marks(days)] if days and days.days <= LONGEST else [])]
    if not asked:
        return (generation.dated(days, MOST) if days else generation.newest(MOST)), None
    found = generation.holding(asked, LOOKED_AT)
    return _with_own(_articles(found)[:TOLD], found)


def comparable(
    generation: Generation, groups: Groups, outlets: tuple[str, str] | None
) -> tuple[list[int], list[int] | None]:
    """Rows of articles on a topic, of two outlets where these are given; and as `telling` does, of their sentences."""
    if not groups:
        return (generation.printed_by(outlets, MOST) if outlets else generation.newest(MOST)), None
    sentences = generation.holding(groups, LOOKED_AT)
    found = _articles(sentences)
    if len(found) < FEW:
        sentences = generation.holding([_rarest(generation, groups)], LOOKED_AT)
        found = _articles(sentences)
    if outlets:
        known = generation.printed(found)  # without those removed since they were found
        found = [row for row in known if any(hop.outlet in outlets for hop in known[row].provenance.chain)]
    return _with_own(found[:MOST], sentences)


def _rarest(generation: Generation, groups: Groups) -> Sequence[str]:
    often = generation.frequencies([root for group in groups for root in group])
    return min(groups, key=lambda group: sum(often[root] for root in group))


def _articles(rows: Iterable[int]) -> list[int]:
    """The articles of sentences, each once."""
    return list(dict.fromkeys(row // PARTS for row in rows))


def _with_own(some: list[int], sentences: Iterable[int]) -> tuple[list[int], list[int]]:
    """Articles, with those of some sentences that are theirs."""
    held = frozenset(some)
    return some, [row for row in sentences if row // PARTS in held]


def _marks(days: Interval) -> list[str]:
    return [day_mark(days.first + dt.timedelta(days=at)) for at in range(days.days)]
