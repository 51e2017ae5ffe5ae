"""How does a message read? Its template filled in, each part marked as the bot's own or somebody else's words."""

import datetime as dt
import functools
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from bot.words.catalogue import NUMBER, VARIANT, Entry, catalogue
from bot.words.days import day, days
from bot.words.tongues import FALLBACK
from bot.words.written import joint, number
from corpus.models import Interval
from handlers.messages import Message, Param


class Voice(StrEnum):
    """Whose words a part is made of, and so what a style must do with it."""

    OWN = "own"  # the bot's: never from outside
    FOREIGN = "foreign"  # a name, a title, what somebody typed
    CODE = "code"  # a line to be typed as it stands
    WHOLE = "whole"  # an operator's own text, with its lines and links


class Part(NamedTuple):
    """A run of text in one voice."""

    text: str
    voice: Voice = Voice.OWN


VOICES = {"code": Voice.CODE, "whole": Voice.WHOLE}
JOINTS = {  # form: what stands between
    "": ", ",
    "list": ", ",
    "dots": " · ",
    "heading": " · ",  # with a capital, where its first words are the bot's own
    "lines": "\n",
    "against": " / ",
}
WORDED = frozenset({"and", "or"})  # before the last stands a word


def say(message: Message, language: str = FALLBACK) -> str:
    """The message as plain text."""
    return "".join(part.text for part in phrase(message, language))


def phrase(message: Message, language: str = FALLBACK, variant: str = "") -> tuple[Part, ...]:
    """The message in parts; KeyError for an id or a parameter that is not there.

    `variant` is the case in which it stands inside another, for languages that have one for it.
    """
    if not message.params:
        return _still(message.id, language, variant)
    entry = _entry(message.id, language, variant)
    parts: list[Part] = []
    for field in entry.forms[_form(entry, message)]:
        if field.before:
            parts.append(Part(field.before))
        if field.name is not None:
            parts.extend(_filled(message.params[field.name], field.form, language))
    return tuple(parts)


def _entry(id_: str, language: str, variant: str) -> Entry:
    texts = catalogue(language)
    return (texts.get(f"{id_}{VARIANT}{variant}") if variant else None) or texts[id_]


@functools.lru_cache(maxsize=2_048)
def _still(id_: str, language: str, variant: str) -> tuple[Part, ...]:
    """A message without parameters: always the same."""
    form, *others = _entry(id_, language, variant).forms
    if others or any(field.name is not None for field in form):
        raise KeyError(id_)
    return tuple(Part(field.before) for field in form)


def _form(entry: Entry, message: Message) -> int:
    """Where an entry has several forms, its number decides."""
    if len(entry.forms) == 1:
        return 0
    many = message.params[NUMBER]
    assert isinstance(many, int)  # a test holds every call to it
    return entry.plural(many)


def _filled(value: Param, form: str, language: str) -> Iterable[Part]:
    if form == "heading" and isinstance(value, tuple):
        return _capital(list(_joined(value, form, language)))
    if isinstance(value, tuple):
        return _joined(value, form, language)
    if isinstance(value, Message):
        return phrase(value, language, form)
    if isinstance(value, str):
        return (Part(value, VOICES.get(form, Voice.FOREIGN)),)
    return (Part(_written(value, language)),)


def _capital(parts: list[Part]) -> list[Part]:
    first = parts[:1]
    return [
        Part(f"{part.text[:1].upper()}{part.text[1:]}") if part.voice is Voice.OWN else part for part in first
    ] + parts[1:]


def _joined(values: tuple[Param, ...], form: str, language: str) -> Iterator[Part]:
    between = JOINTS[""] if form in WORDED else JOINTS[form]
    for at, value in enumerate(values):
        if at:
            last = form in WORDED and at == len(values) - 1
            yield Part(joint(form, language) if last else between)
        yield from _filled(value, "", language)


def _written(value: float | dt.date | Interval, language: str) -> str:
    if isinstance(value, dt.date):
        return day(value, language)
    if isinstance(value, Interval):
        return days(value, language)
    return number(value, language)
