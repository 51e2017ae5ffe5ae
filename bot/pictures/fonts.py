"""DejaVu Sans, regular and bold, in any size: Latin, Cyrillic, Greek, Hebrew and Arabic letters."""

from functools import cache
from pathlib import Path

from PIL import ImageFont

FOLDER = Path(__file__).parent / "fonts"
FILES = {False: "DejaVuSans.ttf", True: "DejaVuSans-Bold.ttf"}
MISSING = "\uffff"  # has no glyph in any font
Font = ImageFont.FreeTypeFont


@cache
def font(size: int, *, bold: bool = False) -> Font:
    """A font of so many pixels. Its layout is Pillow's own, which is the same on every machine."""
    return ImageFont.truetype(FOLDER / FILES[bold], size, layout_engine=ImageFont.Layout.BASIC)


@cache
def drawable(char: str) -> bool:
    """Whether the font has the letter."""
    return _shape(char) != _shape(MISSING)


def _shape(char: str) -> tuple[tuple[int, int], bytes]:
    mask = font(20).getmask(char)
    return mask.size, bytes(mask)
