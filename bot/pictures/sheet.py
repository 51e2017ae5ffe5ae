"""A sheet to draw on from top to bottom: what is to be drawn is noted, and drawn when its height is known."""

import io
from collections.abc import Callable
from functools import cache

from PIL import Image, ImageDraw

from bot.pictures.fitting import clipped, lines, width
from bot.pictures.fonts import Font, font
from bot.pictures.inks import Inks, laid
from bot.pictures.letters import ordered
from bot.pictures.palette import Colour, Palette

WIDTH = 1280
MARGIN = 48
INNER = WIDTH - 2 * MARGIN
TALLEST = 6000  # pixels; Telegram takes width and height of 10,000 together
SMOOTH = 4  # a dot is drawn so many times larger, then shrunk
HANGS = 8  # pixels by which a letter may stand out to the left of its place, as J does
Paint = Callable[[Image.Image, ImageDraw.ImageDraw], object]


class Sheet:
    """`y` is where the next thing goes."""

    def __init__(self, palette: Palette) -> None:
        self.palette = palette
        self.y = MARGIN
        self._paints: list[Paint] = []
        self._inks = Inks()
        self._ground = self._inks.solid(palette.ground)

    def text(  # noqa: PLR0917 - where, what and how
        self, x: int, y: int, words: str, size: int, colour: Colour, room: int = INNER, *, bold: bool = False
    ) -> int:
        """A line at (x, y), clipped to its room; the pixels that it takes."""
        face = font(size, bold=bold)
        shown = clipped(words, face, room)
        self._line(x, y, shown, size, colour, bold=bold)
        return width(ordered(shown), face)

    def paragraph(  # noqa: PLR0917 - where, what and how
        self,
        x: int,
        y: int,
        words: str,
        size: int,
        colour: Colour,
        room: int,
        most: int,
        *,
        bold: bool = False,
        ground: Colour | None = None,
        closing: str = "",
    ) -> int:
        """Several lines, on a ground of their own perhaps; what is clipped ends in `closing` all the same.

        Back comes the height that they take.
        """
        found = lines(words, font(size, bold=bold), room, most, closing)
        for number, line in enumerate(found):
            self._line(x, y + number * leading(size), line, size, colour, bold=bold, ground=ground)
        return len(found) * leading(size)

    def _line(
        self, x: int, y: int, shown: str, size: int, colour: Colour, *, bold: bool, ground: Colour | None = None
    ) -> None:
        ramp = self._inks.ramp(colour, ground or self.palette.ground)
        place = (x - HANGS, y)
        self._paints.append(lambda image, _: laid(image, place, _written(ordered(shown), font(size, bold=bold)), ramp))

    def box(self, x: int, y: int, wide: int, high: int, colour: Colour, radius: int = 0) -> None:  # noqa: PLR0917
        """A filled box, its corners round."""
        place = (x, y, x + max(wide, 1) - 1, y + max(high, 1) - 1)
        ink = self._inks.solid(colour)
        self._paints.append(lambda _, pen: pen.rounded_rectangle(place, radius, ink))

    def dot(self, x: int, y: int, radius: int, colour: Colour, ground: Colour | None = None) -> None:
        """A disc around (x, y)."""
        place = (x - radius, y - radius)
        ramp = self._inks.ramp(colour, ground or self.palette.ground)
        self._paints.append(lambda image, _: laid(image, place, _disc(radius), ramp))

    def rule(self) -> None:
        """A thin line across."""
        self.box(MARGIN, self.y, INNER, 2, self.palette.line)

    def heading(self, title: str, under: str = "") -> None:
        """The title, and a line under it."""
        self.y += self.paragraph(MARGIN, self.y, title, 44, self.palette.ink, INNER, 3, bold=True)
        if under:
            self.y += 6
            self.y += self.paragraph(MARGIN, self.y, under, 30, self.palette.dim, INNER, 2)
        self.y += 24

    def footer(self, words: str) -> None:
        """The last line."""
        self.y += 8
        self.text(MARGIN, self.y, words, 28, self.palette.dim)
        self.y += leading(28)

    def png(self) -> bytes:
        """All that was noted, as a PNG file."""
        image = Image.new("P", (WIDTH, min(self.y + MARGIN, TALLEST)), self._ground)
        image.putpalette(self._inks.flat())
        pen = ImageDraw.Draw(image)
        for paint in self._paints:
            paint(image, pen)
        out = io.BytesIO()
        image.save(out, "PNG", compress_level=1)
        return out.getvalue()


def leading(size: int) -> int:
    """Pixels from a line to the next."""
    return size * 4 // 3


def _written(line: str, face: Font) -> Image.Image:
    """A line as greys, no higher than the way to the next."""
    shape = Image.new("L", (width(line, face) + 2 + HANGS, leading(int(face.size))))
    ImageDraw.Draw(shape).text((HANGS, 0), line, 255, face)
    return shape


@cache
def _disc(radius: int) -> Image.Image:
    side = 2 * radius * SMOOTH
    large = Image.new("L", (side, side))
    ImageDraw.Draw(large).ellipse((0, 0, side - 1, side - 1), 255)
    return large.resize((2 * radius, 2 * radius), Image.Resampling.BOX)
