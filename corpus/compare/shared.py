"""What two or more tell, one excerpt each; and what one tells alone, the most telling first."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from corpus.compare.claims import MOST, Claim, Happening
from corpus.compare.cutting import excerpt
from corpus.compare.noted import Notes, spoken_in
from corpus.events.frames import FINE, Frame
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
    noted: Sequence[Notes],
    told: Sequence[Happening],
    claims: Sequence[Claim],
    witness: Mapping[str, str],
) -> Iterator[Contrast]:
    """Events and quotations that one witness alone has; each excerpt once, the most telling first."""
    articles, spoken, story = [notes.article for notes in noted], spoken_in(noted), _story(noted)
    once: dict[tuple[str, int], _Alone] = {}
    for one in (*_events_alone(told, witness), *_quotations_alone(articles, claims, witness)):
        once.setdefault((one.excerpt.article.id, one.excerpt.span.start), one)
    for one in sorted(once.values(), key=lambda one: (-_tells(one, story & spoken(one.excerpt)), _place(one.excerpt))):
        earlier = _earlier(articles, one.event) if one.event else ()
        yield Contrast(Relation.ONLY, (one.excerpt,), event=one.event, tellers=one.tellers, earlier=earlier)


def _outlets(event: Happening, witness: Mapping[str, str]) -> frozenset[str]:
    """The outlets whose words tell it; where an outlet is not known, its text stands for it."""
    texts: dict[str, str] = {}
    for frame in event.frames:
        text = witness[frame.article.id]
        texts.setdefault(text, frame.article.provenance.outlet or text)
    return frozenset(texts.values())


class _Alone(NamedTuple):
    """What one witness alone has: an excerpt of it, how many articles tell it, and whether it is but a saying."""

    excerpt: Excerpt
    event: Event | None
    tellers: int
    saying: bool


def _events_alone(told: Sequence[Happening], witness: Mapping[str, str]) -> Iterator[_Alone]:
    for event in told:
        if event.event and len(_outlets(event, witness)) == 1:
            saying = all(frame.utterance or frame.head is None for frame in event.frames)
            yield _Alone(_excerpt(event.frames[0]), event.event, len(event.articles), saying)


def _quotations_alone(
    articles: Sequence[Article], claims: Sequence[Claim], witness: Mapping[str, str]
) -> Iterator[_Alone]:
    holders: dict[object, set[str]] = {}
    for claim in claims:
        holders.setdefault(claim.about, set()).add(claim.article.id)
    for claim in claims:
        if claim.slot is Slot.WORDING and claim.quote and len(articles) > 1:
            texts = {witness[article] for article in holders[claim.about]}
            if len(texts) == 1:
                yield _Alone(claim.excerpt, claim.event, len(holders[claim.about]), saying=False)


def _earlier(articles: Sequence[Article], event: Event) -> tuple[Article, ...]:
    """The articles that came out before it happened and do not tell of it; none of what nobody tells as past yet."""
    days = [mention.article.day for mention in event.mentions if mention.article.day]
    if not days or max(days) < event.when.first:
        return ()
    tell = {mention.article.id for mention in event.mentions}
    return tuple(one for one in articles if one.day and one.day < event.when.first and one.id not in tell)


def _story(noted: Sequence[Notes]) -> frozenset[str]:
    """What two articles or more speak of."""
    spoken = ({word for clause in notes.clauses for word in clause.about} for notes in noted)
    counts = Counter(word for words in spoken for word in words)
    return frozenset(word for word, count in counts.items() if count > 1)


def _tells(one: _Alone, shared: frozenset[str]) -> float:
    """How telling it is that nobody else has it: what belongs to the story, was said word for word, has its day."""
    near = min(_ENOUGH, len(shared)) / _ENOUGH
    said = isinstance(one.excerpt.quote, Quote) and one.excerpt.quote.kind is QuoteKind.DIRECT
    dated = one.event is not None and one.event.when.days <= FINE
    return near + 0.5 * said + 0.5 * dated - one.saying


def _place(excerpt: Excerpt) -> tuple[str, str, int]:
    """Earliest published first, in the order of the text."""
    return (excerpt.article.published or "", excerpt.article.id, excerpt.span.start)


def _excerpt(frame: Frame) -> Excerpt:
    return excerpt(frame.article, frame.span, frame.focus)
