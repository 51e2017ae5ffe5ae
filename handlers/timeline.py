"""/timeline [TOPIC|WHO] [from..to] [all]: what happened when, how many outlets tell it, and where they disagree."""

from collections.abc import Sequence

from corpus.models import Event, Excerpt, Person
from corpus.results import Contrast, Match, Timeline
from handlers.arguments import VIA, days, readable, wanted
from handlers.messages import Answer, Desk, Message, Request, Section, Status, msg
from handlers.paging import action, outward, page, shown, why, within
from handlers.points import difference
from handlers.spoken import every as asks_for_all
from handlers.usage import usage
from handlers.who import Meant, meant

PAGE = 6  # events a page
WORDS = 3  # of what an event is called, in its title
EVERY = "all"  # the last word of a request for every event
SHORT = 60  # characters under which a sentence is no easier to read


def timeline(request: Request, desk: Desk) -> Answer:
    """Events in order of their day, one section each with every mention."""
    if request.args and not readable(request.args):
        return usage(request, desk)
    args, every = _every(request.args)
    asked, words = days(args, desk) if args else (None, "")
    if VIA.search(words) and (told := _passed_on(words, request, desk)):
        return told
    who = meant(words, desk) if words else None
    person, topic = (who.person, who.topic) if isinstance(who, Meant) else (None, words)
    found = desk.library.timeline(who=person, topic=topic, days=asked)
    if person and not found.events:
        person, topic = None, words
        found = desk.library.timeline(topic=words, days=asked)
    near = who.candidates[:3] if not isinstance(who, Meant) and who and who.status is not Match.NONE else ()
    every = every or request.page == 0 or not found.chosen
    few, turn = page(found.events if every else found.chosen, request, PAGE)
    sections = tuple(happening(event, found.differ) for event in few)
    actions = [*turn]
    if not every and len(found.chosen) < len(found.events):
        label = msg("action.timeline.every", n=len(found.events))
        actions.append(action(label, request, "timeline", f"{args} {EVERY}".strip()))
    if found.events:
        actions.append(action(msg("action.compare"), request, "compare", words))
    actions.extend(action(msg("action.name", name=c.name), request, "timeline", c.name) for c in near)
    if isinstance(who, Meant):
        actions.append(action(msg("action.quotes", name=who.person.name), request, "quote", who.person.name))
    if request.args:
        actions.append(action(msg("action.timeline.all"), request, "timeline"))
    return Answer(
        Status.OK if found.events else Status.NOTHING,
        _heading(found, person, topic, every=every) if found.events else _none(found, words),
        sections,
        (*actions, *outward(request, found.events), *why(request, sections)),
        found=found,
    )


def _passed_on(words: str, request: Request, desk: Desk) -> Answer | None:
    """What somebody said through somebody else is a matter of quotes, not of days: `/quote WHO via WHO` tells it."""
    named = wanted(words)
    who, via = meant(named.who, desk), meant(named.via, desk)
    if not isinstance(who, Meant) or not isinstance(via, Meant):
        return None
    line = f"{who.person.name} via {via.person.name}"
    label = msg("action.quotes", name=line)
    heading = msg("timeline.via", name=who.person.name, relay=via.person.name)
    rest = action(label, request, "quote", line), action(msg("action.timeline"), request, "timeline", who.person.name)
    return Answer(Status.USAGE, heading, actions=rest)


def _every(args: str) -> tuple[str, bool]:
    """The words of a request, and whether every event is asked for."""
    head, _, last = args.rpartition(" ")
    return (head.strip(), True) if asks_for_all(last) else (args, False)


def happening(event: Event, differ: Sequence[Contrast] = ()) -> Section:
    """An event as a section: its day, its mentions, how many outlets tell it, and on what they disagree."""
    apart = tuple(msg("timeline.differ", difference=difference(one)) for one in differ if one.event == event)
    mentions = msg("mentions", n=len(event.mentions))
    told = msg("timeline.outlets", n=len(tuple(event.outlets())), mentions=mentions)
    return Section(
        title=title(event),
        excerpts=best_first(event),
        when=event.when,
        notes=((told,) if len(event.mentions) > 1 else ()) + apart,
        lead=1,
    )


def title(event: Event) -> Message:
    """Its day, and what it is called."""
    if not event.words:
        return msg("timeline.day", when=event.when)
    return msg("timeline.event", when=event.when, words=event.words[:WORDS])


def best_first(event: Event) -> tuple[Excerpt, ...]:
    """What names the event and its day, in figures if it can be and in few words, leads; the rest stay as they are."""
    return tuple(sorted(event.mentions, key=lambda mention: _leads(mention, event.words), reverse=True))


def _leads(mention: Excerpt, words: tuple[str, ...]) -> tuple[bool, bool, bool, int]:
    text = mention.text.lower()
    marked = [highlight.cut(mention.article.body).lower() for highlight in mention.highlights]
    return (
        any(mark not in words for mark in marked),
        any(word in text for word in words[:WORDS]),
        any(char.isdigit() for mark in marked for char in mark),
        -max(len(text), SHORT),
    )


def _heading(found: Timeline, person: Person | None, topic: str, *, every: bool) -> Message:
    n = msg("events", n=len(found.events))
    if not every and len(found.chosen) < len(found.events):
        n = msg("timeline.chosen", n=len(found.chosen), events=n)
    parts = (_about(person.name if person else "", shown(topic)), n)
    return msg("dots", parts=(*parts, found.asked) if found.asked else parts)


def _about(name: str, topic: str) -> Message:
    if name and topic:
        return msg("timeline.heading.who", name=name, topic=topic)
    return msg("timeline.heading.on", topic=name or topic) if name or topic else msg("timeline.heading")


def _none(found: Timeline, words: str) -> Message:
    scope = within(found.scope)
    if found.asked and words:
        return msg("nothing.timeline.on.days", topic=shown(words), days=found.asked, scope=scope)
    if found.asked:
        return msg("nothing.timeline.days", days=found.asked, scope=scope)
    if words:
        return msg("nothing.timeline.on", topic=shown(words), scope=scope)
    return msg("nothing.timeline", scope=scope)
