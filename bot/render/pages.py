"""Where does a message end? Blocks packed into pages, none of which parts an excerpt from its credit."""

import functools
from collections.abc import Iterable, Iterator

from bot.render.blocks import Block, blocks
from bot.render.excerpts import excerpt_text
from bot.render.guard import isolated, neutral
from bot.render.phrases import units
from bot.render.style import Style
from bot.words import say
from handlers.messages import Action, Answer, Message

BUTTON = 48  # characters of a label


def pages(answer: Answer, style: Style, language: str = "en") -> list[str]:
    """The answer as one message or more, each within the style's limit."""
    whole: list[str] = []
    page, length = "", 0
    for gap, text in _fitting(blocks(answer, style, language), style):
        more = units(gap) + units(text)
        if page and length + more > style.limit:
            whole.append(page)
            page = ""
        page, length = (f"{page}{gap}{text}", length + more) if page else (text, units(text))
    return [*whole, page]


def label(action: Action, language: str = "en") -> str:
    """What stands on a button or beside a number: one line, never long."""
    said = action.label
    return _label(say(said, language)) if said.params else _fixed(said.id, language)


@functools.lru_cache(maxsize=1_024)
def _fixed(id_: str, language: str) -> str:
    """Of a message without parameters: always the same."""
    return _label(say(Message(id_), language))


def _label(said: str) -> str:
    text = neutral(said)
    return isolated(text if len(text) <= BUTTON else text[: BUTTON - 1].rstrip() + "…")


def marked_up(block: Block, style: Style) -> str:
    """A block as text."""
    if block.words is None:
        return f"{block.head}\n{block.tail}" if block.head and block.tail else block.head or block.tail
    excerpt = excerpt_text(block.words, style)
    return "\n".join([part for part in (block.head, excerpt, block.tail) if part])


def _fitting(found: Iterable[Block], style: Style) -> Iterator[tuple[str, str]]:
    """Gaps and texts, none longer than a page."""
    for block in found:
        text = marked_up(block, style)
        if block.words is None or units(text) <= style.limit:
            yield block.gap, text
        else:
            yield from ((piece.gap, marked_up(piece, style)) for piece in _split(block, style))


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
