"""What is found in a corpus: a sentence, an utterance, each with the rows it comes from."""

from dataclasses import dataclass

from corpus.models import Quote, Span, Statement


@dataclass(frozen=True, slots=True)
class Stored:
    """A sentence as it is indexed: `row` orders it by day and within its article; `meta` are its marks."""

    row: int
    article: int
    span: Span
    words: tuple[str, ...]
    meta: frozenset[str]


@dataclass(frozen=True, slots=True)
class Uttered:
    """A quote or statement with the rows it comes from, and the stems of the sentences that hold it."""

    row: int
    article: int
    said: Quote | Statement
    words: tuple[str, ...]

    @property
    def is_quote(self) -> bool:
        """Whether it stands in quotation marks."""
        return isinstance(self.said, Quote)
