"""The comparison of articles, point by point."""

from collections.abc import Sequence

from corpus.models import Article, Event
from corpus.results import Comparison, Scope


def compare(
    articles: Sequence[Article], events: Sequence[Event], topic: str = "", outlets: tuple[str, str] | None = None
) -> Comparison:
    """What the articles tell alike and differently: about a topic, else about the story that most outlets tell."""
    days = [article.day for article in articles if article.day]
    return Comparison((), Scope(len(articles), min(days, default=None), max(days, default=None)))
