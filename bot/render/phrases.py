"""How does a message look in a style? Its own words as they are, words from outside guarded and clipped."""

import functools
from collections.abc import Callable

from bot.render.style import Style
from bot.words import Shown, Voice, phrase
from handlers.messages import Message

CLIPPED = 240  # UTF-16 units of a name or title from outside, markup included


def units(text: str) -> int:
    """The length as Telegram counts it."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def worded(message: Message, style: Style, language: str) -> str:
    """A message through a style, part by part."""
    return phrase(message, language, _shown(style))


@functools.lru_cache(maxsize=16)
def _shown(style: Style) -> Shown:
    """The same for the same style: what is made of templates is kept by it."""
    return functools.partial(_part, style)


def _part(style: Style, text: str, voice: Voice) -> str:
    if voice is Voice.FOREIGN:
        return _clipped(text, style.foreign)
    return _clipped(text, style.code) if voice is Voice.CODE else style.own(text)


def _clipped(text: str, shown: Callable[[str], str]) -> str:
    whole = shown(text) if len(text) <= CLIPPED else ""
    if whole and units(whole) <= CLIPPED:
        return whole
    kept = text[:CLIPPED]
    while units(shown(kept)) > CLIPPED:
        kept = kept[: len(kept) * 3 // 4]
    return shown(kept if kept == text else f"{kept}…")
