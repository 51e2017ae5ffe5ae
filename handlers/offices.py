"""Who holds which office? What somebody may be called by in a request: `president`."""

from collections import defaultdict
from collections.abc import Iterable

from corpus.models import Person


class Offices:
    """Who holds which office, by each word of it."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._holders: dict[str, list[tuple[Person, frozenset[str]]]] = defaultdict(list)
        for one in people:
            roles = [frozenset(role.casefold().split()) for role in one.roles]
            for word in frozenset().union(*roles):
                self._holders[word] += ((one, role) for role in roles if word in role)

    def held(self, words: str, *, loosely: bool) -> tuple[Person, ...]:
        """Those whose role the words are: `president` is anybody's who is one; `loosely`, by the last word alone."""
        asked = [word for word in words.casefold().split() if word != "the"]
        if not asked or asked[-1] not in self._holders:
            return ()
        holders = self._holders[asked[-1]]
        whole = dict.fromkeys(one for one, role in holders if role.issuperset(asked))
        return tuple(whole or (dict.fromkeys(one for one, _ in holders) if loosely else ()))
