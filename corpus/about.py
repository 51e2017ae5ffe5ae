"""Which articles of a large corpus an answer is made of: the newest that hold what is asked for, a bounded number."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from corpus.models import Event, Interval, Printed
from corpus.store import Generation
from corpus.store.codec import day_mark
from corpus.store.schema import PARTS

WHOLE = 600  # articles up to which every answer looks at all of them
MOST = 40  # articles of one answer beyond
TOLD = 32  # of one timeline
DEEP = 8  # that are held against each other sentence by sentence
LOOKED_AT = 400  # sentences in which they are looked for
FEW = 3  # articles with all the words, under which those with the rarest do
LONGEST = 62  # days that are looked for one by one

Groups = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Tellers:
    """Who tells an event: rows of articles, newest first, their texts, and the last of its days."""

    rows: tuple[int, ...]
    witnesses: frozenset[str]
    last: dt.date


def known_tellers(event: Event, known: Mapping[int, Printed], outlets: tuple[str, str] | None) -> Tellers:
    """The known articles that tell an event; with outlets, these count for the texts that they are."""
    ids = {mention.article.id for mention in event.mentions}
    rows = sorted((row for row, one in known.items() if one.id in ids), reverse=True)
    texts = {hop.outlet for row in rows for hop in known[row].provenance.chain if outlets and hop.outlet in outlets}
    own = frozenset(known[row].witness for row in rows)
    return Tellers(tuple(rows), frozenset(text for text in texts if text) if outlets else own, event.when.last)


def about(said: Iterable[str], groups: Groups) -> bool:
    """Whether stems hold one of each group."""
    held = frozenset(said)
    return bool(groups) and not any(held.isdisjoint(group) for group in groups)


def telling(generation: Generation, groups: Groups, days: Interval | None = None) -> tuple[list[int], list[int] | None]:
    """Rows of articles with a sentence that holds one of each group of stems, and names one of the days.

    And the rows of those sentences; None where no words were asked for.
    """
    asked = [*groups, *([_marks(days)] if days and days.days <= LONGEST else [])]
    if not asked:
        return (generation.dated(days, MOST) if days else generation.newest(MOST)), None
    found = generation.holding(asked, LOOKED_AT)
    some = _articles(found)[:TOLD]
    held = frozenset(some)
    return some, [row for row in found if row // PARTS in held]


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
