"""How is a command used? What an empty or unreadable request gets."""

from handlers.examples import example
from handlers.find import reads
from handlers.messages import Answer, ChatKind, Desk, Message, Request, Status, msg
from handlers.paging import action, follow

THERE = {"digest": (msg("usage.digest.terminal"), "/digest")}  # what a terminal can do of a command


def usage(request: Request, desk: Desk) -> Answer:
    """The command's own line of usage, and an example that runs here; a button asks it where that changes nothing."""
    told, line = _of(request, desk)
    name, _, args = line.removeprefix("/").partition(" ")
    harmless = reads(follow(request, name, args))
    return Answer(
        Status.USAGE,
        told,
        note=msg("usage.try", example=line),
        actions=(action(msg("action.name", name=line), request, name, args),) if harmless else (),
    )


def _of(request: Request, desk: Desk) -> tuple[Message, str]:
    from handlers import COMMANDS

    if request.chat.kind is ChatKind.TERMINAL and request.command in THERE:
        return THERE[request.command]
    command = COMMANDS[request.command]
    return command.usage, example(request.command, command.example, desk, request.language)
