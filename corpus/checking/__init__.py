"""Did somebody say that? Quoted words held against the quotes of a corpus."""

from corpus.checking.check import Held, check
from corpus.checking.claims import Claim, claims

__all__ = ["Claim", "Held", "check", "claims"]
