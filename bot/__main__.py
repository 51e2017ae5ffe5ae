"""The `dateline` command. Each part imports what it needs when it runs, so that an answer comes at once."""

import gc
import io
import os
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from bot.chats_commands import chats
from bot.doctor_command import doctor
from bot.failing import failing
from bot.watch_commands import corpus

if TYPE_CHECKING:
    from bot.settings import Settings
    from handlers.messages import Desk

app = typer.Typer(
    name="dateline",
    help="Who said what, when, and which outlet reported it: every sentence an excerpt with its credit.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(corpus, name="corpus")
app.add_typer(chats, name="chats")
app.command(epilog="Example: dateline doctor --json")(doctor)

Corpus = Annotated[str, typer.Option("--corpus", metavar="URL", help="Another corpus than DATELINE_DATABASE_URL.")]


Language = Annotated[str, typer.Option("--language", metavar="CODE", help="In en, ru or uk, not as the locale has it.")]


@app.command(epilog="Example: dateline say '/quote Kremlin on sanctions' --json")
def say(
    request: Annotated[
        list[str],
        typer.Argument(
            metavar="REQUEST",
            help="A command or a question; - reads them from standard input, one a line.",
            show_default=False,
        ),
    ],
    *,
    json: Annotated[bool, typer.Option("--json", help="Print the answer as JSON, one line an answer.")] = False,
    corpus: Corpus = "",
    language: Language = "",
) -> None:
    """Answer one request, or many from a pipe."""
    with failing():
        desk, language = _desk(corpus, language)
        if request == ["-"]:
            for line in sys.stdin:
                typer.echo(_answered(line, desk, language, json=json))
        else:
            typer.echo(_answered(" ".join(request), desk, language, json=json))


@app.command(epilog="Example: dateline chat --corpus sqlite:///var/corpus.db")
def chat(*, corpus: Corpus = "", language: Language = "") -> None:
    """Talk to the corpus here; reads a pipe as well."""
    from bot.terminal import chat as talk

    with failing():
        desk, language = _desk(corpus, language)
        talk(desk, language)


@app.command(epilog="Example: DATELINE_TOKEN=123:abc dateline run")
def run(
    *,
    watch: Annotated[
        list[str] | None,
        typer.Option(
            "--watch",
            metavar="SOURCE",
            help="A list of feeds, a feed or a folder to watch meanwhile.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Be the Telegram bot; with --watch keep the corpus up to date in the same process."""
    with failing():
        from bot.app import run as serve

        raise typer.Exit(serve(_settings(), watch or ()))


def _answered(line: str, desk: "Desk", language: str, *, json: bool) -> str:
    """An answer as JSON, where lists are whole, or as a chat would show it."""
    from handlers import answer
    from handlers.parser import parse

    if json:
        from bot import machine

        return machine.line(answer(parse(line, page=0, language="en"), desk))
    from bot.render import PLAIN
    from bot.terminal import Conversation

    return Conversation(desk, language).reply(line.strip() or "/help", PLAIN)


def _desk(url: str, language: str) -> "tuple[Desk, str]":
    """A desk over the corpus that was named, or the operator's; and the language to speak."""
    from bot.desk import terminal_desk
    from bot.settings import tongue
    from bot.words import nearest
    from corpus.library import open_library

    settings = _settings()
    spoken = nearest(language or settings.language or tongue())
    return terminal_desk(open_library(url or settings.database_url), settings.zone), spoken


def _settings() -> "Settings":
    from bot.settings import load

    return load()


def main() -> None:
    """The entry point: UTF-8 both ways, and quiet when a reader of our output has gone."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace" if stream is sys.stdin else "backslashreplace")
    gc.set_threshold(50_000, 20, 20)  # imports make much that lives on: looking it through costs a tenth of an answer
    try:
        try:
            app()
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


if __name__ == "__main__":
    main()
