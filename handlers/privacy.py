"""/privacy: what is stored, in five lines; /forgetme: delete it."""

from handlers.messages import Answer, ChatKind, Desk, Request, Section, Status, msg
from handlers.paging import action

LINES = ("privacy.questions", "privacy.kept", "privacy.buttons", "privacy.inline", "privacy.forget")


def privacy(request: Request, desk: Desk) -> Answer:  # noqa: ARG001 - every handler takes a desk
    """Five lines."""
    lines = tuple(Section(title=msg(line)) for line in LINES)
    return Answer(Status.OK, msg("privacy.heading"), lines, (action(msg("action.forget"), request, "forgetme"),))


def forgetme(request: Request, desk: Desk) -> Answer:
    """Delete what is kept of the asker: the private chat's settings and schedules, their buttons everywhere."""
    if request.asker is None:
        told = "forget.nobody" if request.chat.kind is not ChatKind.TERMINAL else "forget.terminal"
        return Answer(Status.OK, msg(told))
    return Answer(Status.OK, msg("forget.done", n=desk.chats.forget_person(request.asker)))
