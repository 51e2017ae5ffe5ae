"""/help [COMMAND]: what can be asked, on one screen, with examples that run over the corpus at hand."""

import difflib
from dataclasses import replace

from handlers.examples import example, examples
from handlers.messages import Action, Answer, ChatKind, Desk, Message, Request, Section, Status, msg
from handlers.paging import action, follow, shown, within
from handlers.usage import usage


def help_(request: Request, desk: Desk) -> Answer:
    """A line a command; or one command's usage."""
    from handlers import COMMANDS

    name = request.args.lower().lstrip("/")
    if name in COMMANDS:
        return replace(usage(follow(request, name), desk), status=Status.OK)
    lines = tuple(
        Section(title=_line(command.usage, f"/{key}", example(key, command.example, desk)))
        for key, command in COMMANDS.items()
        if command.listed and not (command.only and request.chat.kind is ChatKind.TERMINAL)
    )
    return Answer(
        Status.OK,
        msg("help.heading", scope=within(desk.library.scope())),
        lines,
        tried(request, desk),
        msg("help.note"),
    )


def _line(usage: Message, bare: str, line: str) -> Message:
    return msg("help.plain", usage=usage) if line == bare else msg("help.line", usage=usage, example=line)


def tried(request: Request, desk: Desk) -> tuple[Action, ...]:
    """Buttons that ask the examples of this corpus."""
    split = (line.removeprefix("/").partition(" ") for line in examples(desk))
    return tuple(
        action(msg("action.name", name=f"/{command} {args}".strip()), request, command, args)
        for command, _, args in split
    )


def unknown(request: Request) -> Answer:
    """There is no such command: the nearest ones, if any comes near."""
    from handlers import COMMANDS

    near = difflib.get_close_matches(request.command, COMMANDS, n=2, cutoff=0.6)
    actions = tuple(
        action(msg("action.name", name=f"/{name} {request.args}".strip()), request, name, request.args) for name in near
    )
    return Answer(
        Status.DID_YOU_MEAN if near else Status.USAGE,
        msg("unknown.command", command=f"/{shown(request.command)}"),
        actions=(*actions, action(msg("action.help"), request, "help")),
    )
