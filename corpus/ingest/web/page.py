"""A page of the web to the article on it: one parse, the votes, and what it says of its publication."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.errors import UnreadableError
from corpus.ingest.furniture import furniture
from corpus.ingest.identity import identify
from corpus.ingest.imitations import host_of
from corpus.ingest.language import language_of
from corpus.ingest.named import Surroundings
from corpus.ingest.outlets import registry
from corpus.ingest.web.author import find_byline
from corpus.ingest.web.blocks import Block, blocks
from corpus.ingest.web.body import Votes, own_vote, vote
from corpus.ingest.web.carried import is_source
from corpus.ingest.web.hostile import instead_of_article, why_no_article
from corpus.ingest.web.meta import Meta, head
from corpus.ingest.web.mhtml import is_mhtml, page_of
from corpus.ingest.web.opinions import opinion, readability_text, trafilatura_text
from corpus.ingest.web.outlet import address_of, chain, house_of
from corpus.ingest.web.published import find_published
from corpus.ingest.web.title import find_title, names
from corpus.ingest.web.tree import Element, is_heavy, is_too_long, lightened, markup, parse
from corpus.ingest.web.trim import article as article_blocks
from corpus.models import Article, Basis, Dropped, Page, Reading

_LATEST = dt.date(2099, 12, 31)  # for pages of which nobody says when they were collected: reading is pure
_LEAST = 25  # words of an article
_MOST = 400_000  # code points of an article
_HEAVY = 300_000  # code points of a page's words from which it is read by our own reckoning alone
_LONG = 100  # words of an opinion that is not weighed away
_COVERED = 0.5  # of its words: where the page prints fewer of them, its text stands in a script
_LINKED = 0.8  # share of links of a line that is no more than one
_AROUND = 60  # lines around the body that may tell of its publication
_END_ABOVE, _END_BELOW = 3, 6  # blocks about the last of the text that lead to its source
_SOURCE = 8  # words at most of such a block
_OTHERS = frozenset(
    {"comments", "related", "picture caption", "caption", "advertising"}
)  # whose links are not the text's
_SAVED = re.compile(r"<!--\s{0,4}(?:saved from url=\(\d{1,6}\)|url:\s{0,4})(https?://[^\s>]{3,500})", re.IGNORECASE)
_CHARSET = re.compile(r"charset=[\"']?([\w:.-]{2,30})")
_TOP = 4_000  # code points in which a browser says where it saved the page from


@dataclass(frozen=True, slots=True)
class _Text:
    body: tuple[str, ...]
    dropped: tuple[Dropped, ...]
    around: Surroundings


def read_web(page: Page) -> Reading | UnreadableError:
    """The article of a page of the web, not annotated yet, or why there is none."""
    content, address = page_of(page.content) if is_mhtml(page.content) else (page.content, "")
    found_on = page.found_at.date() if page.found_at else None
    said = _CHARSET.search(page.media_type)
    return read_page(markup(content, said[1] if said else ""), page.source, found_on, address or page.url)


def read_page(source: str, name: str, found_on: dt.date | None = None, address: str = "") -> Reading | UnreadableError:
    """The article of a page's source, or why there is none; `name` is its file, `address` where it was saved from."""
    if is_too_long(source := lightened(source)):
        return UnreadableError(name, "too long for an article: more markup than any page of news has")
    root = parse(source)
    if root is None:
        return UnreadableError(name, "a web page with nothing in it")
    meta, printed = head(root), blocks(root)
    title = find_title(meta, printed)
    saved = address or next((found[1] for found in [_SAVED.search(source[:_TOP])] if found), "")
    address = address_of(meta, saved)
    heavy = is_heavy(source) or sum(len(block.text) for block in printed) > _HEAVY
    published = find_published(root, meta, printed, address, found_on or _LATEST, guess=not heavy)
    byline = find_byline(root, meta, printed, house_of(meta, saved) or host_of(address), registry())
    text = _read(printed, own_vote(printed), meta, title) if heavy else _text(root, meta, printed, title)
    if sum(len(line.split()) or 1 for line in text.body) < _LEAST and sum(map(len, text.body)) < _LEAST * 6:
        return UnreadableError(name, why_no_article(source, root, meta, printed))
    body = "\n\n".join(text.body)
    if reason := instead_of_article(meta, title, body, printed):
        return UnreadableError(name, reason)
    if len(body) > _MOST:
        return UnreadableError(name, "too long for an article: as many words as a book has")
    everything = "\n".join((*(block.text for block in printed), meta.title, *map(" ".join, meta.named.values())))
    when = published.when if published else None
    return Reading(
        Article(
            id=identify(title, when, body),
            body=body,
            title=title,
            published=when,
            published_basis=Basis.STATED if when else None,
            language=language_of(body) or meta.language[:2].lower() or None,
            source=name,
            url=address or None,
            provenance=chain(text.around, meta, address, everything, registry(), saved_from=saved),
            byline=byline,
        ),
        text.dropped,
    )


def read_piece(source: str, title: str = "") -> str:
    """The text of a piece of a page, as feeds and exports carry them; empty where there is none."""
    root = None if is_too_long(source := lightened(source)) else parse(source)
    if root is None:
        return ""
    printed = [block for block in blocks(root) if not block.aside and block.text != title]
    return "\n\n".join(block.text for block in printed if not (block.linked > _LINKED and furniture(block.text)))


def _text(root: Element, meta: Meta, printed: Sequence[Block], title: str | None) -> _Text:
    first = opinion(trafilatura_text(root))
    votes = vote(printed, first, lambda: opinion(readability_text(root)))
    shown = sum(len(block.words) for block, taken in zip(printed, votes.first, strict=True) if taken)
    if first.words >= _LONG and shown < _COVERED * first.words:
        lines = tuple(line for line in (" ".join(line.split()) for line in first.text.split("\n")) if line)
        return _Text(lines, (), Surroundings((), lines, (), title or ""))
    return _read(printed, votes, meta, title)


def _read(printed: Sequence[Block], votes: Votes, meta: Meta, title: str | None) -> _Text:
    kept, dropped = article_blocks(printed, votes, names(meta, printed, title))
    place = {id(block): at for at, block in enumerate(printed, 1)}
    out = sorted((Dropped(block.text, place[id(block)], why) for block, why in dropped), key=lambda each: each.line)
    return _Text(tuple(block.text for block in kept), tuple(out), _around(printed, kept, place, title))


def _around(printed: Sequence[Block], kept: Sequence[Block], place: dict[int, int], title: str | None) -> Surroundings:
    """The lines about the body that stand in no menu, beside it or in a list of links."""
    first, last = (place[id(kept[0])] - 1, place[id(kept[-1])]) if kept else (0, 0)
    above = [block.text for block in printed[max(0, first - _AROUND) : first] if _tells(block)]
    below = [block.text for block in printed[last : last + _AROUND] if _tells(block)]
    sources = [*_sources(printed[max(0, last - _END_ABOVE) : last + _END_BELOW])] if kept else []
    return Surroundings(above, [block.text for block in kept], below, title or "", sources=sources)


def _sources(end: Sequence[Block]) -> Iterator[tuple[str, str]]:
    """Short lines that lead to where the text comes from, each with its address."""
    for block in end:
        if len(block.words) <= _SOURCE and block.linked and block.aside not in _OTHERS and is_source(block.text):
            places = {each.get("href") or "" for each in block.element.iter("a")}
            if len(places) == 1:
                yield block.text, places.pop()


def _tells(block: Block) -> bool:
    return block.aside in {"", "about", "foot of the page"}
