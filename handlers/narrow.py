"""Which of somebody's utterances? Those of a day, in an outlet, through a medium; and which words name an outlet."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus.models import Interval, Person
from corpus.results import Said, Source
from corpus.words import stems
from handlers.arguments import ON, days
from handlers.messages import Desk, Message, msg
from handlers.spoken import words

_ON = words("on")
IN = re.compile(
    rf"(?:^|\s)(?:{words('in')})\s+(?P<outlet>\S+(?:\s+(?!(?:{_ON})\s)\S+)*)(?:\s+(?:{_ON})(?=\s)|$)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Utterances on a topic, and what else they were picked by: `in RT`, `8 Dec 2021`, `through Interfax`."""

    said: tuple[Said, ...]
    topic: str = ""
    by: tuple[Message | Interval, ...] = ()


def narrowed(person: Person, topic: str, desk: Desk, via: Person | None = None, carrier: str = "") -> Narrowed:
    """What somebody said, where the topic may hold an outlet and a day: `on sanctions in RT`, `on 8 December`.

    `carrier` is an outlet or a medium that the words came through.
    """
    rest, outlet = _outlet(topic, desk)
    asked, words = days(rest, desk) if rest else (None, "")
    by: list[Message | Interval] = []
    said = desk.library.quotes_by(person, via=via, topic=words if asked else rest)
    dated = tuple(one for one in said if asked and _within(one, asked))
    if asked and (dated or not words):
        said, rest = dated, words
        by.append(asked)
    elif asked:
        said = desk.library.quotes_by(person, via=via, topic=rest)
    if outlet:
        said = tuple(one for one in said if _printed(one, outlet))
        by.append(msg("quotes.in", name=outlet))
    if carrier:
        said = tuple(one for one in said if _printed(one, carrier) or _carried(one, carrier))
        by.append(msg("quotes.through", name=carrier))
    return Narrowed(said, rest, tuple(by))


def carrier(name: str, person: Person, desk: Desk) -> str:
    """The medium that carried words of somebody, or the outlet, that a name names; empty where it names neither."""
    media = (getattr(one.excerpt.quote, "medium", None) or "" for one in desk.library.quotes_by(person))
    return next((medium for medium in media if medium and _same(medium, name)), "") or outlet(name, desk)


def outlet(name: str, desk: Desk) -> str:
    """The outlet of the corpus that a name names for certain, else empty."""
    found = desk.library.resolve_outlet(name.removeprefix("in "))
    return found.best.name if found.best else ""


def credited(name: str, desk: Desk) -> tuple[Source, ...]:
    """The sources whose credit names no outlet, but holds these words: `unnamed blog`."""
    wanted = stems(name)
    return tuple(
        one
        for one in desk.library.sources()
        if wanted and one.provenance.outlet is None and set(wanted) <= set(stems(one.provenance.credit))
    )


def named_alone(query: str) -> str:
    """The name of `NAME on TOPIC`."""
    return ON.split(query, maxsplit=1)[0].strip() or query


def _outlet(topic: str, desk: Desk) -> tuple[str, str]:
    found = IN.search(topic)
    named = outlet(found["outlet"], desk) if found else ""
    return (f"{topic[: found.start()]} {topic[found.end() :]}".strip(), named) if found and named else (topic, "")


def _within(said: Said, asked: Interval) -> bool:
    day = said.excerpt.quote.said_on if said.excerpt.quote else None
    return day is not None and asked.first <= day <= asked.last


def _printed(said: Said, outlet_: str) -> bool:
    return any(
        hop.outlet == outlet_
        for one in (said.excerpt, *said.also, *said.renderings)
        for hop in one.article.provenance.published
    )


def _carried(said: Said, medium: str) -> bool:
    held = getattr(said.excerpt.quote, "medium", None)
    return bool(held) and _same(str(held), medium)


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


def titled(words: str, people: Sequence[Person], *, loosely: bool) -> tuple[Person, ...]:
    """Those whose role the words are: `president` is anybody's who is one; `loosely`, by the last word alone."""
    asked = [word for word in words.casefold().split() if word != "the"]
    if not asked:
        return ()
    whole = _holding(lambda role: set(asked) <= role, people)
    return whole or (_holding(lambda role: asked[-1] in role, people) if loosely else ())


def _holding(fits: Callable[[set[str]], bool], people: Sequence[Person]) -> tuple[Person, ...]:
    return tuple(one for one in people if any(fits(set(role.casefold().split())) for role in one.roles))
