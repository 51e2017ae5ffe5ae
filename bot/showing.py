"""What is attached to an answer? Its pictures, drawn when they are needed, and its files, under its own words."""

from functools import partial
from typing import TYPE_CHECKING

from bot.attached import Attached, Photo
from bot.memory import Memory
from bot.render import pages
from bot.render.style import Html
from handlers.messages import Answer
from handlers.pictured import Picture

if TYPE_CHECKING:
    from collections.abc import Iterator

MORE = "\n…"


class Caption(Html):
    """Telegram's HTML, as much of it as stands under a picture."""

    limit = 1024 - len(MORE)


CAPTION = Caption()


def attached(answer: Answer, memory: Memory, language: str) -> Attached | None:
    """None for an answer of words alone."""
    if not answer.pictures and not answer.documents:
        return None
    photos = tuple(_photos(answer, memory, language))
    return Attached(caption(answer, language), photos, answer.documents)


def caption(answer: Answer, language: str) -> str:
    """The answer in words, as far as they go under a picture: whoever cannot see it hears them."""
    first, *rest = pages(answer, CAPTION, language)
    return first + MORE if rest else first


def _photos(answer: Answer, memory: Memory, language: str) -> "Iterator[Photo]":
    from bot.pictures import key

    for picture in answer.pictures:
        name = key(picture, language)
        yield Photo(partial(_draw, picture, language), partial(memory.keep_picture, name), memory.picture(name))


def _draw(picture: Picture, language: str) -> bytes:
    """Pillow is loaded by the first picture, not by the bot's start."""
    from bot.pictures import draw

    return draw(picture, language)
