"""Which days matter in a story told by many articles.

A day matters when articles go on naming it: on many days of publication, when it is over, and weeks later still, in
sentences that share the story's words. The three weigh alike: weights fitted to one story do not hold for another.
"""

import datetime as dt
import math
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from corpus.ingest.dates import find_dates
from corpus.words import stems

_CENTRAL = 60  # words that most articles share: what the story is about
_ENOUGH = 4  # of them in a sentence make it tell of the story
_LOOKING_BACK = 7  # days after which naming a day is looking back at it


@dataclass(slots=True)
class Namings:
    """How a day was named: the most telling sentence of each day of publication, and sums by how much later."""

    by_publication: defaultdict[dt.date, float] = field(default_factory=lambda: defaultdict(float))
    past: float = 0.0
    later: float = 0.0

    def add(self, published: dt.date, day: dt.date, weight: float = 1.0) -> None:
        """A text of `published` names `day`; `weight` 0 to 1, by how much its sentence tells of the story."""
        lag = (published - day).days
        self.by_publication[published] = max(self.by_publication[published], weight)
        self.past += weight * (lag > 0)
        self.later += weight * (lag >= _LOOKING_BACK)

    @property
    def worth(self) -> float:
        """What the namings come to: each of the three sums counts by its order of magnitude."""
        return sum(math.log1p(amount) for amount in (sum(self.by_publication.values()), self.past, self.later))


def key_days(articles: Sequence[tuple[dt.date, str]], n: int, first: dt.date, last: dt.date) -> list[dt.date]:
    """The `n` days from `first` to `last` that matter most, in order of time; fewer where fewer are named.

    `articles` are days of publication with texts, in any order. Linear in the length of the texts.
    """
    named: defaultdict[dt.date, Namings] = defaultdict(Namings)
    central = _central_words(text for _, text in articles)
    for published, text in articles:
        for day, weight in _days_named(text, published, central):
            if first <= day <= last:
                named[day].add(published, day, weight)
    ranked = sorted(named, key=lambda day: (-named[day].worth, day))
    return sorted(ranked[: max(0, n)])


def keydates_lines(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Rows `{"id","articles":[{"published","text"}],"days","from","to"}` -> `{"id","days":[ISO days]}`.

    Articles without a day are left out; without `from` or `to` the story has no such bound.
    """
    for row in rows:
        articles = [
            (day, str(article.get("text") or ""))
            for article in row.get("articles") or ()
            if (day := _day(article.get("published")))
        ]
        first, last = _day(row.get("from")) or dt.date.min, _day(row.get("to")) or dt.date.max
        days = key_days(articles, _count(row.get("days")), first, last)
        yield {"id": row.get("id"), "days": [day.isoformat() for day in days]}


def _day(value: object) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def _count(value: object) -> int:
    return value if isinstance(value, int) else 0


def _central_words(texts: Iterable[str]) -> frozenset[str]:
    counts = Counter(word for text in texts for word in set(stems(text)))
    ranked = sorted(counts, key=lambda word: (-counts[word], word))
    return frozenset(ranked[:_CENTRAL])


def _days_named(text: str, published: dt.date, central: frozenset[str]) -> Iterator[tuple[dt.date, float]]:
    """Each single day that the text names, with how much its line tells of the story, 0.5 to 1."""
    lines = text.split("\n")
    starts = [0]
    for line in lines[:-1]:
        starts.append(starts[-1] + len(line) + 1)
    for mention in find_dates(text, anchor=published):
        if mention.interval.days == 1:
            line = lines[bisect_right(starts, mention.span.start) - 1]
            share = min(1.0, len(central.intersection(stems(line))) / _ENOUGH)
            yield mention.interval.first, (1 + share) / 2
