"""When a page says that it was published: its data, its metadata, its address, the dates that it prints."""

import datetime as dt
import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from corpus.ingest.dates import publication_date
from corpus.ingest.web.blocks import Block
from corpus.ingest.web.meta import Meta, squeezed
from corpus.ingest.web.tree import Element
from corpus.words import word_list

_ISO = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)(?:[T ]{1,2}(\d\d?):(\d\d))?")
_SOLID = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:T?(\d\d)(\d\d)\d{0,2})?")
_YEAR = r"(?:19|20)\d\d"
_IN_ADDRESS = re.compile(
    rf"[/_-](?:(?P<y>{_YEAR})(?P<bar>[/-])(?P<m>\d\d?)(?P=bar)(?P<d>\d\d?)"
    rf"|(?P<y2>{_YEAR})(?P<m2>\d\d)(?P<d2>\d\d)|(?P<d3>\d\d)-(?P<m3>\d\d)-(?P<y3>{_YEAR}))(?=[/_.-]|$)"
)
_KEYS = r"datePublished|publish(?:ed)?_?(?:at|on|date|time)|publication_?date|date_?published"
_IN_SCRIPT = re.compile(rf'"(?:{_KEYS})\\?"\s?:\s?\\?"([\dT: .+-]{{10,30}}Z?)\\?"', re.IGNORECASE)
_SCRIPT = 500_000  # code points of a script that are looked at
_FIRST = dt.date(1995, 1, 1)  # no page is older
_TIMES = 20  # elements that are looked at
_STAMP = 25  # words at most of a line with the day beside the headline
_ABOVE, _BELOW = 4, 12  # blocks from the headline
_LINE = 60  # words at most of a block with the day of publication


@dataclass(frozen=True, slots=True)
class Published:
    """An ISO day or minute, and where the page says it: data, meta, time, address, print."""

    when: str
    source: str


def find_published(
    root: Element, meta: Meta, blocks: Sequence[Block], address: str, latest: dt.date, *, guess: bool = True
) -> Published | None:
    """The first of what a page says in so many words, else what htmldate (where we may `guess`) finds and it prints."""
    addressed = _of_address(address, latest)
    for source, text in _said(root, meta):
        if when := moment(text, latest):
            return _as_printed(Published(_at_home(when, addressed), source), blocks, latest)
    if addressed:
        return Published(addressed, "address")
    if when := _of_script(root, latest):
        return _as_printed(Published(when, "data"), blocks, latest)
    day = _by_htmldate(root, latest) if guess else None
    if day and _is_printed(day, root, blocks):
        return Published(day, "print")
    few = islice(root.iter("time"), _TIMES)
    times = {moment(squeezed(each.get("datetime") or each.text_content()[:80]), latest) for each in few}
    return Published(only, "time") if len(times) == 1 and (only := times.pop()) else None


def _as_printed(said: Published, blocks: Sequence[Block], latest: dt.date) -> Published:
    """What a page prints beside its headline, where that is a later day and its own data stand nowhere on it."""
    if _shows(said.when[:10], blocks):
        return said
    near = {when for block in _beside_headline(blocks) if (when := moment(block.text, latest))}
    days = {when[:10] for when in near}
    return Published(max(near), "print") if len(days) == 1 and days.pop() > said.when[:10] else said


def _beside_headline(blocks: Sequence[Block]) -> Iterator[Block]:
    at = next((at for at, block in enumerate(blocks) if block.tag == "h1"), None)
    if at is not None:
        near = blocks[max(at - _ABOVE, 0) : at + _BELOW]
        yield from (block for block in near if len(block.words) <= _STAMP and block.aside in {"", "about"})


def _at_home(when: str, addressed: str | None) -> str:
    """The day of the address where the moment is the same in another zone: data are often in universal time."""
    if not addressed:
        return when
    apart = (dt.date.fromisoformat(when[:10]) - dt.date.fromisoformat(addressed)).days
    return addressed if abs(apart) == 1 else when


