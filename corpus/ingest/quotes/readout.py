"""Articles that tell a talk out of one body's statement: what the talkers said is passed on by that body."""

from dataclasses import replace
from typing import TypeVar

from corpus.models import Quote, Statement

Said = TypeVar("Said", Quote, Statement)


def stretch(quotes: tuple[Quote, ...], issuers: dict[int, str]) -> tuple[int, int, str] | None:
    """From where to where a text goes through a body's statement, and the body: its first and last words from it.

    `issuers` maps the start of each quotation out of a statement to the body that issued it.
    """
    issued = [(quote.span.start, issuers[quote.span.start]) for quote in quotes if quote.span.start in issuers]
    if len(issued) < 2 or len({body for _, body in issued}) != 1:
        return None
    return issued[0][0], issued[-1][0], issued[0][1]


def passed_on(said: tuple[Said, ...], held: tuple[int, int, str] | None, humans: frozenset[str]) -> tuple[Said, ...]:
    """The same, with the body as relay of what persons say inside the stretch."""
    if held is None:
        return said
    start, stop, body = held
    return tuple(
        replace(each, relay=body)
        if each.relay is None and start < each.span.start < stop and each.speaker in humans
        else each
        for each in said
    )


def impersonal(said: tuple[Statement, ...], held: tuple[int, int, str] | None) -> tuple[Statement, ...]:
    """It was stressed that …: inside the stretch, the body says it."""
    if held is None:
        return said
    start, stop, body = held
    return tuple(
        replace(each, speaker=body, confidence=0.8)
        if each.rule == "impersonal" and start < each.span.start < stop
        else each
        for each in said
    )
