"""How does a message read? Its template filled in, each part shown as whose words it is: the bot's own or another's."""

import datetime as dt
import functools
from collections.abc import Callable, Iterator
from enum import StrEnum

from bot.words.catalogue import NUMBER, VARIANT, Entry, Field, catalogue
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


Shown = Callable[[str, Voice], str]  # how a part looks; kept for long, so that what it makes of templates is kept too

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
    return phrase(message, language, _bare)


def phrase(message: Message, language: str, shown: Shown, variant: str = "") -> str:
    """The message, each part as it is shown; KeyError for an id or a parameter that is not there.

    `variant` is the case in which it stands inside another, for languages that have one for it.
    """
    params = message.params
    if not params:
        return _still(message.id, language, variant, shown)
    out = []
    for field in _fields(message, language, variant, shown):
        if field.before:
            out.append(field.before)
        if field.name is not None:
            out.append(_filled(params[field.name], field.form, language, shown))
    return "".join(out)


def _bare(text: str, _: Voice) -> str:
    return text


def _fields(message: Message, language: str, variant: str, shown: Shown) -> tuple[Field, ...]:
    """Those of the form that a message has; where there are several, its number decides."""
    entry = _entry(message.id, language, variant, shown)
    if len(entry.forms) == 1:
        return entry.forms[0]
    many = message.params[NUMBER]
    assert isinstance(many, int)  # a test holds every call to it
    return entry.forms[entry.plural(many)]


@functools.lru_cache(maxsize=8_192)
def _entry(id_: str, language: str, variant: str, shown: Shown) -> Entry:
    """The templates of a message, the bot's own words in them as they are shown."""
    texts = catalogue(language)
    entry = (texts.get(f"{id_}{VARIANT}{variant}") if variant else None) or texts[id_]
    own = {one.before: shown(one.before, Voice.OWN) if one.before else "" for form in entry.forms for one in form}
    forms = (tuple(Field(own[one.before], one.name, one.form) for one in form) for form in entry.forms)
    return Entry(tuple(forms), entry.plural)


@functools.lru_cache(maxsize=8_192)
def _still(id_: str, language: str, variant: str, shown: Shown) -> str:
    """A message without parameters: always the same."""
    form, *others = _entry(id_, language, variant, shown).forms
    if others or any(field.name is not None for field in form):
        raise KeyError(id_)
    return "".join(field.before for field in form)


def _filled(value: Param, form: str, language: str, shown: Shown) -> str:
    if isinstance(value, str):
        return shown(value, VOICES.get(form, Voice.FOREIGN))
    if isinstance(value, Message):
        return phrase(value, language, shown, form)
    if not isinstance(value, tuple):
        return shown(_written(value, language), Voice.OWN)
    text = "".join(_joined(value, form, language, shown))
    return text[:1].upper() + text[1:] if form == "heading" and _own(value, language) else text


def _joined(values: tuple[Param, ...], form: str, language: str, shown: Shown) -> Iterator[str]:
    between = JOINTS[""] if form in WORDED else JOINTS[form]
    for at, value in enumerate(values):
        if at:
            last = form in WORDED and at == len(values) - 1
            yield shown(joint(form, language) if last else between, Voice.OWN)
        yield _filled(value, "", language, shown)


def _own(value: Param, language: str, form: str = "") -> bool:
    """Whether the first words of a value are the bot's own."""
    if isinstance(value, tuple):
        return bool(value) and _own(value[0], language)
    if isinstance(value, Message):
        first = next(iter(_fields(value, language, form, _bare)), None)
        if first is None or first.before or first.name is None:
            return True
        return _own(value.params[first.name], language, first.form)
    return not isinstance(value, str)


def _written(value: float | dt.date | Interval, language: str) -> str:
    if isinstance(value, dt.date):
        return day(value, language)
    if isinstance(value, Interval):
        return days(value, language)
    return number(value, language)
