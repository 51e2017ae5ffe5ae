"""/digest [now | daily HH:MM [ZONE] | off]: what is new, here and now or every day at the chat's own time."""

import re
import zoneinfo
from collections.abc import Sequence

from corpus.models import Quote, QuoteKind
from corpus.results import Relation, Said
from handlers.messages import Answer, ChatKind, Desk, Message, Request, Schedule, Status, msg
from handlers.paging import action, shown, why, within
from handlers.points import point
from handlers.usage import usage
from handlers.utterances import KNOWN, newest, utterance

ITEMS = 5  # what a digest tells at most
DIFFERENCES = 2
DAILY = re.compile(
    r"daily\s+(?:at\s+)?(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?:\s+(?P<zone>\S+))?", re.IGNORECASE | re.ASCII
)


def digest(request: Request, desk: Desk) -> Answer:
    """A digest now, or its schedule."""
    words = request.args.lower()
    if words in {"", "now"}:
        return _now(request, desk)
    if words == "off":
        return _may_not(request) or _off(request, desk)
    if daily := DAILY.fullmatch(request.args):
        return _may_not(request) or _daily(request, desk, int(daily["hour"]), int(daily["minute"]), daily["zone"])
    return usage(request, desk)


def _now(request: Request, desk: Desk) -> Answer:
    found = desk.library.compare()
    differing = [point(one, found) for one in found.points if one.relation is Relation.DIFFER][:DIFFERENCES]
    said = _varied(newest(desk.library.quotes_by(None)))[: ITEMS - len(differing)]
    sections = (*differing, *(utterance(one, speakers=True) for one in said))
    scope = within(desk.library.scope())
    if not sections:
        return Answer(Status.NOTHING, msg("nothing.digest", scope=scope))
    actions = (action(msg("action.compare"), request, "compare"), action(msg("action.timeline"), request, "timeline"))
    return Answer(
        Status.OK,
        msg("digest.heading", scope=scope),
        sections,
        (*actions, *why(request, sections)),
        _when(request, desk),
    )


def _varied(said: Sequence[Said]) -> list[Said]:
    """One utterance of each who is known to speak, and each in full: a digest is no transcript."""
    first: dict[str, Said] = {}
    for one in said:
        quote = one.excerpt.quote
        if isinstance(quote, Quote) and quote.speaker and quote.confidence >= KNOWN and quote.kind is QuoteKind.DIRECT:
            first.setdefault(quote.speaker, one)
    return list(first.values())


def _when(request: Request, desk: Desk) -> Message | None:
    """The schedule that is set, if any."""
    if request.chat.kind is ChatKind.TERMINAL:
        return None
    kept = desk.chats.schedule(request.chat)
    return msg("digest.scheduled", time=_clock(kept.minute), zone=kept.zone) if kept else msg("digest.unscheduled")


def _may_not(request: Request) -> Answer | None:
    if request.chat.kind is ChatKind.TERMINAL:
        return Answer(Status.USAGE, msg("digest.terminal"))
    if not request.is_admin and request.chat.kind is not ChatKind.PRIVATE:
        return Answer(Status.USAGE, msg("digest.admins"))
    return None


def _daily(request: Request, desk: Desk, hour: int, minute: int, zone: str | None) -> Answer:
    if hour > 23 or minute > 59:
        return Answer(Status.USAGE, msg("digest.time", time=f"{hour}:{minute:02d}"))
    named = _zone(zone or desk.chats.zone(request.chat))
    if named is None:
        return Answer(Status.USAGE, msg("digest.zone", zone=shown(zone or "")))
    desk.chats.set_schedule(request.chat, Schedule(hour * 60 + minute, named))
    heading = msg("digest.set", time=_clock(hour * 60 + minute), zone=named)
    actions = (
        action(msg("action.digest"), request, "digest", "now"),
        action(msg("action.digest.off"), request, "digest", "off"),
    )
    return Answer(Status.OK, heading, actions=actions)


def _off(request: Request, desk: Desk) -> Answer:
    had = desk.chats.clear_schedule(request.chat)
    return Answer(Status.OK, msg("digest.off") if had else msg("digest.none"))


def _zone(name: str) -> str | None:
    """An IANA name in its own spelling, whatever the case it was typed in; None where there is no such zone."""
    known = {zone.casefold(): zone for zone in zoneinfo.available_timezones()}
    return known.get(name.casefold().replace(" ", "_"))


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"
