"""What two or more tell, one excerpt each; and what one tells alone, the most telling first."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from corpus.compare.bearing import lines
from corpus.compare.claims import MOST, Claim, Happening
from corpus.compare.cutting import excerpt
from corpus.compare.speech import spoken
from corpus.concepts import concepts
from corpus.events.frames import FINE, Frame
from corpus.events.study import study
from corpus.models import Article, Event, Excerpt, Quote, QuoteKind
from corpus.results import Contrast, Relation, Slot

_ENOUGH = 5  # shared words with which an excerpt is as near to the story as can be


def agreements(
    articles: Sequence[Article], told: Sequence[Happening], witness: Mapping[str, str]
) -> Iterator[Contrast]:
    """Events that two outlets or more tell."""
    for event in told:
        first: dict[str, Frame] = {}
        for frame in event.frames:
            first.setdefault(witness[frame.article.id], frame)
        if event.event and len(_outlets(event, witness)) > 1:
            yield Contrast(
                Relation.AGREE,
                tuple(_excerpt(frame) for frame in list(first.values())[:MOST]),
                event=event.event,
                tellers=len(event.articles),
                earlier=_earlier(articles, event.event),
            )


def alone(
    articles: Sequence[Article], told: Sequence[Happening], claims: Sequence[Claim], witness: Mapping[str, str]
) -> Iterator[Contrast]:
    """Events and quotations that one witness alone has; each excerpt once, the most telling first."""
    found = [*_events_alone(told, witness), *_quotations_alone(articles, claims, witness)]
    once: dict[tuple[str, int], tuple[Contrast, Happening | None, int]] = {}
    for point, happening, tellers in found:
        once.setdefault((point.excerpts[0].article.id, point.excerpts[0].span.start), (point, happening, tellers))
    story = _story(articles)
    ranked = sorted(once.values(), key=lambda row: (-_tells(row[0], row[1], story), _place(row[0])))
    for point, _, tellers in ranked:
        earlier = _earlier(articles, point.event) if point.event else ()
        yield Contrast(Relation.ONLY, point.excerpts, event=point.event, tellers=tellers, earlier=earlier)


def _outlets(event: Happening, witness: Mapping[str, str]) -> frozenset[str]:
    """The outlets whose words tell it; where an outlet is not known, its text stands for it."""
    texts: dict[str, str] = {}
    for frame in event.frames:
        text = witness[frame.article.id]
        texts.setdefault(text, frame.article.provenance.outlet or text)
    return frozenset(texts.values())


_Row = tuple[Contrast, Happening | None, int]


def _events_alone(told: Sequence[Happening], witness: Mapping[str, str]) -> Iterator[_Row]:
    for event in told:
        if event.event and len(_outlets(event, witness)) == 1:
            point = Contrast(Relation.ONLY, (_excerpt(event.frames[0]),), event=event.event)
            yield point, event, len(event.articles)


def _quotations_alone(
    articles: Sequence[Article], claims: Sequence[Claim], witness: Mapping[str, str]
) -> Iterator[_Row]:
    holders: dict[object, set[str]] = {}
    for claim in claims:
        holders.setdefault(claim.about, set()).add(claim.article.id)
    for claim in claims:
        texts = {witness[article] for article in holders[claim.about]}
        if claim.slot is Slot.WORDING and claim.quote and len(texts) == 1 and len(articles) > 1:
            point = Contrast(Relation.ONLY, (claim.excerpt,), event=claim.event)
            yield point, None, len(holders[claim.about])


def _earlier(articles: Sequence[Article], event: Event) -> tuple[Article, ...]:
    """The articles that came out before it happened and do not tell of it; none of what nobody tells as past yet."""
    days = [mention.article.day for mention in event.mentions if mention.article.day]
    if not days or max(days) < event.when.first:
        return ()
    tell = {mention.article.id for mention in event.mentions}
    return tuple(one for one in articles if one.day and one.day < event.when.first and one.id not in tell)


def _story(articles: Sequence[Article]) -> frozenset[str]:
    """What two articles or more speak of."""
    spoken = ({word for line in lines(article) for word in line.about} for article in articles)
    counts = Counter(word for words in spoken for word in words)
    return frozenset(word for word, count in counts.items() if count > 1)


def _tells(point: Contrast, happening: Happening | None, story: frozenset[str]) -> float:
    """How telling it is that nobody else has it: what belongs to the story, was said word for word, has its day."""
    excerpt = point.excerpts[0]
    near = min(_ENOUGH, len(_spoken(excerpt) & story)) / _ENOUGH
    said = isinstance(excerpt.quote, Quote) and excerpt.quote.kind is QuoteKind.DIRECT
    dated = point.event is not None and point.event.when.days <= FINE
    sayings = happening is not None and all(frame.utterance or frame.head is None for frame in happening.frames)
    return near + 0.5 * said + 0.5 * dated - sayings


def _spoken(excerpt: Excerpt) -> frozenset[str]:
    article = excerpt.article
    return spoken(study(article), excerpt.span) if isinstance(article, Article) else concepts(excerpt.text)


def _place(point: Contrast) -> tuple[str, str, int]:
    """Earliest published first, in the order of the text."""
    excerpt = point.excerpts[0]
    return (excerpt.article.published or "", excerpt.article.id, excerpt.span.start)


def _excerpt(frame: Frame) -> Excerpt:
    return excerpt(frame.article, frame.span, frame.focus)
