"""What can be asked here? Lines that answer something over the corpus at hand."""

import calendar
from collections.abc import Callable, Iterator

from corpus.models import Person
from handlers.messages import Desk

CHECKED = 6  # words of a quotation to check
QUOTED = 4  # of the most quoted people, how many to look at for one whose words others pass on


def examples(desk: Desk) -> tuple[str, ...]:
    """Three lines, each of which shows something no other bot does; none over an empty corpus."""
    if not desk.library.scope().articles:
        return ()
    return tuple(_lines(desk))[:3]


def _lines(desk: Desk) -> Iterator[str]:
    people = desk.library.people()[:QUOTED]
    yield from (line for line in (_relayed(desk, people),) if line)
    yield "/compare"
    yield "/timeline"
    yield from (f"/quote {person.name}" for person in people)


def _relayed(desk: Desk, people: tuple[Person, ...]) -> str:
    pairs = [(speaker, relay) for relay in people for speaker, _ in desk.library.relayed_by(relay)]
    pairs.sort(key=lambda pair: (pair[0].kind != "person", -pair[0].quotes))  # words of a person show it best
    for speaker, relay in pairs:
        return f"/quote {speaker.name} via {relay.name}"
    return f"/quote {people[0].name}" if people else ""


def example(command: str, written: str, desk: Desk) -> str:
    """An example of one command that runs here: of this corpus where the written one finds nothing in it."""
    of = OF.get(command)
    return of(written, desk) if of and desk.library.people() else written


def _quote(_: str, desk: Desk) -> str:
    return _relayed(desk, desk.library.people()[:QUOTED])


def _about(command: str, desk: Desk) -> str:
    return f"{command.partition(' ')[0]} /quote {desk.library.people()[0].name}"


def _article(written: str, desk: Desk) -> str:
    return next((f"/article {article.id}" for article in desk.library.articles(limit=1)), written)


def _timeline(written: str, desk: Desk) -> str:
    last = desk.library.scope().last
    return f"/timeline {calendar.month_name[last.month].lower()} {last.year}" if last else written


def _compare(written: str, desk: Desk) -> str:
    return written if desk.library.compare(written.partition(" ")[2]).points else "/compare"


def _ask(written: str, desk: Desk) -> str:
    if desk.library.ask(written.partition(" ")[2]).excerpts:
        return written
    return f"/ask What did {desk.library.people()[0].name} say?"


def _check(written: str, desk: Desk) -> str:
    """Words of somebody who is quoted, under their name: as long as a line can hold, and short of their end."""
    if any(one.source for one in desk.library.check(written.partition(" ")[2]).quotes):
        return written
    for person in desk.library.people()[:QUOTED]:
        for said in desk.library.quotes_by(person):
            words = said.excerpt.text.split()
            if len(words) >= CHECKED:
                return f"/check {person.name}: “{' '.join(words[:CHECKED])}”"
    return written


OF: dict[str, Callable[[str, Desk], str]] = {
    "quote": _quote,
    "why": _about,
    "context": _about,
    "article": _article,
    "timeline": _timeline,
    "compare": _compare,
    "ask": _ask,
    "check": _check,
}
