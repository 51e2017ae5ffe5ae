"""What a page that somebody sends holds, before it is in the corpus; and what they put right in it."""

import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from corpus.corrections import Correction, apply
from corpus.errors import UnreadableError
from corpus.ingest.annotated import annotated
from corpus.ingest.extract import readings
from corpus.ingest.identity import identify
from corpus.ingest.language import language_of
from corpus.ingest.read import read_all
from corpus.models import Article, Page, Provenance, Reading

FIELDS = ("outlet", "date", "title")
MOST = 500  # articles of one file: more of them are for the command line
_NAME = re.compile(r"[^\w.() -]+")


@dataclass(frozen=True, slots=True)
class Understood:
    """Articles as they would be added, and what could not be read; `more` tells that the file holds too many."""

    articles: tuple[Article, ...]
    failures: tuple[UnreadableError, ...] = ()
    more: bool = False


def understood(page: Page) -> Understood:
    """What a page of any kind holds: a file by its name, an address by what was found there."""
    if page.url or "://" in page.source:
        return _sorted(read_all(page))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / (_NAME.sub("_", Path(page.source).name)[-100:].lstrip(".") or "page")
        path.write_bytes(page.content)
        return _sorted(_named(readings([path]), folder))


def pasted(text: str, source: str) -> Understood:
    """A text that somebody wrote into the chat; where it is too short for a page, it is an article as it stands."""
    found = _sorted(read_all(Page(source, text.encode("utf-8", "replace"), "text/plain")))
    if found.articles or not text.strip():
        return found
    body = "\n\n".join(filter(None, (" ".join(line.split()) for line in text.split("\n"))))
    article = Article(
        id=identify(None, None, body), body=body, source=source, language=language_of(body), provenance=Provenance()
    )
    return Understood((annotated(article),))


def put_right(article: Article, given: Mapping[str, str]) -> Article:
    """The article with what somebody says of it: those values are given."""
    return apply(article, corrections(article, given))


def corrections(article: Article, given: Mapping[str, str]) -> list[Correction]:
    """What somebody says of an article, in the form that holds through rebuilds."""
    return [Correction(article.id, field, given[field]) for field in FIELDS if given.get(field)]


def _named(found: Iterable[Reading | UnreadableError], folder: str) -> Iterator[Reading | UnreadableError]:
    """With the file's own name: where it lay for a moment is nobody's business."""
    for each in found:
        if isinstance(each, UnreadableError):
            yield UnreadableError(_short(each.source, folder), each.reason)
        else:
            article = replace(each.article, source=_short(each.article.source, folder))
            yield replace(each, article=article)


def _short(source: str, folder: str) -> str:
    return source.removeprefix(folder).lstrip("/\\")


def _sorted(found: Iterable[Reading | UnreadableError]) -> Understood:
    rows = list(islice(found, MOST + 1))
    articles = {row.article.id: row.article for row in rows[:MOST] if isinstance(row, Reading)}
    failures = tuple(row for row in rows[:MOST] if isinstance(row, UnreadableError))
    return Understood(tuple(articles.values()), failures, more=len(rows) > MOST)
