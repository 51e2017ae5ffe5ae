"""Which marked words are nobody's utterance: titles, words as words, distance."""

import re

from corpus.ingest.quotes.candidates import Candidate
from corpus.ingest.quotes.marks import Marked
from corpus.ingest.quotes.tokens import Tokens

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_NAMES = frozenset(
    (
        "on",
        "titled",
        "entitled",
        "named",
        "called",
        "book",
        "film",
        "movie",
        "song",
        "show",
        "series",
        "program",
        "album",
        "novel",
        "magazine",
        "play",
        "hit",
        "documentary",
        "nicknamed",
        "dubbed",
        "termed",
        "host",
        "phrase",
        "word",
        "term",
    )
)
# rules too weak to make an utterance of a title, of a fragment, of a single word
_NO_FRAGMENT = frozenset(("", "lead-in", "owner", "last-speaker", "colon-before", "name-verb-far"))
_NO_WORD = frozenset((*_NO_FRAGMENT, "main-subject", "shared"))
_NO_TITLE = frozenset((*_NO_WORD, "says-clause", "goes-on-paragraph"))
_SMALL = frozenset(
    ("a", "an", "and", "the", "of", "in", "on", "for", "to", "with", "at", "by", "from", "or", "vs", "is", "as")
)


def is_scare(tokens: Tokens, quotation: Marked, at: int, best: Candidate | None) -> bool:
    """Whether the quotation at token `at` is no utterance, when `best` is the likeliest speaker's candidate."""
    text = quotation.span.cut(tokens.text)
    words = _WORD.findall(text)
    if not any(any(char.isalpha() for char in word) for word in words):
        return True
    if len(words) == 1 and ("@" in text or "/" in text):
        return True
    before = tokens.word(at - 1)
    titled = all(word[0].isupper() or word[0].isdigit() or word in _SMALL for word in words)
    if titled and len(words) <= 8 and before in _NAMES:
        return True
    rule = best.rule if best else ""
    if titled and 1 < len(words) <= 8:
        return rule in _NO_TITLE or (rule == "thinks" and len(words) > 3)
    return len(words) <= 3 and (rule in _NO_FRAGMENT or (len(words) == 1 and rule in _NO_WORD))
