"""/start: what this is for, and three questions that it answers."""

from handlers.examples import examples
from handlers.help import tried
from handlers.messages import Answer, Desk, Message, Request, Section, Status, msg
from handlers.paging import within


def start(request: Request, desk: Desk) -> Answer:
    """The greeting; over an empty corpus it says so."""
    scope = desk.library.scope()
    if not scope.articles:
        return Answer(Status.NOTHING, msg("nothing.empty"))
    lines = tuple(Section(title=_line(line)) for line in examples(desk))
    return Answer(Status.OK, msg("start.heading", scope=within(scope)), lines, tried(request, desk), msg("start.note"))


def _line(line: str) -> Message:
    if line.startswith("/compare"):
        return msg("start.compare", example=line)
    if line.startswith("/timeline"):
        return msg("start.timeline", example=line)
    return msg("start.relay", example=line) if " via " in line else msg("start.quote", example=line)
