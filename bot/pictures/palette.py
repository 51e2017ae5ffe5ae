"""The colours of a picture, light and dark; text stands at least 4.5 : 1 from what is behind it."""

from dataclasses import dataclass

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Palette:
    """`ground` is behind all, `soft` behind what is set off; `ink` is for words, `dim` for those beside them.

    `accent` is for what is told, `alert` for what outlets differ on; `alarmed` is the ground behind that.
    """

    ground: Colour
    soft: Colour
    line: Colour
    ink: Colour
    dim: Colour
    accent: Colour
    alert: Colour
    alarmed: Colour


LIGHT = Palette(
    ground=(255, 255, 255),
    soft=(243, 246, 249),
    line=(214, 221, 228),
    ink=(20, 28, 36),
    dim=(84, 97, 110),
    accent=(36, 104, 178),
    alert=(180, 66, 8),
    alarmed=(255, 241, 230),
)
DARK = Palette(
    ground=(23, 33, 43),
    soft=(31, 43, 55),
    line=(55, 70, 84),
    ink=(240, 244, 247),
    dim=(160, 174, 187),
    accent=(100, 174, 245),
    alert=(255, 166, 102),
    alarmed=(58, 44, 36),
)
