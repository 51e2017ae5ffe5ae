"""What is worked out of an article when it is written, so that no answer has to."""

from typing import Any

from corpus.events.kept import packed
from corpus.models import Article


def derived_rows(article: Article) -> list[dict[str, Any]]:
    """The row of `tellings`, but for its numbers, of an article that tells of anything."""
    told = packed(article)
    return [{"frames": told}] if told else []
