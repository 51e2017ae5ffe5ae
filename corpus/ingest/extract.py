"""Files to settled articles, and articles to lines of JSON: what building, adding and extracting share."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from corpus.errors import UnreadableError
from corpus.ingest.archives.mapping import FieldMap
from corpus.ingest.files import find_pages
from corpus.ingest.lines import findings_json
from corpus.ingest.read import read_all
from corpus.ingest.settle import settle
from corpus.models import Article, Page, Reading


def readings(
    paths: Iterable[str | Path], progress: Callable[[int], None] | None = None, mapping: FieldMap | None = None
) -> Iterator[Reading | UnreadableError]:
    """Every article below the paths, settled over all of them, and every failure as it is met.

    Pages are let go as soon as they are read; `progress` is told how many were. `mapping` names the columns of tables.
    """
    read: list[Reading] = []
    for done, page in enumerate(find_pages(paths, mapping), 1):
        for each in _read(page):
            if isinstance(each, UnreadableError):
                yield each
            else:
                read.append(each)
        if progress:
            progress(done)
    settled = settle(reading.article for reading in read)
    yield from (replace(old, article=new) for old, new in zip(read, settled, strict=True))


def _read(page: Page | UnreadableError) -> Iterator[Reading | UnreadableError]:
    if isinstance(page, UnreadableError):
        yield page
    else:
        yield from read_all(page)


def extract_lines(
    paths: Iterable[str | Path],
    *,
    dropped: bool = False,
    progress: Callable[[int], None] | None = None,
    mapping: FieldMap | None = None,
) -> Iterator[dict[str, Any] | UnreadableError]:
    """What `dateline corpus extract` prints: articles in the form of the machine interface, and failures."""
    for each in readings(paths, progress, mapping):
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
        "byline": list(article.byline),
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
