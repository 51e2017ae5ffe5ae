"""What is exported of a finding? A row an excerpt: its words, whose they are, what they stand for."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.models import Excerpt, Interval, Kind, Quote

UNQUOTED = 300  # characters of an outlet's own sentence
SHARE = 3  # of an article's own sentences, one in so many characters is exported at most
CALLED = 3  # words of what an event is called, in a headline
UTTERANCE = re.compile(r"“[^“”]*”|\"[^\"]*\"")  # has its own marks already
LEAST = 600  # characters that a short article may give all the same


@dataclass(frozen=True, slots=True)
class Row:
    """An excerpt and what it was found for.

    `event` numbers the happening or point that it belongs to, from 1; `words` are what that is called.
    `value` is what it states on a point of a comparison ("50-minute").
    """

    excerpt: Excerpt
    event: int = 0
    when: Interval | None = None
    words: tuple[str, ...] = ()
    relation: str = ""
    slot: str = ""
    value: str = ""


def called(row: Row, words: str, longest: int) -> str:
    """A headline: what the event is called, else the words of its excerpt."""
    name = ", ".join(row.words[:CALLED]) or words
    name = f"{name[:1].upper()}{name[1:]}"
    return name if len(name) <= longest else f"{name[: longest - 1].rstrip()}…"


def cut(rows: Iterable[Row]) -> Iterator[tuple[Row, str]]:
    """Each row with its words; none are left where an article has given its share."""
    given: dict[str, int] = {}
    for row in rows:
        words = _words(row.excerpt)
        if _said(row.excerpt):
            yield row, words
            continue
        article = row.excerpt.article
        spent = given.get(article.id, 0) + len(words)
        if spent > max(LEAST, len(article.body) // SHARE):
            yield row, ""
        else:
            given[article.id] = spent
            yield row, words


def marked(excerpt: Excerpt, words: str) -> str:
    """The words of an excerpt in quotation marks, which our own account in a brief does not take."""
    ours = excerpt.article.kind is Kind.BRIEF and not _said(excerpt)
    return words if ours or UTTERANCE.fullmatch(words) else f"“{words}”"


def _said(excerpt: Excerpt) -> bool:
    """Whether it is nothing but words between quotation marks: the sentence around them is its outlet's own."""
    return isinstance(excerpt.quote, Quote) and excerpt.span in excerpt.quote.span


def _words(excerpt: Excerpt) -> str:
    """On one line; an outlet's own sentence only so far, an utterance whole."""
    text = " ".join(excerpt.text.split())
    if _said(excerpt) or len(text) <= UNQUOTED:
        return text
    return text[: UNQUOTED - 1].rsplit(" ", 1)[0] + "…"
