"""Which lines of a page are furniture, by their words: lists in data/furniture.toml."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from corpus.words import word_list


class Ends(StrEnum):
    """What a line of furniture says of the lines after it."""

    ALWAYS = "always"  # nothing of the article follows
    LINKS = "links"  # links follow, then perhaps more of the article
    NEVER = "never"  # nothing
    EDGE = "edge"  # it is furniture only where nothing of the article follows it


@dataclass(frozen=True, slots=True)
class Mark:
    """Why a line is furniture, and what that means for the lines after it."""

    group: str
    reason: str
    ends: Ends


_FLAT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "\u200e": "", "\u200f": "", "：": ":"})
_NUMBER = re.compile(r"\d+(?:[.,:/]\d+)*\+?")
_BRACKETED = re.compile(r"[(\[{]\s?#\s?[)\]}]")
_EDGES = " \t[](){}.…!?·•|»«›‹>→←▼▲►▶■*-–—_,;\"'"
_COUNTERS = frozenset(word_list("furniture")["counters"]["words"])
_SPRITES = re.compile("|".join(sorted(word_list("furniture")["sprite"]["words"], key=len, reverse=True)))
_SPRITE_HITS = 4


def flat(line: str) -> str:
    """A line as the lists compare it: lower case, straight marks, numbers as #, bare at its ends."""
    text = " ".join(line.translate(_FLAT).lower().split())
    text = _BRACKETED.sub("#", _NUMBER.sub("#", text))
    return text.strip(_EDGES)


@dataclass(frozen=True, slots=True)
class _Group:
    mark: Mark
    long: int
    starts: tuple[str, ...]
    tails: tuple[str, ...]
    holds: tuple[str, ...]

    def finds(self, text: str) -> bool:
        return text.startswith(self.starts) or text.endswith(self.tails) or any(held in text for held in self.holds)


def furniture(line: str) -> Mark | None:
    """The mark of a line that the lists know as furniture."""
    text = flat(line)
    if not text:
        return Mark("blank", "no words", Ends.NEVER)
    if found := _by_line().get(text.rstrip(": ")):
        return found
    words = text.count(" ") + 1
    for group in _groups():
        if words <= group.long and group.finds(text):
            return group.mark
    return _by_form(line.strip()) or _by_shape(text)


def shared_mark() -> Mark:
    """The mark of a line that many pages of a folder print."""
    return Mark("shared", "on many pages of its folder", Ends.NEVER)


def caption() -> Mark:
    """The mark of a line that tells of a picture."""
    return _mark("picture", word_list("furniture")["picture"])


_LONGEST, _CREDITED = 600, 90  # code points of a path of links, of a caption's credit
_PATH = re.compile(r"\S\s[»›]\s(?=\S)")
_SHOWN = re.compile(r"(?:\[[^\[\]]{1,300}\]\s?){1,9}")  # [A boat in the harbour], as text browsers show a picture
_GALLERY = re.compile(r"\d{1,3}\s?of\s?\d{1,3}(?=[A-Z“])")  # 1of4The ferry on Tuesday
_CREDITOR = r"[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){1,3}"  # Ada Lind
_CREDIT = re.compile(rf"\({_CREDITOR}(?:/|\svia\s|,\s)[A-Z][^()/]{{1,40}}(?:/[^()/]{{2,30}})?\)$")
_INITIALS = re.compile(r"(?:[A-Z]{2,6}\s)?[a-z]{2,4}(?:/[a-z]{2,4}){1,3}")  # a wire and the initials of its desk
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")


def _by_form(line: str) -> Mark | None:
    """By marks that the lists' comparison takes away: paths of links, and captions with their credit."""
    if len(line) <= _LONGEST and len(_PATH.findall(line)) > 1:
        return Mark("navigation", "navigation", Ends.NEVER)
    if _SHOWN.fullmatch(line) or _GALLERY.match(line) or _CREDIT.search(line[-_CREDITED:]):
        return Mark("picture", word_list("furniture")["picture"]["reason"], Ends.NEVER)
    if _INITIALS.fullmatch(line):
        return _mark("credits", word_list("furniture")["credits"])
    return None


def _by_shape(text: str) -> Mark | None:
    if _ADDRESS.fullmatch(text):
        return Mark("address", "web address", Ends.NEVER)
    words = re.findall(r"[^\W\d_]+\+?|#", text)
    lists = word_list("furniture")
    if all(word == "#" or word in _COUNTERS for word in words) and ("#" in words or not words):
        return Mark("counters", lists["counters"]["reason"], Ends.NEVER)
    if len(words) > 1 and all(word == "#" or word in _sharing() for word in words):
        return _mark("sharing", lists["sharing"])
    hits = len(_SPRITES.findall(text))
    if hits >= _SPRITE_HITS and hits >= len(words) / 4:
        return Mark("sprite", lists["sprite"]["reason"], Ends.NEVER)
    return None


@cache
def _by_line() -> Mapping[str, Mark]:
    found: dict[str, Mark] = {}
    for name, data in _lists():
        for line in data.get("lines", ()):
            found.setdefault(flat(line).rstrip(": "), _mark(name, data))
    return found


@cache
def _groups() -> tuple[_Group, ...]:
    return tuple(
        _Group(_mark(name, data), data["long"], *(tuple(data.get(key, ())) for key in ("starts", "tails", "holds")))
        for name, data in _lists()
    )


@cache
def _sharing() -> frozenset[str]:
    """Words that a row of buttons is made of."""
    return frozenset(word_list("furniture")["sharing"]["lines"])


def _lists() -> list[tuple[str, dict[str, Any]]]:
    return [(name, data) for name, data in word_list("furniture").items() if "ends" in data]


def _mark(name: str, data: dict[str, Any]) -> Mark:
    return Mark(name, data["reason"], Ends(data["ends"]))
