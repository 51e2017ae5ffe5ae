"""Two who say one thing: "Lind and Okoro agreed that the bridge stays" is a statement of each."""

from corpus.ingest.quotes.lists import SUBORDINATORS
from corpus.ingest.quotes.phrase import Phrase
from corpus.ingest.quotes.phrases import Phrases
from corpus.ingest.quotes.tokens import BREAK, QUOTE, Tokens

_OPENS = frozenset((",", ";", ":", "both", BREAK, QUOTE, *SUBORDINATORS))


def partner(tokens: Tokens, phrases: Phrases, phrase: Phrase) -> Phrase | None:
    """Who shares the subject with a name: the name before its "and", where that opens the clause."""
    if phrase.kind != "name" or phrase.mention is None or phrase.near is not None:
        return None
    low = tokens.first[tokens.sentence[phrase.first]]
    joint = _lead(tokens, phrase.mention.lead, low) - 1
    if tokens.word(joint) != "and":
        return None
    other = phrases.mention_at(joint - 1)
    if other is None or other.last != joint or other.kind not in {"person", "name"}:
        return None
    lead = _lead(tokens, other.lead, low)
    opens = lead == low or tokens.word(lead - 1) in _OPENS
    return Phrase(other.first, other.last, "name", other) if opens else None


def _lead(tokens: Tokens, at: int, low: int) -> int:
    """Where the capitalised words before a name begin: "US President"."""
    while at > low and tokens.words[at - 1][:1].isupper():
        at -= 1
    return at
