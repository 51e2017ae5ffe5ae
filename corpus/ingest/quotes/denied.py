"""Words that somebody is said not to have said: "Lind did not say", "denied saying", "neither Lind nor Okoro said"."""

from corpus.ingest.quotes.lists import AUXILIARIES, BASES, RUNNING, UTTERING
from corpus.ingest.quotes.tokens import Tokens

_NOT = frozenset(("not", "n't", "n’t", "never", "nor", "neither", "cannot", "nobody"))
_ONLY = frozenset(("only", "just", "merely", "simply", "solely", "yet", "even"))  # "not only said": it was said
_REFUSE = frozenset(
    f"{verb}{ending}"
    for verb in ("refus", "declin", "den", "avoid", "fail")
    for ending in ("e", "es", "ed", "ing", "y", "ies", "ied", "", "s")
)
_BACK = 5  # words between "not" and its verb
_SUBJECT = 8  # words of a subject behind "neither", "nor"


def denied(tokens: Tokens, verb: int) -> bool:
    """Whether the verb of saying at token `verb` is one of what was not said; no verb at -1."""
    if verb < 0 or tokens.lows[verb] not in UTTERING:
        return False
    low = tokens.first[tokens.sentence[verb]]
    word = tokens.lows[verb]
    before = tokens.word(verb - 1) if verb > low else ""
    if (word in BASES and before == "to") or word in RUNNING:
        at = verb - 1 - (before == "to") - (before in {"ever", "having"})
        return at >= low and tokens.lows[at] in _REFUSE
    return _negated(tokens, verb, low) or _neither(tokens, verb, low)


def _negated(tokens: Tokens, verb: int, low: int) -> bool:
    for i in range(verb - 1, max(low - 1, verb - 1 - _BACK), -1):
        word = tokens.lows[i]
        if word in _NOT:
            return tokens.word(i + 1) not in _ONLY
        if word not in AUXILIARIES and not word.endswith("ly") and word not in {"ever", "actually"}:
            return False
    return False


def _neither(tokens: Tokens, verb: int, low: int) -> bool:
    """Neither Lind nor Okoro said; nor did Okoro say."""
    words = tokens.lows[max(low, verb - _SUBJECT) : verb]
    return "neither" in words and "nor" in words[words.index("neither") :]
