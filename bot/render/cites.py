"""How is an excerpt cited outside the chat? In plain text, Markdown, BibTeX: its words, who said them, its credit."""

import re

from bot.render.excerpts import bare, words_of
from bot.render.guard import neutral
from bot.render.style import WEB
from corpus.models import Excerpt

FORMS = ("plain", "markdown", "bibtex")
LONGEST = 1_000  # characters of an excerpt in a citation
KNOWN = 0.5  # confidence from which a speaker is named, as in a chat
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|])")
_BIBTEX = re.compile(r"([\\{}&%$#_])")


def citation(excerpt: Excerpt, form: str = "plain") -> str:
    """The citation in one of FORMS; an address follows only where there is one."""
    return {"plain": _plain, "markdown": _markdown, "bibtex": _bibtex}[form](excerpt)


def _quoted(excerpt: Excerpt) -> str:
    words = words_of(excerpt)
    text = words.text if len(words.text) <= LONGEST else f"{words.text[:LONGEST].rsplit(' ', 1)[0]} …"
    return f"{words.opening}{text}{words.closing}"


def _credit(excerpt: Excerpt) -> str:
    quote = excerpt.quote
    speaks = quote and quote.speaker and quote.confidence >= KNOWN and bare(excerpt)
    return f"{quote.speaker}, {excerpt.credit}" if quote and speaks else excerpt.credit


def _address(excerpt: Excerpt) -> str:
    url = neutral(excerpt.article.url or "")
    return url if WEB.fullmatch(url) else ""


def _plain(excerpt: Excerpt) -> str:
    url = _address(excerpt)
    return f"{_quoted(excerpt)} ({neutral(_credit(excerpt))}){f' {url}' if url else ''}"


def _markdown(excerpt: Excerpt) -> str:
    words, credit = (_MARKDOWN.sub(r"\\\1", text) for text in (_quoted(excerpt), neutral(_credit(excerpt))))
    url = _address(excerpt).replace("(", "%28").replace(")", "%29")
    return f"> {words}\n>\n> {f'[{credit}]({url})' if url else credit}"


def _bibtex(excerpt: Excerpt) -> str:
    article = excerpt.article
    fields = {
        "author": f"{{{_braced(article.provenance.outlet or 'Unknown outlet')}}}",
        "title": _braced(article.title or "Untitled"),
        "date": (article.published or "")[:10],
        "url": _address(excerpt),
        "howpublished": _braced(article.provenance.credit),
        "note": _braced(f"{_quoted(excerpt)} {_credit(excerpt)}"),
    }
    lines = (f"  {key} = {{{value}}}" for key, value in fields.items() if value)
    return f"@misc{{{re.sub(r'[^A-Za-z0-9:-]', '-', article.id)},\n" + ",\n".join(lines) + "\n}"


def _braced(text: str) -> str:
    return _BIBTEX.sub(r"\\\1", neutral(text)).replace("\\\\", "\\textbackslash ")
