"""/stats, /announce TEXT, /remove ID, /correct ID FIELD VALUE: for those who keep the bot and its corpus."""

import datetime as dt
import re
from dataclasses import replace

from handlers.messages import Action, Answer, Aside, Audience, Desk, House, Message, Request, Section, Status, msg
from handlers.paging import follow, shown, within
from handlers.standing import not_operator
from handlers.usage import usage

PROBLEMS = {
    "date": "correction.date",
    "speaker": "correction.speaker",
    "outlet": "correction.outlet",
    "title": "correction.title",
    "gone": "correction.gone",
}
SEND = "send"
LONGEST = 3_000  # characters of an announcement
CORRECTION = re.compile(
    r"(?P<id>\S{1,80})\s+(?P<field>outlet|date|title|speaker)\s+(?P<value>\S.{0,300})", re.IGNORECASE
)


def stats(request: Request, desk: Desk) -> Answer:
    """How the bot does, and how old its corpus is."""
    house = _house(request, desk)
    if isinstance(house, Answer):
        return house
    found = house.figures()
    scope = desk.library.scope()
    lines = [
        msg("stats.since", day=found.since.date()),
        msg("stats.chats", n=found.chats, active=found.active, readers=found.readers),
        msg("stats.answers", answered=found.answered, refused=found.refused, failed=found.failed),
        msg("stats.slowest", ms=found.slowest, command=f"/{found.command}") if found.command else msg("stats.idle"),
        msg("stats.corpus", scope=within(scope), age=_age(scope.last, desk.clock.now())),
    ]
    return Answer(Status.OK, msg("stats.heading"), tuple(Section(title=line) for line in lines))


def _age(last: dt.date | None, now: dt.datetime) -> Message:
    return msg("stats.age", n=max(0, (now.date() - last).days)) if last else msg("undated")


def announce(request: Request, desk: Desk) -> Answer:
    """A preview with a button that sends it to the chats that want announcements."""
    house = _house(request, desk)
    if isinstance(house, Answer):
        return house
    readers = house.figures().readers
    if request.args == SEND and request.reply_text:
        told = Answer(Status.OK, msg("announce.text", text=request.reply_text))
        return Answer(Status.OK, msg("announce.sent", n=readers), aside=Aside(Audience.READERS, told))
    text = request.args.strip()
    if not text or len(text) > LONGEST:
        return usage(request, desk)
    send = replace(follow(request, "announce", SEND), reply_text=text)
    heading, preview = msg("announce.preview", n=readers), Section(title=msg("announce.text", text=text))
    actions = (Action(msg("action.send", n=readers), send),) if readers else ()
    return Answer(Status.OK, heading, (preview,), actions)


def remove(request: Request, desk: Desk) -> Answer:
    """Take an article out for good."""
    house = _house(request, desk)
    if isinstance(house, Answer):
        return house
    if not request.args:
        return usage(request, desk)
    if not house.remove(request.args, request.asker or 0):
        return Answer(Status.NOTHING, _unknown(request.args, desk))
    return Answer(Status.OK, msg("removed", id=shown(request.args)))


def correct(request: Request, desk: Desk) -> Answer:
    """Put an outlet, a date, a title or a speaker right; it stays so through rebuilds."""
    house = _house(request, desk)
    if isinstance(house, Answer):
        return house
    asked = CORRECTION.fullmatch(request.args)
    if asked is None:
        return usage(request, desk)
    if desk.library.article(asked["id"]) is None:
        return Answer(Status.NOTHING, _unknown(asked["id"], desk))
    problem = house.correct(asked["id"], asked["field"].lower(), asked["value"].strip(), request.asker or 0)
    if problem:
        return Answer(Status.USAGE, msg("corrected.not", problem=msg(PROBLEMS[problem])))
    return Answer(Status.OK, msg("corrected", id=shown(asked["id"])))


def _unknown(article: str, desk: Desk) -> Message:
    return msg("nothing.article", id=shown(article), scope=within(desk.library.scope()))


def _house(request: Request, desk: Desk) -> House | Answer:
    refused = not_operator(request)
    return refused or desk.house or Answer(Status.USAGE, msg("only.telegram"))
