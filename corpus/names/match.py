"""How well a query fits one name, word for word."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from corpus.names.data import words
from corpus.names.fold import Token

_LEAST = 0.62  # words less alike do not pair
_INITIAL = 0.9
_FAMILY_WEIGHT = 2.0
_SOUNDS_OF_INITIALS = ("jyi", "vw", "kcq", "sz", "ao", "gh")

Similar = Callable[[Token, str], float]


class Fit(IntEnum):
    """How much of the name the query says, best last."""

    CONTRADICTS = 0  # it says a word that the name lacks
    GIVEN = 1  # given names alone
    PART = 2  # some words of several, the last one not among them
    FAMILY = 3  # the family name alone
    WHOLE = 4


@dataclass(frozen=True, slots=True)
class Match:
    """A fit, and the mean similarity of the paired words, 0 to 1."""

    fit: Fit
    score: float


def is_patronymic(word: str) -> bool:
    """Whether a folded word looks like "Ivanovich" or "Ivanovna"."""
    return word.endswith(tuple(words("name_parts", "patronymic"))) and len(word) > 5


def fit_person(query: Sequence[Token], name: Sequence[str], similar: Similar) -> Match | None:
    """A person's name: words pair in any order, initials, patronymics and particles may be missing; None: no pair."""
    pairs = _pairs(query, name, similar)
    if not pairs:
        return None
    family = _families(name)
    taken = {j for _, j in pairs}
    score = _mean(query, name, pairs, family)
    if _contradicts(query, pairs, family):
        return Match(Fit.CONTRADICTS, score * _said(query, pairs))
    said = {j for (i, j) in pairs if not query[i].initial or len(name[j]) == 1}
    if not taken & family:
        return Match(Fit.GIVEN if len(name) > 1 else Fit.WHOLE, score)
    lacking = [word for j, word in enumerate(name) if j not in taken and not _droppable(word, len(name))]
    if len(taken) == 1 and lacking:
        return Match(Fit.FAMILY, score)
    return Match(
        Fit.WHOLE if not lacking or len(said) >= 2 or len(taken) >= 2 else Fit.PART, score - 0.01 * len(lacking)
    )


def fit_body(query: Sequence[Token], name: Sequence[str], similar: Similar) -> Match | None:
    """A body's, outlet's or place's name: every word pairs, but for generic ones ("agency")."""
    pairs = _pairs(query, name, similar)
    if not pairs:
        return None
    generic = words("name_parts", "generic")
    lacking = [word for j, word in enumerate(name) if j not in {j for _, j in pairs} and word not in generic]
    extra = [token for i, token in enumerate(query) if i not in {i for i, _ in pairs} and token.text not in generic]
    said = [at for at in pairs if query[at[0]].text not in generic]
    if extra or not said:
        return Match(Fit.CONTRADICTS, 0.5)
    score = sum(pairs.values()) / len(pairs) - 0.01 * (len(query) - len(pairs))
    return Match(Fit.PART, score * 0.8) if lacking else Match(Fit.WHOLE, score)


def _pairs(query: Sequence[Token], name: Sequence[str], similar: Similar) -> dict[tuple[int, int], float]:
    """One-to-one, most alike first."""
    scored = sorted(
        ((_alike(token, word, similar), -i, -j) for i, token in enumerate(query) for j, word in enumerate(name)),
        reverse=True,
    )
    found: dict[tuple[int, int], float] = {}
    rows: set[int] = set()
    columns: set[int] = set()
    for score, i, j in scored:
        if score < _LEAST:
            break
        if -i not in rows and -j not in columns:
            rows.add(-i)
            columns.add(-j)
            found[-i, -j] = score
    return found


def _alike(token: Token, word: str, similar: Similar) -> float:
    if token.initial and len(word) > 1:
        return _INITIAL if _begins(word, token.text) else 0.0
    if len(word) == 1 and not token.initial:
        return 0.8 if _begins(token.text, word) else 0.0
    return similar(token, word)


def _begins(word: str, initial: str) -> bool:
    if word.startswith(initial) or word.lstrip("jyi").startswith(initial.lstrip("jyi") or initial):
        return True
    return any(initial[0] in group and word[0] in group for group in _SOUNDS_OF_INITIALS)


def _families(name: Sequence[str]) -> set[int]:
    """Where the family name may stand: last, or first in names that put it there."""
    last = len(name) - 1
    while last > 0 and (is_patronymic(name[last]) or name[last] in words("name_parts", "particle")):
        last -= 1
    first = {0} if len(name) in {2, 3} and name[0] in words("name_parts", "family_first") else set()
    return first or {last}


def _mean(query: Sequence[Token], name: Sequence[str], pairs: dict[tuple[int, int], float], family: set[int]) -> float:
    total = weights = 0.0
    for (i, j), score in pairs.items():
        weight = (_FAMILY_WEIGHT if j in family else 1.0) * (0.5 if query[i].initial else 1.0)
        weight *= 0.25 if name[j] in words("name_parts", "particle") else 1.0
        total += weight * score
        weights += weight
    return total / weights


def _contradicts(query: Sequence[Token], pairs: dict[tuple[int, int], float], family: set[int]) -> bool:
    """Whether the query says a word that is no part of the name."""
    paired = {i for i, _ in pairs}
    given = any(j not in family for _, j in pairs)
    for i, token in enumerate(query):
        spare = token.text in words("name_parts", "particle") or (
            given and (token.initial or is_patronymic(token.text))
        )
        if i not in paired and not spare:
            return True
    return False


def _said(query: Sequence[Token], pairs: dict[tuple[int, int], float]) -> float:
    """The share of the query's letters that pair."""
    paired = sum(len(query[i].text) for i, _ in pairs)
    return paired / sum(len(token.text) for token in query)


def _droppable(word: str, of: int) -> bool:
    return word in words("name_parts", "particle") or (of > 2 and is_patronymic(word))
