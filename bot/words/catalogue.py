"""What does the bot say, by message id? English as data of its own, other languages as gettext's catalogues."""

import functools
import string
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import resources

from bot.words.tongues import FALLBACK, nearest

NUMBER = "n"
VARIANT = "@"  # `scope@genitive`: how a message stands inside another, for languages that have cases


@dataclass(frozen=True, slots=True)
class Field:
    """A place in a template: text of the bot's own before it, then a parameter; no name at the end of a template."""

    before: str
    name: str | None
    form: str


@dataclass(frozen=True, slots=True)
class Entry:
    """Templates by plural form; `plural` tells which of them a number has."""

    forms: tuple[tuple[Field, ...], ...]
    plural: Callable[[int], int]

    @property
    def names(self) -> frozenset[str]:
        """All parameters that any form uses."""
        used = {field.name for form in self.forms for field in form if field.name}
        return frozenset(used | ({NUMBER} if len(self.forms) > 1 else set()))


@functools.cache
def catalogue(language: str) -> dict[str, Entry]:
    """The texts of a language, of English where there are none for it."""
    spoken = nearest(language)
    if spoken != language:
        return catalogue(spoken)
    if spoken == FALLBACK:
        return {id_: entry(texts, _english) for id_, texts in source().items()}
    from bot.words.po import translations

    texts, plural = translations(spoken)
    return {id_: entry(forms, plural) for id_, forms in texts.items()}


@functools.cache
def source() -> dict[str, tuple[str, ...]]:
    """The English texts: one, or what is said of one thing and of several."""
    texts = tomllib.loads(resources.files("bot.words").joinpath("en.toml").read_text("utf-8"))
    return {id_: (text,) if isinstance(text, str) else (text["one"], text["other"]) for id_, text in texts.items()}


def entry(texts: Sequence[str], plural: Callable[[int], int]) -> Entry:
    """A message's templates, read."""
    return Entry(tuple(template(text) for text in texts), plural)


def template(text: str) -> tuple[Field, ...]:
    """The fields of `{n} quotes on “{topic}”`."""
    return tuple(Field(before, name, form or "") for before, name, form, _ in string.Formatter().parse(text))


def _english(number: int) -> int:
    return 0 if number == 1 else 1
