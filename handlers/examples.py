"""What can be asked here? Lines that answer something over the corpus at hand."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from corpus.models import Person
from corpus.results import Relation
from handlers.messages import Desk, Message, msg
from handlers.spoken import Asking, asking

CHECKED = 6  # words of a quotation to check
QUOTED = 4  # of the most quoted people, how many to look at for one whose words others pass on
SHORT = 48  # characters of words that are checked
MARKS = frozenset("\"'“”„‘«»")  # of a quotation within the quotation
SHOWN = 3  # examples for somebody who is new here


@dataclass(frozen=True, slots=True)
class Example:
    """A line that has an answer here, what a button with it says, and what is told of it."""

    line: str
    label: Message
    told: Message


def examples(desk: Desk, language: str = "en") -> tuple[Example, ...]:
    """Three, each of which shows something no other bot does; none over an empty corpus."""
    return desk.library.once(("examples", language), lambda: _best(desk, language))


def _best(desk: Desk, language: str) -> tuple[Example, ...]:
    if not desk.library.scope().articles:
        return ()
    found: list[Example] = []
    for one in _candidates(desk, language):
        if len(found) == SHOWN:
            break
        found.append(one)
    return tuple(found)


def _candidates(desk: Desk, language: str) -> Iterator[Example]:
    """The best first: a relay chain, a difference, a check; then what any corpus has."""
    people = desk.library.people()[:QUOTED]
    yield from _chain(desk, people, language)
    if any(point.relation is Relation.DIFFER for point in desk.library.compare().points):
        yield Example("/compare", msg("start.label.compare"), msg("start.compare", example="/compare"))
    for person, words in _checkable(desk, people):
        line = f"/check {person.name}: “{words}”"
        yield Example(line, msg("start.label.check", name=person.name), msg("start.check", example=line))
        break
    if desk.library.timeline().events:
        yield Example("/timeline", msg("start.label.timeline"), msg("start.timeline", example="/timeline"))
    for person in people:
        line = f"/quote {person.name}"
        yield Example(line, msg("action.quotes", name=person.name), msg("start.quote", example=line))
    for line, id_ in (("/sources", "action.sources"), ("/article", "action.articles")):
        yield Example(line, msg(id_), msg("start.look", example=line))


def _chain(desk: Desk, people: tuple[Person, ...], language: str) -> Iterator[Example]:
    for speaker, relay in _relays(desk, people)[:1]:
        line = f"/quote {speaker.name} {asking(language).via} {relay.name}"
        label = msg("start.label.relay", speaker=speaker.name, relay=relay.name)
        yield Example(line, label, msg("start.relay", example=line))


def _relays(desk: Desk, people: tuple[Person, ...]) -> list[tuple[Person, Person]]:
    """Who was quoted by whom: words of a person show it best."""
    pairs = [(speaker, relay) for relay in people for speaker, _ in desk.library.relayed_by(relay)]
    pairs.sort(key=lambda pair: (pair[0].kind != "person", -pair[0].quotes))
    return pairs


def _checkable(desk: Desk, people: tuple[Person, ...]) -> Iterator[tuple[Person, str]]:
    """Words of somebody who is quoted: as many as a line can hold, and short of their end."""
    for person in people:
        for said in desk.library.quotes_by(person):
            words = said.excerpt.text.split()
            start = " ".join(words[:CHECKED])
            if len(words) > CHECKED and len(start) <= SHORT and not MARKS & set(start):
                yield person, start


def example(command: str, written: str, desk: Desk, language: str = "en") -> str:
    """An example of one command that runs here: of this corpus where the written one finds nothing in it."""
    return desk.library.once(("example", command, language), lambda: _example(command, written, desk, language))


def _example(command: str, written: str, desk: Desk, language: str) -> str:
    of = OF.get(command) or (OF_PEOPLE.get(command) if desk.library.people() else None)
    spoken = asking(language)
    return of(written, desk, spoken) if of else dict(spoken.lines).get(command, written)


def _quote(_: str, desk: Desk, asking: Asking) -> str:
    people = desk.library.people()[:QUOTED]
    for speaker, relay in _relays(desk, people)[:1]:
        return f"/quote {speaker.name} {asking.via} {relay.name}"
    return f"/quote {people[0].name}"


def _about(command: str, desk: Desk, _: Asking) -> str:
    return f"{command.partition(' ')[0]} /quote {desk.library.people()[0].name}"


def _followed(command: str, desk: Desk, _: Asking) -> str:
    return f"{command.partition(' ')[0]} {desk.library.people()[0].name}"


def _article(written: str, desk: Desk, _: Asking) -> str:
    return next((f"/article {article.id}" for article in desk.library.articles(limit=1)), written)


def _timeline(_: str, desk: Desk, asking: Asking) -> str:
    last = desk.library.scope().last
    return f"/timeline {asking.months[last.month - 1]} {last.year}" if last else "/timeline"


def _export(written: str, desk: Desk, asking: Asking) -> str:
    return f"/export{_timeline(written, desk, asking).replace('/', ' ')} csv"


def _compare(written: str, desk: Desk, _: Asking) -> str:
    return written if desk.library.compare(written.partition(" ")[2]).points else "/compare"


def _ask(written: str, desk: Desk, asking: Asking) -> str:
    if desk.library.ask(written.partition(" ")[2]).excerpts:
        return written
    return f"/ask {asking.ask.format(name=desk.library.people()[0].name)}"


def _check(written: str, desk: Desk, _: Asking) -> str:
    """The words of an utterance under their speaker's name."""
    if any(one.source for one in desk.library.check(written.partition(" ")[2]).quotes):
        return written
    found = _checkable(desk, desk.library.people()[:QUOTED])
    return next((f"/check {person.name}: “{words}”" for person, words in found), written)


OF: dict[str, Callable[[str, Desk, Asking], str]] = {
    "article": _article,
    "timeline": _timeline,
    "export": _export,
    "compare": _compare,
}
OF_PEOPLE: dict[str, Callable[[str, Desk, Asking], str]] = {
    "quote": _quote,
    "why": _about,
    "context": _about,
    "cite": _about,
    "report": _about,
    "follow": _followed,
    "ask": _ask,
    "check": _check,
}
