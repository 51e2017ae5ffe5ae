"""What may be a speaker and what may be a verb of speech, and how sure each rule is: all set by hand."""

import tomllib
from importlib.resources import files

from corpus.ingest.quotes.lists import (
    ANONYMOUS,
    BASES,
    DETERMINERS,
    PHRASAL,
    POSSESSIVES,
    PREPOSITIONS,
    ROLES,
    RUNNING,
    SPEAKERS,
    SPEAKS_FOR,
    VERBS,
    WITH_BASE,
)
from corpus.ingest.quotes.marks import Marked
from corpus.ingest.quotes.phrase import Phrase
from corpus.ingest.quotes.tokens import Tokens

_TABLE = tomllib.loads(files("corpus").joinpath("data", "ranker.toml").read_text(encoding="utf-8"))
PENALTIES: dict[str, float] = _TABLE["penalties"]
SCORES = {name: float(rule["score"]) for name, rule in _TABLE["rules"].items()}
_BEFORE_NOUN = frozenset(("'s", "’s", "'", "’", "of", "in", "for", "new"))
_LETTERS = frozenset(("emails", "texts", "messages", "posts", "tweets"))  # nouns rather than verbs
_SPEAK = ROLES | ANONYMOUS | SPEAKS_FOR | SPEAKERS
_BE = frozenset(("is", "are", "was", "were", "been", "being", "be", "'s", "’s"))
_ADVERBS = frozenset(("also", "still", "now", "often", "never", "always", "even", "just", "then", "first"))
_SETTLES = {"put": "it", "puts": "it"}  # "as she put it"
_MAKES = frozenset(("make", "makes", "made", "making"))
_CLEAR = frozenset(("clear", "plain", "known"))  # "made it clear that"
MODALS = frozenset(("will", "would", "can", "could", "must", "should", "may", "might", "to"))


def opens_with_verb(tokens: Tokens, quotations: tuple[Marked, ...], at: int) -> str | None:
    """The list of the verb that a quotation behind a name opens with: Okoro “replied at once” that it was over."""
    inside = quotations[tokens.numbers[at]].span
    word = tokens.text[inside.start : min(inside.stop, inside.start + 16)].split()[0].lower()
    return "say" if VERBS.get(word) == "say" and word.endswith("ed") and tokens.words[at - 1][0].isalpha() else None


def kind_of(tokens: Tokens, i: int) -> str | None:
    """The list of the verb at token `i`; "shot back", "put it" and "made it clear" report too."""
    word = tokens.lows[i]
    if word in _SETTLES and tokens.word(i + 1) == _SETTLES[word] and tokens.word(i + 2) not in PREPOSITIONS - {"to"}:
        return "say"
    if word in _MAKES and any(tokens.word(k) in _CLEAR for k in (i + 1, i + 2)):
        return "say"
    if word in PHRASAL and tokens.word(i + 1) == PHRASAL[word]:
        back = PHRASAL[word] == "back"
        return "say" if back or not tokens.word(i + 2)[:1].isalnum() else VERBS.get(word)
    return VERBS.get(word)


def doubt(tokens: Tokens, phrase: Phrase) -> float:
    """How unlike a speaker a phrase looks: nothing for a person, most for a bare thing."""
    if phrase.kind == "pronoun":
        return PENALTIES.get(tokens.lows[phrase.first], 0.0)
    if phrase.kind == "name":
        return PENALTIES.get(phrase.mention.kind, 0.0) if phrase.mention else 0.0
    lows = tokens.lows[phrase.first : phrase.last]
    cut = next((k for k, word in enumerate(lows) if k and word in PREPOSITIONS), len(lows))
    # "officials familiar with it": an adjective may stand between the head and its preposition
    if lows[cut - 1] in _SPEAK or (1 < cut < len(lows) and lows[cut - 2] in _SPEAK):
        return PENALTIES["speaking-noun"]
    return PENALTIES["noun"] if lows[0] in DETERMINERS else PENALTIES["bare-noun"]


def is_noun(tokens: Tokens, verb: int, low: int) -> bool:
    """Whether what looks like a verb is a noun: "the claim", "Lind's charge", "a planned call"."""
    if verb <= low:
        return False
    word, before = tokens.lows[verb], tokens.lows[verb - 1]
    if word.endswith("ing"):
        return (before == "in" and verb - 1 > low) or before in DETERMINERS
    if word.endswith("s") and (before in VERBS or before in MODALS):
        return True
    if word in _LETTERS and tokens.words[verb - 1][0].isupper() and verb - 2 >= low:
        earlier = tokens.lows[verb - 2]
        if earlier in DETERMINERS or earlier.isdigit():
            return True
    if before in DETERMINERS or before in POSSESSIVES or before in _BEFORE_NOUN:
        return True
    return word in BASES and not _plural_before(tokens, verb, low)


def _plural_before(tokens: Tokens, verb: int, low: int) -> bool:
    """Whether a base form has its subject or auxiliary before it: officials say | they also say | to say."""
    i = verb - 1
    while i > low and (tokens.lows[i].endswith("ly") or tokens.lows[i] in _ADVERBS):
        i -= 1
    before = tokens.lows[i]
    if before in WITH_BASE or before in MODALS or before.endswith("s") or not before[0].isalnum():
        return True
    return tokens.word(i - 1) in {"and", "or"}


def passive(tokens: Tokens, verb: int, low: int) -> bool:
    """Whether something was said of the subject, not by it."""
    if tokens.lows[verb] in RUNNING:
        return False
    i = verb - 1
    while i > low and (
        tokens.lows[i].endswith("ly") or tokens.lows[i] in {"also", "often", "not", "just", "once", "n't"}
    ):
        i -= 1
    return i >= low and tokens.lows[i] in _BE and tokens.lows[verb].endswith(("ed", "n", "d", "t"))
