"""How is a catalogue of gettext read? The PO file itself, which is small; Babel is loaded for it alone."""

from collections.abc import Callable
from gettext import c2py
from importlib import resources
from typing import TYPE_CHECKING

from bot.words.catalogue import source

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message


def translations(language: str) -> tuple[dict[str, tuple[str, ...]], Callable[[int], int]]:
    """Texts by id, and which plural form a number has; English stands in for what is not translated yet."""
    held = read(language)
    done = {message.context: _strings(message) for message in held if not message.fuzzy}
    texts = {
        id_: forms if all(forms := done.get(id_, ("",))) else _all_alike(english, held.num_plurals)
        for id_, english in source().items()
    }
    return texts, c2py(held.plural_expr)


def _strings(message: "Message") -> tuple[str, ...]:
    """Its translations by plural form; empty ones where there are none."""
    held = message.string
    return (held,) if isinstance(held, str) else tuple(one or "" for one in held or ("",))


def read(language: str) -> "Catalog":
    """The PO file of a language as Babel has it."""
    from babel.messages.pofile import read_po

    with resources.files("bot.words").joinpath(f"{language}.po").open("rb") as file:
        return read_po(file, locale=language)


def _all_alike(forms: tuple[str, ...], many: int) -> tuple[str, ...]:
    """What has no text of its own, in the language's number of forms."""
    return (forms[-1],) * many if len(forms) > 1 else forms
