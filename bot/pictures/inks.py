"""The 256 colours of a picture: each that is used, and the steps between it and what is behind it."""

from functools import cache

from PIL import Image

from bot.pictures.palette import Colour

STEPS = 15  # from the ground to the letter; letters are no smoother on a phone with more
MOST = 256


class Inks:
    """Numbers of colours, given out as they are asked for.

    A picture of numbers is a third as large as one of colours, and is packed in a fraction of the time.
    """

    def __init__(self) -> None:
        self._numbers: dict[Colour, int] = {}
        self._ramps: dict[tuple[Colour, Colour], tuple[int, ...]] = {}

    def solid(self, colour: Colour) -> int:
        """The number of a colour."""
        assert colour in self._numbers or len(self._numbers) < MOST
        return self._numbers.setdefault(colour, len(self._numbers))

    def ramp(self, colour: Colour, ground: Colour) -> tuple[int, ...]:
        """256 numbers, from the ground to the colour."""
        pair = (colour, ground)
        if pair not in self._ramps:
            steps = [self.solid(_between(ground, colour, step)) for step in range(STEPS + 1)]
            self._ramps[pair] = tuple(steps[step] for step in _steps())
        return self._ramps[pair]

    def flat(self) -> list[int]:
        """All colours, as Pillow takes them."""
        return [part for colour in self._numbers for part in colour]


def laid(image: Image.Image, place: tuple[int, int], shape: Image.Image, ramp: tuple[int, ...]) -> None:
    """Lay a shape of greys, with its ground, onto a picture of numbers."""
    image.paste(shape.point(ramp), place)


def _between(ground: Colour, colour: Colour, step: int) -> Colour:
    red, green, blue = ((a * (STEPS - step) + b * step) // STEPS for a, b in zip(ground, colour, strict=True))
    return red, green, blue


@cache
def _steps() -> tuple[int, ...]:
    return tuple((grey * STEPS + 127) // 255 for grey in range(256))
