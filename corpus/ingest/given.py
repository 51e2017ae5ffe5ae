"""Rows of JSON to articles: what is given has basis *given*; a text is taken as it is, markup is read as a page."""

from dataclasses import replace

from corpus.errors import UnreadableError
from corpus.ingest.annotated import annotated
from corpus.ingest.jsonl import Row
from corpus.ingest.language import language_of
from corpus.ingest.outlets import Registry
from corpus.ingest.web.sniff import is_markup, is_piece
from corpus.models import Article, Basis, Dropped, Hop, Provenance, Reading, Role

_START = 4_096  # code points that tell whether a text is a page


def read_row(row: Row, source: str, known: Registry) -> Reading | UnreadableError:
    """The article of a row, or why its markup holds none."""
    markup = row.html if row.html and not row.text else row.text
    if row.html and not row.text and not is_piece(markup) and not _is_page(markup):
        markup = f"<p>{markup}</p>"
    if _is_page(markup) or is_piece(markup):
        return _from_markup(row, markup, source, known)
    return Reading(annotated(_article(row, row.text, source, known)))


def _is_page(text: str) -> bool:
    return is_markup(text[:_START].encode("utf-8", "replace"))


def _from_markup(row: Row, markup: str, source: str, known: Registry) -> Reading | UnreadableError:
    from corpus.ingest.web.page import read_page, read_piece

    url = row.url or ""
    if _is_page(markup):
        found = read_page(markup, source, address=url)
        return found if isinstance(found, UnreadableError) else _overlaid(row, found.article, found.dropped, known)
    body = read_piece(markup, row.title or "")
    if not body:
        return UnreadableError(source, f"id {row.id!r}: markup with no text in it")
    return Reading(annotated(_article(row, body, source, known)))


def _overlaid(row: Row, found: Article, dropped: tuple[Dropped, ...], known: Registry) -> Reading:
    """A page's article with what the row says of it: what is given comes before what is read."""
    article = replace(
        found,
        id=row.id,
        title=row.title or found.title,
        published=row.published or found.published,
        published_basis=Basis.GIVEN if row.published else found.published_basis,
        language=row.language or found.language,
        url=row.url or found.url,
        provenance=Provenance(_hops(row.outlet, known)) if row.outlet else found.provenance,
    )
    return Reading(annotated(article), dropped)


def _article(row: Row, body: str, source: str, known: Registry) -> Article:
    return Article(
        id=row.id,
        body=body,
        title=row.title,
        published=row.published,
        published_basis=Basis.GIVEN if row.published else None,
        language=row.language or language_of(body),
        source=source,
        url=row.url,
        provenance=Provenance(_hops(row.outlet, known)),
    )


def _hops(name: str | None, known: Registry) -> tuple[Hop, ...]:
    outlet = known.named(name) if name else None
    return (Hop(name, Role.AUTHOR, Basis.GIVEN, outlet.kind if outlet else ""),) if name else ()
