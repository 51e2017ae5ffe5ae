"""Which outlets a page names as its own: labels around the article, and furniture that names its site."""

import re
from collections.abc import Iterator
from functools import cache

from corpus.ingest.agencies import byline_outlets
from corpus.ingest.named import Named, Surroundings, in_registry, like_an_outlet, words
from corpus.ingest.outlets import Registry
from corpus.words import word_list

_NEAR = 6  # lines from the body within which a name alone is a label, not a link
_LABEL_WORDS = 6
_SOURCE_REACH = 60  # code points after "Source:"
_AFTER_SOURCE = re.compile(r"\s?\||\s(?:Published|Editor)\b|,?\sand\s(?:news\s)?agencies$", re.IGNORECASE)
_LONGEST = 120  # code points of a line of furniture that names its site


def labels(page: Surroundings, known: Registry) -> Iterator[Named]:
    """Outlets printed as labels: alone on a line, behind a headline's bar, after "Source:"."""
    everywhere = [*page.head, *page.tail]
    near = len(page.head) - _NEAR
    for at, line in enumerate(page.head):
        named = _label(line, known) if at >= near or everywhere.count(line) > 1 else None
        if named and (not named.wire or page.stamp in page.head[max(0, at - 1) : at + 2]):
            yield named  # a wire alone, with no date beside it, is credited for a picture as often as for the text
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
    for line in (*page.head, *page.tail):
        if len(line) <= _LONGEST and (named := _by_form(line, known)):
            yield named
    for line in page.tail:
        if (found := _COPYRIGHT.match(line)) and (named := _site(_AFTER_HOLDER.sub("", found["holder"]), known)):
            yield named


def _by_form(line: str, known: Registry) -> Named | None:
    found = _forms().fullmatch(line.strip())
    return _site(next(filter(None, found.groups())), known) if found else None


def _site(text: str, known: Registry) -> Named | None:
    bare = re.sub(r"^(?:the|our)\s", "", text.strip(' .!:,–-«»„“”"'), flags=re.IGNORECASE)
    return None if bare.lower() in words("never") else like_an_outlet(bare, known)


@cache
def _forms() -> re.Pattern[str]:
    name = r"([^,!?:\n]{2,50}?)"
    forms = (re.escape(form).replace(r"\{\}", name) for form in word_list("provenance")["followed"]["forms"])
    return re.compile(f"(?:{'|'.join(forms)})[.!:]?", re.IGNORECASE)


_SIGN = r"(?:©|\(c\)|copyright)"
_YEARS = r"(?:\d{4}(?:\s?[-–]\s?\d{4})?)?"
_COPYRIGHT = re.compile(
    rf"{_SIGN}\s{{0,2}}{_SIGN}?\s{{0,2}}(?:by\s)?{_YEARS},?\s{{0,2}}(?:by\s)?(?P<holder>[^|\n]{{2,60}})", re.IGNORECASE
)
_COMPANY = r"all rights|ltd|limited|inc|llc|gmbh|plc|s\.a|corp|co\b|or its|and its|is a|\d{4}"
_AFTER_HOLDER = re.compile(rf"[,.;|•·–—-]?\s(?:{_COMPANY}).*$|\.(?:\s.*)?$", re.IGNORECASE)
