"""How well a query fits one name, word for word."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from corpus.names.data import folded, words
from corpus.names.fold import Token

_LEAST = 0.62  # words less alike do not pair
_INITIAL = 0.9
_LIKE_INITIAL = 0.85  # "J. Smirnov" for "Yury"
_SURE_PAIR = 0.9
_SHORT = 4  # letters of a body's name or its initials: a slip makes another of it
_ONE_WORD = 0.78  # a body of one word: no slip in five letters or fewer
_SWAPPED = 0.81  # two letters of four that changed places
_MIDDLE = 0.03  # what a middle name costs that the gazetteer does not have
_FAMILY_WEIGHT = 2.0
_SOUNDS_OF_INITIALS = ("jyi", "vw", "kcq", "sz", "ao", "gh")

Similar = Callable[[Token, str], float]


class Fit(IntEnum):
    """How much of the name the query says, best last."""

    CONTRADICTS = 0  # it says a word that the name lacks
    GIVEN = 1  # given names alone
    PART = 2  # some words of a body's name
    FAMILY = 3  # the family name, with initials at most
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
    spare = _unsaid(query, pairs, family)
    if spare is None:
        return Match(Fit.CONTRADICTS, score * _said(query, pairs))
    score -= spare
    if not taken & family:
        return Match(Fit.GIVEN if len(name) > 1 else Fit.WHOLE, score)
    lacking = [word for j, word in enumerate(name) if j not in taken and not _droppable(word, len(name))]
    spelled = sum(not query[i].initial and name[j] not in words("name_parts", "particle") for i, j in pairs)
    if spelled >= 2 or (len(name) == 1 and spelled):
        score -= 0.02 * len(lacking)
        # Of names with the family first every syllable counts: "Kim Jong" is several people.
        return Match(Fit.PART if lacking and _family_first(name) else Fit.WHOLE, score)
    return Match(Fit.FAMILY, score - 0.01)


def fit_body(query: Sequence[Token], name: Sequence[str], similar: Similar) -> Match | None:
    """A body's, outlet's or place's name: every word pairs, but for generic ones ("agency")."""
    pairs = {
        (i, j): s
        for (i, j), s in _pairs(query, name, similar).items()
        if len(name[j]) > _SHORT or (s >= _SWAPPED and (query[i].cyrillic or len(query[i].text) == len(name[j])))
    }
    if not pairs:
        return None
    generic = folded("name_parts", "generic")
    lacking = [word for j, word in enumerate(name) if j not in {j for _, j in pairs} and word not in generic]
    extra = [token for i, token in enumerate(query) if i not in {i for i, _ in pairs} and token.text not in generic]
    said = [at for at in pairs if query[at[0]].text not in generic]
    if extra or not said:
        return Match(Fit.CONTRADICTS, 0.5)
    score = sum(pairs.values()) / len(pairs) - 0.01 * (len(query) - len(pairs)) - 0.02 * (len(name) - len(pairs))
    return (
        Match(Fit.PART, score * 0.8) if lacking or (len(pairs) == 1 and score < _ONE_WORD) else Match(Fit.WHOLE, score)
    )


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
        return max(_begins(word, form) for form in (token.text, token.text.replace("dzh", "j")))
    if len(word) == 1 and not token.initial:
        return 0.9 * _begins(token.text, word)
    return similar(token, word)


def _begins(word: str, initial: str) -> float:
    if word.startswith(initial):
        return _INITIAL
    if word.lstrip("jyi").startswith(initial.lstrip("jyi") or initial):
        return _LIKE_INITIAL
    return _LIKE_INITIAL if any(initial[0] in group and word[0] in group for group in _SOUNDS_OF_INITIALS) else 0.0


def _families(name: Sequence[str]) -> set[int]:
    """Where the family name may stand: last, or first in names that put it there."""
    last = len(name) - 1
    while last > 0 and name[last] in words("name_parts", "particle"):
        last -= 1
    if last == 2 and is_patronymic(name[2]) and not is_patronymic(name[1]):
        return {0}
    return {0} if _family_first(name) else {last}


def _family_first(name: Sequence[str]) -> bool:
    return len(name) in {2, 3} and name[0] in words("name_parts", "family_first")


def _mean(query: Sequence[Token], name: Sequence[str], pairs: dict[tuple[int, int], float], family: set[int]) -> float:
    total = weights = 0.0
    for (i, j), score in pairs.items():
        weight = (_FAMILY_WEIGHT if j in family else 1.0) * (0.5 if query[i].initial else 1.0)
        weight *= 0.25 if name[j] in words("name_parts", "particle") else 1.0
        total += weight * score
        weights += weight
    return total / weights


def _unsaid(query: Sequence[Token], pairs: dict[tuple[int, int], float], family: set[int]) -> float | None:
    """What the words cost that the query has and the name lacks; None when they make another name of it."""
    paired = {i for i, _ in pairs}
    given = any(j not in family for _, j in pairs)
    full = given and 0 not in family and len(pairs) >= 2 and min(pairs.values()) >= _SURE_PAIR
    cost = 0.0
    for i, token in enumerate(query):
        if i in paired or token.text in words("name_parts", "particle"):
            continue
        if given and (token.initial or (is_patronymic(token.text) and any(j in family for _, j in pairs))):
            cost += 0.01
        elif full and 0 < i < len(query) - 1 and token.cased:
            cost += _MIDDLE
        else:
            return None
    return cost


def _said(query: Sequence[Token], pairs: dict[tuple[int, int], float]) -> float:
    """The share of the query's letters that pair."""
    paired = sum(len(query[i].text) for i, _ in pairs)
    return paired / sum(len(token.text) for token in query)


def _droppable(word: str, of: int) -> bool:
    return word in words("name_parts", "particle") or (of > 2 and is_patronymic(word))
