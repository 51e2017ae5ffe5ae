"""What a page's article is called: a vote of its headings, its metadata and the name of the document."""

import re
from collections.abc import Iterator, Sequence
from html import unescape

from corpus.ingest.web.blocks import Block
from corpus.ingest.web.meta import Meta, squeezed

_BAR = re.compile(r"(?<!\s)\s+[|·•»›:–—-]{1,2}\s+|(?:(?<!\s)\s+)?[|»]\s*")
_COLON = re.compile(r":\s+")
_LESSER = frozenset({"h2", "h3"})
_WORD = re.compile(r"\w+")
_LEAST = 2  # words
_NEAR = 0.4  # of the words of a heading and of the metadata's headline that both have


def find_title(meta: Meta, blocks: Sequence[Block]) -> str | None:
    """The headline: as printed where there is one heading or the metadata know it, else as the metadata give it."""
    sites = _sites(meta)
    printed = dict.fromkeys(block.text for block in blocks if block.tag == "h1" and block.words)
    given = [unescape(name) for name in _given(meta) if name]
    printed = printed or dict.fromkeys(_lesser(blocks, meta.title))
    headings = [text for text in printed if not any(_squashed(text) == _squashed(site) for site in sites)]
    for name in given:
        for heading in headings:
            if _inside(heading, name) and len(_words(heading)) >= min(_LEAST, len(_words(name))):
                return heading
    best = without_site(given[0], sites) if given else ""
    near = max(headings, key=lambda heading: _shared(heading, best), default="")
    if near and (_shared(near, best) >= _NEAR or len(headings) == 1):
        return near
    return best or None


def _lesser(blocks: Sequence[Block], name: str) -> Iterator[str]:
    """On a page without a main heading those below it with which the name of the document begins or ends, at a bar."""
    bars = [*_BAR.finditer(name), *_COLON.finditer(name)]
    parts = {_squashed(name[: bar.start()]) for bar in bars} | {_squashed(name[bar.end() :]) for bar in bars}
    for block in blocks:
        if block.tag in _LESSER and len(block.words) >= _LEAST and _squashed(block.text) in parts:
            yield block.text


def names(meta: Meta, blocks: Sequence[Block], title: str | None) -> frozenset[tuple[str, ...]]:
    """The words of everything that a page may print as its headline."""
    every = (title or "", *_given(meta), *(block.text for block in blocks if block.tag == "h1"))
    return frozenset(tuple(_words(name)) for name in every if name)


def without_site(name: str, sites: Sequence[str]) -> str:
    """A headline without the name of its site behind a bar."""
    bars = [*_BAR.finditer(name)]
    for bar in reversed(bars):
        before, after = name[: bar.start()].strip(), name[bar.end() :].strip()
        if any(_same_site(after, site) for site in sites) and before:
            return without_site(before, sites)
    return name.strip()


def _given(meta: Meta) -> Iterator[str]:
    yield meta.first("og:title")
    yield from (squeezed(node.get("headline")) for node in meta.articles)
    yield meta.first("twitter:title", "dc.title", "parsely-title", "sailthru.title")
    yield meta.title


def _sites(meta: Meta) -> list[str]:
    """Names that the page gives its site: by itself, and as the domain of its address."""
    last = next(reversed([*_BAR.finditer(meta.title)]), None)
    behind = meta.title[last.end() :] if last and last.end() > len(meta.title) / 2 else ""
    found = [behind, meta.first("og:site_name"), meta.first("application-name"), meta.first("al:ios:app_name")]
    domain = re.search(r"//(?:www\.|m\.|amp\.)?([^/]+)", meta.canonical or meta.first("og:url"))
    if domain:
        found += [domain[1], domain[1].rsplit(".", 1)[0]]
    return [name for name in found if name]


def _same_site(text: str, site: str) -> bool:
    one, other = _squashed(text), _squashed(site)
    return bool(one) and bool(other) and (one == other or (len(one) > 3 and (one in other or other in one)))


def _squashed(text: str) -> str:
    return "".join(_words(text))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _inside(one: str, other: str) -> bool:
    return bool(_words(one)) and f" {' '.join(_words(one))} " in f" {' '.join(_words(other))} "


def _shared(one: str, other: str) -> float:
    ones, others = set(_words(one)), set(_words(other))
    return len(ones & others) / max(len(ones | others), 1)
