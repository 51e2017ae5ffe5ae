"""By which words do people part a request? `via`, `через`; `on`, `о`, `про`.

The words stand in corpus/data/requests.toml.
"""

import calendar
from dataclasses import dataclass
from functools import cache

from corpus.requested import either
from corpus.words import fold, word_list


def words(key: str) -> str:
    """Those of a list as one of a regular expression's alternatives, the longest first."""
    return either(word_list("requests")[key]["words"])


@cache
def openings() -> dict[str, str]:
    """What opens a stretch of days on one side, by the English word."""
    return {word: one["english"] for one in word_list("requests")["open"] for word in one["words"]}


def every(word: str) -> bool:
    """Whether a word asks for everything."""
    return fold(word) in _folded("all")


@cache
def _folded(key: str) -> frozenset[str]:
    return frozenset(map(fold, word_list("requests")[key]["words"]))


def setting(text: str, kind: str) -> str:
    """A setting, or a value, by the word that the bot uses itself; any other as it is. `kind` is setting | value."""
    return _settings(kind).get(" ".join(text.lower().split()), text)


@cache
def _settings(kind: str) -> dict[str, str]:
    return {word: one["key"] for one in word_list("requests")[kind] for word in one["words"]}


@dataclass(frozen=True, slots=True)
class Asking:
    """How the bot's own examples ask in a language: the months, a question, what stands before a relay."""

    months: tuple[str, ...]
    ask: str = "What did {name} say?"
    via: str = "via"
    lines: tuple[tuple[str, str], ...] = ()  # of commands whose example is no matter of the corpus


@cache
def asking(language: str) -> Asking:
    """English where there is nothing of the language."""
    for one in word_list("requests")["shown"]:
        if one["language"] == language:
            lines = tuple((command, one[command]) for command in ("digest", "settings"))
            return Asking(tuple(one["words"]), one["ask"], one["via"], lines)
    return Asking(tuple(name.lower() for name in calendar.month_name[1:]))
