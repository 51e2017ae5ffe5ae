"""/follow WHO|TOPIC, /unfollow, /subscriptions: a message when something new comes in; in a group, in its digest."""

import datetime as dt
from dataclasses import replace

from corpus.results import Match, Resolution
from handlers.messages import Action, Answer, ChatKind, Desk, Follow, Message, Request, Section, Status, msg
from handlers.novel import ITEMS, few, followed, new, sections, today
from handlers.paging import action, shown, why
from handlers.planning import told
from handlers.scheduling import elsewhere
from handlers.since import SINCE, told_since
from handlers.spoken import every
from handlers.standing import not_here, not_theirs
from handlers.usage import usage
from handlers.who import choose, meant

MOST = 20  # that one chat follows
LONGEST = 80  # characters of a topic
NEW = "new"  # what an alert asks for


def follow(request: Request, desk: Desk) -> Answer:
    """Follow somebody, or a topic."""
    if refused := not_here(request) or not_theirs(request):
        return refused
    words = request.args.strip()
    if not words or len(words) > LONGEST:
        return usage(request, desk)
    who = meant(words, desk)
    if isinstance(who, Resolution) and who.status is Match.AMBIGUOUS:
        return choose(who, request, desk)
    named = not isinstance(who, Resolution) and not who.topic
    chosen = Follow(who.person.name, "person") if not isinstance(who, Resolution) and named else Follow(words)
    return _kept(request, desk, chosen)


def _kept(request: Request, desk: Desk, chosen: Follow) -> Answer:
    if len(desk.chats.follows(request.chat)) >= MOST:
        return Answer(Status.USAGE, msg("follow.most", n=MOST), actions=(_all(request),))
    fresh = desk.chats.follow(request.chat, chosen)
    heading = msg("follow.set", name=shown(chosen.name)) if fresh else msg("follow.already", name=shown(chosen.name))
    undo = action(msg("action.unfollow", name=chosen.name), request, "unfollow", chosen.name)
    return Answer(Status.OK, heading, actions=(undo, _all(request)), note=_how(request, desk, chosen))


def _how(request: Request, desk: Desk, chosen: Follow) -> Message:
    """How it will be told, and whether the corpus knows it so far."""
    if request.chat.kind is ChatKind.PRIVATE:
        how = msg("follow.private")
    else:
        how = msg("follow.group") if desk.chats.schedule(request.chat) else _unscheduled(request)
    known = chosen.kind == "person" or desk.library.quotes_by(None, topic=chosen.name)
    return how if known else msg("lines", parts=(msg("follow.unknown", name=shown(chosen.name)), how))


def _unscheduled(request: Request) -> Message:
    if name := elsewhere(request):
        return msg("follow.channel.unscheduled", channel=name)
    return msg("follow.group.unscheduled")


def unfollow(request: Request, desk: Desk) -> Answer:
    """End it; `all` ends them all."""
    if refused := not_here(request) or not_theirs(request):
        return refused
    words = request.args.strip()
    if not words:
        return subscriptions(request, desk)
    if every(words):
        gone = desk.chats.unfollow(request.chat, "")
        return Answer(Status.OK, msg("unfollow.all") if gone else msg("subscriptions.none"))
    kept = next((one.name for one in desk.chats.follows(request.chat) if one.name.lower() == words.lower()), "")
    who = meant(words, desk) if not kept else None
    name = kept or (who.person.name if who and not isinstance(who, Resolution) else words)
    gone = desk.chats.unfollow(request.chat, name)
    heading = msg("unfollow.done", name=shown(name)) if gone else msg("unfollow.none", name=shown(name))
    return Answer(Status.OK if gone else Status.NOTHING, heading, actions=(_all(request),))


def subscriptions(request: Request, desk: Desk) -> Answer:
    """The digest and whom the chat follows, each with a button that ends it."""
    if refused := not_here(request):
        return refused
    follows = desk.chats.follows(request.chat)
    since = SINCE.fullmatch(request.args)
    if since or request.args == NEW:
        return _news(request, desk, follows, dt.datetime.fromisoformat(since[1]) if since else None)
    kept = desk.chats.schedule(request.chat)
    lines = [Section(title=msg("digest.scheduled", when=told(kept)))] if kept else []
    lines += [Section(title=msg("subscriptions.line", name=one.name)) for one in follows]
    if not lines:
        return Answer(Status.NOTHING, msg("subscriptions.none"), note=msg("subscriptions.how"))
    ends = [action(msg("action.unfollow", name=one.name), request, "unfollow", one.name) for one in follows]
    off = [action(msg("action.digest.off"), request, "digest", "off")] if kept else []
    return Answer(Status.OK, msg("subscriptions.heading", n=len(lines)), tuple(lines), (*ends, *off))


def _news(request: Request, desk: Desk, follows: tuple[Follow, ...], since: dt.datetime | None) -> Answer:
    """What has come in on what is followed since the last alert and was not told; or all since then."""
    wanted = followed(follows, desk)
    record = desk.chats.record(request.chat, since, alert=True)
    record = replace(record, told=frozenset()) if since else record
    items = new(record, wanted, desk, today(request, desk)) if wanted else []
    if not items:
        return Answer(Status.NOTHING, msg("digest.empty"))
    made = sections(few(items), desk)
    names = tuple(shown(one.name) for one in follows)
    heading = msg("follow.new", n=len(items), names=names[:ITEMS])
    return Answer(Status.OK, heading, made, (_all(request), *why(told_since(request, record.since), made)))


def _all(request: Request) -> Action:
    return action(msg("action.subscriptions"), request, "subscriptions")
