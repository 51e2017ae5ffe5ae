"""/context LINE: the excerpts of an answer with the sentence before and after each."""

from handlers.messages import Answer, Desk, Request, Section, Status, msg
from handlers.paging import again, cited, shown, within
from handlers.usage import usage

EXCERPTS = 3  # shown at once


def context(request: Request, desk: Desk) -> Answer:
    """Ask the line again and widen what it shows; the words that were shown before are marked."""
    from handlers import answer

    asked = again(request)
    if asked is None:
        return usage(request, desk)
    line = asked.line
    found = answer(asked, desk)
    sections = tuple(Section(excerpts=(desk.library.context(e),)) for e in cited(found)[:EXCERPTS])
    if not sections:
        return Answer(Status.NOTHING, msg("nothing.why", line=shown(line), scope=within(desk.library.scope())))
    return Answer(Status.OK, msg("context.heading", line=shown(line)), sections)
