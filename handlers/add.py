"""/add: what somebody sent, as it was understood; to be confirmed, put right or dropped. For operators.

The door fetches the link or the file and keeps it; what comes here is its token, `#7k2m9q3x`, and what to do with it.
"""

import re
from collections.abc import Iterator

from corpus.models import Article
from handlers.article import card
from handlers.messages import Action, Answer, Desk, Message, Request, Section, Status, msg
from handlers.paging import action, shown
from handlers.standing import not_operator
from handlers.taken import Intake, Pending
from handlers.usage import usage
from handlers.why import hop_line

TOKEN = re.compile(r"#(?P<token>[0-9a-z]{8})(?:\s+(?P<rest>\S.{0,2000}))?", re.DOTALL)
SHOWN = 3  # articles of a file that are told at length
LISTED = 5  # failures
FIELDS = ("outlet", "date", "title")
ASKED = {"outlet": "add.how.outlet", "date": "add.how.date", "title": "add.how.title"}
_SAID = re.compile(rf"\s*(?P<field>{'|'.join(FIELDS)})\s*[:=]\s*(?P<value>\S.*?)\s*", re.IGNORECASE)
_CHANNEL = re.compile(r"channel\s+(?P<name>\S{1,64})\s+(?P<how>followed|unknown|none|outside)")
_STOP = re.compile(r"stop\s+(?P<channel>-?\d{1,20})", re.IGNORECASE)


def add(request: Request, desk: Desk) -> Answer:
    """What is waiting, as it was understood; or what was done with it."""
    if refused := not_operator(request):
        return refused
    intake = desk.intake
    if intake is None:
        return Answer(Status.USAGE, msg("only.telegram"))
    if stop := _STOP.fullmatch(request.args):
        return _stopped(intake, int(stop["channel"]))
    if channel := _CHANNEL.fullmatch(request.args):
        return _channel(intake, channel["name"], channel["how"])
    asked = TOKEN.fullmatch(request.args)
    if asked is None:
        return _overview(request, desk, intake)
    return _of(asked["token"], (asked["rest"] or "").strip(), request, intake)


def _of(token: str, rest: str, request: Request, intake: Intake) -> Answer:
    if rest.lower() in ASKED:
        return Answer(Status.OK, msg(ASKED[rest.lower()]), note=msg("add.asked", code=f"#{token} {rest.lower()}"))
    if rest == "yes":
        return _added(token, request, intake)
    if rest == "no":
        return Answer(Status.OK, msg("add.discarded" if intake.discard(token) else "add.gone"))
    if rest == "follow":
        channel = intake.follow(token)
        return _followed(channel.title) if channel else Answer(Status.NOTHING, msg("add.gone"))
    wrong = tuple(_put_right(token, rest, intake)) if rest else ()
    pending = intake.pending(token)
    if pending is None:
        return Answer(Status.NOTHING, msg("add.gone"))
    return _preview(pending, request, wrong)


def _put_right(token: str, text: str, intake: Intake) -> Iterator[Message]:
    """Take over each line `field: value`; what could not be is told."""
    for line in filter(str.strip, text.split("\n")):
        said = _SAID.fullmatch(line)
        if said is None:
            yield msg("add.not", line=shown(line.strip()))
        elif not intake.put_right(token, said["field"].lower(), said["value"]):
            yield msg(f"correction.{said['field'].lower()}")


def _preview(pending: Pending, request: Request, wrong: tuple[Message, ...] = ()) -> Answer:
    failures = tuple(
        msg("add.failed", source=shown(one.source), reason=one.reason) for one in pending.failures[:LISTED]
    )
    if not pending.articles:
        return Answer(Status.NOTHING, msg("add.nothing", name=shown(pending.name)), (Section(notes=failures),))
    new = [article for article in pending.articles if article.id not in pending.held]
    sections = [section for article in pending.articles[:SHOWN] for section in _told(article, pending)]
    rest = len(pending.articles) - SHOWN
    notes = [*wrong, *failures]
    if rest > 0:
        notes.append(msg("add.rest", n=rest))
    if pending.more:
        notes.append(msg("add.more", n=len(pending.articles)))
    notes.append(msg("add.code", code=f"#{pending.token}"))
    heading = msg("add.heading", n=len(pending.articles), held=len(pending.articles) - len(new))
    actions = tuple(_choices(pending, request))
    return Answer(Status.OK, heading, tuple(sections), actions, msg("lines", parts=tuple(notes)))


def _told(article: Article, pending: Pending) -> Iterator[Section]:
    """Title, chain with what each hop rests on, day, counts; then the first quotes."""
    first, *quotes = card(article)
    notes = list(first.notes)
    notes[1:1] = [hop_line(hop) for hop in article.provenance.chain]
    if article.id in pending.held:
        notes.append(msg("add.held", id=article.id))
    if article.id in pending.copies:
        notes.append(msg("add.copy", id=pending.copies[article.id]))
    title = msg("article.title", title=article.title) if article.title else msg("article.untitled")
    yield Section(title=title, notes=tuple(notes))
    yield from quotes[:2]


def _choices(pending: Pending, request: Request) -> Iterator[Action]:
    token = f"#{pending.token}"
    yield action(msg("action.add"), request, "add", f"{token} yes")
    yield action(msg("action.discard"), request, "add", f"{token} no")
    for field in FIELDS:
        yield action(msg(f"action.correct.{field}"), request, "add", f"{token} {field}")
    if pending.channel:
        yield action(msg("action.follow.channel"), request, "add", f"{token} follow")


def _added(token: str, request: Request, intake: Intake) -> Answer:
    ids = intake.add(token, request.asker or 0)
    if ids is None:
        return Answer(Status.NOTHING, msg("add.gone"))
    if not ids:
        return Answer(Status.NOTHING, msg("add.removed"))
    cards = tuple(action(msg("action.article", id=one), request, "article", one) for one in ids[:SHOWN])
    return Answer(Status.OK, msg("add.done", n=len(ids)), actions=cards)


def _overview(request: Request, desk: Desk, intake: Intake) -> Answer:
    """How it is used, and the channels that are followed."""
    told = usage(request, desk)
    followed = intake.channels()
    lines = tuple(
        msg("add.channel", title=one.title, name=f"@{one.name}" if one.name else str(one.id)) for one in followed
    )
    actions = tuple(
        action(msg("action.stop", title=shown(one.title)), request, "add", f"stop {one.id}") for one in followed
    )
    section = Section(title=msg("add.channels"), notes=lines)
    return Answer(Status.USAGE, told.heading, (section,) if lines else (), actions, msg("add.waiting"))


def _stopped(intake: Intake, channel: int) -> Answer:
    stopped = intake.stop(channel)
    if stopped is None:
        return Answer(Status.NOTHING, msg("add.channel.not"))
    return Answer(Status.OK, msg("add.channel.stopped", title=stopped.title))


def _channel(intake: Intake, name: str, how: str) -> Answer:
    """What came of following a channel."""
    if how != "followed":
        return Answer(Status.NOTHING, msg(f"add.channel.{how}", name=shown(name)))
    title = next((one.title for one in intake.channels() if str(one.id) == name), name)
    return _followed(title)


def _followed(title: str) -> Answer:
    return Answer(Status.OK, msg("add.channel.followed", title=title), note=msg("add.channel.posts"))
