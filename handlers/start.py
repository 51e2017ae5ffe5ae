"""/start: what this is for in three lines, and three questions that it answers."""

from handlers.help import tried
from handlers.messages import Answer, Desk, Request, Section, Status, msg
from handlers.paging import within


def start(request: Request, desk: Desk) -> Answer:
    """The greeting; over an empty corpus it says so."""
    scope = desk.library.scope()
    if not scope.articles:
        return Answer(Status.NOTHING, msg("nothing.empty"))
    lines = tuple(Section(title=msg("start.try", example=action.request.line)) for action in tried(request, desk))
    return Answer(Status.OK, msg("start.heading", scope=within(scope)), lines, tried(request, desk), msg("start.note"))
