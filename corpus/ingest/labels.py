"""Which outlets a page names as its own: labels around the article, and furniture that names its site."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from corpus.ingest.agencies import byline_outlets
from corpus.ingest.furniture import furniture
from corpus.ingest.named import Named, Surroundings, in_registry, is_name, like_an_outlet, words
from corpus.ingest.outlets import Registry
from corpus.words import fold, word_list

_NEAR = 6  # lines from the body within which a name alone is a label, not a link
_LABEL_WORDS = 6
_SOURCE_REACH = 60  # code points after "Source:"
_AFTER_SOURCE = re.compile(r"\s?\||\s(?:Published|Editor)\b|,?\sand\s(?:news\s)?agencies$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[a-z][.!])\s")
_LONGEST = 200  # code points of a line of furniture that names its site
_TOP = 3  # lines of a page without a headline that may bear its name
_NAMED = 2  # words of a blog's name
_BLOGGED = 2  # lines that only blogs have
_HOST = re.compile(r"(?:@|https?://|www\.)(?:www\.)?([a-z0-9-]{4,40})\.[a-z]")


def labels(page: Surroundings, known: Registry) -> Iterator[Named]:
    """Outlets printed as labels: alone on a line, behind a headline's bar, after "Source:"."""
    everywhere = [*page.head, *page.tail]
    near = len(page.head) - _NEAR
    for at, line in enumerate(page.head):
        named = _label(line, known) if at >= near or everywhere.count(line) > 1 else None
        # a wire alone, once and with no date beside it, is credited for a picture as often as for the text
        twice = at >= near and page.head.count(line) > 1
        if named and (not named.wire or twice or page.stamp in page.head[max(0, at - 1) : at + 2]):
            yield named
    for line in page.head[-_NEAR:]:
        yield from (named for named in byline_outlets(line, known) if not named.wire)
    if page.suffix and (named := like_an_outlet(page.suffix, known)):
        yield named
    for line in (*page.head[-_NEAR:], *page.tail[:_NEAR]):
        if named := _after_source(line, known):
            yield named


def _label(line: str, known: Registry) -> Named | None:
    outlet = known.named(line) if len(line.split()) <= _LABEL_WORDS else None
    return None if outlet is None or outlet.common else in_registry(line, known)


def _after_source(line: str, known: Registry) -> Named | None:
    label, colon, rest = line.replace("：", ":").partition(":")
    if not colon or label.strip().lower() not in words("source") or len(rest) > _SOURCE_REACH:
        return None
    return like_an_outlet(_AFTER_SOURCE.split(rest.strip())[0], known)


def followed(page: Surroundings, known: Registry) -> Iterator[Named]:
    """Outlets named by furniture: `Join the NAME mailing list`, `© 2021 NAME`."""
    heads = mastheads(page)
    if heads and heads[0] == page.head[0] and not known.named(heads[0]) and (named := like_an_outlet(heads[0], known)):
        yield named
    for line in (*page.head, *page.tail):
        if len(line) <= _LONGEST and (named := _by_form(line, known, heads)):
            yield named
    for line in page.tail:
        if found := _COPYRIGHT.match(line):
            holder = _AFTER_HOLDER.sub("", found["holder"]).strip()
            if named := _site(holder, known, heads) or _at_the_top(holder, page):
                yield named
    for line in (*page.head, *page.tail):
        for host in _HOST.findall(line.lower()):
            yield from (like_an_outlet(head, known) or Named(head) for head in heads if _squeezed(head) == host)


def _by_form(line: str, known: Registry, heads: Sequence[str]) -> Named | None:
    found = _forms().fullmatch(line.strip()) or _forms().fullmatch(_SENTENCE_END.split(line.strip())[0])
    return _site(next(filter(None, found.groups())), known, heads) if found else None


def _site(text: str, known: Registry, heads: Sequence[str]) -> Named | None:
    """An outlet by what furniture calls it: a known or likely name, or what the page bears above its headline."""
    printed = text.strip(' .!:,–-«»„“”"')
    bare = re.sub(r"^(?:the|our)\s", "", printed, flags=re.IGNORECASE)
    if bare.lower() in words("never"):
        return None
    if found := in_registry(bare, known):
        return found
    borne = next((head for head in heads if _one_name(head, printed)), None)
    if borne is None:
        return like_an_outlet(bare, known)
    return Named(printed if len(printed.split()) < len(borne.split()) else borne)


def _at_the_top(holder: str, page: Surroundings) -> Named | None:
    """The holder of a copyright whose name stands alone above the headline too, however it is capitalised."""
    above = page.head[: page.head.index(page.title)] if page.title in page.head else page.head
    generic = words("never") | words("sections")
    borne = (line for line in above if len(line.split()) <= _LABEL_WORDS and fold(line) == fold(holder))
    name = next(borne, "")
    return Named(name) if len(name) > 2 and name.lower() not in generic else None


def mastheads(page: Surroundings) -> tuple[str, ...]:
    """Names alone on a line above the headline: that of the site, of a section, of anything."""
    above = page.head[: page.head.index(page.title)] if page.title in page.head else page.head[:_TOP]
    return tuple(line for line in dict.fromkeys(above) if is_name(line) and furniture(line) is None)


def masthead_of_blog(page: Surroundings) -> str | None:
    """The name that a blog's page opens with: alone on its first line, where lines of blogs stand about the text."""
    heads = mastheads(page)
    if not heads or heads[0] != page.head[0] or heads[0] == page.title or len(heads[0].split()) < _NAMED:
        return None
    starts = tuple(word_list("provenance")["blog_lines"]["words"])
    lines = {line for line in (*page.head, *page.tail) if line.lower().startswith(starts)}
    return heads[0] if len(lines) >= _BLOGGED and heads[0].lower() not in words("never") | words("sections") else None


def _one_name(head: str, printed: str) -> bool:
    """Whether one is the other, or goes on after it: Lindholm Daily, Lindholm Daily Media Network."""
    one, other = (name.lower().removeprefix("the ").split() for name in (head, printed))
    least = min(len(one), len(other))
    return one[:least] == other[:least] and (len(one) == len(other) or least > 1)


def _squeezed(name: str) -> str:
    return "".join(sign for sign in fold(name).removeprefix("the ") if sign.isalnum())


@cache
def _forms() -> re.Pattern[str]:
    name = r"([^,!?:\n]{2,50}?)"
    forms = (re.escape(form).replace(r"\{\}", name) for form in word_list("provenance")["followed"]["forms"])
    return re.compile(f"(?:{'|'.join(forms)})[.!:]?", re.IGNORECASE)


_SIGN = r"(?:©|\(c\)|copyright|(?<=copyright )@)"
_YEARS = r"(?:\d{4}(?:\s?[-–]\s?\d{4})?)?"
_COPYRIGHT = re.compile(
    rf"{_SIGN}\s{{0,2}}{_SIGN}?\s{{0,2}}(?:by\s)?{_YEARS},?\s{{0,2}}(?:by\s)?(?P<holder>[^|\n]{{2,60}})", re.IGNORECASE
)
_COMPANY = r"all rights?|ltd|limited|inc|llc|gmbh|plc|s\.a|corp|co\b|or its|and its|is a|\d{4}"
_AFTER_HOLDER = re.compile(rf"[,.;|•·–—-]?\s(?:{_COMPANY}).*$|\.(?:\s.*)?$", re.IGNORECASE)
