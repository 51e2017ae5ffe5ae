"""/context LINE: the excerpts of an answer with the sentence before and after each."""

from dataclasses import replace

from handlers.messages import Answer, Desk, Request, Section, Status, msg
from handlers.paging import cited, shown, within
from handlers.parser import parse
from handlers.usage import usage

EXCERPTS = 3  # shown at once


def context(request: Request, desk: Desk) -> Answer:
    """Ask the line again and widen what it shows; the words that were shown before are marked."""
    from handlers import answer

    line = request.args
    if not line.startswith("/") or line.lower().startswith(("/why", "/context")):
        return usage(request, desk)
    found = answer(
        replace(
            parse(line, chat=request.chat, asker=request.asker, language=request.language), is_admin=request.is_admin
        ),
        desk,
    )
    sections = tuple(Section(excerpts=(desk.library.context(e),)) for e in cited(found)[:EXCERPTS])
    if not sections:
        return Answer(Status.NOTHING, msg("nothing.why", line=shown(line), scope=within(desk.library.scope())))
    return Answer(Status.OK, msg("context.heading", line=shown(line)), sections)
