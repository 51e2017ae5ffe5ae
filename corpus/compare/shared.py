"""What two or more tell, one excerpt each; and what one tells alone."""

from collections.abc import Iterator, Mapping, Sequence

from corpus.compare.claims import MOST, Claim, Happening
from corpus.events.frames import Frame
from corpus.models import Article, Excerpt
from corpus.results import Contrast, Relation, Slot


def agreements(told: Sequence[Happening], witness: Mapping[str, str]) -> Iterator[Contrast]:
    """Events that two witnesses or more tell."""
    for event in told:
        first: dict[str, Frame] = {}
        for frame in event.frames:
            first.setdefault(witness[frame.article.id], frame)
        if event.event and len(first) > 1:
            yield Contrast(
                Relation.AGREE, tuple(_excerpt(frame) for frame in list(first.values())[:MOST]), event=event.event
            )


def alone(
    articles: Sequence[Article], told: Sequence[Happening], claims: Sequence[Claim], witness: Mapping[str, str]
) -> Iterator[Contrast]:
    """Events and quotations that one witness alone has."""
    for event in told:
        if event.event and len({witness[article] for article in event.articles}) == 1:
            yield Contrast(Relation.ONLY, (_excerpt(event.frames[0]),), event=event.event)
    holders: dict[object, set[str]] = {}
    for claim in claims:
        holders.setdefault(claim.about, set()).add(witness[claim.article.id])
    for claim in claims:
        if claim.slot is Slot.WORDING and claim.quote and len(holders[claim.about]) == 1 and len(articles) > 1:
            yield Contrast(Relation.ONLY, (claim.excerpt,), event=claim.event)


def _excerpt(frame: Frame) -> Excerpt:
    return Excerpt(frame.article, frame.span, (frame.focus,))
