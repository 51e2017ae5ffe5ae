"""Whom a name means, or what to ask back."""

import re
from dataclasses import dataclass

from corpus.models import Person
from corpus.results import Candidate, Match, Resolution
from handlers.messages import Action, Answer, Desk, Message, Request, Status, msg
from handlers.narrow import named_alone, outlet
from handlers.paging import action, shown, within
from handlers.utterances import heard

CHOICES = 5
NEAR = 3
SPELLINGS = 3
WRITTEN = re.compile(r"[^\W\d_]{2}|[\u3040-\u9fff\uac00-\ud7af]")  # something that can be a name
NAME = "{}"  # where a chosen name goes in a line of arguments


@dataclass(frozen=True, slots=True)
class Meant:
    """A person or body of the corpus, what the words say beside the name, and who else may be meant."""

    person: Person
    topic: str = ""
    others: tuple[Person, ...] = ()


def meant(text: str, desk: Desk) -> Meant | Resolution:
    """The one whom the words name, or the resolution that leaves it open."""
    found = desk.library.resolve(text)
    if found.best is None or found.best.person is None:
        return found
    return Meant(found.best.person, found.topic, tuple(c.person for c in found.candidates[1:CHOICES] if c.person))


def spelled(person: Person) -> tuple[str, ...]:
    """The other spellings of a name, of the words that differ alone where the rest is the same: `Yuri`."""
    others = (_differing(spelling, person.name) for spelling in person.spellings if spelling != person.name)
    return tuple(dict.fromkeys(others))[:SPELLINGS]


def _differing(spelling: str, name: str) -> str:
    pairs = list(zip(spelling.split(), name.split(), strict=False))
    if len(pairs) != max(len(spelling.split()), len(name.split())) or not any(a == b for a, b in pairs):
        return spelling
    return " ".join(a for a, b in pairs if a != b)


def choose(found: Resolution, request: Request, desk: Desk, line: str = NAME) -> Answer:
    """Ask which of several is meant; `line` holds the arguments with `{}` where the name goes."""
    if found.topic and line == NAME:
        line = f"{NAME} on {found.topic}"
    several = found.status is Match.AMBIGUOUS and len(found.candidates) > 1
    query = shown(found.query)
    return Answer(
        Status.DID_YOU_MEAN,
        msg("who.several", query=query) if several else msg("who.near", query=query),
        actions=_choices(found.candidates[: CHOICES if several else NEAR], request, desk, line),
    )


def nobody(query: str, found: Resolution, request: Request, desk: Desk) -> Answer:
    """Say that nobody is called so, and who comes nearest."""
    if printed := outlet(query, desk):
        return an_outlet(printed, request)
    actions = (*_choices(found.candidates[:NEAR], request, desk, NAME), action(msg("action.people"), request, "people"))
    return Answer(
        Status.NOTHING,
        msg("nothing.named", scope=within(desk.library.scope()), name=shown(named_alone(query))),
        actions=actions if WRITTEN.search(query) else (),
    )


def an_outlet(name: str, request: Request) -> Answer:
    """Say that a name is an outlet's: outlets print, people and bodies speak."""
    actions = (
        action(msg("action.outlet", name=name), request, "sources", name),
        action(msg("action.people"), request, "people"),
    )
    return Answer(Status.DID_YOU_MEAN, msg("who.outlet", name=name), actions=actions)


def _choices(candidates: tuple[Candidate, ...], request: Request, desk: Desk, line: str) -> tuple[Action, ...]:
    return tuple(
        action(
            _label(c, desk),
            request,
            request.command,
            line.replace(NAME, c.name),
        )
        for c in candidates
    )


def _label(candidate: Candidate, desk: Desk) -> Message:
    if candidate.person is None:
        return msg("action.name", name=candidate.name)
    n = heard(candidate.person, desk) if candidate.person.quotes else 0
    return msg("action.person", name=candidate.name, n=n)
