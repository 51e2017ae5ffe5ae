"""Where outlets differ, agree, and what one alone tells."""

from corpus.compare.compare import compare, disagreements

__all__ = ["compare", "disagreements"]
