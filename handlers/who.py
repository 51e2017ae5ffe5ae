"""Whom a name means, or what to ask back."""

import re
from dataclasses import dataclass

from corpus.models import Person
from corpus.results import Candidate, Match, Resolution
from corpus.words import fold
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
    if found.best is None and found.status is Match.AMBIGUOUS and len(found.candidates) == 1:
        only = found.candidates[0].person
        return Meant(only, found.topic) if only and _called_so(only, found.query, desk) else found
    if found.best is None or found.best.person is None:
        return found
    return Meant(found.best.person, found.topic, tuple(c.person for c in found.candidates[1:CHOICES] if c.person))


def _called_so(person: Person, query: str, desk: Desk) -> bool:
    """Whether an article that quotes somebody uses a part of the name alone: `Hanh`, of Nguyen Thi Hanh."""
    part = _words(named_alone(query))
    whole = _words(person.name)
    quotes = (one.excerpt for one in desk.library.quotes_by(person))
    mentions = (one.quote.speaker_span.cut(one.article.body) for one in quotes if one.quote and one.quote.speaker_span)
    return any(part == _words(mention) & whole for mention in mentions)


def _words(text: str) -> frozenset[str]:
    return frozenset(fold(text).split())


def spelled(person: Person) -> tuple[str, ...]:
    """The other spellings of a name, of the words that differ alone where the rest is the same: `Yuri`.

    A part of the name is no other spelling of it.
    """
    whole = frozenset(person.name.split())
    spellings = (one for one in person.spellings if one != person.name and not whole > frozenset(one.split()))
    others = (_differing(spelling, person.name) for spelling in spellings)
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
    query = shown(named_alone(found.query))
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
