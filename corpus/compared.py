"""What a comparison in a large corpus is made of: some of the articles on a topic, and their sentences on it.

Of many articles those come first that tell of the day that most texts tell of, each outlet in its turn: two reports of
one happening differ, the newest articles with a word need have nothing in common. Without a topic whole articles are
held against each other, and fewer.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from corpus.about import DEEP, TOPICAL, in_turn, main_story
from corpus.errors import DamagedError
from corpus.models import Event, Printed, Span
from corpus.store import Generation
from corpus.store.schema import PARTS

if TYPE_CHECKING:
    from corpus.compare.noted import Notes
    from corpus.events.kept import Kept, Lit

Compared = tuple[tuple["Notes", ...], tuple[Event, ...]]
Outlets = tuple[str, str] | None
Sentences = Sequence[int] | None  # rows of those that were found; None where none were looked for


def lit(generation: Generation, sentences: Sentences, known: Mapping[int, Printed]) -> "Lit":
    """Where sentences of known articles stand, by the id of the article; None for all that there are."""
    if sentences is None:
        return None
    found: dict[str, list[Span]] = defaultdict(list)
    for article, span in generation.places(sentences):
        if article in known:
            found[known[article].id].append(span)
    return found


def on_topic(
    generation: Generation, rows: Sequence[int], sentences: Sentences, words: frozenset[str], outlets: Outlets
) -> Compared:
    """Notes of the sentences that speak of a topic, by its words, and the events that these tell."""
    from corpus.compare.sheet import Sheet
    from corpus.compare.topical import Telling, topical

    known = generation.printed(rows)
    told = generation.told(known)
    kept = {row: frames for row, (frames, _) in told.items()}
    some = _best(kept, lit(generation, sentences, known), known, sentences, outlets)[:TOPICAL]
    found = generation.annotated(some)
    try:
        return topical([Telling(one, kept[row].of(one), Sheet(told[row][1])) for row, one in found.items()], words)
    except DamagedError:
        left = [row for row in rows if row in known and generation.article_row(known[row].id) == row]
        if len(left) == len(rows):
            raise
        return on_topic(generation, left, sentences, words, outlets)  # without what was removed meanwhile


def as_wholes(generation: Generation, rows: Sequence[int], sentences: Sentences, outlets: Outlets) -> Compared:
    """Notes of whole articles, and all events that they tell."""
    from corpus.events import EventIndex

    if len(rows) > DEEP:
        known = generation.printed(rows)
        numbers = {one.id: row for row, one in known.items()}
        kept = {numbers[one.article.id]: one for one in generation.kept(known)}
        rows = _best(kept, lit(generation, sentences, known), known, sentences, outlets)[:DEEP]
    noted, index = tuple(generation.noted(rows)), EventIndex()
    for one in noted:
        index.take(one.article.id, one.frames)
    return noted, index.events()


def _best(
    kept: "Mapping[int, Kept]", lit: "Lit", known: Mapping[int, Printed], sentences: Sentences, outlets: Outlets
) -> list[int]:
    """Rows of articles: those that tell the main story first, then those with most of the sentences, newest first."""
    days = {row: one.days(one.told(lit)) for row, one in kept.items()}
    often = Counter(row // PARTS for row in sentences or ())
    rest = sorted(kept, key=lambda row: (-often[row], -row))
    return list(dict.fromkeys((*in_turn(main_story(days, known, outlets), known), *in_turn(rest, known))))
