"""/ask QUESTION, and plain text: the sentences that answer it, best first, or why there are none."""

import re

from corpus.results import Refusal, Relation
from handlers.greeting import greets
from handlers.messages import Action, Answer, Desk, Message, Request, Section, Status, msg
from handlers.narrow import outlet
from handlers.paging import action, page, shown, typed_without_slash, why, within
from handlers.start import start
from handlers.usage import usage
from handlers.who import an_outlet

PAGE = 3  # answers a page
LONGEST = 1000  # characters of a question that can still be meant
MEANINGFUL = re.compile(r"\w")
LETTERS = re.compile(r"[^\W\d_]")
NEAR = 3
WEIGHED = 600  # articles up to which outlets are compared beforehand on what is asked


def ask(request: Request, desk: Desk) -> Answer:
    """Excerpts, a section each, so that none is parted from its credit; a greeting is greeted."""
    if greets(request.args):
        return start(request, desk)
    if len(request.args) > LONGEST or not MEANINGFUL.search(request.args):
        return usage(request, desk)
    asked = desk.library.ask(request.args)
    if asked.refusal and asked.refusal.reason == "empty" and desk.library.scope().articles:
        return usage(request, desk)
    if not asked.excerpts:
        return _refused(request, desk, asked.refusal or Refusal("coverage"))
    clear = asked.excerpts[: asked.strong or None] if request.page else asked.excerpts
    few, turn = page(clear, request, PAGE)
    also = dict(zip(asked.excerpts, asked.also, strict=False))
    sections = tuple(Section(excerpts=(excerpt,), also=also.get(excerpt, ())) for excerpt in few)
    heading = msg("ask.heading", n=len(clear), scope=within(desk.library.scope()))
    more = _weaker(request, len(asked.excerpts) - len(clear))
    return Answer(Status.OK, heading, sections, (*turn, *more, *_differences(request, desk), *why(request, sections)))


def _weaker(request: Request, n: int) -> tuple[Action, ...]:
    """A way to what answers less well, which a chat does not show beside a clear answer."""
    return (Action(msg("action.weaker", n=n), request.turned(0)),) if n else ()


def _differences(request: Request, desk: Desk) -> tuple[Action, ...]:
    """A way to where outlets differ on what was asked, if they do."""
    if desk.library.scope().articles > WEIGHED:
        return ()
    points = desk.library.compare(request.args).points
    n = sum(point.relation is Relation.DIFFER for point in points)
    return (action(msg("action.differ", n=n), request, "compare", request.args),) if n else ()


def _refused(request: Request, desk: Desk, refusal: Refusal) -> Answer:
    for name in refusal.missing:
        if printed := outlet(name, desk):
            return an_outlet(printed, request)
    if words := typed_without_slash(request.args):
        return _slash(words, request)
    near = tuple(_instead(name, request, refusal) for name in refusal.near if len(LETTERS.findall(name)) > 1)[:NEAR]
    return Answer(
        Status.NOTHING, _reason(desk, refusal), actions=(*near, action(msg("action.people"), request, "people"))
    )


def _slash(line: tuple[str, str], request: Request) -> Answer:
    command, args = line
    name = f"/{command} {args}"
    label = msg("action.name", name=name)
    return Answer(Status.DID_YOU_MEAN, msg("ask.command", line=name), actions=(action(label, request, command, args),))


def _instead(name: str, request: Request, refusal: Refusal) -> Action:
    """The nearest that is there: somebody's quotes, or the question with the nearest word in it."""
    label = msg("action.name", name=name)
    if refusal.reason == "name" or len(refusal.missing) != 1:
        return action(label, request, "quote", name)
    return action(label, request, "ask", request.args.replace(refusal.missing[0], name))


def _reason(desk: Desk, refusal: Refusal) -> Message:
    scope = within(desk.library.scope())
    missing = tuple(shown(word) for word in refusal.missing)
    if refusal.reason == "empty" or not desk.library.scope().articles:
        return msg("nothing.empty")
    if refusal.reason == "name" and missing:
        return msg("nothing.names", scope=scope, names=missing)
    if missing:
        return msg("nothing.words", scope=scope, words=missing)
    return msg("nothing.answer", scope=scope)
