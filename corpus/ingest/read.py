"""One page to the articles it holds, with nothing else known."""

from collections.abc import Iterator
from dataclasses import replace

from corpus.errors import UnreadableError
from corpus.ingest.annotated import annotated
from corpus.ingest.archives.kinds import JSONL, ROWS
from corpus.ingest.bylines import beside
from corpus.ingest.dates import dateline_date, publication_date
from corpus.ingest.decode import NotTextError, decode
from corpus.ingest.given import read_row
from corpus.ingest.identity import identify
from corpus.ingest.jsonl import BadLine, read_rows
from corpus.ingest.language import language_of
from corpus.ingest.markdown import Brief, FrontMatterError, has_front_matter, read_brief
from corpus.ingest.outlets import Registry, registry
from corpus.ingest.provenance import trace
from corpus.ingest.textdump import read_dump
from corpus.ingest.web.mhtml import is_mhtml
from corpus.ingest.web.sniff import is_markup
from corpus.models import Article, Basis, Hop, Page, Provenance, Reading

_WEB = frozenset({"text/html", "application/xhtml+xml", "multipart/related"})


def read(page: Page) -> tuple[Reading, ...]:
    """What a page holds, one reading an article; UnreadableError where it holds none.

    Bad lines of a JSONL page are passed over here; `read_all` names them.
    """
    found = tuple(read_all(page))
    good = tuple(each for each in found if isinstance(each, Reading))
    if not good:
        raise next((each for each in found if isinstance(each, UnreadableError)), UnreadableError(page.source, "empty"))
    return good


def read_all(page: Page) -> Iterator[Reading | UnreadableError]:
    """What a page holds, in its order; what cannot be read comes as the error that says why."""
    if element := _xml(page):
        from corpus.ingest.feeds.saved import read_saved

        yield from read_saved(page, element)
        return
    if _is_web(page):
        yield _from_web(page)
        return
    try:
        text = decode(page.content)
    except NotTextError as error:
        yield UnreadableError(page.source, str(error))
        return
    if not text.strip():
        yield UnreadableError(page.source, "empty")
    elif _type(page) == JSONL or _looks_like_jsonl(page, text):
        yield from _from_jsonl(page, text)
    elif has_front_matter(text):
        yield _from_markdown(page, text)
    else:
        yield _from_dump(page, text)


def _xml(page: Page) -> str:
    """The first element of a document in XML that is no page of the web; most pages are none at a glance."""
    bare = page.content[:16].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if not bare.startswith(b"<") or _type(page) in _WEB or _type(page) == JSONL:
        return ""
    from corpus.ingest.feeds.saved import first_element

    return first_element(page.content)


def _is_web(page: Page) -> bool:
    if _type(page) in _WEB:
        return True
    return _type(page) != JSONL and (is_markup(page.content) or is_mhtml(page.content))


def _type(page: Page) -> str:
    """The media type without its parameters."""
    return page.media_type.partition(";")[0].strip()


def _from_web(page: Page) -> Reading | UnreadableError:
    from corpus.ingest.web.page import read_web

    found = read_web(page)
    return found if isinstance(found, UnreadableError) else Reading(annotated(found.article), found.dropped)


def _looks_like_jsonl(page: Page, text: str) -> bool:
    return not page.media_type and text.lstrip().startswith("{") and '"text"' in text[:100_000]


def _from_jsonl(page: Page, text: str) -> Iterator[Reading | UnreadableError]:
    unit = "row" if page.media_type == ROWS else "line"
    for row in read_rows(text, page.line):
        if isinstance(row, BadLine):
            yield UnreadableError(page.source, f"{unit} {row.number}: {row.reason}")
            continue
        found = read_row(row, page.source, registry())
        if isinstance(found, UnreadableError):
            yield UnreadableError(page.source, f"{unit} {row.number}: {found.reason}")
        else:
            yield replace(found, line=row.number)


def _from_markdown(page: Page, text: str) -> Reading | UnreadableError:
    try:
        brief = read_brief(text)
    except FrontMatterError as error:
        return UnreadableError(page.source, str(error))
    if not brief.body:
        return UnreadableError(page.source, "front matter with nothing after it")
    return Reading(annotated(_brief(brief, page.source, registry())))


def _brief(brief: Brief, source: str, known: Registry) -> Article:
    return Article(
        id=identify(brief.title, brief.published, brief.body),
        body=brief.body,
        title=brief.title,
        published=brief.published,
        published_basis=brief.basis,
        language=brief.language or language_of(brief.body),
        source=source,
        url=brief.url,
        provenance=Provenance(tuple(_labelled(hop, known) for hop in brief.provenance.chain)),
        kind=brief.kind,
    )


def _labelled(hop: Hop, known: Registry) -> Hop:
    outlet = known.named(hop.outlet) if hop.outlet and not hop.kind else None
    return replace(hop, kind=outlet.kind) if outlet else hop


def _from_dump(page: Page, text: str) -> Reading | UnreadableError:
    alone = read_dump(text, publication_date)
    dump = (read_dump(text, publication_date, page.shared) or alone) if page.shared else alone
    if dump is None or alone is None:
        return UnreadableError(page.source, "no article in it: no paragraphs of prose")
    published = dump.published or _in_dateline(dump.body)
    article = Article(
        id=identify(alone.title, alone.published or _in_dateline(alone.body), alone.body),  # whatever lies beside it
        body=dump.body,
        title=dump.title,
        published=published,
        published_basis=Basis.STATED if published else None,
        language=language_of(dump.body),
        source=page.source,
        provenance=trace(dump.around, registry()),
        byline=beside(dump.credits, registry(), publication_date),
    )
    return Reading(annotated(article), dump.dropped)


def _in_dateline(body: str) -> str | None:
    day = dateline_date(body)
    return day.isoformat() if day else None
