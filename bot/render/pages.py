"""Where does a message end? Blocks packed into pages, none of which parts an excerpt from its credit."""

from collections.abc import Iterable, Iterator

from bot.render.blocks import Block, blocks
from bot.render.excerpts import excerpt_text
from bot.render.guard import isolated, neutral
from bot.render.phrases import units
from bot.render.style import Style
from bot.words import say
from handlers.messages import Action, Answer

BUTTON = 48  # characters of a label


def pages(answer: Answer, style: Style, language: str = "en") -> list[str]:
    """The answer as one message or more, each within the style's limit."""
    whole: list[str] = []
    page = ""
    for block in _fitting(blocks(answer, style, language), style):
        text = marked_up(block, style)
        if page and units(page) + units(block.gap) + units(text) > style.limit:
            whole.append(page)
            page = ""
        page = f"{page}{block.gap}{text}" if page else text
    return [*whole, page]


def label(action: Action, language: str = "en") -> str:
    """What stands on a button or beside a number: one line, never long."""
    text = neutral(say(action.label, language))
    return isolated(text if len(text) <= BUTTON else text[: BUTTON - 1].rstrip() + "…")


def marked_up(block: Block, style: Style) -> str:
    """A block as text."""
    excerpt = excerpt_text(block.words, style) if block.words else ""
    return "\n".join(part for part in (block.head, excerpt, block.tail) if part)


def _fitting(found: Iterable[Block], style: Style) -> Iterator[Block]:
    for block in found:
        if block.words is None or units(marked_up(block, style)) <= style.limit:
            yield block
        else:
            yield from _split(block, style)


def _split(block: Block, style: Style) -> Iterator[Block]:
    """An excerpt that no page holds, in pieces that each carry its credit."""
    assert block.words is not None
    text, start, head = block.words.text, 0, block.head
    while start < len(text):
        stop = len(text)
        while stop > start + 1 and not _fits(block, head, start, stop, style):
            stop = start + max(1, (stop - start) * 4 // 5)
        if stop < len(text) and (space := text.rfind(" ", start + 1, stop)) > start:
            stop = space + 1
        yield Block(block.gap, head, block.words.cut(start, stop), block.tail)
        start, head = stop, ""


def _fits(block: Block, head: str, start: int, stop: int, style: Style) -> bool:
    assert block.words is not None
    return units(marked_up(Block("", head, block.words.cut(start, stop), block.tail), style)) <= style.limit
