"""An article with all that is found in its text."""

from dataclasses import replace

from corpus.ingest.annotate import annotate
from corpus.models import Article


def annotated(article: Article) -> Article:
    """The article with quotes, statements, dates and figures found anew, reckoned from its day of publication."""
    found = annotate(article.body, published=article.day, language=article.language)
    return replace(article, quotes=found.quotes, statements=found.statements, dates=found.dates, figures=found.figures)
