"""Files to settled articles, and articles to lines of JSON: what building, adding and extracting share."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from corpus.errors import UnreadableError
from corpus.ingest.files import find_pages
from corpus.ingest.lines import findings_json
from corpus.ingest.read import read_all
from corpus.ingest.settle import settle
from corpus.models import Article, Page, Reading


def readings(paths: Iterable[str | Path]) -> Iterator[Reading | UnreadableError]:
    """Every article below the paths, settled over all of them, after every failure as the error that names it."""
    found = [reading for page in find_pages(paths) for reading in _read(page)]
    yield from (each for each in found if isinstance(each, UnreadableError))
    read = [each for each in found if isinstance(each, Reading)]
    settled = settle(reading.article for reading in read)
    yield from (replace(old, article=new) for old, new in zip(read, settled, strict=True))


def _read(page: Page | UnreadableError) -> Iterator[Reading | UnreadableError]:
    if isinstance(page, UnreadableError):
        yield page
    else:
        yield from read_all(page)


def extract_lines(paths: Iterable[str | Path], *, dropped: bool = False) -> Iterator[dict[str, Any] | UnreadableError]:
    """What `dateline corpus extract` prints: articles in the form of the machine interface, and failures."""
    for each in readings(paths):
        if isinstance(each, UnreadableError):
            yield each
        elif dropped:
            yield article_json(each.article) | {"dropped": [asdict(line) for line in each.dropped]}
        else:
            yield article_json(each.article)


def article_json(article: Article) -> dict[str, Any]:
    """An article as the machine interface writes it; `file` is its source."""
    hops = [{"outlet": hop.outlet, "role": hop.role, "basis": hop.basis} for hop in article.provenance.chain]
    return {
        "id": article.id,
        "file": article.source,
        "title": article.title,
        "published": article.published,
        "published_basis": article.published_basis,
        "language": article.language,
        "provenance": hops,
        "credit": article.provenance.credit,
        "url": article.url,
        "kind": article.kind,
        "body": article.body,
        **findings_json(article),
    }
