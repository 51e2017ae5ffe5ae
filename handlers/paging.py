"""Pages of many things, the buttons that turn them, and what answers have in common."""

import datetime as dt
import itertools
from collections.abc import Sequence
from typing import TypeVar

from corpus.models import Excerpt, Interval
from corpus.results import Scope
from handlers.messages import Action, Answer, Message, Request, Section, msg
from handlers.parser import parse

Item = TypeVar("Item")
ABOUT = ("/why", "/context", "/picture", "/export")  # commands about the answer to another line
SHOWN = 60  # characters of a name or topic that a heading repeats


def page(items: Sequence[Item], request: Request, size: int) -> tuple[tuple[Item, ...], tuple[Action, ...]]:
    """The items of the page that was asked for, and the buttons to the previous and the next.

    Page 0 holds everything; a page beyond the last shows the last.
    """
    if request.page == 0:
        return tuple(items), ()
    last = max(1, -(-len(items) // size))
    at = min(request.page, last)
    actions = []
    if at > 1:
        actions.append(Action(msg("action.previous"), request.turned(at - 1)))
    if at < last:
        actions.append(Action(msg("action.next", page=at + 1, pages=last), request.turned(at + 1)))
    return tuple(itertools.islice(items, (at - 1) * size, at * size)), tuple(actions)


def action(label: Message, request: Request, command: str, args: str = "") -> Action:
    """A follow-up from whoever asked, where it was asked."""
    return Action(label, follow(request, command, args))


def follow(request: Request, command: str, args: str = "") -> Request:
    """Another request of the same asker in the same place."""
    return Request(
        command=command,
        args=args,
        page=min(request.page, 1),
        chat=request.chat,
        asker=request.asker,
        is_admin=request.is_admin,
        language=request.language,
    )


def again(request: Request) -> Request | None:
    """The request that `/why LINE` and `/context LINE` are about; None where there is no such line."""
    line = request.args
    if words := typed_without_slash(line):
        line = "/" + " ".join(words)
    if not line.startswith("/") or line.lower().startswith(ABOUT):
        return None
    return parse(
        line,
        chat=request.chat,
        asker=request.asker,
        is_admin=request.is_admin,
        language=request.language,
        page=request.page,
    )


def typed_without_slash(line: str) -> tuple[str, str] | None:
    """The command and its words, of a line that only lacks the slash: `quote ushakov`."""
    from handlers import COMMANDS

    name, _, args = line.partition(" ")
    return (name.lower(), args) if args and name.lower() in COMMANDS else None


def why(request: Request, sections: Sequence[Section]) -> tuple[Action, ...]:
    """The button that tells what an answer rests on, where it rests on anything."""
    if not any(section.excerpts for section in sections):
        return ()
    return (action(msg("action.why"), request, "why", request.line),)


def outward(request: Request, found: Sequence[object]) -> tuple[Action, ...]:
    """The buttons that make a picture and a file of an answer, where there is anything to be shown."""
    if not found:
        return ()
    line = request.turned(1).line
    return (
        action(msg("action.picture"), request, "picture", line),
        action(msg("action.export"), request, "export", line),
    )


def context(request: Request, sections: Sequence[Section]) -> tuple[Action, ...]:
    """The button to the sentences around, where there is anything that they could stand around."""
    if not any(section.excerpts for section in sections):
        return ()
    return (action(msg("action.context"), request, "context", request.line),)


def cited(answer: Answer) -> tuple[Excerpt, ...]:
    """The excerpts that a chat shows of an answer, each once."""
    shown_ = (e for section in answer.sections for e in section.excerpts[: section.lead or None])
    return tuple({(e.article.id, e.span): e for e in shown_}.values())


def within(scope: Scope) -> Message:
    """What was looked through: `5 articles (8-31 Dec 2021)`."""
    if scope.first is None or scope.last is None:
        return msg("scope", n=scope.articles)
    return msg("scope.dated", n=scope.articles, days=span(scope.first, scope.last))


def span(first: dt.date, last: dt.date) -> Interval:
    """The days between both, in either order."""
    return Interval(min(first, last), max(first, last))


def shown(text: str) -> str:
    """A name or topic as a heading can repeat it."""
    return text if len(text) <= SHOWN else text[: SHOWN - 1].rstrip() + "…"
