"""/help [COMMAND]: what can be asked, on one screen, with examples that run over the corpus at hand."""

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from handlers.examples import Example, example, examples
from handlers.messages import Action, Answer, ChatKind, Desk, Message, Request, Section, Status, msg
from handlers.paging import action, follow, shown, within
from handlers.standing import not_here, not_operator
from handlers.usage import usage

if TYPE_CHECKING:
    from handlers import Command

SHOWN = frozenset({"ask", "check", "compare", "quote", "timeline"})  # whose examples stand in the list
THERE = {"digest": msg("menu.digest.terminal")}  # what a terminal cannot do is not listed there


def help_(request: Request, desk: Desk) -> Answer:
    """A line a command; or all of one command."""
    from handlers import COMMANDS, OPERATORS

    name = request.args.lower().lstrip("/")
    if name in COMMANDS:
        refused = _not_for(COMMANDS[name], request)
        return refused or replace(usage(follow(request, name), desk), status=Status.OK)
    if name:
        return unknown(follow(request, name))
    lines = tuple(Section(title=line) for line in _lines(request, desk))
    kept = tuple(f"/{name}" for name, one in COMMANDS.items() if one.only == OPERATORS) if request.is_operator else ()
    note = msg("lines", parts=(msg("help.note"), *((msg("help.operators", commands=kept),) if kept else ())))
    heading = msg("help.heading", scope=within(desk.library.scope()))
    return Answer(Status.OK, heading, lines, tried(request, examples(desk, request.language)), note)


def _not_for(command: "Command", request: Request) -> Answer | None:
    from handlers import OPERATORS

    if not command.only:
        return None
    return not_operator(request) if command.only == OPERATORS else not_here(request)


def _lines(request: Request, desk: Desk) -> Iterator[Message]:
    from handlers import COMMANDS

    terminal = request.chat.kind is ChatKind.TERMINAL
    for name, command in COMMANDS.items():
        if not command.listed or name == "help" or (terminal and command.only):
            continue
        menu = THERE.get(name, command.menu) if terminal else command.menu
        line = example(name, command.example, desk, request.language) if name in SHOWN else ""
        if line and _answered(line, request, desk):
            yield msg("help.line", example=line, menu=menu)
        else:
            yield msg("help.plain", command=f"/{name}", menu=menu)


def _answered(line: str, request: Request, desk: Desk) -> bool:
    """Whether an example has an answer: a corpus may quote nobody, or in a language that is read less well."""
    from handlers import answer

    command, _, args = line.removeprefix("/").partition(" ")
    return desk.library.once(
        ("answered", line), lambda: answer(follow(request, command, args), desk).status is Status.OK
    )


def tried(request: Request, shown: Iterable[Example]) -> tuple[Action, ...]:
    """Buttons that ask examples of this corpus."""
    split = ((one.label, one.line.removeprefix("/").partition(" ")) for one in shown)
    return tuple(action(label, request, command, args) for label, (command, _, args) in split)


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
