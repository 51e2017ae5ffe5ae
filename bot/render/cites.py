"""How is an excerpt cited outside the chat? In plain text, Markdown, BibTeX: its words, who said them, its credit."""

import re
from collections.abc import Iterator

from bot.render.credits import KNOWN, LIKELY
from bot.render.excerpts import bare, words_of
from bot.render.guard import neutral
from bot.render.style import WEB
from bot.words import say
from corpus.models import Excerpt, Kind
from handlers.credits import chain, credit
from handlers.messages import Message, msg

FORMS = ("plain", "markdown", "bibtex")
LONGEST = 1_000  # characters of an excerpt in a citation
OURS = "Dateline"  # whose the sentences of a brief are
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|])")
_BIBTEX = re.compile(r"([\\{}&%$#_])")


def citation(excerpt: Excerpt, form: str = "plain", language: str = "en") -> str:
    """The citation in one of FORMS; an address follows only where there is one."""
    return {"plain": _plain, "markdown": _markdown, "bibtex": _bibtex}[form](excerpt, language)


def _quoted(excerpt: Excerpt) -> str:
    words = words_of(excerpt)
    text = words.text if len(words.text) <= LONGEST else f"{words.text[:LONGEST].rsplit(' ', 1)[0]} …"
    return f"{words.opening}{text}{words.closing}"


def _credit(excerpt: Excerpt, language: str) -> str:
    return say(msg("citation", parts=(*_voices(excerpt), credit(excerpt))), language)


def _voices(excerpt: Excerpt) -> Iterator[str | Message]:
    """Who said the words, when, and who passed them on, as in a chat."""
    quote = excerpt.quote
    if quote is None:
        return
    if quote.speaker and quote.confidence >= KNOWN and bare(excerpt):
        sure = quote.confidence >= LIKELY
        yield quote.speaker if sure else msg("credit.probably", speaker=quote.speaker)
    if quote.said_on:
        yield msg("credit.said", day=quote.said_on)
    if quote.relay:
        yield msg("credit.relay", relay=quote.relay)
    if quote.medium:
        yield msg("credit.medium", medium=quote.medium)


def _author(excerpt: Excerpt) -> str:
    """Who wrote it, as BibTeX parts several: people by name, an outlet in braces of its own, never taken apart."""
    article = excerpt.article
    ours = article.kind is Kind.BRIEF and not bare(excerpt)
    if article.byline and not ours:
        return " and ".join(map(_braced, article.byline))
    return f"{{{_braced(OURS if ours else article.provenance.outlet or 'Unknown outlet')}}}"


def _address(excerpt: Excerpt) -> str:
    url = neutral(excerpt.article.url or "")
    return url if WEB.fullmatch(url) else ""


def _plain(excerpt: Excerpt, language: str) -> str:
    url = _address(excerpt)
    return f"{_quoted(excerpt)} ({neutral(_credit(excerpt, language))}){f' {url}' if url else ''}"


def _markdown(excerpt: Excerpt, language: str) -> str:
    told = neutral(_credit(excerpt, language))
    words, told = (_MARKDOWN.sub(r"\\\1", text) for text in (_quoted(excerpt), told))
    url = _address(excerpt).replace("(", "%28").replace(")", "%29")
    return f"> {words}\n>\n> {f'[{told}]({url})' if url else told}"


def _bibtex(excerpt: Excerpt, language: str) -> str:
    article = excerpt.article
    fields = {
        "author": _author(excerpt),
        "title": _braced(article.title or "Untitled"),
        "date": (article.published or "")[:10],
        "url": _address(excerpt),
        "howpublished": _braced(say(chain(article.provenance), language)),
        "note": _braced(f"{_quoted(excerpt)} {_credit(excerpt, language)}"),
    }
    lines = (f"  {key} = {{{value}}}" for key, value in fields.items() if value)
    return f"@misc{{{re.sub(r'[^A-Za-z0-9:-]', '-', article.id)},\n" + ",\n".join(lines) + "\n}"


def _braced(text: str) -> str:
    return _BIBTEX.sub(r"\\\1", neutral(text)).replace("\\\\", "\\textbackslash ")
