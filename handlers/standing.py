"""May they? Refusals that several commands share."""

from handlers.messages import Answer, ChatKind, Request, Status, msg


def not_here(request: Request) -> Answer | None:
    """What only a Telegram chat has."""
    return Answer(Status.USAGE, msg("only.telegram")) if request.chat.kind is ChatKind.TERMINAL else None


def not_theirs(request: Request) -> Answer | None:
    """What only administrators of a group or channel may set."""
    if request.is_admin or request.chat.kind is ChatKind.PRIVATE:
        return None
    return Answer(Status.USAGE, msg("only.admins"))


def not_operator(request: Request) -> Answer | None:
    """What only those who keep the corpus may do."""
    return None if request.is_operator else Answer(Status.USAGE, msg("only.operators"))
