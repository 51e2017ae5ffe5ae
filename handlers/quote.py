"""/quote WHO [via WHO] [on TOPIC]: what somebody said, newest first."""

from collections.abc import Sequence

from corpus.models import Person, Statement
from corpus.results import Candidate, Match, Resolution, Said
from corpus.words import fold, stems
from handlers.arguments import Wanted, readable, wanted
from handlers.messages import Action, Answer, Desk, Message, Request, Status, msg
from handlers.narrow import carrier, named_alone, narrowed
from handlers.offices import Offices
from handlers.paging import action, context, shown, why, within
from handlers.topical import on_topic
from handlers.usage import usage
from handlers.utterances import heard, known, newest, shelved
from handlers.who import Meant, choose, meant, nobody, spelled

PAGE = 5  # utterances a page
RELAYS = 2  # buttons to words that come through somebody else


def quote(request: Request, desk: Desk) -> Answer:
    """Quotes of a person or body; of anyone on a topic, where the words name nobody."""
    if not readable(request.args):
        return usage(request, desk)
    asked = wanted(request.args)
    who = meant(asked.who, desk)
    offices = desk.library.once("offices", lambda: Offices(desk.library.people()))
    holders = offices.held(asked.who, loosely=not isinstance(who, Meant))
    if len(holders) > 1 and not _named_exactly(asked.who, who):
        return choose(_holders(asked.who, holders), request, desk, _line("{}", asked.via, asked.topic))
    if not isinstance(who, Meant):
        return _unnamed(request, desk, who, asked)
    topic = asked.topic or who.topic
    if not asked.via:
        return _said(request, desk, who, topic)
    relay = meant(asked.via, desk)
    if isinstance(relay, Meant):
        return _said(request, desk, who, topic or relay.topic, via=relay.person)
    if through := carrier(named_alone(asked.via), who.person, desk):
        return _said(request, desk, who, topic, through=through)
    if relay.status in {Match.AMBIGUOUS, Match.SUGGEST}:
        return choose(relay, request, desk, _line(who.person.name, "{}", topic))
    return nobody(asked.via, relay, request, desk)


def _named_exactly(words: str, who: Meant | Resolution) -> bool:
    """Whether the words are somebody's name as it is printed, whose quotes are held: `Kremlin` is no aide of it."""
    if not isinstance(who, Meant) or not _is_name(who.person) or not who.person.quotes:
        return False
    return fold(words).removeprefix("the ") in map(fold, (who.person.name, *who.person.spellings))


def _holders(query: str, holders: Sequence[Person]) -> Resolution:
    """Several hold the office that the words name."""
    found = tuple(Candidate(one.name, one.kind, 1.0, one) for one in holders)
    return Resolution(Match.AMBIGUOUS, query, candidates=found)


def _unnamed(request: Request, desk: Desk, found: Resolution, asked: Wanted) -> Answer:
    """The words name nobody for certain: they may be a topic, or a name that is spelled too freely."""
    line = _line("{}", asked.via, asked.topic or found.topic)
    if found.status is Match.AMBIGUOUS:
        return choose(found, request, desk, line)
    if asked.who.isascii() and not stems(asked.who) and found.status is Match.NONE:
        return usage(request, desk)  # `he`: a word that says nothing of whom
    topical = on_topic(request, desk, asked)
    if topical:
        return topical
    if found.status is Match.SUGGEST:
        return choose(found, request, desk, line)
    return nobody(asked.who, found, request, desk)


def _line(who: str, via: str = "", topic: str = "") -> str:
    return who + (f" via {via}" if via else "") + (f" on {topic}" if topic else "")


def _said(
    request: Request, desk: Desk, who: Meant, topic: str, *, via: Person | None = None, through: str = ""
) -> Answer:
    found = narrowed(who.person, topic, desk, via, through)
    topic = found.topic
    said = [one for one in newest(found.said) if known(one)]
    n, sections, turn = shelved(said, request, PAGE, speakers=False)
    heading = _heading(who.person, n, said, topic, via) if said else _none(desk, who.person, topic, via)
    if found.by:
        picked = msg("dots", parts=found.by)
        nothing = msg("nothing.picked", name=who.person.name, picked=picked, scope=within(desk.library.scope()))
        heading = msg("dots", parts=(heading, picked)) if said else nothing
    return Answer(
        Status.OK if said else Status.NOTHING,
        heading,
        sections,
        (
            *turn,
            *_others(request, desk, who, topic, via, picked=bool(found.by)),
            *context(request, sections),
            *why(request, sections),
        ),
        _note(who),
    )


def _heading(person: Person, n: int, said: Sequence[Said], topic: str, via: Person | None) -> Message:
    parts = [msg("person.role", name=person.name, role=person.roles[0]) if person.roles else person.name]
    if others := spelled(person):
        parts.append(msg("person.spelled", spellings=others))
    reported = isinstance(said[0].excerpt.quote, Statement)
    if topic:
        count = msg("reports.on", n=n, topic=shown(topic)) if reported else msg("quotes.on", n=n, topic=shown(topic))
    else:
        count = msg("reports", n=n) if reported else msg("quotes", n=n)
    parts.append(msg("quotes.via", quotes=count, relay=via.name) if via else count)
    return msg("dots", parts=tuple(parts))


def _none(desk: Desk, person: Person, topic: str, via: Person | None) -> Message:
    scope = within(desk.library.scope())
    if via and topic:
        return msg("nothing.via.on", name=person.name, relay=via.name, topic=shown(topic), scope=scope)
    if via:
        return msg("nothing.via", name=person.name, relay=via.name, scope=scope)
    if topic:
        return msg("nothing.on", name=person.name, topic=shown(topic), scope=scope)
    return msg("nothing.said", name=person.name, scope=scope)


def _others(request: Request, desk: Desk, who: Meant, topic: str, via: Person | None, *, picked: bool) -> list[Action]:
    """What to ask next: words that others passed on, all of this person's quotes, the person's days."""
    name = who.person.name
    actions = []
    if via is None:
        for speaker, n in desk.library.relayed_by(who.person)[:RELAYS]:
            label = msg("action.via", speaker=_last(speaker), relay=_last(who.person), n=n)
            actions.append(action(label, request, "quote", _line(speaker.name, name)))
    if (picked or topic or via) and (n := heard(who.person, desk)):
        actions.append(action(msg("action.all", n=n), request, "quote", name))
    actions.extend(
        action(
            msg("action.person", name=other.name, n=heard(other, desk)),
            request,
            "quote",
            _line(other.name, topic=topic),
        )
        for other in _quoted(who)[:RELAYS]
    )
    actions.append(action(msg("action.timeline"), request, "timeline", name))
    return actions


def _last(person: Person) -> str:
    """A person's family name; a body and an office are told in full."""
    named = person.kind == "person" and _is_name(person)
    return person.name.rsplit(" ", 1)[-1] if named else person.name


def _is_name(person: Person) -> bool:
    from corpus.people import is_name  # it takes long to load, and is there when anybody is meant

    return is_name(person.name)


def _quoted(who: Meant) -> tuple[Person, ...]:
    """Who else may be meant, and has said anything."""
    return tuple(other for other in who.others if other.quotes)


def _note(who: Meant) -> Message | None:
    others = _quoted(who)
    return msg("who.also", names=tuple(other.name for other in others)) if others else None
