"""Which marked words are nobody's utterance: titles, words as words, distance."""

import re

from corpus.ingest.quotes.candidates import Candidate
from corpus.ingest.quotes.lists import OF_WORKS, TITLED
from corpus.ingest.quotes.marks import Marked
from corpus.ingest.quotes.tokens import Tokens

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
# rules too weak to make an utterance of a title, of a fragment, of a single word
_NO_FRAGMENT = frozenset(("", "lead-in", "last-speaker", "colon-before"))
_NO_WORD = frozenset((*_NO_FRAGMENT, "main-subject", "owner"))
_NO_TITLE = frozenset((*_NO_WORD, "says-clause", "goes-on-paragraph", "shared", "name-verb-far"))
_NEAR = 11  # words between a verb of the mind and the single word that it carries
_IS = frozenset(("as", "is", "was", "were", "be", "been", "being"))  # what somebody calls a thing, in capitals or not
_FRAGMENT = 3  # words that need somebody who plainly says them
_FAINT = 0.48  # a speaker as unlikely as this says no fragment
_LOOK = 200  # code points of a quotation that tell whether it is a title
_LONGEST = 8  # words of a title
_HOLDS = frozenset(("the", "'s", "’s"))  # stand before a title, seldom before an utterance
_SMALL = frozenset(
    ("a", "an", "and", "the", "of", "in", "on", "for", "to", "with", "at", "by", "from", "or", "vs", "is", "as")
)


def is_scare(tokens: Tokens, quotation: Marked, at: int, best: Candidate | None) -> bool:
    """Whether the quotation at token `at` is no utterance, when `best` is the likeliest speaker's candidate."""
    span = quotation.span
    text = tokens.text[span.start : min(span.stop, span.start + _LOOK)]
    words = _WORD.findall(text)
    if len(words) > _LONGEST:
        return False
    if not any(char.isalpha() for word in words for char in word):
        return True
    if len(words) == 1 and ("@" in text or "/" in text):
        return True
    before = tokens.word(at - 1)
    titled = all(word[0].isupper() or word[0].isdigit() or word in _SMALL for word in words)
    if before == "so-called" or (titled and _is_name(tokens, at, len(words))):
        return True
    rule = best.rule if best else ""
    if titled and len(words) > 1:
        if rule == "says-clause" and before in _IS:
            return False
        return rule in _NO_TITLE or (rule == "thinks" and len(words) > 3)
    if len(words) > 1 and rule and not titled and _is_sentence(text, tokens, at):
        return False
    if len(words) <= _FRAGMENT and best is not None and best.score < _FAINT:
        return True
    if len(words) == 1 and best is not None and rule == "thinks" and (at - best.verb > _NEAR or _owned(tokens, at)):
        return True
    return len(words) <= _FRAGMENT and (rule in _NO_FRAGMENT or (len(words) == 1 and rule in _NO_WORD))


def _is_name(tokens: Tokens, at: int, length: int) -> bool:
    """Whether the words around capitals tell a work or a thing: the film “…”, NBC’s “…”, the “…” movement."""
    before = tokens.word(at - 1)
    return before in TITLED or tokens.word(at + 1) in OF_WORKS or (length > 1 and before in _HOLDS)


def _is_sentence(text: str, tokens: Tokens, at: int) -> bool:
    """Whether a quotation stands for itself as a sentence: “He fell!”."""
    return text[0].isupper() and text[-1] in ".!?" and tokens.first[tokens.sentence[at]] == at


def _owned(tokens: Tokens, at: int) -> bool:
    """Whether the words before make it somebody's: "saw the town's old “promises”"."""
    return any(tokens.word(k) in {"'s", "’s", "'", "’"} for k in range(at - 3, at))
