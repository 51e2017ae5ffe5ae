"""How much text goes into how many pixels? Clipped with an ellipsis, or on several lines."""

from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate

from bot.pictures.fonts import Font
from bot.pictures.letters import legible

MORE = "…"
HYPHEN = "-"
LEAST = 3  # letters of a word on either side of a hyphen
WORD = 16  # characters of a word that goes rather than be cut
FEW = 300  # characters of which no line holds half
LONGEST = 1000  # characters that are looked at


@lru_cache(maxsize=1024)
def width(text: str, font: Font) -> int:
    """Pixels that a line takes."""
    return int(font.getlength(text) + 0.999)


def clipped(text: str, font: Font, room: int) -> str:
    """As much as goes into the room, with an ellipsis where that is not all."""
    text = legible(text[:LONGEST])
    return text if width(text, font) <= room else _shortened(text, font, room)


def _shortened(text: str, font: Font, room: int) -> str:
    kept = text[: _fits(text, font, room - width(MORE, font))].rstrip(" ,;:·–-")
    return kept + MORE if kept or width(MORE, font) <= room else ""


def lines(text: str, font: Font, room: int, most: int, closing: str = "") -> list[str]:
    """The text on at most so many lines, broken between words where it can be.

    The last is clipped, between words too, and gets its closing mark.
    """
    rest = legible(text[:LONGEST])
    found: list[str] = []
    while rest and len(found) < most - 1 and _longer(rest, font, room):
        line, rest = _broken(rest, font, room)
        found.append(line.rstrip(" ·"))
        rest = rest.lstrip(" ·")
    if rest:
        found.append(rest if not _longer(rest, font, room) else _ended(rest, font, room, closing.lstrip(" …")))
    return found


def _broken(text: str, font: Font, room: int) -> tuple[str, str]:
    """A line and what is left: between words, at a hyphen, or with a hyphen of ours in a word that no line holds."""
    stop = max(_fits(text, font, room), 1)
    space = text.rfind(" ", 0, stop + 1)
    if space > 0:
        return text[:space], text[space:]
    own = text.rfind("-", 0, stop)
    if own >= LEAST:
        return text[: own + 1], text[own + 1 :]
    word = text.partition(" ")[0]
    stop = max(1, min(_fits(text, font, room - width(HYPHEN, font)), len(word) - LEAST))
    return (
        (text[:stop] + HYPHEN, text[stop:]) if word[:stop].isalpha() and stop >= LEAST else (text[:stop], text[stop:])
    )


def _ended(text: str, font: Font, room: int, closing: str) -> str:
    stop = _fits(text, font, room - width(MORE + closing, font))
    if not stop:
        return _shortened(text, font, room)
    space = text.rfind(" ", max(0, stop - WORD), stop + 1)
    return text[: space if space > 0 else stop].rstrip(" ,;:·–-") + MORE + closing


def _longer(text: str, font: Font, room: int) -> bool:
    """Whether a line takes more than the room; far too long a text is not measured to its end."""
    return sum(_advance(char, font) for char in text[:FEW]) > 2 * room or width(text, font) > room


def _fits(text: str, font: Font, room: int) -> int:
    """How many characters from the start fit, what two of them move together left out of account."""
    ends = list(accumulate(_advance(char, font) for char in text[:FEW]))
    return bisect_right(ends, room)


@lru_cache(maxsize=4096)
def _advance(char: str, font: Font) -> float:
    return font.getlength(char)
