"""When is a digest told? `daily 08:30`, `weekly mon 09:00`, `pause 7d`, `resume`, `off`, `zone Kyiv`, `always`."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace
from zoneinfo import ZoneInfo

from handlers.messages import Action, Answer, ChatKind, Desk, Message, Request, Schedule, Status, msg
from handlers.paging import action, follow, shown
from handlers.planning import Plan, plan, setting, stretch, told
from handlers.standing import not_theirs
from handlers.usage import usage
from handlers.zones import around, named

PLACE = re.compile(r"(?:here|zone) (-?\d{1,2}(?:\.\d{1,8})?)[ ,]+(-?\d{1,3}(?:\.\d{1,8})?)", re.ASCII)
BARE = frozenset({"off", "stop", "resume", "always"})  # that stand alone


def schedule(request: Request, desk: Desk) -> Answer:
    """Set what the words say, where one may."""
    if refused := _may_not(request):
        return refused
    planned = plan(request.args)
    if isinstance(planned, Message):
        return Answer(Status.USAGE, planned)
    if planned:
        return _scheduled(request, desk, planned)
    word, _, rest = request.args.strip().lower().partition(" ")
    key = setting(word)
    setter = SETTERS.get(key) if (key in BARE) != bool(rest) else None
    return (setter(request, desk, rest) if setter else None) or usage(request, desk)


def when(request: Request, desk: Desk) -> Message | None:
    """The schedule that is set, if any."""
    if request.chat.kind is ChatKind.TERMINAL:
        return None
    kept = desk.chats.schedule(request.chat)
    if kept is None:
        return (
            msg("digest.unscheduled.channel", channel=name)
            if (name := elsewhere(request))
            else msg("digest.unscheduled")
        )
    if kept.paused and kept.paused > desk.clock.now():
        return msg("digest.scheduled.paused", when=told(kept))
    return msg("digest.scheduled", when=told(kept))


def elsewhere(request: Request) -> str:
    """How somebody who writes in private names the channel that a request is about; empty where it is no channel's."""
    return str(request.chat.id) if request.chat.kind is ChatKind.CHANNEL and request.asker else ""


def _may_not(request: Request) -> Answer | None:
    if request.chat.kind is ChatKind.TERMINAL:
        return Answer(Status.USAGE, msg("digest.terminal"))
    return Answer(Status.USAGE, msg("digest.admins")) if not_theirs(request) else None


def _scheduled(request: Request, desk: Desk, planned: Plan) -> Answer:
    kept = desk.chats.schedule(request.chat)
    schedule = Schedule(
        planned.minute,
        planned.zone or desk.chats.zone(request.chat),
        planned.about,
        planned.weekday,
        always=bool(kept and kept.always),
        owner=request.asker if request.chat.kind is ChatKind.CHANNEL else None,
        workdays=planned.workdays,
    )
    desk.chats.set_schedule(request.chat, schedule)
    return _settled(request, msg("digest.set", when=told(schedule)))


def _settled(request: Request, heading: Message) -> Answer:
    return Answer(
        Status.OK,
        heading,
        actions=(
            action(msg("action.digest"), request, "digest", "now"),
            action(msg("action.digest.off"), request, "digest", "off"),
        ),
    )


def _off(request: Request, desk: Desk, _: str) -> Answer:
    had = desk.chats.clear_schedule(request.chat)
    return Answer(Status.OK, msg("digest.off") if had else msg("digest.none"))


def _pause(request: Request, desk: Desk, words: str) -> Answer | None:
    length = stretch(words)
    if length is None:
        return None
    until = desk.clock.now() + length
    if not desk.chats.pause(request.chat, until):
        return Answer(Status.OK, msg("digest.none"))
    resume = action(msg("action.digest.resume"), request, "digest", "resume")
    return Answer(Status.OK, msg("digest.paused", day=until.date()), actions=(resume,))


def _resume(request: Request, desk: Desk, _: str) -> Answer:
    kept = desk.chats.schedule(request.chat)
    if kept is None:
        return Answer(Status.OK, msg("digest.none"))
    if request.chat.kind is ChatKind.CHANNEL:
        kept = replace(kept, owner=request.asker)
    desk.chats.set_schedule(request.chat, replace(kept, paused=None))
    return _settled(request, msg("digest.set", when=told(kept)))


def _always(request: Request, desk: Desk, words: str) -> Answer | None:
    """`always`: a line where nothing is new; `when new`: nothing then."""
    kept = desk.chats.schedule(request.chat)
    always = setting(request.args.split()[0]) == "always"
    if words not in ({""} if always else {"new"}):
        return None
    if kept is None:
        return Answer(Status.OK, msg("digest.none"))
    desk.chats.set_schedule(request.chat, replace(kept, always=always))
    return _settled(request, msg("digest.always") if always else msg("digest.whennew"))


def _zone(request: Request, desk: Desk, words: str) -> Answer:
    """The chat's zone by its name, or by a place that was shared."""
    place = PLACE.fullmatch(request.args)
    now = desk.clock.now()
    zones = around(float(place[1]), float(place[2]), now.year, request.language) if place else (named(words),)
    if len(zones) > 1:
        offered = (Action(_shows(zone, now), follow(request, "digest", f"zone {zone}")) for zone in zones if zone)
        return Answer(Status.OK, msg("digest.zone.which"), actions=tuple(offered))
    (zone,) = zones
    if zone is None:
        return Answer(Status.USAGE, msg("digest.zone", zone=shown(words)))
    desk.chats.set_zone(request.chat, zone)
    kept = desk.chats.schedule(request.chat)
    daily = action(msg("action.name", name="/digest daily 08:30"), request, "digest", "daily 08:30")
    heading = msg("digest.zone.set", zone=zone, time=f"{now.astimezone(ZoneInfo(zone)):%H:%M}")
    return Answer(Status.OK, heading, note=msg("digest.scheduled", when=told(kept)) if kept else None, actions=(daily,))


def _shows(zone: str, now: dt.datetime) -> Message:
    """A clock by its city and what it shows: nobody has to know what their zone is called."""
    city = zone.rpartition("/")[2].replace("_", " ")
    return msg("action.digest.zone", time=f"{now.astimezone(ZoneInfo(zone)):%H:%M}", city=city)


SETTERS: dict[str, Callable[[Request, Desk, str], Answer | None]] = {
    "off": _off,
    "stop": _off,
    "pause": _pause,
    "resume": _resume,
    "always": _always,
    "when": _always,
    "zone": _zone,
    "here": _zone,
}
