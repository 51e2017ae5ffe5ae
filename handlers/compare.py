"""/compare [TOPIC | OUTLET vs OUTLET [on TOPIC]]: on what outlets differ, what they share, what one tells alone."""

from corpus.results import Comparison, Match, Relation
from handlers.arguments import readable, versus
from handlers.held import article_in, held
from handlers.messages import Action, Answer, Desk, Message, Request, Status, msg
from handlers.narrow import credited
from handlers.paging import action, outward, page, shown, why, within
from handlers.points import one_text, only_cited, point, silence
from handlers.usage import usage
from handlers.who import NAME, choose

PAGE = 4  # points a page
OTHERS = 3  # outlets that one is offered to be held against


def compare(request: Request, desk: Desk) -> Answer:
    """Differences first, then what two or more tell, then what one tells alone."""
    if article := article_in(request):
        return held(article, request, desk)
    if request.args and not readable(request.args):
        return usage(request, desk)
    two, topic = versus(request.args)
    outlets = _outlets(two, topic, request, desk) if two else None
    if isinstance(outlets, Answer):
        return outlets
    found = desk.library.compare(topic, outlets=outlets)
    if outlets and one_text(found, outlets):
        return _one(request, found, outlets)
    if not found.points:
        return _none(request, desk, found, topic, outlets)
    few, turn = page(found.points, request, PAGE)
    sections = tuple(point(one, found) for one in few)
    return Answer(
        Status.OK,
        _heading(found, topic, outlets),
        sections,
        (
            *turn,
            action(msg("action.timeline"), request, "timeline", topic),
            *outward(request, found.points),
            *why(request, sections),
        ),
        _note(found, outlets),
        found=found,
    )


def _outlets(two: tuple[str, str], topic: str, request: Request, desk: Desk) -> tuple[str, str] | Answer:
    """Both outlets by their names in the corpus; or what to ask back."""
    first, second = (desk.library.resolve_outlet(outlet) for outlet in two)
    on = f" on {topic}" if topic else ""
    for found, line in ((first, f"{NAME} vs {two[1]}{on}"), (second, f"{two[0]} vs {NAME}{on}")):
        if found.status is Match.NONE:
            return _no_outlet(found.query, request, desk)
        if found.best is None:
            return choose(found, request, desk, line)
    names = first.candidates[0].name, second.candidates[0].name
    if names[0] != names[1]:
        return names
    same = msg("compare.same", name=names[0])
    return Answer(Status.USAGE, same, actions=(action(msg("action.sources"), request, "sources"),))


def _heading(found: Comparison, topic: str, outlets: tuple[str, str] | None) -> Message:
    counts = tuple(
        msg(id_, n=n)
        for relation, id_ in (
            (Relation.DIFFER, "compare.count.differ"),
            (Relation.AGREE, "compare.count.agree"),
            (Relation.ONLY, "compare.count.only"),
        )
        if (n := sum(point.relation is relation for point in found.points))
    )
    about: list[Message | str] = []
    if outlets:
        about.append(msg("compare.two", first=outlets[0], second=outlets[1]))
    about.append(msg("compare.on", topic=shown(topic)) if topic else msg("compare.main"))
    return msg("dots", parts=(*about, *counts))


def _note(found: Comparison, outlets: tuple[str, str] | None) -> Message | None:
    """What the answer does not rest on."""
    lines = [line for line in (only_cited(found, outlets) if outlets else None, silence(found)) if line]
    return msg("lines", parts=tuple(lines)) if lines else None


def _one(request: Request, found: Comparison, outlets: tuple[str, str]) -> Answer:
    heading = msg("nothing.compare.one", n=found.scope.articles, first=outlets[0], second=outlets[1])
    return Answer(Status.NOTHING, heading, actions=(action(msg("action.sources"), request, "sources"),))


def _none(request: Request, desk: Desk, found: Comparison, topic: str, outlets: tuple[str, str] | None) -> Answer:
    scope = within(found.scope)
    if outlets:
        heading = msg("nothing.compare.two", first=outlets[0], second=outlets[1], scope=scope)
    elif topic:
        heading = msg("nothing.compare.on", topic=shown(topic), scope=scope)
    else:
        heading = msg("nothing.compare", scope=scope)
    actions = [action(msg("action.sources"), request, "sources")]
    if topic and not outlets:
        against = _against(topic, request, desk)
        if not against and desk.library.ask(topic).excerpts:
            actions.insert(0, action(msg("action.ask"), request, "ask", topic))
        actions[:0] = against
    return Answer(Status.NOTHING, heading, actions=tuple(actions))


def _against(name: str, request: Request, desk: Desk) -> list[Action]:
    """Of an outlet alone: each of the others that print most, to hold it against."""
    best = desk.library.resolve_outlet(name).best
    if best is None:
        return []
    listed = sorted(desk.library.sources(), key=lambda source: -source.articles)
    others = dict.fromkeys(one.provenance.outlet for one in listed)
    named = [other for other in others if other and other != best.name][:OTHERS]
    two = ((msg("compare.two", first=best.name, second=other), f"{best.name} vs {other}") for other in named)
    return [action(label, request, "compare", line) for label, line in two]


def _no_outlet(name: str, request: Request, desk: Desk) -> Answer:
    unnamed = msg("compare.unnamed", name=shown(name)) if credited(name, desk) else None
    heading = unnamed or msg("nothing.outlet", scope=within(desk.library.scope()), name=shown(name))
    return Answer(Status.NOTHING, heading, actions=(action(msg("action.sources"), request, "sources"),))
