"""What can be asked here? Lines that answer something over the corpus at hand."""

from collections.abc import Iterator

from corpus.models import Person
from handlers.messages import Desk

QUOTED = 6  # of the most quoted people, how many to look at for one whose words others pass on


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
    """An example of one command: with a name of this corpus where it takes one, else as it is written."""
    people = desk.library.people()
    if not people:
        return written
    if command in {"quote", "why", "context"}:
        return _relayed(desk, people[:QUOTED]) if command == "quote" else f"/{command} /quote {people[0].name}"
    if command == "article":
        articles = desk.library.articles(limit=1)
        return f"/article {articles[0].id}" if articles else written
    return written
