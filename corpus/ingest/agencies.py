"""Which agency's text a page carries: datelines, stamps, bylines, credits at the end."""

import re
from collections.abc import Iterator

from corpus.ingest.named import Named, Surroundings, in_registry, is_name, words
from corpus.ingest.outlets import Registry

_NEAR = 6  # lines above the body that a byline stands in
_DATELINE_REACH = 120  # code points
_LETTER = r"[^\W\d_]"
_PLACE = rf"{_LETTER}[^\n():–—]{{1,48}}?"
_DAY = r"[^()\n–—]{2,24}?"
_BRACKET = (
    rf"[(/]\s?(?P<agency>{_LETTER}[^()/\n]{{1,40}}?)\s?(?:[)/]|/[^()/\n]{{1,24}}\))"  # (Wire), /Wire/, (Wire/desk)
)
_DASH = r"\s{0,2}\.?\s{0,2}(?:--|—|–|-|:)"
_DATELINES = (
    re.compile(rf"{_PLACE}(?:,\s?{_DAY})?\s?{_BRACKET}\.?{_DASH}"),  # LINDHOLM, Jan. 3 (Wire) --
    re.compile(rf"{_BRACKET}{_DASH}"),  # (Wire) -
    re.compile(r"\((?P<agency>[A-Z]{2,8})\)\s?(?=[A-Z“\"])"),  # (CNN)The harbour
    re.compile(rf"{_PLACE},\s{_DAY}\.?\s?{_BRACKET}\.?\s"),  # ЛИНДХОЛЬМ, 3 января. /Wire/.
    re.compile(rf"{_PLACE},\s{_DAY}\s?[–—-]+\s(?P<agency>{_LETTER}[^.,\n]{{1,30}})\.\s"),  # ЛИНДХОЛЬМ, 3 янв — Wire.
    re.compile(rf"(?P<agency>[^\W\d_]{{1,5}}?[社网]){_PLACE}\d{{1,2}}月\d{{1,2}}日(?:电|電)"),  # 新华社北京1月3日电
)
# TOWN, Feb. 4 (Somewire) - : in capitals and with its day, the brackets of a dateline hold nothing but an agency
_CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ .'’/-]{2,40}(?:,\s[A-ZÀ-Þ][\w.]{1,20})?"
_SURE = re.compile(rf"{_CAPITALS},\s(?=[^()\n–—]{{0,22}}\d){_DAY}\s?\((?P<agency>[A-ZÀ-Þ][\w.&’' -]{{1,28}})\){_DASH}")
_PLACED = re.compile(
    rf"[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{{2,40}}(?:,\s?{_DAY})?\s?\((?P<agency>{_LETTER}[^()\n]{{1,30}})\)"
)  # a line: LINDHOLM (Wire)
_BRACKETED = re.compile(r"[(/]\s?([^()/\n]{2,40}?)\s?[)/]")
_AT_END = re.compile(rf"(?:[(\[/]|[—–-]\s?)\s?({_LETTER}[^()\[\]/\n]{{1,30}}?)\s?[)\]/]?\.?$")
_TOGETHER = re.compile(r"\(([^()\n]{2,40})\)\.?$")  # (Wire/Agency)
_SHARED = re.compile(r"\s?[,/&+]\s?|\s(?:and|und|et|y|e|и|та)\s")
_END_REACH = 60  # code points
_BYLINE = re.compile(
    r"(?:(?:authored |written |submitted |posted )?by|von|par|por|di)\s(?P<rest>.{2,80})", re.IGNORECASE
)
_STAFF = re.compile(r"(?P<who>.{2,40}?)\s(?:staff|correspondents?|reporters?|writers?)", re.IGNORECASE)
_PARTED = re.compile(r",\s?|/(?=[A-Za-z]{2,12}\b)|\s[|/–-]\s|\s(?:of|for|via)\s(?:the\s)?", re.IGNORECASE)


def agencies(page: Surroundings, known: Registry) -> Iterator[Named]:
    """Outlets of the registry that the page prints as the origin of its text; one may come twice."""
    if page.body:
        yield from dateline_agency(page.body[0], known)
        yield from _credit_at_end(page.body[-1], known)
    for bracketed in _BRACKETED.findall(page.stamp):
        if named := in_registry(bracketed, known):
            yield named
    for line in page.head[-_NEAR:]:
        yield from (named for named in byline_outlets(line, known) if named.wire)
        placed = _PLACED.fullmatch(line.strip())
        if placed and (named := in_registry(placed["agency"], known)) and named.wire:
            yield named


def dateline_agency(lede: str, known: Registry) -> Iterator[Named]:
    """The outlet in the dateline of a first paragraph, known or not; several where they share it."""
    start = lede[:_DATELINE_REACH]
    for form in _DATELINES:
        if (found := form.match(start)) and (named := [*_several(found["agency"], known)]):
            yield from named
            return
    if (sure := _SURE.match(start)) and is_name(sure["agency"]) and sure["agency"].lower() not in words("never"):
        yield Named(sure["agency"], wire=True)


def byline_outlets(line: str, known: Registry) -> Iterator[Named]:
    """The outlets that a line of authors names: `By Ada Lind, CNN`, `Reuters Staff`."""
    found = _BYLINE.fullmatch(line.strip())
    parts = _PARTED.split(found["rest"]) if found else []
    if staff := _STAFF.fullmatch(line.strip()):
        parts.append(staff["who"])
    for part in parts:
        outlet = known.named(part)
        if outlet and not outlet.common and (named := in_registry(part, known)):
            yield named


def _credit_at_end(paragraph: str, known: Registry) -> Iterator[Named]:
    found = _AT_END.search(paragraph[-_END_REACH:])
    named = in_registry(found[1], known) if found else None
    if named and named.wire:
        yield named
    elif several := _TOGETHER.search(paragraph[-_END_REACH:]):
        yield from (one for one in _several(several[1], known) if one.wire)


def _several(text: str, known: Registry) -> Iterator[Named]:
    """The outlet whose name this is, or those of the registry that share the credit: `AFP, dpa`."""
    if whole := in_registry(text, known):
        yield whole
        return
    for part in _SHARED.split(text):
        outlet = known.named(part)
        if outlet and outlet.wire and (named := in_registry(part, known)):
            yield named
