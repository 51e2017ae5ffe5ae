"""How does a terminal help with typing? History, and completion of commands and names."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.history import FileHistory, History, InMemoryHistory

from bot.words import say
from handlers import COMMANDS
from handlers.messages import Desk

PROMPT = "> "
HISTORY = ".dateline_history"
OF_OUTLETS = frozenset({"sources", "compare"})


class Names(Completer):
    """Completes `/qu` to a command and `/quote ush` to a name, by the last word or the whole argument."""

    def __init__(self, people: Iterable[str], outlets: Iterable[str]) -> None:
        self.people = tuple(people)
        self.outlets = tuple(outlets)

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:  # noqa: ARG002 - the library names it
        """What could stand before the cursor."""
        text = document.text_before_cursor
        if not text.startswith("/"):
            return
        command, space, args = text[1:].partition(" ")
        if not space:
            yield from _commands(command)
            return
        names = self.outlets + self.people if command in OF_OUTLETS else self.people
        typed = args.rsplit(" via ", 1)[-1].rsplit(" vs ", 1)[-1].casefold()
        for name in names:
            if any(part.startswith(typed) for part in (name.casefold(), *name.casefold().split())):
                yield Completion(name, start_position=-len(typed), display=name)


def _commands(start: str) -> Iterator[Completion]:
    """Those that a terminal has."""
    for name, command in COMMANDS.items():
        if command.listed and not command.only and name.startswith(start.lower()):
            yield Completion(f"{name} ", start_position=-len(start), display=f"/{name}", display_meta=say(command.menu))


def session(desk: Desk) -> Callable[[], str]:
    """A function that asks for one line."""
    people = [person.name for person in desk.library.people()]
    outlets = dict.fromkeys(source.provenance.outlet or "" for source in desk.library.sources())
    talk: PromptSession[str] = PromptSession(
        history=_history(), completer=Names(people, filter(None, outlets)), complete_while_typing=False
    )
    return lambda: talk.prompt(PROMPT)


def _history() -> History:
    """A file in the user's home, memory where that cannot be written."""
    file = Path.home() / HISTORY
    try:
        file.touch(mode=0o600)
    except OSError:
        return InMemoryHistory()
    return FileHistory(str(file))
