"""/picture [dark] LINE: a timeline, a comparison or the people quoted most, drawn."""

from collections.abc import Mapping

from corpus.models import Event, Excerpt, Kind, Person, Provenance, Tense
from corpus.results import Comparison, Contrast, Relation, Timeline
from handlers.credits import chain
from handlers.lined import meant_line, named
from handlers.messages import Answer, Desk, Message, Request, Section, Status, msg
from handlers.paging import action
from handlers.pictured import Bar, Bars, Days, Grid, Happening, Picture, Point, Tick
from handlers.points import SLOTS, VERDICTS, difference, happening
from handlers.timeline import best_first, title
from handlers.usage import usage
from handlers.utterances import heard

STYLES = {"light": False, "dark": True}
LABELS = {"light": "action.picture.light", "dark": "action.picture.dark"}
MOST = 7  # events in a list, points in a grid
PEOPLE = 12
COLUMNS = 5  # outlets of a grid
TOLD = 72  # characters of what an outlet tells, in a cell
WORDS = 3  # of what an event is called


def picture(request: Request, desk: Desk) -> Answer:
    """Ask the line again and draw what it finds; in words for whoever cannot see it."""
    from handlers import answer

    dark, words = _style(request.args)
    asked = meant_line(request, words, desk)
    if asked is None:
        return usage(request, desk)
    found = answer(asked, desk)
    drawn = _drawn(found, desk)
    if drawn is None:
        return found if found.status is not Status.OK else usage(request, desk)
    other = "light" if dark else "dark"
    actions = (
        action(msg(LABELS[other]), request, "picture", f"{other} {asked.line}"),
        action(msg("action.export"), request, "export", asked.line),
    )
    shown = Picture(drawn, dark, named(asked) + ("-dark" if dark else ""))
    return Answer(found.status, found.heading, _told(drawn), actions, pictures=(shown,))


def _style(args: str) -> tuple[bool, str]:
    first, _, rest = args.partition(" ")
    return (STYLES[first.lower()], rest) if first.lower() in STYLES else (False, args)


def _drawn(found: Answer, desk: Desk) -> Days | Grid | Bars | None:
    if isinstance(found.found, Timeline):
        return days(found.found, found.heading)
    if isinstance(found.found, Comparison):
        return grid(found.found, found.heading)
    return bars(found.found, found.heading, desk) if found.found else None


def days(found: Timeline, heading: Message) -> Days | None:
    """All events on the axis, the telling ones in the list."""
    apart = [one.event for one in found.differ]
    told = _telling(found, apart)
    disputed = {event.when for event in apart if event}
    ticks = tuple(Tick(event.when, len(tuple(event.outlets())), event.when in disputed) for event in found.events)
    listed = tuple(_happening(event, found) for event in told)
    return Days(heading, ticks, listed, len(found.events) - len(told)) if told else None


def _telling(found: Timeline, apart: list[Event | None]) -> tuple[Event, ...]:
    """Those that matter; where they are many, those on which outlets differ and which most of them tell."""
    some = found.chosen or found.events
    best = sorted(some, key=lambda e: (e in apart, len(tuple(e.outlets())), len(e.mentions)), reverse=True)[:MOST]
    return tuple(event for event in some if event in best)


def _happening(event: Event, found: Timeline) -> Happening:
    return Happening(
        event.when,
        event.words[:WORDS],
        best_first(event)[0],
        len(tuple(event.outlets())),
        tuple(difference(one) for one in found.differ if one.event == event),
        planned=event.tense is Tense.FUTURE,
    )


def grid(found: Comparison, heading: Message) -> Grid | None:
    """A column an outlet, those that tell most points first; a row a point."""
    told = found.points[:MOST]
    named = {_teller(excerpt): _outlet(excerpt.article.provenance) for one in told for excerpt in one.excerpts}
    counts = dict.fromkeys(named, 0)
    for contrast in told:
        for teller in {_teller(excerpt) for excerpt in contrast.excerpts}:
            counts[teller] += 1
    columns = tuple(sorted(counts, key=lambda teller: -counts[teller])[:COLUMNS])
    rows = tuple(_row(contrast, columns) for contrast in told)
    outlets = tuple(named[teller] for teller in columns)
    return Grid(heading, outlets, rows, len(found.points) - len(told), len(counts) - len(columns)) if told else None


