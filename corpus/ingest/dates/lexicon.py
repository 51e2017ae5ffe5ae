"""The words of the calendar, read once from corpus/data, and the small regular expressions made of them."""

import re
import tomllib
from collections.abc import Iterable
from importlib.resources import files
from typing import Any

from corpus.models import Mod

_DATA = files("corpus").joinpath("data")


def table(name: str) -> dict[str, Any]:
    """A word list of corpus/data, as its file has it."""
    return tomllib.loads(_DATA.joinpath(f"{name}.toml").read_text(encoding="utf-8"))


# white space within an expression: never a blank line, and bounded, so that every rule stays linear
GAP = r"(?:[^\S\n]{1,3}|[^\S\n]{0,2}\n[^\S\n]{0,4}(?=\S))"

_Tree = dict[str, "_Tree"]  # signs as a pattern spells them -> what follows; "" ends a word
_FEW = 3  # beginnings that are tried one by one as quickly


def either(phrases: Iterable[str]) -> str:
    """A group that matches any of the words, longest first; a space stands for any gap, ' for either apostrophe.

    Written as a tree: what words have in common is tried once, and their first letters before all else.
    """
    words = sorted(set(phrases))
    tree: _Tree = {}
    for word in words:
        at = tree
        for sign in word:
            at = at.setdefault(_spelled(sign), {})
        at[""] = {}
    firsts = "".join(re.escape(sign).replace("'", "'’") for sign in sorted({word[0] for word in words}))
    return f"(?:{f'(?=[{firsts}])' * (len(tree) > _FEW)}{_either(tree)})"


def _either(tree: "_Tree") -> str:
    """What may follow at a place of the tree; the longer way first."""
    ways = "|".join(f"{sign}{_either(rest)}" for sign, rest in tree.items() if sign)
    if not ways:
        return ""
    return f"(?:{ways}){'?' * ('' in tree)}" if len(tree) > 1 else ways


def _spelled(sign: str) -> str:
    return {" ": GAP, "'": "['’]"}.get(sign, re.escape(sign))


_CALENDAR = table("calendar")

MONTHS: dict[str, int] = {name.lower(): entry["number"] for entry in _CALENDAR["month"] for name in entry["names"]}
WEEKDAYS: dict[str, int] = {name.lower(): entry["number"] for entry in _CALENDAR["weekday"] for name in entry["names"]}
RELATIVE_DAYS: dict[str, int] = {w: entry["days"] for entry in _CALENDAR["relative_day"] for w in entry["words"]}
STEPS: dict[str, int] = {w: entry["units"] for entry in _CALENDAR["step"] for w in entry["words"]}
FROM_THE_TEXT = frozenset({"same", "following", "preceding"})  # reckoned from the date named last
PARTS: dict[str, Mod | None] = {
    word: Mod(entry["mod"]) if entry["mod"] else None for entry in _CALENDAR["part"] for word in entry["words"]
}
NUMBERS: dict[str, int] = _CALENDAR["number"]["words"]
ORDINALS: dict[str, int] = _CALENDAR["ordinal"]["words"]
SEASONS: dict[str, int] = {name: entry["first"] for entry in _CALENDAR["season"] for name in entry["names"]}
FEASTS: dict[str, dict[str, Any]] = {name.lower(): entry for entry in _CALENDAR["feast"] for name in entry["names"]}
NAMED: tuple[str, ...] = tuple(f"{word} " for word in _CALENDAR["named"]["words"])
COUNTED: tuple[str, ...] = tuple(_CALENDAR["counted"]["words"])


def first_words(phrases: Iterable[str]) -> tuple[str, ...]:
    """The word that each phrase begins with, lower case, as the scanner cuts words."""
    return tuple({re.split(r"[\W\d_]", phrase.lower())[0] for phrase in phrases})


def key(words: str) -> str:
    """A matched phrase as the tables spell it: lower case, single spaces, straight apostrophe, no stop."""
    return re.sub(r"\s+", " ", words.replace("’", "'").rstrip(".")).lower()


def _names(entries: list[dict[str, Any]], *, short: bool) -> list[str]:
    return [name for entry in entries for at, name in enumerate(entry["names"]) if bool(at) is short]


def _cased(words: list[str]) -> list[str]:
    return [*words, *(word.upper() for word in words)]


_LONG_MONTHS = either(_cased(_names(_CALENDAR["month"], short=False)))
_SHORT_MONTHS = either(_cased(_names(_CALENDAR["month"], short=True)))
_LONG_DAYS = either(_cased(_names(_CALENDAR["weekday"], short=False)))
_SHORT_DAYS = either(_cased(_names(_CALENDAR["weekday"], short=True)))

# a short form carries a stop or stands before a figure: "Mar. 3", "Mar 3", never the "mar" of a verb
MONTH = rf"(?:{_LONG_MONTHS}|{_SHORT_MONTHS}(?:\.|(?={GAP}?\d)))"
WEEKDAY = rf"(?:{_LONG_DAYS}|{_SHORT_DAYS}(?:\.|(?=,?{GAP}(?:{_LONG_MONTHS}|{_SHORT_MONTHS}|\d))))"
PART = either(PARTS)
STEP = either(STEPS)
NUMBER = rf"(?:\d{{1,3}}|{either(NUMBERS)})"
ORDINAL = either(ORDINALS)
SEASON = either(SEASONS)
FEAST = either(name for entry in _CALENDAR["feast"] for name in entry["names"])
DAY = rf"(?:(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\w)|(?i:{ORDINAL})(?!\w))"

_TEENS = either([word for word, value in NUMBERS.items() if 10 <= value < 20])
_CENTURIES = either([word for word, value in NUMBERS.items() if 15 <= value < 20])
_TENS = either([word for word, value in NUMBERS.items() if value >= 20])
_ONES = either([word for word, value in NUMBERS.items() if 1 <= value < 10 and len(word) > 2])
_BELOW = rf"(?:{_TENS}(?:[- ]{_ONES})?|{_TEENS}|(?:oh|o)[- ]{_ONES})"
# "nineteen ninety-seven", "two thousand", "two thousand and one", "twenty twenty-one"
_MILLENNIUM = rf"two{GAP}thousand(?:{GAP}(?:and{GAP})?(?:{_BELOW}|{_ONES}))?"
SPELLED_YEAR = rf"(?i:{_MILLENNIUM}|(?:{_CENTURIES}|twenty)[- ]{_BELOW}|nineteen{GAP}hundred)(?!\w)"
_FIGURE_YEAR = r"(?:1[4-9]|20)\d\d(?![\w]|[.,:]\d|['’]?s\b)"
YEAR = rf"(?:{_FIGURE_YEAR}|{SPELLED_YEAR})"
SHORT_YEAR = r"['’]\d\d(?![\w'’])"


def number(words: str) -> int:
    """A count in figures or words; KeyError for what `NUMBER` and `ORDINAL` do not match."""
    words = key(words)
    figures = re.match(r"\d+", words)
    if figures:
        return int(figures[0])
    return NUMBERS[words] if words in NUMBERS else ORDINALS[words]


def year_number(words: str) -> int:
    """The year that `YEAR` matched, in figures or spelled out."""
    if words[0] in "'’":
        return int(words[1:]) + (1900 if int(words[1:]) > 30 else 2000)
    if words[0].isdigit():
        return int(words)
    parts = re.split(r"[\s-]+", words.lower())
    if parts[:2] == ["two", "thousand"]:
        return 2000 + sum(NUMBERS.get(part, 0) for part in parts[2:])
    century = NUMBERS[parts[0]] * 100
    return century + sum(NUMBERS.get(part, 0) for part in parts[1:])
