"""Does somebody only say hello? Or thanks, in any of the languages of the list."""

import re
from functools import cache

from corpus.words import fold, word_list

_WORD = re.compile(r"[^\W_]+")
LONGEST = 40  # characters


def greets(text: str) -> bool:
    """Whether a message is a greeting and nothing else, whatever its marks and emoji."""
    return len(text) <= LONGEST and _plain(text) in _greetings()


@cache
def _greetings() -> frozenset[str]:
    return frozenset(map(_plain, word_list("greetings")["greetings"]["words"]))


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(fold(text)))