def _teller(excerpt: Excerpt) -> str:
    """An outlet by its name; pages of unnamed ones each by itself, since nobody knows whether they are one."""
    return excerpt.article.provenance.outlet or f"{excerpt.article.id} alone"


def _outlet(provenance: Provenance) -> str | Message:
    if provenance.outlet:
        return provenance.outlet
    named, cited = chain(Provenance(provenance.published)), tuple(hop.outlet for hop in provenance.cited if hop.outlet)
    return msg("picture.citing", chain=named, cited=cited) if cited else named


def _row(contrast: Contrast, columns: tuple[str, ...]) -> Point:
    tellers = [_teller(excerpt) for excerpt in contrast.excerpts]
    stated = len(contrast.values) == len(tellers)
    values = contrast.values if stated else tuple(_told_there(contrast, one) for one in contrast.excerpts)
    cells: dict[str, str] = {}
    for teller, value in zip(tellers, values, strict=True):
        held = cells.get(teller, "")
        cells[teller] = held if value in held else " / ".join(part for part in (held, value) if part)
    parts = [_kind(contrast, cells), *([msg(VERDICTS[contrast.verdict])] if contrast.verdict else [])]
    parts += [happening(contrast.event)] if contrast.event else []
    heading = msg("dots", parts=tuple(parts))
    return Point(heading, str(contrast.relation), tuple(cells.get(column) for column in columns))


def _told_there(contrast: Contrast, excerpt: Excerpt) -> str:
    """The beginning of what an outlet tells, where nothing else names the point; never our own words of a brief."""
    quoted = excerpt.quote is not None and excerpt.span in excerpt.quote.span
    if (contrast.event and contrast.event.words) or (excerpt.article.kind is Kind.BRIEF and not quoted):
        return ""
    words = " ".join(excerpt.text.split())
    return words if len(words) <= TOLD else f"{words[:TOLD].rpartition(' ')[0]} …"


def _kind(contrast: Contrast, cells: Mapping[str, str]) -> Message:
    if contrast.relation is Relation.DIFFER:
        return msg(SLOTS[contrast.slot]) if contrast.slot else msg("slot.other")
    return msg("compare.agree", n=len(cells)) if contrast.relation is Relation.AGREE else msg("picture.only")


def bars(people: tuple[Person, ...], heading: Message, desk: Desk) -> Bars:
    """The most quoted."""
    shown = tuple(
        Bar(one.name, one.roles[0] if one.roles else "", heard(one, desk), one.articles, one.outlets)
        for one in people[:PEOPLE]
    )
    return Bars(heading, shown, len(people) - len(shown))


def _told(drawn: Days | Grid | Bars) -> tuple[Section, ...]:
    """What a picture shows, a line each."""
    if isinstance(drawn, Days):
        return tuple(Section(title=_day(one), excerpts=() if one.words else (one.excerpt,)) for one in drawn.happenings)
    if isinstance(drawn, Grid):
        return tuple(Section(title=_cells(one, drawn.outlets)) for one in drawn.points)
    return tuple(
        Section(title=msg("dots", parts=(one.name, msg("quotes", n=one.quotes), msg("outlets", n=one.outlets))))
        for one in drawn.bars
    )


def _day(one: Happening) -> Message:
    named = title(Event(one.when, (one.excerpt,), words=one.words))
    return msg("dots", parts=(named, msg("outlets", n=one.outlets), *one.differs))


def _cells(one: Point, outlets: tuple[str | Message, ...]) -> Message:
    told = tuple(
        msg("picture.cell", outlet=outlet, value=cell) if cell else outlet
        for outlet, cell in zip(outlets, one.cells, strict=True)
        if cell is not None
    )
    return msg("picture.point", point=one.title, told=told)