def moment(text: str, latest: dt.date) -> str | None:
    """An ISO day or minute, in the place's own time, in any of the forms that pages use."""
    found = _ISO.match(text) or _SOLID.fullmatch(text)
    when = _checked(found.groups()) if found else publication_date(text)
    return when if when and _FIRST.isoformat() <= when[:10] <= latest.isoformat() else None


def _checked(parts: Sequence[str | None]) -> str | None:
    year, month, day, hour, minute = (int(part) if part else None for part in parts)
    try:
        on = dt.date(year or 0, month or 0, day or 0)
        if hour is None or minute is None:
            return on.isoformat()
        return dt.datetime.combine(on, dt.time(hour, minute)).isoformat(timespec="minutes")
    except ValueError:
        return None


def _said(root: Element, meta: Meta) -> Iterator[tuple[str, str]]:
    for nodes in (meta.articles, meta.nodes):
        for key in ("datePublished", "dateCreated"):
            yield from (("data", squeezed(node.get(key))) for node in nodes if node.get(key))
    for name in word_list("web")["published"]["meta"]:
        yield from (("meta", value) for value in meta.named.get(name, ()))
    for element in root.iter("time", "span", "div", "p", "abbr"):
        if "datepublished" in (element.get("itemprop") or "").lower() or element.get("pubdate") is not None:
            yield "time", squeezed(element.get("datetime") or element.get("content") or element.text_content()[:80])


def _of_script(root: Element, latest: dt.date) -> str | None:
    """A day in the data that a page keeps for its own scripts."""
    for script in root.iter("script"):
        if found := _IN_SCRIPT.search((script.text or "")[:_SCRIPT]):
            return moment(found[1], latest)
    return None


def _of_address(address: str, latest: dt.date) -> str | None:
    found = _IN_ADDRESS.search(address)
    given = found.groupdict() if found else {}
    parts = (_either(given, part) for part in "ymd")
    when = _checked((*parts, None, None))
    return when if when and _FIRST.isoformat() <= when <= latest.isoformat() else None


def _either(given: dict[str, str | None], part: str) -> str | None:
    return next((value for form in ("", "2", "3") if (value := given.get(f"{part}{form}"))), None)


def _by_htmldate(root: Element, latest: dt.date) -> str | None:
    from htmldate import find_date

    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        return find_date(root, original_date=True, max_date=latest.isoformat())
    except (ValueError, TypeError, AttributeError, OverflowError, RecursionError):
        return None


def _is_printed(day: str, root: Element, blocks: Sequence[Block]) -> bool:
    """Whether a line shows the day in any form, or an element gives it for what it shows."""
    if _shows(day, blocks):
        return True
    return any((each.get("datetime") or each.get("title") or "").startswith(day) for each in root.iter("time", "abbr"))


def _shows(day: str, blocks: Sequence[Block]) -> bool:
    pattern = _forms(dt.date.fromisoformat(day))
    return any(len(block.words) <= _LINE and pattern.search(block.text) for block in blocks)


def _forms(day: dt.date) -> re.Pattern[str]:
    """A day as pages print it: 27.06.2019, 6/27/19, 2019-06-27, 27 juin 2019, June 27th, 2019."""
    d, m, year = f"0?{day.day}", f"0?{day.month}", rf"(?:{day.year}|{day:%y})"
    month = r"[^\W\d_]{3,12}\.?"
    day_month = rf"{d}(?:st|nd|rd|th|er|º|\.)?,?\s(?:de\s|of\s)?{month},?\s(?:de\s)?{day.year}"
    month_day = rf"{month}\s{d}(?:st|nd|rd|th)?,?\s{day.year}"
    solid = rf"{d}\.\s?{m}\.\s?{year}|{d}([/-]){m}\1{year}|{m}([/-]){d}\2{year}"
    asian = rf"{day.year}(?:年|[/.-]\s?|년\s?){m}(?:月|[/.-]\s?|월\s?){d}"
    return re.compile(rf"(?<!\d)(?:{day_month}|{month_day}|{solid}|{asian})(?!\d)", re.IGNORECASE)
