"""Which person a role means: "the Russian leader", "the former mayor" after somebody was called so."""

import re

from corpus.ingest.quotes.lists import ANONYMOUS, DETERMINERS, FEMALE, MALE, NATIONS, PREPOSITIONS, ROLES, VERBS
from corpus.ingest.quotes.mentions import Mention
from corpus.ingest.quotes.registry import Entity, Registry
from corpus.ingest.quotes.tokens import Tokens

_LEADS = frozenset(("leader", "president", "premier", "chancellor", "king", "queen", "minister", "counterpart"))
_AGE = re.compile(r"\d-year-old$")
_OFFICES = frozenset(
    ("prime", "vice", "deputy", "foreign", "finance", "interior", "defence", "defense", "justice", "trade", "transport")
)
_REACH = 10  # words of an apposition
_PLACES = {word.lower(): adjective.lower() for adjective, pair in NATIONS.items() for word in (*pair, adjective)}


def learn(tokens: Tokens, registry: Registry) -> None:
    """Note what each person is called in commas behind or before the name."""
    for mention in registry.mentions:
        if mention.kind not in {"person", "name"}:
            continue
        words = [*_behind(tokens, mention), *_before(tokens, mention)]
        if any(word in ROLES for word in words):
            registry.of(mention).roles.update(words)


def _behind(tokens: Tokens, mention: Mention) -> list[str]:
    if tokens.word(mention.last) != ",":
        return []
    given = "according" in tokens.lows[max(0, mention.lead - 2) : mention.lead]
    found: list[str] = []
    for i in range(mention.last + 1, min(len(tokens), mention.last + 1 + _REACH)):
        word = tokens.lows[i]
        if (not word[0].isalnum() and word not in {"'s", "’s", "-"}) or (word in VERBS and word not in ROLES):
            # "according to Lind, the clerk had said": the subject of what she tells, not what she is
            return [] if given and word != "," else found
        found.append(word)
    return [] if given else found


def _before(tokens: Tokens, mention: Mention) -> list[str]:
    if tokens.word(mention.lead - 1) != ",":
        return []
    found: list[str] = []
    for i in range(mention.lead - 2, max(-1, mention.lead - 2 - _REACH), -1):
        word = tokens.lows[i]
        if not word[0].isalnum() and word not in {"'s", "’s"}:
            break
        found.append(word)
        if word in DETERMINERS:
            break
    return found if found and found[0] in ROLES else []


def meant_by_role(words: list[str], registry: Registry) -> Entity | None:
    """The one person of the article whom the words of a role fit; None where nobody or more than one does."""
    head = head_role(words)
    if head is None:
        return None
    nation = {_PLACES[word] for word in words if word in _PLACES}
    heads = _LEADS if head == "leader" else {head}
    fitting = [e for e in registry.entities if e.human and not differs(e, words) and _fits(e, head, heads, nation)]
    return fitting[0] if len(fitting) == 1 else None


def head_role(words: list[str]) -> str | None:
    """The role that a phrase is about: its last one before a preposition; None for sources that stay unnamed."""
    cut = next((i for i, word in enumerate(words) if word in PREPOSITIONS), len(words))
    head = words[cut - 1] if cut else ""
    return head if head in ROLES and head not in ANONYMOUS else None


def aged(words: list[str]) -> bool:
    """Whether a phrase tells an age, as of somebody named before: "the 34-year-old teacher"."""
    return any(_AGE.search(word) for word in words)


def differs(entity: Entity, words: list[str]) -> bool:
    """Whether a phrase names another office than the person's: the prime minister is not the trade minister."""
    asked = frozenset[str]() if "former" in words else _OFFICES.intersection(words)
    return bool(asked and ROLES.intersection(entity.roles) and not asked <= entity.roles.keys())


def _fits(entity: Entity, head: str, heads: set[str] | frozenset[str], nation: set[str]) -> bool:
    if (head in MALE and entity.gender == "f") or (head in FEMALE and entity.gender == "m"):
        return False
    if not any(role in heads for role in entity.roles):
        return False
    return not nation or any(_PLACES.get(role) in nation for role in entity.roles)
