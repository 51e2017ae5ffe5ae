"""What does the bot say, by message id? Texts are data, one TOML file a language."""

import functools
import string
import tomllib
from dataclasses import dataclass
from importlib import resources

FALLBACK = "en"
NUMBER = "n"


@dataclass(frozen=True, slots=True)
class Field:
    """A place in a template: text of the bot's own before it, then a parameter; no name at the end of a template."""

    before: str
    name: str | None
    form: str


@dataclass(frozen=True, slots=True)
class Entry:
    """Templates by plural form, which the number `n` chooses."""

    forms: dict[str, tuple[Field, ...]]

    @property
    def names(self) -> frozenset[str]:
        """All parameters that any form uses."""
        used = {field.name for form in self.forms.values() for field in form if field.name}
        return frozenset(used | ({NUMBER} if len(self.forms) > 1 else set()))


@functools.cache
def catalogue(language: str) -> dict[str, Entry]:
    """The texts of a language, of English where there are none for it."""
    file = resources.files("bot.words") / f"{language.partition('-')[0].lower() or FALLBACK}.toml"
    if not file.is_file():
        return catalogue(FALLBACK)
    return {id_: _entry(value) for id_, value in tomllib.loads(file.read_text("utf-8")).items()}


def languages() -> tuple[str, ...]:
    """The languages that there are texts in, English first."""
    files = (file.name for file in resources.files("bot.words").iterdir())
    found = (name.removesuffix(".toml") for name in files if name.endswith(".toml"))
    return tuple(sorted(found, key=lambda name: (name != FALLBACK, name)))


def _entry(value: str | dict[str, str]) -> Entry:
    forms = {"other": value} if isinstance(value, str) else value
    return Entry({key: template(text) for key, text in forms.items()})


def template(text: str) -> tuple[Field, ...]:
    """The fields of `{n} quotes on “{topic}”`."""
    return tuple(Field(before, name, form or "") for before, name, form, _ in string.Formatter().parse(text))
