"""/start: what this is for, and three questions that it answers."""

from handlers.examples import examples
from handlers.help import tried
from handlers.messages import Answer, Desk, Request, Section, Status, msg
from handlers.paging import within


def start(request: Request, desk: Desk) -> Answer:
    """The greeting; over an empty corpus it says so."""
    scope = desk.library.scope()
    if not scope.articles:
        return Answer(Status.NOTHING, msg("nothing.empty"))
    shown = examples(desk, request.language)
    lines = tuple(Section(title=one.told) for one in shown)
    return Answer(Status.OK, msg("start.heading", scope=within(scope)), lines, tried(request, shown), msg("start.note"))
