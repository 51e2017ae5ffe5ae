"""Pictures of findings: 1,280 pixels wide, light or dark, as PNG files; the one place that knows of pixels."""

import hashlib

from bot.pictures.bars import draw_bars
from bot.pictures.days import draw_days
from bot.pictures.grid import draw_grid
from bot.pictures.palette import DARK, LIGHT
from handlers.messages import msg
from handlers.pictured import Bar, Bars, Days, Picture

__all__ = ["draw", "key", "warm"]

EDITION = 3  # to be raised when the same findings are drawn otherwise


def draw(picture: Picture, language: str = "en") -> bytes:
    """A PNG file."""
    palette = DARK if picture.dark else LIGHT
    found = picture.drawn
    if isinstance(found, Days):
        return draw_days(found, palette, language)
    return draw_bars(found, palette, language) if isinstance(found, Bars) else draw_grid(found, palette, language)


def key(picture: Picture, language: str = "en") -> str:
    """The same for what would look the same; 64 characters."""
    return hashlib.sha256(
        f"{EDITION} {language} {picture.dark} {picture.drawn!r}".encode("utf-8", "replace")
    ).hexdigest()


def warm() -> None:
    """Load Pillow and the fonts, so that whoever asks for the first picture does not wait for them."""
    draw(Picture(Bars(msg("action.people"), (Bar("A", "a", 1, 1, 1),), 0)))
