"""One module a command: a plain function (Request, Desk) -> Answer.

COMMANDS is the table from which registration, /help, the command menu and the docs derive; `answer` asks it.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from handlers.add import add
from handlers.article import article
from handlers.ask import ask
from handlers.check import check
from handlers.cite import cite
from handlers.compare import compare
from handlers.context import context
from handlers.digest import digest
from handlers.export import export
from handlers.find import find
from handlers.follow import follow, subscriptions, unfollow
from handlers.help import help_, unknown
from handlers.messages import Answer, Desk, Message, Request, msg
from handlers.operating import announce, correct, remove, stats
from handlers.people import people
from handlers.picture import picture
from handlers.privacy import forgetme, privacy
from handlers.quote import quote
from handlers.replied import about
from handlers.report import report
from handlers.settings import settings
from handlers.sources import sources
from handlers.start import start
from handlers.timeline import timeline
from handlers.why import why

__all__ = ["COMMANDS", "OPERATORS", "Command", "answer"]


@dataclass(frozen=True, slots=True)
class Command:
    """A command as a chat knows it.

    `usage` says what follows its name, `menu` what it is for in a few words, `example` is a line that can be typed.
    `listed` commands stand in /help and in the menu; the others are behind buttons. `only` is set for those that need a
    Telegram chat (telegram), or an operator in one (operators).
    """

    handle: Callable[[Request, Desk], Answer]
    usage: Message
    menu: Message
    example: str
    listed: bool = True
    only: str = ""


OPERATORS = "operators"

COMMANDS: dict[str, Command] = {
    "quote": Command(quote, msg("usage.quote"), msg("menu.quote"), "/quote Putin via Ushakov"),
    "timeline": Command(timeline, msg("usage.timeline"), msg("menu.timeline"), "/timeline december 2021"),
    "compare": Command(compare, msg("usage.compare"), msg("menu.compare"), "/compare length of the call"),
    "ask": Command(ask, msg("usage.ask"), msg("menu.ask"), "/ask How long did the call last?"),
    "check": Command(check, msg("usage.check"), msg("menu.check"), "/check Putin: “where should we move our troops?”"),
    "people": Command(people, msg("usage.people"), msg("menu.people"), "/people"),
    "sources": Command(sources, msg("usage.sources"), msg("menu.sources"), "/sources"),
    "article": Command(article, msg("usage.article"), msg("menu.article"), "/article"),
    "digest": Command(digest, msg("usage.digest"), msg("menu.digest"), "/digest daily 08:30 Europe/Kyiv"),
    "export": Command(export, msg("usage.export"), msg("menu.export"), "/export timeline december 2021 csv"),
    "follow": Command(follow, msg("usage.follow"), msg("menu.follow"), "/follow Putin", only="telegram"),
    "unfollow": Command(
        unfollow, msg("usage.unfollow"), msg("menu.unfollow"), "/unfollow all", listed=False, only="telegram"
    ),
    "subscriptions": Command(
        subscriptions, msg("usage.subscriptions"), msg("menu.subscriptions"), "/subscriptions", only="telegram"
    ),
    "help": Command(help_, msg("usage.help"), msg("menu.help"), "/help quote"),
    "start": Command(start, msg("usage.start"), msg("menu.start"), "/start", listed=False),
    "why": Command(why, msg("usage.why"), msg("menu.why"), "/why /timeline", listed=False),
    "context": Command(context, msg("usage.context"), msg("menu.context"), "/context /timeline", listed=False),
    "settings": Command(settings, msg("usage.settings"), msg("menu.settings"), "/settings quiet 22-7", only="telegram"),
    "privacy": Command(privacy, msg("usage.privacy"), msg("menu.privacy"), "/privacy"),
    "forgetme": Command(forgetme, msg("usage.forgetme"), msg("menu.forgetme"), "/forgetme", listed=False),
    "cite": Command(cite, msg("usage.cite"), msg("menu.cite"), "/cite /timeline", listed=False),
    "picture": Command(picture, msg("usage.picture"), msg("menu.picture"), "/picture /timeline", listed=False),
    "report": Command(
        report, msg("usage.report"), msg("menu.report"), "/report /timeline", listed=False, only="telegram"
    ),
    "find": Command(find, msg("usage.find"), msg("menu.find"), "/find sanctions", listed=False),
    "stats": Command(stats, msg("usage.stats"), msg("menu.stats"), "/stats", listed=False, only=OPERATORS),
    "announce": Command(
        announce, msg("usage.announce"), msg("menu.announce"), "/announce Back at noon", listed=False, only=OPERATORS
    ),
    "add": Command(
        add, msg("usage.add"), msg("menu.add"), "/add https://example.org/a-story", listed=False, only=OPERATORS
    ),
    "remove": Command(remove, msg("usage.remove"), msg("menu.remove"), "/remove 1f3a9c", listed=False, only=OPERATORS),
    "correct": Command(
        correct,
        msg("usage.correct"),
        msg("menu.correct"),
        "/correct 1f3a9c date 2021-12-08",
        listed=False,
        only=OPERATORS,
    ),
}


def answer(request: Request, desk: Desk) -> Answer:
    """The answer to any request, all of it from one state of the corpus.

    A command that does not exist gets the nearest that does.
    """
    command = COMMANDS.get(request.command)
    if command is None:
        return unknown(request)
    desk = replace(desk, library=desk.library.present())
    return command.handle(about(request, desk), desk)
