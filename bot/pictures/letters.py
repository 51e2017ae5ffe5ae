"""In which order do letters stand, and in which form? Runs from right to left turned, Arabic letters joined.

Pillow's own layout sets characters from left to right as they come; its other layout needs a library that not every
machine has.
"""

import re
import unicodedata
from functools import cache

from anyascii import anyascii

from bot.pictures.fonts import drawable

RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff"
RUN = re.compile(rf"[{RTL}](?:[^\w]*[{RTL}\d]+)*")
NUMBER = re.compile(r"\d[\d.,:/]*\d|\d")
FORMS = re.compile(r"<(isolated|initial|medial|final)> ([0-9A-F]{4})")
MIRRORED = str.maketrans("()[]<>{}«»", ")(][><}{»«")


def legible(text: str) -> str:
    """The text on one line in letters that the font has: others in Latin ones, what is no letter left out."""
    one = " ".join(unicodedata.normalize("NFC", text).split())
    return " ".join("".join(_drawn(char) for char in one).split())


def _drawn(char: str) -> str:
    if char == " ":
        return char
    if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Cn", "So", "Sk"}:
        return char if char in "°©®№" else ""
    if drawable(char):
        return char
    return str(anyascii(char)) if unicodedata.category(char)[0] in "LN" else ""


def ordered(text: str) -> str:
    """As it is to be drawn from left to right."""
    return RUN.sub(lambda found: _turned(found[0]), text)


def _turned(run: str) -> str:
    """A run from right to left: joined, turned round, its numbers turned back."""
    back = _joined(run)[::-1].translate(MIRRORED)
    return NUMBER.sub(lambda found: found[0][::-1], back)


def _joined(run: str) -> str:
    forms = _forms()
    letters = [char for char in run if not unicodedata.combining(char)]
    out = []
    for at, char in enumerate(letters):
        known = forms.get(char, {})
        before = at > 0 and "initial" in forms.get(letters[at - 1], {}) and "final" in known
        after = at + 1 < len(letters) and "initial" in known and "final" in forms.get(letters[at + 1], {})
        form = {(True, True): "medial", (True, False): "final", (False, True): "initial"}.get(
            (before, after), "isolated"
        )
        out.append(known.get(form, char))
    return "".join(out)


@cache
def _forms() -> dict[str, dict[str, str]]:
    """The presentation forms of each Arabic letter, from Unicode's own decompositions."""
    found: dict[str, dict[str, str]] = {}
    for code in (*range(0xFB50, 0xFC00), *range(0xFE70, 0xFF00)):
        form = FORMS.fullmatch(unicodedata.decomposition(chr(code)))
        if form:
            found.setdefault(chr(int(form[2], 16)), {})[form[1]] = chr(code)
    return found
