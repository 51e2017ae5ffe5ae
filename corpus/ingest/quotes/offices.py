"""What somebody is called before the name: titles and roles, and the body that a role belongs to."""

from corpus.ingest.quotes.lists import (
    FIRST_NAMES,
    GERMAN_ROLES,
    HEADS,
    ROLES,
    SLAVIC,
    SLAVIC_PREPOSITIONS,
    SLAVIC_ROLES,
    TITLES,
    VERBS,
)
from corpus.ingest.quotes.tokens import Tokens

LINKS = frozenset(("of", "for", "the", "and", "&"))
_ROLE_ENDS = SLAVIC | SLAVIC_PREPOSITIONS | {"and", "or", "of", "to", "by", "that"}  # what no role holds
_BODY = 3  # words of a body between a role and a name
_OFFICE = 9  # words between a role and the "of" before its body
_NAME = (2, 3)  # words of a name behind a body
_FIELDS = frozenset(("of", "for", "on"))  # what leads from a role to its body, from a body to its field


def office_of(tokens: Tokens, start: int) -> int:
    """Where a role begins that a body follows: "head of the delegation of the | State Chamber Ada Lind"; else -1."""
    i = start - 1 - (tokens.word(start - 1) == "the")
    if tokens.word(i) not in _FIELDS:
        return -1
    for k in range(i - 1, max(-1, i - 1 - _OFFICE), -1):
        word = tokens.lows[k]
        if word in ROLES:
            return k if tokens.word(k + 1) in _FIELDS else -1
        if not word[0].isalpha() or word in VERBS or (word in _ROLE_ENDS and word not in _FIELDS):
            break
    return -1


def behind_body(words: list[str], at: int) -> int:
    """Where somebody's name begins behind a body that word `at` is part of; 0 where none does.

    Behind the noun of a body two or three words are a name ("Rescue Office Ansa Lindvar"); else a first name tells.
    """
    if words[-1] in HEADS:
        return 0
    body = max((k for k, word in enumerate(words) if word in HEADS), default=-1)
    if body >= at and len(words) - 1 - body in _NAME and not LINKS.intersection(words[body:]):
        return body + 1
    return next((k for k in range(at, len(words) - 1) if words[k] in FIRST_NAMES and words[k - 1] not in LINKS), 0)


def title_end(words: list[str], *, abroad: bool) -> int:
    """How many words are title or role: the first three of "Deputy Foreign Minister Ada Lind"."""
    cut = 0
    for i, word in enumerate(words[:-1]):
        low = word.lower()
        role = low in ROLES or low.removesuffix("s") in ROLES or (abroad and low.endswith(GERMAN_ROLES))
        if word.rstrip(".") not in TITLES and not role:
            continue
        after = i + 1
        if words[after] in {"of", "for"}:
            after += 2
            if words[after : after + 1] == ["and"]:
                after += 2
        if after < len(words) and words[after].rstrip(".") not in {"Jr", "Sr", "of", "for", ","}:
            cut = (behind_body(words, after) if after > i + 1 else 0) or after
    return cut


def role_before(tokens: Tokens, start: int) -> int:
    """Where a role in lower case right before a name begins ("Kremlin aide Ada Lind"), else `start`."""
    if tokens.word(start - 2) == "of" and tokens.word(start - 3) in ROLES and tokens.words[start - 1].islower():
        return start - 3
    if tokens.word(start - 1) not in ROLES:
        return _role_of_something(tokens, start)
    if tokens.words[start - 1] == tokens.word(start - 1).upper():
        return start
    i = start - 1
    while i > max(0, start - 5) and tokens.sentence[i - 1] == tokens.sentence[start]:
        word = tokens.words[i - 1]
        if not (word[0].isalpha() or word in {"'s", "’s"}) or tokens.lows[i - 1] in _ROLE_ENDS:
            break
        i -= 1
    return i


def _role_of_something(tokens: Tokens, start: int) -> int:
    """Where a Russian or Ukrainian role begins whose body stands before the name: глава профсоюза Андрей Ленд."""
    for i in range(start - 1, max(-1, start - 2 - _BODY), -1):
        word = tokens.lows[i]
        if tokens.sentence[i] != tokens.sentence[start] or not word[0].isalpha() or word in _ROLE_ENDS:
            break
        if word in SLAVIC_ROLES:
            return i
        if tokens.words[i] != word:
            break
    return start
