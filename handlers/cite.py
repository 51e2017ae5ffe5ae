"""/cite LINE: the excerpts of an answer as citations: plain text, Markdown, BibTeX."""

from handlers.messages import Answer, Desk, Request, Section, Status, msg
from handlers.paging import again, cited, shown, within
from handlers.usage import usage

EXCERPTS = 3  # cited at once
FORMS = {"plain": "cite.plain", "markdown": "cite.markdown", "bibtex": "cite.bibtex"}


def cite(request: Request, desk: Desk) -> Answer:
    """Ask the line again and cite what it shows."""
    from handlers import answer

    asked = again(request)
    if asked is None:
        return usage(request, desk)
    excerpts = cited(answer(asked, desk))[:EXCERPTS]
    if not excerpts:
        return Answer(Status.NOTHING, msg("nothing.why", line=shown(asked.line), scope=within(desk.library.scope())))
    sections = tuple(
        Section(title=msg(title), excerpts=(excerpt,), form=form)
        for excerpt in excerpts
        for form, title in FORMS.items()
    )
    return Answer(Status.OK, msg("cite.heading", line=shown(asked.line)), sections)
