"""How does a message look in a style? Its own words as they are, words from outside guarded and clipped."""

from bot.render.style import Style
from bot.words import Part, Voice, phrase
from handlers.messages import Message

CLIPPED = 240  # UTF-16 units of a name or title from outside, markup included


def units(text: str) -> int:
    """The length as Telegram counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def worded(message: Message, style: Style, language: str) -> str:
    """A message through a style, part by part."""
    return "".join(_part(part, style) for part in phrase(message, language))


def _part(part: Part, style: Style) -> str:
    if part.voice in {Voice.OWN, Voice.WHOLE}:
        return style.own(part.text)
    shown = style.code if part.voice is Voice.CODE else style.foreign
    text = part.text if len(part.text) <= CLIPPED else part.text[:CLIPPED]
    while units(shown(text)) > CLIPPED:
        text = text[: len(text) * 3 // 4]
    return shown(text if text == part.text else f"{text}…")
