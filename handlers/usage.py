"""How is a command used? What an empty or unreadable request gets."""

from handlers.examples import example
from handlers.messages import Answer, Desk, Request, Status, msg
from handlers.paging import action


def usage(request: Request, desk: Desk) -> Answer:
    """The command's own line of usage, and an example that runs here."""
    from handlers import COMMANDS

    command = COMMANDS[request.command]
    line = example(request.command, command.example, desk)
    name, _, args = line.removeprefix("/").partition(" ")
    return Answer(
        Status.USAGE,
        command.usage,
        note=msg("usage.try", example=line),
        actions=(action(msg("action.name", name=line), request, name, args),),
    )
