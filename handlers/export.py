"""/export [LINE] [csv, json, timelinejs or ics]: what a line finds, as a file of another program."""

import datetime as dt
from collections.abc import Iterator

from corpus.exports import Row, calendar, comma_separated, fields, json_text, planned, timelinejs
from corpus.models import Event, Tense
from corpus.results import Comparison, Contrast, Timeline
from handlers.lined import meant_line, named
from handlers.messages import Answer, Desk, Request, Status, msg
from handlers.paging import action, shown, within
from handlers.pictured import Document
from handlers.timeline import best_first
from handlers.usage import usage

FORMS = {"csv": "CSV", "json": "JSON", "timelinejs": "TimelineJS", "ics": "iCalendar"}
NAMES = {"ical": "ics", "icalendar": "ics", "calendar": "ics"} | {form: form for form in FORMS}
TYPES = {"csv": "text/csv", "json": "application/json", "timelinejs": "application/json", "ics": "text/calendar"}
NONE = {"timelinejs": "export.none.timelinejs", "ics": "export.none.ics"}
SUFFIX = {"timelinejs": ".timeline.json"}
ROWS = 2000  # of one file
TITLE = 120  # characters of a file's title


def export(request: Request, desk: Desk) -> Answer:
    """Ask the line for all its pages and write them down; without a form, ask for one."""
    from handlers import answer

    form, words = _form(request.args)
    asked = meant_line(request, words, desk)
    if asked is None:
        return usage(request, desk)
    found = answer(asked.turned(0), desk)
    forms = _forms(found)
    if not forms:
        return _nothing(found, asked, desk)
    if not form:
        return _choice(request, asked, forms)
    if form not in forms:
        return Answer(Status.NOTHING, msg(NONE[form], line=shown(asked.line)))
    document = _document(form, asked, found, desk.clock.now())
    return Answer(Status.OK, msg("export.done", line=shown(asked.line), form=FORMS[form]), documents=(document,))


def _form(args: str) -> tuple[str, str]:
    """The form, named last or first, and the line without it."""
    words = args.split()
    for at in (-1, 0):
        if words and words[at].lower() in NAMES:
            form = NAMES[words.pop(at).lower()]
            return form, " ".join(words)
    return "", args


def _nothing(found: Answer, asked: Request, desk: Desk) -> Answer:
    if found.status is not Status.OK:
        return found
    return Answer(Status.NOTHING, msg("nothing.why", line=shown(asked.line), scope=within(desk.library.scope())))


def _forms(found: Answer) -> tuple[str, ...]:
    """The forms that the answer can have."""
    if isinstance(found.found, tuple):
        return ("csv", "json")
    rows = tuple(_rows(found))
    dated = ("timelinejs",) if any(row.when for row in rows) else ()
    plans = ("ics",) if _plans(found) else ()
    return ("csv", "json", *dated, *plans) if rows else ()


def _choice(request: Request, asked: Request, forms: tuple[str, ...]) -> Answer:
    actions = tuple(
        action(msg("action.name", name=FORMS[form]), request, "export", f"{asked.line} {form}") for form in forms
    )
    return Answer(Status.OK, msg("export.choice", line=shown(asked.line)), actions=actions)


def _document(form: str, asked: Request, found: Answer, now: dt.datetime) -> Document:
    rows = found.found if isinstance(found.found, tuple) else tuple(_rows(found))[:ROWS]
    title = f"Dateline: {asked.line}"[:TITLE]
    if form == "csv":
        content = comma_separated(fields(rows))
    elif form == "json":
        content = json_text(fields(rows))
    elif form == "timelinejs":
        content = timelinejs(tuple(_rows(found))[:ROWS], title)
    else:
        content = calendar(_plans(found)[:ROWS], now, title)
    return Document(named(asked) + SUFFIX.get(form, f".{form}"), TYPES[form], content)


def _plans(found: Answer) -> tuple[Row, ...]:
    """Events that are told as still to come."""
    if not isinstance(found.found, Timeline):
        return ()
    ahead = [event for event in found.found.events if event.tense is Tense.FUTURE]
    return planned(row for number, event in enumerate(ahead, start=1) for row in _event(number, event))


def _rows(found: Answer) -> Iterator[Row]:
    if isinstance(found.found, Timeline):
        for number, event in enumerate(found.found.events, start=1):
            yield from _event(number, event)
    elif isinstance(found.found, Comparison):
        for number, contrast in enumerate(found.found.points, start=1):
            yield from _contrast(number, contrast)
    else:
        for number, section in enumerate(found.sections, start=1):
            for excerpt in dict.fromkeys((*section.excerpts, *section.also)):
                yield Row(excerpt, number, section.when)


def _event(number: int, event: Event) -> Iterator[Row]:
    for mention in best_first(event):
        yield Row(mention, number, event.when, event.words)


def _contrast(number: int, contrast: Contrast) -> Iterator[Row]:
    values = contrast.values if len(contrast.values) == len(contrast.excerpts) else ("",) * len(contrast.excerpts)
    event = contrast.event
    for excerpt, value in zip(contrast.excerpts, values, strict=True):
        yield Row(
            excerpt,
            number,
            event.when if event else None,
            event.words if event else (),
            str(contrast.relation),
            str(contrast.slot or ""),
            value,
        )
