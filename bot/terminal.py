"""`dateline chat`: the same questions in a terminal, or read from a pipe."""

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from bot.desk import NoChats
from bot.render import PLAIN, TERMINAL, Style, label, pages, worded
from bot.saved import saved
from corpus.errors import CorpusError
from handlers import answer
from handlers.messages import Action, Answer, Desk, Message, Request, msg
from handlers.parser import parse

if TYPE_CHECKING:
    from rich.console import Console

LEAVE = frozenset({"/quit", "/exit", "quit", "exit", "bye"})


class Conversation:
    """What a terminal remembers: the follow-ups of the last answer, picked by number."""

    def __init__(self, desk: Desk, language: str = "en") -> None:
        self.desk = desk
        self.language = language
        self.actions: tuple[Action, ...] = ()

    def request(self, line: str) -> Request | None:
        """What a line asks; None for a number that no follow-up has."""
        if not line.isdecimal():
            return parse(line, language=self.language)
        picked = int(line) if len(line) < 4 else 0
        return self.actions[picked - 1].request if 1 <= picked <= len(self.actions) else None

    def reply(self, line: str, style: Style) -> str:
        """The answer to a line as text, with its follow-ups numbered."""
        request = self.request(line)
        if request is None:
            return worded(self._no_follow_up(line), style, self.language)
        found = saved(answer(request, self.desk), request)
        if isinstance(self.desk.chats, NoChats):
            self.desk.chats.heard(request)
        self.actions = found.actions
        return self.text(found, style)

    def _no_follow_up(self, line: str) -> Message:
        if not self.actions:
            return msg("terminal.followup.none")
        return msg("terminal.followup", picked=line, last=len(self.actions))

    def text(self, found: Answer, style: Style) -> str:
        """An answer and a line of its follow-ups."""
        shown = "\n\n".join(pages(found, style, self.language))
        buttons = "  ".join(style.code(f"[{n}] {label(a, self.language)}") for n, a in enumerate(found.actions, 1))
        return f"{shown}\n{buttons}" if buttons else shown


def chat(desk: Desk, language: str = "en") -> None:
    """Talk until the input ends; without a terminal, answer a line each, plainly and without a prompt."""
    talk = Conversation(desk, language)
    if sys.stdin.isatty() and sys.stdout.isatty():
        _interactive(talk)
    else:
        _piped(talk, sys.stdin)


def _piped(talk: Conversation, lines: Iterable[str]) -> None:
    for line in _asked(lines):
        sys.stdout.write(f"{_told(talk, line, PLAIN)}\n\n")
        sys.stdout.flush()


def _asked(lines: Iterable[str]) -> Iterator[str]:
    """Lines until somebody leaves, empty ones left out."""
    for line in lines:
        asked = line.strip()
        if asked.casefold() in LEAVE:
            return
        if asked:
            yield asked


def _told(talk: Conversation, line: str, style: Style) -> str:
    try:
        return talk.reply(line, style)
    except CorpusError as error:
        return style.own(f"dateline: {error}")


def _interactive(talk: Conversation) -> None:
    from rich.console import Console

    console = Console(highlight=False, soft_wrap=False)
    _greet(talk, console)
    for line in _asked(_prompted(talk)):
        _print(console, _told(talk, line, TERMINAL))


def _greet(talk: Conversation, console: "Console") -> None:
    found = answer(Request("start", language=talk.language), talk.desk)
    talk.actions = found.actions
    hint = worded(msg("terminal.hint"), TERMINAL, talk.language)
    _print(console, f"{talk.text(found, TERMINAL)}\n{TERMINAL.code(hint)}")


def _print(console: "Console", text: str) -> None:
    """Line by line, so that what a narrow terminal wraps stays as far in as its line."""
    from rich.padding import Padding

    for line in text.split("\n"):
        words = line.lstrip(" ")
        console.print(Padding(words, (0, 0, 0, len(line) - len(words))) if words else "")
    console.print()


def _prompted(talk: Conversation) -> Iterator[str]:
    """Lines as they are typed, with history and completion; Ctrl-C drops a line, Ctrl-D ends."""
    from bot.prompt import session

    ask: Callable[[], str] = session(talk.desk)
    while True:
        try:
            yield ask()
        except KeyboardInterrupt:
            continue
        except EOFError:
            return
