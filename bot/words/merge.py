"""Bring the catalogues up to the English texts: `python -m bot.words.merge`, or `… merge de` for a new language.

What is new comes in untranslated; what has changed keeps its translation, marked fuzzy until somebody has looked.
"""

import argparse
import io
from pathlib import Path

from babel import localedata
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import write_po

from bot.words.catalogue import entry, source
from bot.words.po import read
from bot.words.tongues import FALLBACK, languages

HERE = Path(__file__).parent
WIDTH = 110
HEADER = """# Dateline's texts. How to work on them: docs/translating.md
msgid ""
msgstr ""
"Language: {language}\\n"
"Plural-Forms: {plurals}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def merged(language: str, held: Catalog | None = None) -> Catalog:
    """A catalogue of all English texts that have words, with the translations that are held of them."""
    catalog = Catalog(language)
    known = {message.context: message for message in held or ()}
    for id_, texts in source().items():
        if not any(worded(text) for text in texts):
            continue
        old = known.get(id_)
        catalog.add(
            texts if len(texts) > 1 else texts[0],
            old.string if old and _fits(old, texts) else None,
            flags=["fuzzy"] if old and (old.fuzzy or _sources(old) != texts) else [],
            auto_comments=_parameters(texts),
            user_comments=old.user_comments if old else [],
            context=id_,
        )
    return catalog


def worded(text: str) -> bool:
    """Whether a text has words of its own: what only joins parameters reads alike everywhere."""
    return any(char.isalpha() for field in entry((text,), lambda _: 0).forms[0] for char in field.before)


def as_po(catalog: Catalog) -> str:
    """A PO file, in the order of the English texts."""
    out = io.BytesIO()
    write_po(out, catalog, width=WIDTH, omit_header=True)
    return HEADER.format(language=catalog.locale_identifier, plurals=catalog.plural_forms) + out.getvalue().decode()


def _sources(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def _fits(message: Message, texts: tuple[str, ...]) -> bool:
    return isinstance(message.string, str) == (len(texts) == 1)


def _parameters(texts: tuple[str, ...]) -> list[str]:
    names = sorted(entry(texts, lambda _: 0).names)
    return [f"in braces: {', '.join(names)}"] if names else []


def main() -> None:
    """Every catalogue there is, and those that are named."""
    parser = argparse.ArgumentParser(description="Bring the catalogues up to the English texts.")
    parser.add_argument("language", nargs="*", help="of a catalogue to begin, such as de or pt_BR")
    named = parser.parse_args().language
    if unknown := [one for one in named if not localedata.exists(one)]:
        parser.error(f"no such language: {', '.join(unknown)}")
    for language in dict.fromkeys((*languages(), *named)):
        if language != FALLBACK:
            path = HERE / f"{language}.po"
            path.write_text(as_po(merged(language, read(language) if path.exists() else None)), "utf-8")


if __name__ == "__main__":
    main()
