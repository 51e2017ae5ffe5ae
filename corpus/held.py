"""A text that is not in the corpus held against the articles that are: what it tells alike and differently.

Nothing of it is kept.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from corpus.compare import compare
from corpus.compare.noted import Notes
from corpus.errors import UnreadableError
from corpus.events import EventIndex
from corpus.ingest.annotated import annotated
from corpus.ingest.language import language_of
from corpus.ingest.read import read
from corpus.ingest.undated import infer_day
from corpus.models import Article, Basis, Hop, Page, Provenance, Role
from corpus.results import Comparison
from corpus.shelf import Shelf
from corpus.store.schema import PARTS
from corpus.words import stems

MESSAGE = "message"  # the id of the text
NAMED = "this message"  # and how it is credited
RARE = 40  # stems of the text by which articles are found
SENTENCES = 1_000  # looked at
NEAREST = 30  # articles that are compared


def held_against(text: str, shelf: Shelf) -> Comparison:
    """The points on which the text and an article speak, and what the text tells alone."""
    noted = _near(text, shelf)
    given = _read(text, [one.article for one in noted])
    known = {one.article.id: one for one in noted if one.article.body != given.body}
    index = EventIndex([given])
    for key, one in known.items():
        index.take(key, one.frames)
    found = compare([*(one.article for one in known.values()), given], index.events(), known=known)
    points = tuple(point for point in found.points if any(e.article.id == MESSAGE for e in point.excerpts))
    return replace(found, points=points, scope=shelf.scope, silent=(), copies=())


def _near(text: str, shelf: Shelf) -> tuple[Notes, ...]:
    """The articles that share most of the text's rare words."""
    generation = shelf.generation
    times = generation.frequencies(sorted(set(stems(text))))
    rare = sorted((stem for stem, n in times.items() if n), key=lambda stem: (times[stem], stem))[:RARE]
    shared: Counter[int] = Counter(row // PARTS for row in generation.matching(rare, SENTENCES)) if rare else Counter()
    return tuple(generation.noted([row for row, _ in shared.most_common(NEAREST)]))


def _read(text: str, others: Sequence[Article]) -> Article:
    """The text as an article, as a page would be read; one without a date gets the day that the others tell."""
    try:
        found = read(Page(MESSAGE, text.encode()))[0].article
    except UnreadableError:
        found = annotated(Article(id=MESSAGE, body=text, language=language_of(text)))
    carrier = Hop(NAMED, Role.CARRIER if found.provenance.published else Role.AUTHOR, Basis.GIVEN)
    found = replace(found, id=MESSAGE, source="", provenance=Provenance((*found.provenance.chain, carrier)))
    day = None if found.published else infer_day(found.body, others)
    if day is None:
        return found
    return annotated(replace(found, published=day.isoformat(), published_basis=Basis.INFERRED))
