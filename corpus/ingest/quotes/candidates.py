"""Who may have spoken a quotation: each rule points at one phrase, with the rule's score."""

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.ingest.quotes.marks import Marked
from corpus.ingest.quotes.phrase import Phrase
from corpus.ingest.quotes.phrases import Phrases
from corpus.ingest.quotes.plausible import SCORES, doubt
from corpus.ingest.quotes.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase that may be the speaker. `rule` names why; `verb` is the token that links both, -1 without one."""

    phrase: Phrase
    rule: str
    score: float
    verb: int = -1


class Around:
    """The words around each quotation of one article, on one side of it."""

    def __init__(self, tokens: Tokens, phrases: Phrases, quotations: tuple[Marked, ...]) -> None:
        self.tokens = tokens
        self.phrases = phrases
        self.quotations = quotations

    def bounds(self, at: int) -> tuple[int, int]:
        """The first token of the sentence around token `at`, and the one behind its last."""
        sentence = self.tokens.sentence[at]
        return self.tokens.first[sentence], self.tokens.last[sentence]

    def made(self, phrase: Phrase | None, rule: str, verb: int = -1, minus: float = 0.0) -> Iterator[Candidate]:
        """A phrase as a candidate, where there is one."""
        if phrase is not None:
            yield Candidate(phrase, rule, SCORES[rule] - minus - doubt(self.tokens, phrase), verb)
