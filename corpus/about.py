"""Which articles of a large corpus an answer is made of: the newest that hold what is asked for, a bounded number."""

import datetime as dt
from collections.abc import Iterable, Sequence

from corpus.models import Interval
from corpus.store import Generation
from corpus.store.codec import day_mark
from corpus.store.schema import PARTS

WHOLE = 600  # articles up to which every answer looks at all of them
MOST = 40  # articles of one answer beyond
LOOKED_AT = 400  # sentences in which they are looked for
FEW = 3  # articles with all the words, under which those with the rarest do
LONGEST = 62  # days that are looked for one by one

Groups = Sequence[Sequence[str]]


def telling(generation: Generation, groups: Groups, days: Interval | None = None) -> list[int]:
    """Rows of articles with a sentence that holds one of each group of stems, and names one of the days."""
    asked = [*groups, *([_marks(days)] if days and days.days <= LONGEST else [])]
    if not asked:
        return generation.dated(days, MOST) if days else generation.newest(MOST)
    return _articles(generation.holding(asked, LOOKED_AT))[:MOST]


def comparable(generation: Generation, groups: Groups, outlets: tuple[str, str] | None) -> list[int]:
    """Rows of articles on a topic, of two outlets where these are given."""
    if not groups:
        return generation.printed_by(outlets, MOST) if outlets else generation.newest(MOST)
    found = _articles(generation.holding(groups, LOOKED_AT))
    if len(found) < FEW:
        found = _articles(generation.holding([_rarest(generation, groups)], LOOKED_AT))
    if outlets:
        known = generation.printed(found)
        found = [row for row in found if any(hop.outlet in outlets for hop in known[row].provenance.chain)]
    return found[:MOST]


def _rarest(generation: Generation, groups: Groups) -> Sequence[str]:
    often = generation.frequencies([root for group in groups for root in group])
    return min(groups, key=lambda group: sum(often[root] for root in group))


def _articles(rows: Iterable[int]) -> list[int]:
    """The articles of sentences, each once."""
    return list(dict.fromkeys(row // PARTS for row in rows))


def _marks(days: Interval) -> list[str]:
    return [day_mark(days.first + dt.timedelta(days=at)) for at in range(days.days)]
