"""Where outlets differ, agree, and what one alone tells."""

from corpus.compare.compare import compare

__all__ = ["compare"]
