"""Of what is an answer made? Blocks that may not be parted: a title, an excerpt and its credit; a line of notes."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.render.cites import citation
from bot.render.credits import credit
from bot.render.excerpts import Words, joined, words_of
from bot.render.phrases import worded
from bot.render.style import Style
from corpus.models import Excerpt
from handlers.credits import credit as told
from handlers.messages import Answer, Message, Section, msg

NAMELESS = "…"  # a heading of nothing that can be shown
ALSO = 5  # further credits of the same words


@dataclass(frozen=True, slots=True)
class Block:
    """What stays on one page. `gap` parts it from the block before; `words` is what may be split as a last resort."""

    gap: str
    head: str = ""
    words: Words | None = None
    tail: str = ""


def blocks(answer: Answer, style: Style, language: str) -> Iterator[Block]:
    """Heading, sections, note."""
    yield Block("", style.strong(worded(answer.heading, style, language) or style.own(NAMELESS)))
    bare = False
    for section in answer.sections:
        listed = not section.excerpts
        yield from _section(section, style, language, "\n" if listed and bare else "\n\n")
        bare = listed
    if answer.note:
        yield Block("\n\n", worded(answer.note, style, language))


def _section(section: Section, style: Style, language: str, gap: str) -> Iterator[Block]:
    title = worded(section.title, style, language) if section.title else ""
    if title.strip() and not section.excerpts:
        yield Block(gap, title)
        gap = "\n"
    head = style.strong(title) if title.strip() else ""
    if section.form:
        for excerpt in section.excerpts:
            yield Block(gap, style.pre(citation(excerpt, section.form, language)))
            gap = "\n"
        return
    for words, excerpt in _shown(section):
        tail = credit(excerpt, section, style, language)
        yield Block(gap, head, words, tail)
        head, gap = "", "\n"
    for note in _notes(section):
        if line := worded(note, style, language):
            yield Block(gap, line)
            gap = "\n"


def _shown(section: Section) -> Iterator[tuple[Words, Excerpt]]:
    if section.joined and section.excerpts:
        yield joined(section.excerpts), section.excerpts[0]
        return
    for excerpt in section.excerpts[: section.lead or None]:
        yield words_of(excerpt), excerpt


def _notes(section: Section) -> Iterator[Message]:
    for other in section.also[:ALSO]:
        yield msg("credit.also", credit=told(other))
    yield from section.notes
